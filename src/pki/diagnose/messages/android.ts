/** Android's Conscrypt and OkHttp. What they share with the JDK is in java.ts. */
import { messagesOf } from '../message';

const CONSCRYPT = 'Android Conscrypt TrustManagerImpl';

export const android = messagesOf('android', CONSCRYPT, [
  ['android-anchor', 'unknown-issuer', 'Trust anchor for certification path not found'],
  [
    'android-hostname',
    'name-mismatch',
    ['Hostname {host} not verified', 'Hostname {host} was not verified'],
    { source: 'OkHttp RealConnection.kt' },
  ],
  ['android-unacceptable', 'unspecific', 'Unacceptable certificate: {subject}', { weight: 'vague' }],
  [
    'android-pinning',
    'pinned',
    ['Certificate pinning failure!', 'Pin verification failed'],
    { source: 'OkHttp CertificatePinner.kt; Android network security configuration' },
  ],
  [
    'android-cleartext',
    'plain-text',
    [
      'CLEARTEXT communication to {host} not permitted by network security policy',
      'Cleartext HTTP traffic to {host} not permitted',
      'CLEARTEXT communication not permitted',
    ],
    { source: 'OkHttp; Android network security configuration' },
  ],
  [
    'android-webview',
    'unspecific',
    ['SSL_UNTRUSTED', 'onReceivedSslError'],
    { source: 'Android android.net.http.SslError', weight: 'vague' },
  ],
  [
    'android-webview-name',
    'name-mismatch',
    'SSL_IDMISMATCH',
    { source: 'Android android.net.http.SslError' },
  ],
  [
    'android-webview-date',
    'expired',
    ['SSL_DATE_INVALID', 'SSL_EXPIRED'],
    { source: 'Android android.net.http.SslError' },
  ],
  [
    'android-webview-early',
    'not-yet-valid',
    'SSL_NOTYETVALID',
    { source: 'Android android.net.http.SslError' },
  ],
  [
    'android-install',
    'certificate-unreadable',
    [
      'A certificate must be a CA certificate',
      "Couldn't install because the certificate file couldn't be read",
      'Private key required to install a certificate',
    ],
    { source: 'Android CertInstaller' },
  ],
]);
