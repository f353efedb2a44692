/**
 * Extensions of a draft as they go into the certificate, in the order other programs write them: what decides about trust
 * first. Which extensions stand there, and how critical they are, is the draft's alone.
 */
import { extensionOid, keyUsages, type ExtensionName, type ExtensionValue } from '../../codec/extension';
import type { Bytes } from '../../codec/bytes';
import { CA_ISSUERS_ACCESS, OCSP_ACCESS } from '../../codec/information-access';
import type { PolicyInformation } from '../../codec/policy-information';
import { worded, type Worded } from '../issue';
import type { DraftExtensions, DraftPlace, DraftPolicy } from './certificate-draft';
import { isCritical } from './criticality';
import { readConstraints } from './constraints';
import { readAddressOfResource } from './names';
import type { ProblemList } from './problem-list';
import { readCount, readHex, readOid } from './text-values';

/** RFC 5280 §4.2.1.4. */
const LONGEST_NOTICE = 200;
/** A TLS extension has two octets of number (RFC 8446 §4.2). */
const LARGEST_FEATURE = 0xffff;
/** Octets of a key identifier, in hex digits; methods in use give 20. */
const LONGEST_IDENTIFIER = 128;

/** Identifiers of extensions that a draft has a field for. */
export const formExtensions: Readonly<Record<FormExtension, string>> = {
  basicConstraints: extensionOid.basicConstraints,
  keyUsage: extensionOid.keyUsage,
  extendedKeyUsage: extensionOid.extendedKeyUsage,
  subjectAltName: extensionOid.subjectAltName,
  subjectKeyIdentifier: extensionOid.subjectKeyIdentifier,
  authorityKeyIdentifier: extensionOid.authorityKeyIdentifier,
  nameConstraints: extensionOid.nameConstraints,
  crlDistributionPoints: extensionOid.crlDistributionPoints,
  authorityInfoAccess: extensionOid.authorityInfoAccess,
  certificatePolicies: extensionOid.certificatePolicies,
  policyMappings: extensionOid.policyMappings,
  policyConstraints: extensionOid.policyConstraints,
  inhibitAnyPolicy: extensionOid.inhibitAnyPolicy,
  tlsFeature: extensionOid.tlsFeature,
  ocspNoCheck: extensionOid.ocspNoCheck,
};

export type FormExtension =
  | Exclude<keyof DraftExtensions & ExtensionName, 'own'>
  // Its names are the draft's own.
  | 'subjectAltName';

/** Reads one field of the draft's extensions: `undefined` where it is absent or has a problem. */
type Reading<K extends FormExtension> = (
  extensions: DraftExtensions,
  place: DraftPlace,
  problems: ProblemList,
) => { readonly critical: boolean; readonly value: ExtensionValue<K> } | undefined;

/** Those that depend on nothing but the draft. */
type PlainExtension = Exclude<
  FormExtension,
  'subjectAltName' | 'subjectKeyIdentifier' | 'authorityKeyIdentifier'
>;

const readings: { readonly [K in PlainExtension]: Reading<K> } = {
  basicConstraints({ basicConstraints }, place, problems) {
    if (basicConstraints === undefined) return undefined;
    const { critical, ca, pathLength } = basicConstraints;
    if (pathLength === undefined) return { critical, value: { ca } };
    const length = readCount(pathLength, problems.at(...place, 'pathLength'));
    return length === undefined ? undefined : { critical, value: { ca, pathLength: length } };
  },
  keyUsage({ keyUsage }, place, problems) {
    if (keyUsage === undefined) return undefined;
    const { critical, usages } = keyUsage;
    // "At least one of the bits MUST be set" (§4.2.1.3).
    if (usages.length === 0) return problems.at(...place, 'usages')('empty');
    return { critical, value: keyUsages.filter((usage) => usages.includes(usage)) };
  },
  extendedKeyUsage({ extendedKeyUsage }, place, problems) {
    if (extendedKeyUsage === undefined) return undefined;
    const { critical, purposes } = extendedKeyUsage;
    const value = someOids(purposes, [...place, 'purposes'], problems);
    return value && { critical, value };
  },
  nameConstraints({ nameConstraints }, place, problems) {
    const value = nameConstraints && readConstraints(nameConstraints, place, problems);
    return nameConstraints && value && { critical: nameConstraints.critical, value };
  },
  certificatePolicies({ certificatePolicies }, place, problems) {
    if (certificatePolicies === undefined) return undefined;
    const { critical, policies } = certificatePolicies;
    const at = [...place, 'policies'];
    if (policies.length === 0) return problems.at(...at)('empty');
    const value = problems.each(policies, at, (policy, one) => readPolicy(policy, one, problems));
    const repeated = repetition(policies.map(({ oid }) => oid.trim()));
    if (repeated !== undefined)
      return problems.at(...at, repeated, 'oid')('twice', policies[repeated]?.oid ?? '');
    return value && { critical, value };
  },
  policyMappings({ policyMappings }, place, problems) {
    if (policyMappings === undefined) return undefined;
    const { critical, mappings } = policyMappings;
    const at = [...place, 'mappings'];
    if (mappings.length === 0) return problems.at(...at)('empty');
    const value = problems.each(mappings, at, ({ issuer, subject }, one) => {
      const from = readOid(issuer, problems.at(...one, 'issuer'));
      const to = readOid(subject, problems.at(...one, 'subject'));
      return from === undefined || to === undefined ? undefined : { issuer: from, subject: to };
    });
    return value && { critical, value };
  },
  policyConstraints(extensions, place, problems) {
    const { policyConstraints } = extensions;
    if (policyConstraints === undefined) return undefined;
    const { requireExplicit, inhibitMapping } = policyConstraints;
    if (requireExplicit === undefined && inhibitMapping === undefined) return problems.at(...place)('empty');
    const counts = {
      ...(requireExplicit !== undefined && {
        requireExplicit: readCount(requireExplicit, problems.at(...place, 'requireExplicit')),
      }),
      ...(inhibitMapping !== undefined && {
        inhibitMapping: readCount(inhibitMapping, problems.at(...place, 'inhibitMapping')),
      }),
    };
    const value = whole(counts);
    return value && { critical: isCritical(extensions, 'policyConstraints'), value };
  },
  inhibitAnyPolicy(extensions, place, problems) {
    const { inhibitAnyPolicy } = extensions;
    if (inhibitAnyPolicy === undefined) return undefined;
    const value = readCount(inhibitAnyPolicy, problems.at(...place));
    const critical = isCritical(extensions, 'inhibitAnyPolicy');
    return value === undefined ? undefined : { critical, value };
  },
  crlDistributionPoints({ crlDistributionPoints }, place, problems) {
    if (crlDistributionPoints === undefined) return undefined;
    const { critical, addresses } = crlDistributionPoints;
    const at = [...place, 'addresses'];
    if (addresses.length === 0) return problems.at(...at)('empty');
    const value = problems.each(addresses, at, (address, one) => {
      const uri = readAddressOfResource(address, problems.at(...one));
      return uri === undefined ? undefined : { fullName: [{ kind: 'uri' as const, value: uri }] };
    });
    return value && { critical, value };
  },
  authorityInfoAccess(extensions, place, problems) {
    const { authorityInfoAccess } = extensions;
    if (authorityInfoAccess === undefined) return undefined;
    const { ocsp, caIssuers } = authorityInfoAccess;
    if (ocsp.length + caIssuers.length === 0) return problems.at(...place)('empty');
    const described = (method: string, addresses: readonly string[], at: DraftPlace) =>
      problems.each(addresses, at, (address, one) => {
        const uri = readAddressOfResource(address, problems.at(...one));
        return uri === undefined ? undefined : { method, location: { kind: 'uri' as const, value: uri } };
      });
    const responders = described(OCSP_ACCESS, ocsp, [...place, 'ocsp']);
    const issuers = described(CA_ISSUERS_ACCESS, caIssuers, [...place, 'caIssuers']);
    const critical = isCritical(extensions, 'authorityInfoAccess');
    return responders && issuers && { critical, value: [...responders, ...issuers] };
  },
  tlsFeature(extensions, place, problems) {
    const { tlsFeature } = extensions;
    if (tlsFeature === undefined) return undefined;
    if (tlsFeature.length === 0) return problems.at(...place)('empty');
    const value = problems.each(tlsFeature, place, (feature, one) =>
      readCount(feature, problems.at(...one), LARGEST_FEATURE),
    );
    return value && { critical: isCritical(extensions, 'tlsFeature'), value };
  },
  ocspNoCheck(extensions) {
    const critical = isCritical(extensions, 'ocspNoCheck');
    return extensions.ocspNoCheck === true ? { critical, value: true } : undefined;
  },
};

/** The same object where none of its members came to nothing. */
function whole<T extends object>(
  counts: T,
): { readonly [K in keyof T]: Exclude<T[K], undefined> } | undefined {
  return Object.values(counts).every((value) => value !== undefined)
    ? (counts as { readonly [K in keyof T]: Exclude<T[K], undefined> })
    : undefined;
}

/** Index of the first that was there before. */
function repetition(values: readonly string[]): number | undefined {
  const index = values.findIndex((value, at) => values.indexOf(value) < at);
  return index < 0 ? undefined : index;
}

function someOids(
  texts: readonly string[],
  place: DraftPlace,
  problems: ProblemList,
): readonly string[] | undefined {
  if (texts.length === 0) return problems.at(...place)('empty');
  const oids = problems.each(texts, place, (text, at) => readOid(text, problems.at(...at)));
  const repeated = oids && repetition(oids);
  return repeated === undefined ? oids : problems.at(...place, repeated)('twice', oids?.[repeated] ?? '');
}

function readPolicy(
  { oid: text, cps, notices }: DraftPolicy,
  place: DraftPlace,
  problems: ProblemList,
): PolicyInformation | undefined {
  const oid = readOid(text, problems.at(...place, 'oid'));
  const addresses = problems.each(cps, [...place, 'cps'], (one, at) =>
    readAddressOfResource(one, problems.at(...at)),
  );
  const texts = problems.each(notices, [...place, 'notices'], (notice, at) => {
    const report = problems.at(...at);
    if (notice === '') return report<string>('empty');
    if ([...notice].length > LONGEST_NOTICE) return report<string>('too-long', String(LONGEST_NOTICE));
    return /\p{Cs}/u.test(notice) ? report<string>('not-in-this-string', '\ufffd') : notice;
  });
  if (oid === undefined || addresses === undefined || texts === undefined) return undefined;
  return {
    oid,
    qualifiers: [
      ...addresses.map((uri) => ({ kind: 'cps' as const, uri })),
      ...texts.map((explicitText) => ({ kind: 'notice' as const, notice: { explicitText } })),
    ],
  };
}

function readPlain<K extends PlainExtension>(
  name: K,
  read: Reading<K>,
  extensions: DraftExtensions,
  problems: ProblemList,
): readonly Worded[] {
  const value = read(extensions, ['extensions', name], problems);
  return value === undefined ? [] : [worded<K>(name, value.critical, value.value)];
}

const plainExtensions = Object.keys(readings) as readonly PlainExtension[];

/** Everything but the names and the key identifiers, which depend on more than the extensions. */
export function readExtensions(extensions: DraftExtensions, problems: ProblemList): readonly Worded[] {
  return plainExtensions.flatMap((name) =>
    // Name and reading belong together, which a union of names does not tell the compiler.
    readPlain(name, readings[name] as Reading<typeof name>, extensions, problems),
  );
}

/** Octets of a key identifier; `undefined` for `hash` and where there is a problem. */
export function readKeyIdentifier(text: string, problems: ProblemList): Bytes | undefined {
  const report = problems.at('extensions', 'subjectKeyIdentifier');
  return readHex(text, report, LONGEST_IDENTIFIER);
}
