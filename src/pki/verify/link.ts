/** A certificate as a link of a path: parsed once, with its extensions' values and its names made comparable. */
import { equalBytes, toHex, type Bytes } from '../../codec/bytes';
import { parseCertificate, type Certificate } from '../../codec/certificate';
import type { DistinguishedName } from '../../codec/distinguished-name';
import { extensionValue, type ExtensionName, type ExtensionValue } from '../../codec/extension';
import type { Result } from '../../codec/malformed';

/** Extensions that decide about a path; policies are read by `path-checks.ts`. */
export const pathExtensions = [
  'basicConstraints',
  'keyUsage',
  'extendedKeyUsage',
  'subjectAltName',
  'subjectKeyIdentifier',
  'authorityKeyIdentifier',
  'nameConstraints',
] as const satisfies readonly ExtensionName[];
type PathExtension = (typeof pathExtensions)[number];
type Values = { readonly [K in PathExtension]: ReturnType<typeof extensionValue<K>> };

export interface Link {
  readonly certificate: Certificate;
  readonly extensions: Values;
  /** Names compare by these (RFC 5280 §7.1). */
  readonly subject: string;
  readonly issuer: string;
  /** SubjectPublicKeyInfo. */
  readonly key: string;
  readonly octets: string;
}

/** Words compare without case and surplus white space, attributes of one RDN in any order (RFC 5280 §7.1). */
export const comparableName = ({ rdns }: DistinguishedName): string =>
  JSON.stringify(
    rdns.map((rdn) =>
      rdn.map(({ type, value }) => [type, value.trim().replace(/\s+/g, ' ').toLowerCase()]).sort(),
    ),
  );

export function linkOf(der: Bytes): Result<Link> {
  const parsed = parseCertificate(der);
  if (!parsed.ok) return parsed;
  const certificate = parsed.value;
  const valueOf = <K extends PathExtension>(name: K) => extensionValue(certificate.extensions, name);
  return {
    ok: true,
    value: {
      certificate,
      extensions: {
        basicConstraints: valueOf('basicConstraints'),
        keyUsage: valueOf('keyUsage'),
        extendedKeyUsage: valueOf('extendedKeyUsage'),
        subjectAltName: valueOf('subjectAltName'),
        subjectKeyIdentifier: valueOf('subjectKeyIdentifier'),
        authorityKeyIdentifier: valueOf('authorityKeyIdentifier'),
        nameConstraints: valueOf('nameConstraints'),
      },
      subject: comparableName(certificate.subject),
      issuer: comparableName(certificate.issuer),
      key: toHex(certificate.publicKey.der),
      octets: toHex(certificate.der),
    },
  };
}

/** The value where it is there and readable. */
export function valueIn<K extends PathExtension>(
  { extensions }: Link,
  name: K,
): ExtensionValue<K> | undefined {
  const read = extensions[name];
  return read.ok ? read.value?.value : undefined;
}

export const isSelfIssued = ({ subject, issuer }: Link): boolean => subject === issuer;

/** Whether the candidate's key is the one that an authority key identifier names; `undefined` where one of them is absent. */
export function identifierFits(wanted: Bytes | undefined, candidate: Link): boolean | undefined {
  const own = valueIn(candidate, 'subjectKeyIdentifier');
  return wanted === undefined || own === undefined ? undefined : equalBytes(wanted, own);
}

/** Whether the candidate's key is the one that the link says it was signed by. */
export const issuerKeyFits = (link: Link, candidate: Link): boolean | undefined =>
  identifierFits(valueIn(link, 'authorityKeyIdentifier')?.keyIdentifier, candidate);
