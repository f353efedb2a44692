/** What OpenSSL says of a handshake, alerts of the other side among it. `SSLV3_ALERT_…` is Python's spelling of the same. */
import { messagesOf } from '../message';

const SOURCE = 'OpenSSL crypto/err/openssl.txt (SSL_R_…)';
const ALERTS = 'OpenSSL crypto/err/openssl.txt (SSL_R_…_ALERT_…), RFC 8446 §6.2';

/** By words, and by the name of the constant: BoringSSL prints that one alone, Node puts `ERR_SSL_` before it. */
const reason = (words: string): readonly string[] => {
  const constant = words.toUpperCase().replace(/[ /]/g, '_');
  return [words, constant, `ERR_SSL_${constant}`];
};

/** 3.4 began to call them all `ssl/tls alert`. */
const alert = (text: string): readonly string[] =>
  ['sslv3', 'tlsv1', 'tlsv13', 'ssl/tls'].flatMap((version) => reason(`${version} alert ${text}`));

export const opensslHandshake = messagesOf('openssl', SOURCE, [
  ['openssl-verify-failed', 'unspecific', 'certificate verify failed', { weight: 'envelope' }],
  ['openssl-peer-certificate-missing', 'client-certificate-missing', 'peer did not return a certificate'],
  ['openssl-no-certificate-assigned', 'key-mismatch', 'no certificate assigned'],
  ['openssl-no-certificate-set', 'server-without-certificate', 'no certificate set'],
  ['openssl-no-key-assigned', 'server-without-certificate', 'no private key assigned'],
  [
    'openssl-no-peer-certificate',
    'server-without-certificate',
    'no peer certificate available',
    { source: 'OpenSSL apps/s_client.c', weight: 'vague' },
  ],
  [
    'openssl-no-shared-cipher',
    'no-common-ground',
    ['no shared cipher', 'no suitable signature algorithm', 'no cipher match', 'no ciphers available'],
  ],
  [
    'openssl-no-protocol',
    'no-common-ground',
    [
      'unsupported protocol',
      'no protocols available',
      'no suitable key share',
      'legacy sigalg disallowed or unsupported',
      'wrong ssl version',
    ],
  ],
  ['openssl-legacy-renegotiation', 'no-common-ground', 'unsafe legacy renegotiation disabled'],
  [
    'openssl-wrong-version',
    'plain-text',
    [
      ...reason('wrong version number'),
      'SSL routines::unknown protocol',
      'SSL routines:{detail}:unknown protocol',
      '[SSL: UNKNOWN_PROTOCOL]',
      'packet length too long',
      ...reason('record layer failure'),
    ],
  ],
  [
    'openssl-http',
    'plain-text',
    [
      'SSL routines::http request',
      'SSL routines:{detail}:http request',
      '[SSL: HTTP_REQUEST]',
      'SSL routines::https proxy request',
      'SSL routines:{detail}:https proxy request',
    ],
  ],
  [
    'openssl-eof',
    'unspecific',
    ['unexpected eof while reading', 'EOF occurred in violation of protocol'],
    { weight: 'vague' },
  ],
  ['openssl-bad-signature', 'key-mismatch', ['bad signature', 'tls_process_cert_verify:bad signature']],
  [
    'openssl-wrong-certificate-type',
    'key-unsupported',
    ['wrong certificate type', 'unknown certificate type', 'unsupported elliptic curve', 'wrong curve'],
  ],
  [
    'openssl-unable-to-find-key',
    'key-unsupported',
    ['unable to find public key parameters', 'unable to find ecdh parameters', 'missing rsa certificate'],
  ],
  ['openssl-chain-verify', 'too-much-work', 'excessive message size'],
  ['openssl-context-mismatch', 'unspecific', 'SSL_CTX_set_default_verify_paths', { weight: 'vague' }],
  ['openssl-ca-names', 'trust-store-missing', 'ca dn length mismatch', { weight: 'vague' }],
  ['openssl-signed-by-nobody', 'policy', 'unsolicited extension', { weight: 'vague' }],
  ['alert-bad-certificate', 'refused-by-peer', alert('bad certificate'), { source: ALERTS }],
  ['alert-unsupported-certificate', 'refused-by-peer', alert('unsupported certificate'), { source: ALERTS }],
  ['alert-certificate-revoked', 'revoked', alert('certificate revoked'), { source: ALERTS }],
  ['alert-certificate-expired', 'expired', alert('certificate expired'), { source: ALERTS }],
  ['alert-certificate-unknown', 'refused-by-peer', alert('certificate unknown'), { source: ALERTS }],
  ['alert-unknown-ca', 'refused-by-peer', alert('unknown ca'), { source: ALERTS }],
  ['alert-access-denied', 'client-certificate-refused', alert('access denied'), { source: ALERTS }],
  [
    'alert-certificate-required',
    'client-certificate-missing',
    alert('certificate required'),
    { source: ALERTS },
  ],
  ['alert-decrypt-error', 'key-mismatch', alert('decrypt error'), { source: ALERTS }],
  ['alert-protocol-version', 'no-common-ground', alert('protocol version'), { source: ALERTS }],
  ['alert-insufficient-security', 'no-common-ground', alert('insufficient security'), { source: ALERTS }],
  [
    'alert-unrecognized-name',
    'server-without-certificate',
    [...alert('unrecognized name'), 'tlsv1 unrecognized name'],
    { source: ALERTS },
  ],
  [
    'alert-handshake-failure',
    'no-common-ground',
    alert('handshake failure'),
    { source: ALERTS, weight: 'vague' },
  ],
  ['alert-internal-error', 'unspecific', alert('internal error'), { source: ALERTS, weight: 'vague' }],
  [
    'alert-certificate-status',
    'staple-missing',
    alert('bad certificate status response'),
    { source: ALERTS },
  ],
]);
