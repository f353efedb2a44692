/**
 * The main job: names in, a proved certificate with its key and its chain out. A plan says what is wanted in plain
 * data; what cannot be done comes back as refusals, all of them, before any key is made.
 */
import { equalBytes, fromHex, type Bytes } from '../codec/bytes';
import { attributeType } from '../codec/attribute-type';
import {
  distinguishedName,
  formatDistinguishedName,
  type DistinguishedName,
  type NameAttribute,
} from '../codec/distinguished-name';
import { formatGeneralName, type GeneralName } from '../codec/general-name';
import type { NameConstraints } from '../codec/name-constraint';
import { keyAlgorithms, type KeyAlgorithmId } from './algorithms';
import { encodable } from './authority/issuer-addresses';
import { issue, selfIssue, type Issuer } from './issue';
import { generateKeyPair, type KeyPair } from './keys';
import { authorityName, localConstraints } from './local-authority';
import type { OpenedAuthority } from './open-authority';
import { EMAIL_PROTECTION, MAX_LEAF_DAYS, profiles, type IssuerAddresses, type Profile } from './profile';
import { proveAll, type ToProve } from './proof';
import { namesInSubject, permits } from './verify/name-constraints';

/** A name of the certificate: the kinds the names box yields. */
export type PlannedName = Extract<GeneralName, { kind: 'dns' | 'ip' | 'uri' | 'email' }>;

export interface LocalHttpsPlan {
  readonly names: readonly PlannedName[];
  readonly signedBy:
    | {
        readonly kind: 'new-authority';
        /** CommonName; empty for one that no other authority has. */ readonly commonName: string;
      }
    | { readonly kind: 'self' }
    | {
        readonly kind: 'given';
        readonly authority: OpenedAuthority;
        /** Hex of one promised to it before it is signed; a random one where it is absent. */
        readonly serialNumber?: string;
        /** Put into the certificate. */
        readonly addresses?: IssuerAddresses;
      };
  readonly keyAlgorithm: KeyAlgorithmId;
  readonly days: number;
  /** The person was told what refuses more than 825 days and wants them all the same. */
  readonly insistsOnDays: boolean;
  /** Subject attributes; empty for the default, the first host name. */
  readonly subject: readonly NameAttribute[];
}

export type PlanRefusal =
  | { readonly code: 'no-names' }
  | { readonly code: 'days-not-a-count'; readonly days: number }
  | { readonly code: 'days-beyond-limit'; readonly days: number; readonly limit: number }
  | { readonly code: 'authority-expired'; readonly authority: string }
  | { readonly code: 'outside-constraints'; readonly authority: string; readonly names: readonly string[] }
  | { readonly code: 'too-many-names'; readonly names: number; readonly subtrees: number }
  | { readonly code: 'attribute-too-long'; readonly attribute: string; readonly limit: number }
  | { readonly code: 'country-not-two-letters'; readonly value: string };

export interface LocalHttps {
  readonly leaf: { readonly der: Bytes; readonly keys: KeyPair };
  /** Intermediates between leaf and anchor, leaf's issuer first: with the leaf in front, what servers send. */
  readonly intermediates: readonly Bytes[];
  /** What clients are told to trust: a root, or the leaf itself when self-signed. Of a chain without its root: its top. */
  readonly anchor: Bytes;
  readonly selfSigned: boolean;
  /** The new authority's key, for its own download; absent where none was made. */
  readonly authorityKeys?: KeyPair;
}

/** A certificate until the year 9999 has its uses; a longer one has no encoding (RFC 5280 §4.1.2.5). */
const MAX_DAYS = 365 * 100;

/**
 * Names times constraints that every client is willing to compare: Go stops at 250,000 (crypto/x509,
 * `maxConstraintComparisons`), OpenSSL and GnuTLS at 2^20 (measured). Five hundred hosts beyond the local ones reach it.
 */
const MAX_COMPARISONS = 250_000;

function subjectRefusals(subject: readonly NameAttribute[]): readonly PlanRefusal[] {
  return subject.flatMap(({ type, value }): readonly PlanRefusal[] => {
    const known = attributeType(type);
    if (known?.short === 'C' && !/^[A-Za-z]{2}$/.test(value))
      return [{ code: 'country-not-two-letters', value }];
    if (known !== undefined && [...value].length > known.maximum) {
      return [{ code: 'attribute-too-long', attribute: known.long, limit: known.maximum }];
    }
    return [];
  });
}

/**
 * Everything about a plan that cannot be done. Cheap: no key is made.
 * @param at the moment of issuing: an authority that was good when it was opened may have ended since
 */
export function refusalsOf(plan: LocalHttpsPlan, at: Date): readonly PlanRefusal[] {
  const refusals: PlanRefusal[] = [];
  if (plan.names.length === 0) refusals.push({ code: 'no-names' });
  const { days } = plan;
  if (!Number.isInteger(days) || days < 1 || days > MAX_DAYS)
    refusals.push({ code: 'days-not-a-count', days });
  else if (days > MAX_LEAF_DAYS && !plan.insistsOnDays) {
    refusals.push({ code: 'days-beyond-limit', days, limit: MAX_LEAF_DAYS });
  }
  refusals.push(...subjectRefusals(plan.subject));
  const constraints = constraintsOver(plan);
  const subtrees = constraints.reduce((sum, one) => sum + one.permitted.length + one.excluded.length, 0);
  const tooMany = plan.names.length * subtrees > MAX_COMPARISONS;
  if (tooMany) refusals.push({ code: 'too-many-names', names: plan.names.length, subtrees });
  if (plan.signedBy.kind === 'given' && !tooMany) {
    const { name, certificate } = plan.signedBy.authority;
    if (certificate.validity.notAfter < at) refusals.push({ code: 'authority-expired', authority: name });
    const outside = allNames(plan).filter((one) => !permits(constraints, one).permitted);
    if (outside.length > 0) {
      refusals.push({ code: 'outside-constraints', authority: name, names: outside.map(nameInWords) });
    }
  } else if (plan.signedBy.kind === 'new-authority') {
    const limit = attributeType(COMMON_NAME)?.maximum ?? 0;
    if ([...plan.signedBy.commonName].length > limit) {
      refusals.push({ code: 'attribute-too-long', attribute: 'commonName', limit });
    }
  }
  return refusals;
}

const COMMON_NAME = '2.5.4.3';

/**
 * The first host name, where it fits a CommonName. Addresses are left out: OpenSSL holds a CommonName that looks
 * like a host against the authority's DNS constraints when the certificate has no DNS name. A self-signed certificate
 * is its own issuer, which must have a name (RFC 5280 §4.1.2.4): it takes any that fits.
 */
function subjectOf({ subject, names, signedBy }: LocalHttpsPlan): DistinguishedName {
  if (subject.length > 0) return distinguishedName(subject);
  const limit = attributeType(COMMON_NAME)?.maximum ?? 0;
  const host = names.find(({ kind }) => kind === 'dns')?.value;
  if (host !== undefined && host.length <= limit) return commonName(host);
  if (signedBy.kind !== 'self') return distinguishedName([]);
  return commonName(
    names.find(({ value }) => value.length <= limit)?.value ?? 'Certwright self-signed certificate',
  );
}

const commonName = (value: string): DistinguishedName => distinguishedName([{ type: COMMON_NAME, value }]);

/** Every name the certificate will be held against: those asked for, and what its subject says. */
function allNames(plan: LocalHttpsPlan): readonly GeneralName[] {
  return [...plan.names, ...namesInSubject(subjectOf(plan), plan.names)];
}

/** The constraints the names will be under, the new authority's to be included. */
function constraintsOver(plan: LocalHttpsPlan): readonly NameConstraints[] {
  if (plan.signedBy.kind === 'self') return [];
  return plan.signedBy.kind === 'given'
    ? plan.signedBy.authority.constraints
    : [localConstraints(allNames(plan))];
}

const nameInWords = (name: GeneralName): string =>
  'value' in name
    ? name.value
    : name.kind === 'directory'
      ? formatDistinguishedName(name.name)
      : formatGeneralName(name);

/** serverAuth always; emailProtection beside it where the certificate names a mailbox, as mkcert does. */
function leafProfile(plan: LocalHttpsPlan): Profile {
  const { extendedKeyUsage } = profiles.tlsServer;
  const addresses = plan.signedBy.kind === 'given' ? plan.signedBy.addresses : undefined;
  const mail = plan.names.some(({ kind }) => kind === 'email');
  return {
    ...profiles.tlsServer,
    days: plan.days,
    extendedKeyUsage: mail ? [...extendedKeyUsage, EMAIL_PROTECTION] : extendedKeyUsage,
    ...(addresses && { addresses: encodable(addresses) }),
  };
}

type NewKeys = typeof generateKeyPair;

interface Signing {
  readonly issuer: Issuer | undefined;
  readonly intermediates: readonly Bytes[];
  readonly anchor: Bytes | undefined;
  readonly notAfterAtMost: Date | undefined;
  /** Where an authority was made: its key, and its certificate waiting for the proof. */
  readonly authority?: ToProve & { readonly keys: KeyPair };
}

async function signingFor(plan: LocalHttpsPlan, at: Date, newKeys: NewKeys): Promise<Signing> {
  const { signedBy } = plan;
  if (signedBy.kind === 'self') {
    return { issuer: undefined, intermediates: [], anchor: undefined, notAfterAtMost: undefined };
  }
  if (signedBy.kind === 'given') {
    const { issuer, chain, certificate } = signedBy.authority;
    const ends = chain.map(({ validity }) => validity.notAfter.getTime());
    const top = chain.at(-1) ?? certificate;
    const rooted = equalBytes(top.issuer.der, top.subject.der);
    return {
      issuer,
      // Without the root at hand, clients that have it need every certificate below it.
      intermediates: (rooted ? chain.slice(0, -1) : chain).map(({ der }) => der),
      anchor: top.der,
      notAfterAtMost: new Date(Math.min(...ends)),
    };
  }
  const keys = await newKeys(keyAlgorithms[plan.keyAlgorithm], true);
  const name = signedBy.commonName === '' ? await authorityName(keys.publicKey) : signedBy.commonName;
  const root: Profile = { ...profiles.rootCa, nameConstraints: localConstraints(allNames(plan)) };
  // An authority outlives what it signs, also where the person insisted on more than its usual ten years.
  const days = Math.max(root.days, plan.days + 1);
  const { issued, issuer } = await selfIssue({ ...root, days }, commonName(name), keys, { at });
  const authority = { issued, signer: issuer, keys };
  return { issuer, intermediates: [], anchor: issued.der, notAfterAtMost: undefined, authority };
}

/**
 * Makes what a plan without refusals asks for; every certificate in it is proved.
 * @param newKeys where the keys come from: a rehearsal has its own
 * @throws PkiError `platform-refused`, `proof-failed`
 */
export async function makeLocalHttps(
  plan: LocalHttpsPlan,
  at: Date,
  newKeys: NewKeys = generateKeyPair,
): Promise<LocalHttps> {
  const algorithm = keyAlgorithms[plan.keyAlgorithm];
  const [signing, keys] = await Promise.all([signingFor(plan, at, newKeys), newKeys(algorithm, true)]);
  const subject = {
    name: subjectOf(plan),
    alternativeNames: plan.names,
    publicKey: keys.publicKey,
    family: algorithm.scheme.family,
  };
  const { issuer, notAfterAtMost } = signing;
  const serialNumber = plan.signedBy.kind === 'given' ? fromHex(plan.signedBy.serialNumber ?? '') : undefined;
  const when = {
    at,
    ...(notAfterAtMost && { notAfterAtMost }),
    ...(serialNumber?.length && { serialNumber }),
  };
  const leaf = await issue(leafProfile(plan), subject, issuer ?? { self: keys }, when);
  const signer = issuer ?? { publicKey: keys.publicKey, scheme: algorithm.scheme };
  const { authority } = signing;
  await proveAll([...(authority === undefined ? [] : [authority]), { issued: leaf, signer }]);
  return {
    leaf: { der: leaf.der, keys },
    intermediates: signing.intermediates,
    anchor: signing.anchor ?? leaf.der,
    selfSigned: issuer === undefined,
    ...(authority === undefined ? {} : { authorityKeys: authority.keys }),
  };
}
