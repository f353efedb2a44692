/** Languages, databases, mail and tunnels that say it in words of their own: Erlang, Ruby, PHP, Perl, MySQL, OpenVPN, strongSwan. */
import { messagesOf } from '../message';

const ERLANG = 'Erlang/OTP lib/ssl (ssl_alert.erl, ssl_handshake.erl), lib/public_key';
const OPENVPN = 'OpenVPN src/openvpn/ssl_verify.c';
const STRONGSWAN = 'strongSwan src/libstrongswan/credentials';
const POSTGRES = 'PostgreSQL src/interfaces/libpq/fe-connect.c, src/backend/libpq';

export const programs = messagesOf('git', ERLANG, [
  [
    'erlang-issuer',
    'unknown-issuer',
    ['generated CLIENT ALERT: Fatal - Unknown CA', '{bad_cert,unknown_ca}'],
  ],
  ['erlang-self-signed', 'self-signed', '{bad_cert,selfsigned_peer}'],
  ['erlang-name', 'name-mismatch', ['{bad_cert,hostname_check_failed}', 'bad_cert,hostname_check_failed']],
  [
    'erlang-expired',
    'expired',
    ['generated CLIENT ALERT: Fatal - Certificate Expired', '{bad_cert,cert_expired}'],
  ],
  [
    'erlang-peer',
    'refused-by-peer',
    [
      'received CLIENT ALERT: Fatal - Certificate Unknown',
      'received CLIENT ALERT: Fatal - Bad Certificate',
      'received CLIENT ALERT: Fatal - Unknown CA',
      'received SERVER ALERT: Fatal - Certificate Unknown',
      'received SERVER ALERT: Fatal - Bad Certificate',
      'received SERVER ALERT: Fatal - Unknown CA',
    ],
  ],
  ['erlang-required', 'client-certificate-missing', 'received SERVER ALERT: Fatal - Certificate required'],
  [
    'ruby-name',
    'name-mismatch',
    'hostname "{host}" does not match the server certificate',
    { source: 'Ruby openssl lib/openssl/ssl.rb' },
  ],
  [
    'php-name',
    'name-mismatch',
    "Peer certificate CN='{names}' did not match expected CN='{host}'",
    { source: 'PHP main/streams, ext/openssl/xp_ssl.c' },
  ],
  ['perl-name', 'name-mismatch', 'hostname verification failed', { source: 'Perl IO::Socket::SSL' }],
  [
    'openldap-name',
    'name-mismatch',
    ['hostname does not match CN in peer certificate', 'hostname does not match name in peer certificate'],
    { source: 'OpenLDAP libraries/libldap/tls_o.c, tls_g.c' },
  ],
  [
    'mysql-name',
    'name-mismatch',
    'Validation of SSL server certificate failed',
    { source: 'MariaDB Connector/C libmariadb/secure' },
  ],
  [
    'postgres-plain',
    'plain-text',
    ['server does not support SSL, but SSL was required', 'received invalid response to SSL negotiation'],
    { source: POSTGRES },
  ],
  [
    'postgres-client',
    'client-certificate-missing',
    'connection requires a valid client certificate',
    { source: POSTGRES },
  ],
  [
    'postfix-issuer',
    'unknown-issuer',
    'certificate verification failed for {detail}: untrusted issuer {subject}',
    { source: 'Postfix src/tls/tls_client.c' },
  ],
  [
    'openvpn-key-usage',
    'leaf-key-usage',
    ['VERIFY KU ERROR', 'Certificate does not have key usage extension'],
    { source: OPENVPN },
  ],
  ['openvpn-purpose', 'wrong-purpose', ['VERIFY EKU ERROR', 'VERIFY nsCertType ERROR'], { source: OPENVPN }],
  ['openvpn-name', 'name-mismatch', 'VERIFY X509NAME ERROR: {names}, must be {host}', { source: OPENVPN }],
  [
    'strongswan-issuer',
    'unknown-issuer',
    ['no issuer certificate found for "{subject}"', "no trusted RSA public key found for '{subject}'"],
    { source: STRONGSWAN },
  ],
  [
    'strongswan-expired',
    'expired',
    'subject certificate invalid (valid from {date} to {date})',
    { source: STRONGSWAN },
  ],
]);
