/** Go's crypto/x509: docker, kubectl, Terraform, Prometheus, Caddy, Traefik and the like say these of a certificate. */
import { messagesOf } from '../message';

const VERIFY = 'Go crypto/x509/verify.go';
const PARSE = 'Go crypto/x509/parser.go, x509.go';

export const go = messagesOf('go', VERIFY, [
  ['go-unknown-authority', 'unknown-issuer', 'x509: certificate signed by unknown authority'],
  [
    'go-unknown-because',
    'unknown-issuer',
    'x509: certificate signed by unknown authority (possibly because of',
    { weight: 'vague' },
  ],
  [
    'go-signature',
    'signature-wrong',
    [
      'x509: ECDSA verification failure',
      'x509: Ed25519 verification failure',
      'crypto/rsa: verification error',
    ],
  ],
  [
    'go-parent',
    'not-an-authority',
    'x509: invalid signature: parent certificate cannot sign this kind of certificate',
  ],
  ['go-insecure', 'weak-signature', 'x509: cannot verify signature: insecure algorithm {algorithm}'],
  [
    'go-unimplemented',
    'key-unsupported',
    ['x509: cannot verify signature: algorithm unimplemented', 'x509: unsupported public key type'],
  ],
  [
    'go-algorithm',
    'algorithms-differ',
    [
      'x509: signature algorithm specifies an {algorithm} public key',
      "x509: inner and outer signature algorithm identifiers don't match",
    ],
  ],
  ['go-names', 'name-mismatch', 'x509: certificate is valid for {names}, not {host}'],
  [
    'go-no-names',
    'no-alternative-names',
    'x509: certificate is not valid for any names, but wanted to match {host}',
  ],
  [
    'go-legacy-cn',
    'no-alternative-names',
    'x509: certificate relies on legacy Common Name field, use SANs {detail}',
  ],
  [
    'go-no-addresses',
    'address-mismatch',
    "x509: cannot validate certificate for {host} because it doesn't contain any IP SANs",
  ],
  [
    'go-time',
    'expired',
    ['x509: certificate has expired or is not yet valid', 'certificate has expired or is not yet valid'],
  ],
  [
    'go-expired',
    'expired',
    'x509: certificate has expired or is not yet valid: current time {date} is after {date}',
  ],
  [
    'go-early',
    'not-yet-valid',
    'x509: certificate has expired or is not yet valid: current time {date} is before {date}',
  ],
  ['go-not-authorized', 'not-an-authority', 'x509: certificate is not authorized to sign other certificates'],
  [
    'go-constraints',
    'name-constraints',
    'x509: a root or intermediate certificate is not authorized to sign for this name: {detail}',
  ],
  [
    'go-usage-nested',
    'wrong-purpose',
    'x509: a root or intermediate certificate is not authorized for an extended key usage: {detail}',
  ],
  ['go-intermediates', 'path-too-long', 'x509: too many intermediates for path length constraint'],
  ['go-usage', 'wrong-purpose', 'x509: certificate specifies an incompatible key usage'],
  ['go-issuer-name', 'unknown-issuer', 'x509: issuer name does not match subject from issuing certificate'],
  [
    'go-constraints-no-names',
    'name-constraints',
    "x509: issuer has name constraints but leaf doesn't have a SAN extension",
  ],
  [
    'go-unconstrained',
    'name-constraints',
    'x509: issuer has name constraints but leaf contains unknown or unconstrained name',
  ],
  ['go-critical', 'unknown-critical-extension', 'x509: unhandled critical extension'],
  [
    'go-system-roots',
    'trust-store-missing',
    ['x509: failed to load system roots and no roots provided', 'x509: system root pool is not available'],
  ],
  [
    'go-limit',
    'too-much-work',
    'x509: signature check attempts limit reached while verifying certificate chain',
  ],
  ['go-policy', 'policy', 'x509: no valid chains built'],
  [
    'go-standards',
    'unspecific',
    'certificate is not standards compliant',
    { weight: 'vague', source: 'Go crypto/x509/root_darwin.go; Apple Security framework' },
  ],
  [
    'go-mac-trust',
    'unknown-issuer',
    'certificate is not trusted',
    { weight: 'vague', source: 'Go crypto/x509/root_darwin.go; Apple Security framework' },
  ],
  [
    'go-san',
    'name-malformed',
    [
      'x509: SAN dNSName is malformed',
      'x509: SAN rfc822Name is malformed',
      'x509: SAN uniformResourceIdentifier is malformed',
      'x509: cannot parse IP address of length {number}',
      'x509: cannot parse dnsName',
    ],
    { source: PARSE },
  ],
  [
    'go-negative',
    'serial-number',
    ['x509: negative serial number', 'x509: malformed serial number', 'x509: serial number too long'],
    { source: PARSE },
  ],
  [
    'go-duplicate',
    'extension-malformed',
    [
      'x509: certificate contains duplicate extensions',
      'x509: certificate contains duplicate extension with OID "{detail}"',
    ],
    { source: PARSE },
  ],
  [
    'go-malformed',
    'extension-malformed',
    [
      'x509: malformed extension critical field',
      'x509: malformed extension',
      'x509: malformed certificate',
      'x509: malformed tbs certificate',
      'x509: malformed signature algorithm identifier',
      'x509: invalid basic constraints',
      'x509: invalid key usage',
      'x509: invalid authority key identifier',
      'x509: invalid subject key identifier',
      'x509: trailing data',
    ],
    { source: PARSE },
  ],
  [
    'go-identifier-critical',
    'extension-misplaced',
    [
      'x509: authority key identifier incorrectly marked critical',
      'x509: subject key identifier incorrectly marked critical',
    ],
    { source: PARSE },
  ],
  [
    'go-malformed-time',
    'validity-odd',
    [
      'x509: malformed UTCTime',
      'x509: malformed GeneralizedTime',
      'x509: malformed validity',
      'x509: unsupported time format',
    ],
    { source: PARSE },
  ],
  [
    'go-curve',
    'key-unsupported',
    [
      'x509: invalid ECDSA parameters',
      'x509: unsupported elliptic curve',
      'x509: unknown elliptic curve',
      'x509: unknown public key algorithm',
    ],
    { source: PARSE },
  ],
  [
    'go-rsa',
    'key-unsupported',
    [
      'x509: RSA key missing NULL parameters',
      'x509: RSA modulus is not a positive number',
      'x509: invalid RSA modulus',
      'x509: invalid RSA public exponent',
    ],
    { source: PARSE },
  ],
]);
