/** Go's crypto/tls of a handshake, of files of keys, and the alerts it was sent. */
import { messagesOf } from '../message';

const TLS = 'Go crypto/tls/tls.go, handshake_client.go';
const PARSE = 'Go crypto/x509/parser.go, x509.go';
const ALERT = 'Go crypto/tls/alert.go';

export const goTls = messagesOf('go', TLS, [
  [
    'go-key-form',
    'key-unreadable',
    [
      'x509: failed to parse private key',
      'x509: failed to parse EC private key',
      'tls: failed to parse private key',
      'tls: found unknown private key type in PKCS#8 wrapping',
    ],
    { source: PARSE },
  ],
  [
    'go-password',
    'wrong-password',
    ['x509: decryption password incorrect', 'pkcs12: decryption password incorrect'],
    { source: 'Go crypto/x509/pem_decrypt.go, x/crypto/pkcs12' },
  ],
  ['go-pkcs12', 'container-outdated', 'pkcs12: unknown digest algorithm', { source: 'Go x/crypto/pkcs12' }],
  [
    'go-key-mismatch',
    'key-mismatch',
    [
      'tls: private key does not match public key',
      'tls: private key type does not match public key type',
      "x509: provided PrivateKey doesn't match parent's PublicKey",
    ],
  ],
  [
    'go-file',
    'file-missing',
    'open {file}: no such file or directory',
    { source: 'Go os.ReadFile', weight: 'vague' },
  ],
  [
    'go-pem',
    'certificate-unreadable',
    [
      'tls: failed to find any PEM data in certificate input',
      'tls: failed to find "CERTIFICATE" PEM block in certificate input',
    ],
  ],
  [
    'go-pem-key',
    'key-unreadable',
    [
      'tls: failed to find any PEM data in key input',
      'tls: failed to find PEM block with type ending in "PRIVATE KEY" in key input',
    ],
  ],
  [
    'go-switched',
    'key-unreadable',
    [
      'PEM inputs may have been switched',
      'tls: found a certificate rather than a key in the PEM for the private key',
    ],
  ],
  [
    'go-no-certificates',
    'server-without-certificate',
    [
      'tls: no certificates configured',
      'tls: neither Certificates, GetCertificate, nor GetConfigForClient set in Config',
    ],
  ],
  ['go-client-missing', 'client-certificate-missing', ["tls: client didn't provide a certificate"]],
  [
    'go-client-verify',
    'client-certificate-refused',
    'tls: failed to verify client certificate: {detail}',
    { weight: 'vague' },
  ],
  [
    'go-verify',
    'unspecific',
    ['tls: failed to verify certificate:', 'tls: failed to parse certificate from server:'],
    { weight: 'envelope' },
  ],
  [
    'go-key-type',
    'key-unsupported',
    [
      "tls: server's certificate contains an unsupported type of public key",
      'tls: unsupported certificate curve',
      'tls: unsupported public key',
      "tls: peer doesn't support any of the certificate's signature algorithms",
    ],
  ],
  [
    'go-rsa-large',
    'key-unsupported',
    'tls: server sent certificate containing RSA key larger than {number} bits',
  ],
  [
    'go-record',
    'plain-text',
    [
      'tls: first record does not look like a TLS handshake',
      'http: server gave HTTP response to HTTPS client',
      'Client sent an HTTP request to an HTTPS server',
      'tls: oversized record received',
    ],
    { source: 'Go crypto/tls/conn.go, net/http' },
  ],
  [
    'go-alert-unknown-ca',
    'refused-by-peer',
    [
      'remote error: tls: unknown certificate authority',
      'remote error: tls: bad certificate',
      'remote error: tls: unknown certificate',
      'remote error: tls: unsupported certificate',
    ],
    { source: ALERT },
  ],
  ['go-alert-expired', 'expired', 'remote error: tls: expired certificate', { source: ALERT }],
  ['go-alert-revoked', 'revoked', 'remote error: tls: revoked certificate', { source: ALERT }],
  [
    'go-alert-required',
    'client-certificate-missing',
    'remote error: tls: certificate required',
    { source: ALERT },
  ],
  ['go-alert-name', 'server-without-certificate', 'remote error: tls: unrecognized name', { source: ALERT }],
  [
    'go-alert-version',
    'no-common-ground',
    [
      'remote error: tls: protocol version not supported',
      'tls: server selected unsupported protocol version',
      'tls: client offered only unsupported versions',
      'tls: no cipher suite supported by both client and server',
    ],
    { source: ALERT },
  ],
  [
    'go-alert-handshake',
    'no-common-ground',
    'remote error: tls: handshake failure',
    { source: ALERT, weight: 'vague' },
  ],
  [
    'go-alert-decrypt',
    'key-mismatch',
    ['remote error: tls: error decrypting message', 'tls: invalid signature by the server certificate'],
    { source: ALERT },
  ],
]);
