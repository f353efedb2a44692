/**
 * Extensions of a certificate as a draft has them, all of each or nothing: half an extension would say something else. Those
 * without a field of their own come along as octets.
 */
import { equalBytes, toHex, type Bytes } from '../../codec/bytes';
import { extensionOid, extensionValue, type Extension, type ExtensionValue } from '../../codec/extension';
import type { GeneralName } from '../../codec/general-name';
import { CA_ISSUERS_ACCESS, OCSP_ACCESS } from '../../codec/information-access';
import type { PolicyInformation } from '../../codec/policy-information';
import { keyIdentifierOf } from '../issue';
import type { DraftExtensions, DraftOwnExtension, DraftPolicy } from './certificate-draft';
import { criticalityOf, isStandardExtension } from './criticality';
import { formExtensions, readExtensions, readKeyIdentifier, type FormExtension } from './extensions';
import { draftSubtree } from './from-names';
import { readOwnExtensions } from './own-extensions';
import { ProblemList } from './problem-list';

export interface CopiedExtensions {
  /** Without the names, which are read by themselves. */
  readonly extensions: DraftExtensions;
  readonly leftOut: readonly string[];
}

/** Signed over one certificate: its log entries, and the poison that kept it from use before it had them (RFC 6962 §3.3, §3.1). */
const ofOneCertificate: readonly string[] = ['1.3.6.1.4.1.11129.2.4.2', '1.3.6.1.4.1.11129.2.4.3'];

/** What `prepare.ts` takes of any list. */
const MOST_OWN = 1000;

type Fields = Partial<DraftExtensions>;
type CopiedExtension = Exclude<FormExtension, 'subjectAltName'>;
/** The field of the draft; `undefined` where it has no words for all of the value. */
type Copying<K extends CopiedExtension> = (
  found: { readonly critical: boolean; readonly value: ExtensionValue<K> },
  publicKey: Bytes,
) => Fields | undefined;

const copyings: { readonly [K in CopiedExtension]: Copying<K> } = {
  basicConstraints: ({ critical, value }) => ({ basicConstraints: { critical, ...value } }),
  keyUsage: ({ critical, value }) => ({ keyUsage: { critical, usages: value } }),
  extendedKeyUsage: ({ critical, value }) => ({ extendedKeyUsage: { critical, purposes: value } }),
  subjectKeyIdentifier({ value }, publicKey) {
    return { subjectKeyIdentifier: isHash(value, publicKey) ? 'hash' : toHex(value) };
  },
  authorityKeyIdentifier: ({ value }) => ({
    authorityKeyIdentifier: value.issuer === undefined ? 'key' : 'key-and-issuer',
  }),
  nameConstraints({ critical, value }) {
    const permitted = value.permitted.map(draftSubtree);
    const excluded = value.excluded.map(draftSubtree);
    return whole(permitted) && whole(excluded)
      ? { nameConstraints: { critical, permitted, excluded } }
      : undefined;
  },
  crlDistributionPoints({ critical, value }) {
    const addresses = value.map(({ fullName = [], relativeName, reasons, crlIssuer }) =>
      (relativeName ?? reasons ?? crlIssuer) ? undefined : uris(fullName),
    );
    // Several names of one point are the same list in several places, and so are several points.
    return whole(addresses)
      ? { crlDistributionPoints: { critical, addresses: addresses.flat() } }
      : undefined;
  },
  authorityInfoAccess({ value }) {
    const of = (method: string) =>
      uris(value.flatMap((one) => (one.method === method ? [one.location] : [])));
    const [ocsp, caIssuers] = [of(OCSP_ACCESS), of(CA_ISSUERS_ACCESS)];
    if (ocsp === undefined || caIssuers === undefined) return undefined;
    return ocsp.length + caIssuers.length === value.length
      ? { authorityInfoAccess: { ocsp, caIssuers } }
      : undefined;
  },
  certificatePolicies({ critical, value }) {
    const policies = value.map(policyOf);
    return whole(policies) ? { certificatePolicies: { critical, policies } } : undefined;
  },
  policyMappings: ({ critical, value }) => ({ policyMappings: { critical, mappings: value } }),
  policyConstraints: ({ value }) => ({ policyConstraints: value }),
  inhibitAnyPolicy: ({ value }) => ({ inhibitAnyPolicy: value }),
  tlsFeature: ({ value }) => ({ tlsFeature: value }),
  ocspNoCheck: () => ({ ocspNoCheck: true }),
};

const whole = <T>(values: readonly (T | undefined)[]): values is readonly T[] =>
  values.every((value) => value !== undefined);

/** A public key that is no SubjectPublicKeyInfo has no hash. */
const isHash = (identifier: Bytes, publicKey: Bytes): boolean =>
  equalBytes(identifier, keyIdentifierOf(publicKey));

function uris(names: readonly GeneralName[]): readonly string[] | undefined {
  const addresses = names.map((name) => (name.kind === 'uri' ? name.value : undefined));
  return whole(addresses) ? addresses : undefined;
}

function policyOf({ oid, qualifiers }: PolicyInformation): DraftPolicy | undefined {
  const cps: string[] = [];
  const notices: string[] = [];
  for (const qualifier of qualifiers) {
    if (qualifier.kind === 'cps') cps.push(qualifier.uri);
    else if (qualifier.kind === 'other' || qualifier.notice.organization !== undefined) return undefined;
    else if (qualifier.notice.explicitText !== undefined) notices.push(qualifier.notice.explicitText);
  }
  return { oid, cps, notices };
}

const nothing: DraftExtensions = { subjectAltNameCritical: 'auto', own: [] };

/** Whether a draft with these fields has no problem with them: what is read here must be writable there. */
function isWritable(fields: Fields): boolean {
  const problems = new ProblemList();
  readExtensions({ ...nothing, ...fields }, problems);
  const { subjectKeyIdentifier } = fields;
  if (subjectKeyIdentifier !== undefined && subjectKeyIdentifier !== 'hash')
    readKeyIdentifier(subjectKeyIdentifier, problems);
  return problems.all.length === 0;
}

function copyOf<K extends CopiedExtension>(
  name: K,
  copying: Copying<K>,
  extensions: readonly Extension[],
  publicKey: Bytes,
): Fields | undefined {
  const read = extensionValue(extensions, name);
  if (!read.ok) return undefined;
  if (read.value === undefined) return {};
  const fields = copying(read.value, publicKey);
  return fields !== undefined && isWritable(fields) ? fields : undefined;
}

const copied = Object.keys(copyings) as readonly CopiedExtension[];
const known = new Set(Object.values(formExtensions));

/** @param publicKey of the certificate: its hash may be its identifier */
export function draftExtensions(extensions: readonly Extension[], publicKey: Bytes): CopiedExtensions {
  let fields: Fields = {};
  const leftOut: string[] = [];
  for (const name of copied) {
    const found = copyOf(name, copyings[name] as Copying<typeof name>, extensions, publicKey);
    if (found === undefined) leftOut.push(extensionOid[name]);
    else fields = { ...fields, ...found };
  }
  const marks = copied.flatMap((name) => {
    const extension = extensions.find(({ oid }) => oid === extensionOid[name]);
    return extension !== undefined && isStandardExtension(name) ? [[name, extension.critical] as const] : [];
  });
  const own: DraftOwnExtension[] = [];
  const taken = new Set<string>();
  for (const { oid, critical, value } of extensions.filter((one) => !known.has(one.oid))) {
    const one: DraftOwnExtension = { oid, critical, value: { kind: 'der', hex: toHex(value) } };
    const problems = new ProblemList();
    readOwnExtensions([one], problems);
    const carried =
      problems.all.length === 0 &&
      !ofOneCertificate.includes(oid) &&
      !taken.has(oid) &&
      own.length < MOST_OWN;
    if (carried) own.push(one);
    else leftOut.push(oid);
    taken.add(oid);
  }
  return { extensions: { ...nothing, ...fields, ...criticalityOf(Object.fromEntries(marks)), own }, leftOut };
}
