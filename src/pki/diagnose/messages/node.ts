/** Node's own codes and sentences; also npm, yarn, Electron and everything that stands on `tls`. */
import { messagesOf } from '../message';

/** X509ErrorCode(): what has no row there is UNSPECIFIED. */
const CODES = 'Node.js src/crypto/crypto_common.cc (X509ErrorCode)';
const TLS = 'Node.js lib/tls.js, lib/internal/errors.js';
const OSSL = 'Node.js src/crypto/crypto_util.cc (ERR_OSSL_… of the OpenSSL reason)';

export const node = messagesOf('node', CODES, [
  ['node-issuer', 'unknown-issuer', 'UNABLE_TO_GET_ISSUER_CERT'],
  ['node-list', 'revocation-list-missing', 'UNABLE_TO_GET_CRL'],
  ['node-decrypt-signature', 'signature-wrong', 'UNABLE_TO_DECRYPT_CERT_SIGNATURE'],
  ['node-decrypt-list', 'revocation-list-stale', 'UNABLE_TO_DECRYPT_CRL_SIGNATURE'],
  ['node-issuer-key', 'key-unsupported', 'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY'],
  ['node-signature', 'signature-wrong', 'CERT_SIGNATURE_FAILURE'],
  ['node-list-signature', 'revocation-list-stale', 'CRL_SIGNATURE_FAILURE'],
  ['node-early', 'not-yet-valid', 'CERT_NOT_YET_VALID'],
  ['node-expired', 'expired', 'CERT_HAS_EXPIRED'],
  ['node-list-early', 'revocation-list-stale', 'CRL_NOT_YET_VALID'],
  ['node-list-expired', 'revocation-list-stale', 'CRL_HAS_EXPIRED'],
  ['node-not-before', 'validity-odd', 'ERROR_IN_CERT_NOT_BEFORE_FIELD'],
  ['node-not-after', 'validity-odd', 'ERROR_IN_CERT_NOT_AFTER_FIELD'],
  ['node-self-signed', 'self-signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['node-root', 'root-untrusted', 'SELF_SIGNED_CERT_IN_CHAIN'],
  ['node-local-issuer', 'unknown-issuer', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
  ['node-leaf', 'missing-intermediate', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', { weight: 'vague' }],
  ['node-chain-long', 'path-too-long', 'CERT_CHAIN_TOO_LONG'],
  ['node-revoked', 'revoked', 'CERT_REVOKED'],
  ['node-ca', 'not-an-authority', 'INVALID_CA'],
  ['node-path', 'path-too-long', 'PATH_LENGTH_EXCEEDED'],
  ['node-purpose', 'wrong-purpose', 'INVALID_PURPOSE'],
  ['node-untrusted', 'distrusted', 'CERT_UNTRUSTED'],
  ['node-rejected', 'distrusted', 'CERT_REJECTED'],
  ['node-hostname-mismatch', 'name-mismatch', 'HOSTNAME_MISMATCH'],
  ['node-altname', 'name-mismatch', 'ERR_TLS_CERT_ALTNAME_INVALID', { source: TLS, weight: 'vague' }],
  [
    'node-altname-host',
    'name-mismatch',
    "Host: {host}. is not in the cert's altnames: {names}",
    { source: TLS },
  ],
  [
    'node-altname-ip',
    'address-mismatch',
    "certificate's altnames: IP: {host} is not in the cert's list",
    { source: TLS },
  ],
  ['node-cn', 'name-mismatch', "Host: {host}. is not cert's CN: {names}", { source: TLS }],
  [
    'node-no-names',
    'no-alternative-names',
    ['Cert does not contain a DNS name', 'Cert is empty'],
    { source: TLS },
  ],
  ['node-altname-format', 'name-malformed', 'ERR_TLS_CERT_ALTNAME_FORMAT', { source: TLS }],
  [
    'node-file',
    'file-missing',
    "ENOENT: no such file or directory, open '{file}'",
    { source: 'Node.js lib/fs.js, libuv' },
  ],
  [
    'node-passphrase',
    'key-locked',
    ['ERR_MISSING_PASSPHRASE', 'Passphrase required for encrypted key'],
    { source: TLS },
  ],
  ['node-key-values', 'key-mismatch', 'ERR_OSSL_X509_KEY_VALUES_MISMATCH', { source: OSSL }],
  ['node-start-line', 'certificate-unreadable', 'ERR_OSSL_PEM_NO_START_LINE', { source: OSSL }],
  ['node-decrypt', 'wrong-password', ['ERR_OSSL_BAD_DECRYPT', 'ERR_OSSL_EVP_BAD_DECRYPT'], { source: OSSL }],
  [
    'node-unsupported',
    'key-unreadable',
    ['ERR_OSSL_UNSUPPORTED', 'ERR_OSSL_EVP_UNSUPPORTED'],
    { source: OSSL, weight: 'vague' },
  ],
  [
    'node-pkcs12',
    'container-outdated',
    'Unsupported PKCS12 PFX data',
    { source: 'Node.js src/crypto/crypto_context.cc' },
  ],
  [
    'node-extra-certs',
    'trust-store-missing',
    'Warning: Ignoring extra certs from',
    { source: 'Node.js src/crypto/crypto_context.cc' },
  ],
  [
    'node-reject-off',
    'unspecific',
    "Setting the NODE_TLS_REJECT_UNAUTHORIZED environment variable to '0' makes TLS connections",
    { source: 'Node.js lib/internal/process', weight: 'vague' },
  ],
]);
