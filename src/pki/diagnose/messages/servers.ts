/** What servers print when they start, or for each client that leaves: nginx, Apache, HAProxy, Caddy, gunicorn, uWSGI, Postfix. */
import { messagesOf } from '../message';

const NGINX = 'nginx src/event/ngx_event_openssl.c, src/http/modules/ngx_http_ssl_module.c';
const APACHE = 'Apache httpd modules/ssl/ssl_engine_init.c, ssl_engine_pphrase.c';
const HAPROXY = 'HAProxy src/ssl_ckch.c, src/ssl_sock.c';

export const servers = messagesOf('server', NGINX, [
  [
    'nginx-key',
    'key-mismatch',
    [
      'SSL_CTX_use_PrivateKey("{file}") failed (SSL: error:{detail}:key values mismatch',
      'SSL_CTX_use_PrivateKey_file("{file}") failed (SSL: error:{detail}:key values mismatch',
    ],
  ],
  [
    'nginx-certificate-missing',
    'file-missing',
    ['cannot load certificate "{file}": BIO_new_file() failed', 'BIO_new_file("{file}") failed'],
  ],
  ['nginx-key-missing', 'file-missing', 'cannot load certificate key "{file}": BIO_new_file() failed'],
  [
    'nginx-certificate-read',
    'certificate-unreadable',
    'cannot load certificate "{file}": PEM_read_bio_X509_AUX() failed',
  ],
  [
    'nginx-key-read',
    'key-unreadable',
    'cannot load certificate key "{file}": PEM_read_bio_PrivateKey() failed',
  ],
  [
    'nginx-key-locked',
    'key-locked',
    'cannot load certificate key "{file}": PEM_read_bio_PrivateKey() failed (SSL: error:{detail}bad password read',
  ],
  ['nginx-weak', 'weak-key', 'SSL_CTX_use_certificate("{file}") failed (SSL: error:{detail}ee key too small'],
  [
    'nginx-no-key',
    'server-without-certificate',
    'no "ssl_certificate_key" is defined for certificate "{file}"',
  ],
  [
    'nginx-no-certificate',
    'server-without-certificate',
    [
      'no "ssl_certificate" is defined for the "listen ... ssl" directive',
      'no "ssl_certificate" is defined in server listening on SSL port while SSL handshaking',
      'no "ssl_certificate" is defined for the "ssl" directive',
    ],
  ],
  [
    'nginx-no-client-ca',
    'trust-store-missing',
    ['no ssl_client_certificate for ssl_verify_client', 'no "ssl_client_certificate" for ssl_verify_client'],
  ],
  [
    'nginx-client-ca',
    'trust-store-missing',
    [
      'SSL_load_client_CA_file("{file}") failed',
      'SSL_CTX_load_verify_locations("{file}") failed',
      'no "proxy_ssl_trusted_certificate" for proxy_ssl_verify',
    ],
  ],
  ['nginx-list', 'revocation-list-missing', 'X509_LOOKUP_load_file("{file}") failed'],
  [
    'nginx-staple',
    'staple-missing',
    [
      '"ssl_stapling" ignored, issuer certificate not found',
      '"ssl_stapling" ignored, no OCSP responder URL in the certificate',
      '"ssl_stapling" ignored, host not found in OCSP responder',
    ],
    { source: 'nginx src/event/ngx_event_openssl_stapling.c' },
  ],
  [
    'nginx-handshake',
    'unspecific',
    ['SSL_do_handshake() failed', 'SSL_read() failed'],
    { weight: 'envelope' },
  ],
  [
    'nginx-client-none',
    'client-certificate-missing',
    [
      'client sent no required SSL certificate while reading client request headers',
      '400 No required SSL certificate was sent',
      'No required SSL certificate was sent',
    ],
  ],
  [
    'nginx-client-error',
    'client-certificate-refused',
    [
      'client SSL certificate verify error: ({number}:{detail})',
      '400 The SSL certificate error',
      'The SSL certificate error',
    ],
    { weight: 'vague' },
  ],
  [
    'nginx-upstream',
    'unspecific',
    'upstream SSL certificate verify error: ({number}:{detail})',
    { weight: 'envelope' },
  ],
  ['nginx-upstream-name', 'name-mismatch', 'upstream SSL certificate does not match "{host}"'],
  [
    'nginx-plain',
    'plain-text',
    ['The plain HTTP request was sent to HTTPS port', 'client sent plain HTTP request to HTTPS port'],
  ],
  [
    'apache-configured',
    'server-without-certificate',
    [
      'AH02572: Failed to configure at least one certificate and key for {host}',
      'AH02240: Server should be SSL-aware but has no certificate configured',
    ],
    { source: APACHE },
  ],
  [
    'apache-mismatch',
    'key-mismatch',
    [
      'AH02565: Certificate and private key {file} from {file} and {file} do not match',
      'AH02565: Certificate and private key',
    ],
    { source: APACHE },
  ],
  [
    'apache-file',
    'file-missing',
    [
      "SSLCertificateFile: file '{file}' does not exist or is empty",
      "SSLCertificateKeyFile: file '{file}' does not exist or is empty",
      "SSLCertificateChainFile: file '{file}' does not exist or is empty",
    ],
    { source: 'Apache httpd modules/ssl/ssl_engine_config.c' },
  ],
  [
    'apache-ca-file',
    'trust-store-missing',
    "SSLCACertificateFile: file '{file}' does not exist or is empty",
    { source: 'Apache httpd modules/ssl/ssl_engine_config.c' },
  ],
  [
    'apache-certificate',
    'certificate-unreadable',
    ['AH02561: Failed to configure certificate', 'AH02562: Failed to configure certificate {file}'],
    { source: APACHE },
  ],
  [
    'apache-key',
    'key-unreadable',
    [
      'AH02564: Failed to configure encrypted (?) private key {file}',
      'AH02577: Init: SSLPassPhraseDialog builtin is not supported on Win32',
      'AH02579: Init: Private key not found',
    ],
    { source: APACHE },
  ],
  [
    'apache-pass',
    'wrong-password',
    'AH02580: Init: Pass phrase incorrect for key {detail}',
    { source: APACHE },
  ],
  [
    'apache-name',
    'name-mismatch',
    [
      'AH01909: {detail} server certificate does NOT include an ID which matches the server name',
      'server certificate does NOT include an ID which matches the server name',
    ],
    { source: APACHE },
  ],
  [
    'apache-ca',
    'leaf-is-authority',
    [
      'AH01906: {detail} server certificate is a CA certificate',
      'server certificate is a CA certificate (BasicConstraints: CA == TRUE !?)',
    ],
    { source: APACHE },
  ],
  [
    'apache-client',
    'client-certificate-refused',
    [
      'AH02276: Certificate Verification: Error ({number}): {detail}',
      'AH02039: Certificate Verification: Error ({number}): {detail}',
    ],
    { source: 'Apache httpd modules/ssl/ssl_engine_kernel.c', weight: 'vague' },
  ],
  [
    'apache-plain',
    'plain-text',
    [
      "You're speaking plain HTTP to an SSL-enabled server port",
      'AH01996: SSL handshake failed: HTTP spoken on HTTPS port',
    ],
    { source: 'Apache httpd modules/ssl/ssl_engine_kernel.c' },
  ],
  [
    'haproxy-pem',
    'certificate-unreadable',
    [
      "unable to load certificate from file '{file}'",
      "unable to load SSL certificate from PEM file '{file}'",
      "unable to load chain from file '{file}'",
    ],
    { source: HAPROXY },
  ],
  [
    'haproxy-key',
    'key-mismatch',
    [
      "unable to load SSL private key into SSL Context '{file}'",
      "inconsistencies between private key and certificate loaded '{file}'",
      "inconsistencies between private key and certificate loaded from PEM file '{file}'",
    ],
    { source: HAPROXY },
  ],
  [
    'haproxy-no-key',
    'key-unreadable',
    ["No Private Key found in '{file}'", "unable to load private key from file '{file}'"],
    { source: HAPROXY },
  ],
  [
    'haproxy-ca',
    'trust-store-missing',
    ["unable to load CA file '{file}'", "unable to set CA file '{file}'"],
    { source: HAPROXY },
  ],
  ['haproxy-client', 'client-certificate-refused', 'SSL client certificate not trusted', { source: HAPROXY }],
  ['haproxy-handshake', 'unspecific', 'SSL handshake failure', { source: HAPROXY, weight: 'envelope' }],
  [
    'gunicorn-file',
    'file-missing',
    [
      'certfile "{file}" does not exist',
      'keyfile "{file}" does not exist',
      'Error: certfile {detail} does not exist',
    ],
    { source: 'gunicorn util.py, config.py' },
  ],
  [
    'uwsgi-key',
    'key-unreadable',
    [
      'unable to assign ssl certificate {file}',
      'unable to assign key {file}',
      'unable to set SSL certificate',
    ],
    { source: 'uWSGI core/ssl.c' },
  ],
  [
    'caddy-load',
    'certificate-unreadable',
    [
      'loading http app module: provision http: getting tls app: loading tls app module',
      'tls: loading certificate',
    ],
    { source: 'Caddy modules/caddytls', weight: 'envelope' },
  ],
  [
    'postfix-cannot',
    'certificate-unreadable',
    [
      'cannot get RSA certificate from file "{file}"',
      'cannot get RSA private key from file "{file}"',
      'cannot load Certification Authority data',
    ],
    { source: 'Postfix src/tls/tls_certkey.c, tls_verify.c' },
  ],
]);
