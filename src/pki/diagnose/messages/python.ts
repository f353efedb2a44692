/** What Python adds to OpenSSL's words: its `ssl` module, urllib3 and Requests, pyOpenSSL, cryptography, pip. */
import { messagesOf } from '../message';

const SSL = 'CPython Modules/_ssl.c, Lib/ssl.py';
const URLLIB3 = 'urllib3 util/ssl_match_hostname.py';
const REQUESTS = 'Requests adapters.py';
const CRYPTOGRAPHY = 'pyca/cryptography src/rust';

export const python = messagesOf('python', SSL, [
  ['python-verify-failed', 'unspecific', 'CERTIFICATE_VERIFY_FAILED', { weight: 'envelope' }],
  ['python-hostname', 'name-mismatch', "Hostname mismatch, certificate is not valid for '{host}'"],
  ['python-address', 'address-mismatch', "IP address mismatch, certificate is not valid for '{host}'"],
  [
    'python-match-hostname',
    'name-mismatch',
    ["hostname '{host}' doesn't match either of {names}", "hostname '{host}' doesn't match {names}"],
    { source: `${URLLIB3}; CPython Lib/ssl.py up to 3.11` },
  ],
  [
    'python-no-names',
    'no-alternative-names',
    [
      'no appropriate subjectAltName fields were found',
      'no appropriate commonName or subjectAltName fields were found',
    ],
    { source: `${URLLIB3}; CPython Lib/ssl.py up to 3.11` },
  ],
  ['python-cadata', 'trust-store-missing', 'cadata does not contain a certificate'],
  ['python-key-values', 'key-mismatch', '[X509: KEY_VALUES_MISMATCH] key values mismatch'],
  ['python-key-mismatch-type', 'key-mismatch', '[SSL: NO_CERTIFICATE_ASSIGNED] no certificate assigned'],
  ['python-pem-lib', 'pem-unreadable', ['[SSL] PEM lib', '[X509] PEM lib'], { weight: 'vague' }],
  ['python-server-hostname', 'name-mismatch', 'check_hostname requires server_hostname'],
  [
    'python-old-wrap',
    'no-common-ground',
    ["module 'ssl' has no attribute 'wrap_socket'", "module 'ssl' has no attribute 'match_hostname'"],
  ],
  [
    'python-file',
    'file-missing',
    [
      'FileNotFoundError: [Errno 2] No such file or directory',
      'IsADirectoryError: [Errno 21] Is a directory',
    ],
    { weight: 'vague' },
  ],
  [
    'python-plain-server',
    'plain-text',
    [
      "You're accessing the development server over HTTPS, but it only supports HTTP",
      "Bad request version ('\\x16\\x03",
      "Bad HTTP/0.9 request type ('\\x16\\x03",
    ],
    { source: 'Django core/servers/basehttp.py; CPython Lib/http/server.py' },
  ],
  ['python-cipher', 'no-common-ground', 'No cipher can be selected'],
  ['python-permission', 'file-forbidden', 'PermissionError: [Errno 13] Permission denied'],
  [
    'python-bundle-path',
    'trust-store-missing',
    [
      'Could not find a suitable TLS CA certificate bundle, invalid path: {file}',
      'Could not find the TLS certificate file, invalid path: {file}',
      'Could not find the TLS key file, invalid path: {file}',
    ],
    { source: REQUESTS },
  ],
  [
    'python-requests',
    'unspecific',
    ['Max retries exceeded with url', 'requests.exceptions.SSLError'],
    { source: REQUESTS, weight: 'envelope' },
  ],
  [
    'python-pip',
    'unspecific',
    ['Could not fetch URL', 'There was a problem confirming the ssl certificate'],
    { source: 'pip _internal/network', weight: 'envelope' },
  ],
  [
    'python-no-ssl',
    'no-common-ground',
    "Can't connect to HTTPS URL because the SSL module is not available",
    { source: 'urllib3 connectionpool.py' },
  ],
  [
    'cryptography-framing',
    'certificate-unreadable',
    ['Unable to load PEM file', 'Unable to load certificate. See https://cryptography.io'],
    { source: CRYPTOGRAPHY },
  ],
  [
    'cryptography-key',
    'key-unreadable',
    [
      'Could not deserialize key data',
      'Unable to load PEM file. See https://cryptography.io/en/latest/faq/#why-can-t-i-import-my-pem-file for more details. InvalidData',
    ],
    { source: CRYPTOGRAPHY },
  ],
  [
    'cryptography-locked',
    'key-locked',
    'Password was not given but private key is encrypted',
    { source: CRYPTOGRAPHY },
  ],
  [
    'cryptography-not-locked',
    'wrong-password',
    'Password was given but private key is not encrypted',
    { source: CRYPTOGRAPHY },
  ],
  [
    'cryptography-password',
    'wrong-password',
    [
      'Bad decrypt. Incorrect password?',
      'Incorrect password, could not decrypt key',
      'Invalid password or PKCS12 data',
    ],
    { source: CRYPTOGRAPHY },
  ],
  [
    'cryptography-candidates',
    'unknown-issuer',
    'candidates exhausted',
    { source: `${CRYPTOGRAPHY}/cryptography-x509-verification`, weight: 'vague' },
  ],
  [
    'cryptography-names',
    'name-mismatch',
    'leaf certificate has no matching subjectAltName',
    { source: `${CRYPTOGRAPHY}/cryptography-x509-verification` },
  ],
  [
    'cryptography-time',
    'expired',
    'cert is not valid at validation time',
    { source: `${CRYPTOGRAPHY}/cryptography-x509-verification` },
  ],
  [
    'cryptography-no-names',
    'no-alternative-names',
    'leaf server certificate has no subjectAltName',
    { source: `${CRYPTOGRAPHY}/cryptography-x509-verification` },
  ],
  [
    'cryptography-authority',
    'not-an-authority',
    'basicConstraints.cA must be asserted in a CA certificate',
    { source: `${CRYPTOGRAPHY}/cryptography-x509-verification` },
  ],
]);
