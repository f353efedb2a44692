/** .NET on every system: SslStream, HttpClient, X509Chain, Kestrel. */
import { messagesOf } from '../message';

const SR = '.NET System.Net.Security, System.Security.Cryptography (Strings.resx)';

export const dotnet = messagesOf('dotnet', SR, [
  [
    'dotnet-connection',
    'unspecific',
    [
      'The SSL connection could not be established, see inner exception',
      'Could not establish trust relationship for the SSL/TLS secure channel',
      'The underlying connection was closed',
    ],
    { weight: 'envelope' },
  ],
  [
    'dotnet-procedure',
    'unspecific',
    [
      'The remote certificate is invalid according to the validation procedure',
      'The remote certificate was rejected by the provided RemoteCertificateValidationCallback',
    ],
    { weight: 'vague' },
  ],
  [
    'dotnet-channel',
    'no-common-ground',
    'The request was aborted: Could not create SSL/TLS secure channel',
    { weight: 'vague', source: '.NET Framework System.Net (net_webstatus_SecureChannelFailure)' },
  ],
  ['dotnet-name', 'name-mismatch', ['RemoteCertificateNameMismatch']],
  [
    'dotnet-chain',
    'unspecific',
    [
      'RemoteCertificateChainErrors',
      'The remote certificate is invalid because of errors in the certificate chain: {detail}',
    ],
    { weight: 'vague' },
  ],
  [
    'dotnet-none',
    'server-without-certificate',
    [
      'RemoteCertificateNotAvailable',
      'The server mode SSL must use a certificate with the associated private key',
    ],
  ],
  ['dotnet-root', 'root-untrusted', 'errors in the certificate chain: UntrustedRoot'],
  ['dotnet-partial', 'unknown-issuer', 'errors in the certificate chain: PartialChain'],
  ['dotnet-time', 'expired', 'errors in the certificate chain: NotTimeValid'],
  ['dotnet-usage', 'wrong-purpose', 'errors in the certificate chain: NotValidForUsage'],
  ['dotnet-signature', 'signature-wrong', 'errors in the certificate chain: NotSignatureValid'],
  [
    'dotnet-constraints',
    'name-constraints',
    [
      'errors in the certificate chain: InvalidNameConstraints',
      'errors in the certificate chain: HasNotPermittedNameConstraint',
      'errors in the certificate chain: HasExcludedNameConstraint',
    ],
  ],
  ['dotnet-basic', 'not-an-authority', 'errors in the certificate chain: InvalidBasicConstraints'],
  [
    'dotnet-extension',
    'extension-malformed',
    [
      'errors in the certificate chain: InvalidExtension',
      'errors in the certificate chain: HasNotSupportedCriticalExtension',
    ],
  ],
  ['dotnet-weak', 'weak-signature', 'errors in the certificate chain: HasWeakSignature'],
  ['dotnet-revoked', 'revoked', 'errors in the certificate chain: Revoked'],
  [
    'dotnet-revocation',
    'revocation-unknown',
    [
      'errors in the certificate chain: RevocationStatusUnknown',
      'errors in the certificate chain: OfflineRevocation',
    ],
  ],
  ['dotnet-distrust', 'distrusted', 'errors in the certificate chain: ExplicitDistrust'],
  [
    'dotnet-key',
    'key-mismatch',
    [
      'The provided key does not match the public key for this certificate',
      'The key contents do not contain a PEM, the content is malformed, or the key does not match the certificate',
    ],
  ],
  [
    'dotnet-pem',
    'certificate-unreadable',
    [
      'The certificate contents do not contain a PEM with a CERTIFICATE label',
      'Cannot find the original signer',
      'The certificate data cannot be read with the provided password',
    ],
  ],
  [
    'dotnet-frame',
    'plain-text',
    [
      'Cannot determine the frame size or a corrupted frame was received',
      'The handshake failed due to an unexpected packet format',
    ],
  ],
  [
    'dotnet-dev',
    'self-signed',
    [
      'The ASP.NET Core developer certificate is not trusted',
      'Unable to configure HTTPS endpoint. No server certificate was specified',
    ],
    { source: 'ASP.NET Core Kestrel (CoreStrings.resx)' },
  ],
]);
