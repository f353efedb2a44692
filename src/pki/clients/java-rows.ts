/** What each refusal of Java is called, where it is written, and the text of the exception, as a stack trace begins with it. */
import type { ComplaintRow } from './complaint';
import type { JavaPathRule } from './java-path';

/** The release that only imports a root. */
export const KEYTOOL = 'keytool17_import';

export type JavaRule =
  | JavaPathRule
  | 'anchor-unreadable'
  | 'no-common-signature'
  | 'unreadable'
  | 'key-usage'
  | 'wrong-purpose'
  | 'netscape-type'
  | 'host-not-in-certificate';

const VALIDATION = 'PKIX path validation failed: java.security.cert.CertPathValidatorException: ';
const BUILDING =
  'PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target';

/** Java 21 writes the alert that it sends in front. */
function exception(words: string, release: string, alert = 'certificate_unknown', cause = ''): string {
  const sent = release === 'java21' ? `(${alert}) ` : '';
  return `javax.net.ssl.SSLHandshakeException: ${sent}${words}${cause === '' ? '' : ` Caused by: ${cause}`}`;
}
const validation =
  (words: string, alert?: string): ComplaintRow['error'] =>
  (_, release) =>
    exception(`${VALIDATION}${words}`, release, alert);

const CERTPATH = 'OpenJDK sun.security.provider.certpath';
const VALIDATOR = 'OpenJDK sun.security.validator';
const measured = 'measured';
const bounded = (what: string): ComplaintRow => ({
  citation: 'OpenJDK sun.security.x509.NameConstraintsExtension',
  basis: measured,
  fix: 'issue-authority-again',
  error: validation(`java.io.IOException: ${what} in name constraints not supported`),
});

export const javaRows: Readonly<Record<JavaRule, ComplaintRow>> = {
  'anchor-unreadable': {
    citation: 'OpenJDK sun.security.x509.X509CertInfo',
    basis: measured,
    fix: 'issue-authority-again',
    error: ([words = ''], release) =>
      release === KEYTOOL ? 'keytool error: java.lang.Exception: Input not an X.509 certificate' : words,
  },
  'no-common-signature': {
    citation: 'OpenJDK sun.security.ssl.SignatureScheme',
    basis: measured,
    fix: 'issue-leaf-with-usable-key',
    error: (_, release) => exception('Received fatal alert: handshake_failure', release, 'handshake_failure'),
  },
  unreadable: {
    citation: 'OpenJDK sun.security.x509.X509CertInfo',
    basis: measured,
    fix: 'issue-leaf-cleanly',
    error: ([words = '', cause = ''], release) => exception(words, release, 'bad_certificate', cause),
  },
  'no-path': {
    citation: `${CERTPATH}.SunCertPathBuilder`,
    basis: measured,
    fix: 'trust-root',
    error: (_, release) => exception(BUILDING, release),
  },
  'no-anchor': {
    citation: `${CERTPATH}.PKIXCertPathValidator`,
    basis: measured,
    fix: 'issue-leaf-by-authority',
    error: validation('Path does not chain with any of the trust anchors'),
  },
  'weak-algorithm': {
    citation: 'OpenJDK java.security, jdk.certpath.disabledAlgorithms',
    basis: measured,
    fix: 'issue-leaf-with-sha256',
    error: ([what = ''], release) =>
      exception(
        `${VALIDATION}Algorithm constraints check failed on ${what}`,
        release,
        'unsupported_certificate',
      ),
  },
  'may-not-sign': {
    citation: `${CERTPATH}.KeyChecker`,
    basis: measured,
    fix: 'issue-authority-again',
    error: validation('CA key usage check failed: keyCertSign bit is not set'),
  },
  'not-an-authority': {
    citation: `${CERTPATH}.ConstraintsChecker`,
    basis: measured,
    fix: 'issue-authority-again',
    error: validation('basic constraints check failed: this is not a CA certificate'),
  },
  'path-too-long': {
    citation: `${CERTPATH}.ConstraintsChecker`,
    basis: measured,
    fix: 'issue-authority-again',
    error: validation(
      'basic constraints check failed: pathLenConstraint violated - this cert must be the last cert in the certification path',
    ),
  },
  'name-constraints': {
    citation: `${CERTPATH}.ConstraintsChecker`,
    basis: measured,
    fix: 'issue-leaf-with-names',
    error: validation('name constraints check failed'),
  },
  'empty-zone-crash': {
    citation: 'OpenJDK sun.security.x509.DNSName',
    basis: measured,
    fix: 'issue-authority-again',
    error: (_, release) =>
      `java.lang.StringIndexOutOfBoundsException: ${release === 'java17' ? 'String index out of range: 0' : 'Index 0 out of bounds for length 0'}`,
  },
  'hostless-uri-crash': {
    citation: 'OpenJDK sun.security.x509.URIName',
    basis: measured,
    fix: 'issue-leaf-with-names',
    error: () =>
      'java.lang.NullPointerException: Cannot invoke "String.equalsIgnoreCase(String)" because "otherHost" is null',
  },
  'bounded-below': bounded('Non-zero minimum BaseDistance'),
  'bounded-above': bounded('Maximum BaseDistance'),
  policies: {
    citation: `${CERTPATH}.PolicyChecker`,
    basis: measured,
    fix: 'issue-authority-again',
    error: validation('non-null policy tree required and policy tree is null'),
  },
  expired: {
    citation: `${CERTPATH}.BasicChecker`,
    basis: measured,
    fix: 'issue-leaf-now',
    error: ([until = ''], release) =>
      exception(
        `${VALIDATION}validity check failed`,
        release,
        'certificate_expired',
        `java.security.cert.CertificateExpiredException: NotAfter: ${until}`,
      ),
  },
  'not-yet-valid': {
    citation: `${CERTPATH}.BasicChecker`,
    basis: measured,
    fix: 'issue-leaf-now',
    error: ([from = ''], release) =>
      exception(
        `${VALIDATION}validity check failed`,
        release,
        'bad_certificate',
        `java.security.cert.CertificateNotYetValidException: NotBefore: ${from}`,
      ),
  },
  'name-chaining': {
    citation: `${CERTPATH}.BasicChecker`,
    basis: 'documented',
    fix: 'issue-leaf-by-authority',
    error: validation('subject/issuer name chaining check failed'),
  },
  'signature-wrong': {
    citation: `${CERTPATH}.BasicChecker`,
    basis: measured,
    fix: 'issue-leaf-by-authority',
    error: ([cause = ''], release) =>
      exception(`${VALIDATION}signature check failed`, release, 'bad_certificate', cause),
  },
  'key-usage-empty': {
    citation: `${CERTPATH}.AlgorithmChecker`,
    basis: measured,
    fix: 'issue-leaf-for-servers',
    error: validation('incorrect KeyUsage extension bits'),
  },
  'unknown-critical-extension': {
    citation: `${CERTPATH}.PKIXMasterCertPathValidator`,
    basis: measured,
    fix: 'issue-leaf-cleanly',
    error: validation('unrecognized critical extension(s)'),
  },
  'anchor-not-an-authority': {
    citation: `${VALIDATOR}.PKIXValidator (jdk.security.allowNonCaAnchor)`,
    basis: measured,
    fix: 'issue-authority-again',
    error: ([how = '', name = ''], release) =>
      exception(
        `PKIX path ${how} failed: sun.security.validator.ValidatorException: TrustAnchor with subject "${name}" is not a CA certificate`,
        release,
      ),
  },
  'anchor-may-not-sign': {
    citation: `${VALIDATOR}.PKIXValidator (jdk.security.allowNonCaAnchor)`,
    basis: measured,
    fix: 'issue-authority-again',
    error: ([how = '', name = ''], release) =>
      exception(
        `PKIX path ${how} failed: sun.security.validator.ValidatorException: TrustAnchor with subject "${name}" does not have keyCertSign bit set in KeyUsage extension`,
        release,
      ),
  },
  'key-usage': {
    citation: `${VALIDATOR}.EndEntityChecker`,
    basis: measured,
    fix: 'issue-leaf-for-servers',
    error: (_, release) => exception('KeyUsage does not allow digital signatures', release),
  },
  'wrong-purpose': {
    citation: `${VALIDATOR}.EndEntityChecker`,
    basis: measured,
    fix: 'issue-leaf-for-servers',
    error: (_, release) =>
      exception('Extended key usage does not permit use for TLS server authentication', release),
  },
  'netscape-type': {
    citation: `${VALIDATOR}.EndEntityChecker`,
    basis: measured,
    fix: 'issue-leaf-for-servers',
    error: (_, release) => exception('Netscape cert type does not permit use for SSL server', release),
  },
  'host-not-in-certificate': {
    citation: 'OpenJDK sun.security.util.HostnameChecker',
    basis: measured,
    fix: 'issue-leaf-with-names',
    error: ([words = '', cause = ''], release) => exception(words, release, 'certificate_unknown', cause),
  },
};
