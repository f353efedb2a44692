/** The authorities of a manifest as they sign: those that are open already, and those made for it. */
import { fromHex, type Bytes } from '../../codec/bytes';
import type { Certificate } from '../../codec/certificate';
import { distinguishedName, type NameAttribute } from '../../codec/distinguished-name';
import { extensionValue } from '../../codec/extension';
import type { GeneralName } from '../../codec/general-name';
import type { NameConstraints, Subtree } from '../../codec/name-constraint';
import { keyAlgorithms } from '../algorithms';
import { PkiError } from '../error';
import { issue, selfIssue, validityOf, type Issuer } from '../issue';
import { generateKeyPair, type KeyPair } from '../keys';
import { localConstraints } from '../local-authority';
import { toGeneralName } from '../names';
import type { OpenedAuthority } from '../open-authority';
import { profiles, type Profile } from '../profile';
import type { ToProve } from '../proof';
import type { Manifest, NewAuthority } from './manifest';

const COMMON_NAME = '2.5.4.3';
const ORGANIZATION = '2.5.4.10';

export interface SigningAuthority {
  readonly issuer: Issuer;
  /** DER: its own certificate first, the root last. */
  readonly chain: readonly [Bytes, ...Bytes[]];
  /** Its own first. */
  readonly constraints: readonly NameConstraints[];
  readonly notAfter: Date;
  /** Authorities that may stand between it and a leaf; Infinity where nothing limits them. */
  readonly room: number;
  /** The serial number of what it signs next; `undefined` for a random one. @throws PkiError `not-recorded` */
  readonly nextNumber: () => Bytes | undefined;
  /** Of one that was made just now. */
  readonly made?: { readonly keys: KeyPair; readonly proof: ToProve };
}

/** @param numbers hex; what it signs has them in turn, and when they are used up it signs nothing more */
export function openedAuthority(
  { issuer, chain, constraints, certificate, name }: OpenedAuthority,
  numbers?: readonly string[],
): SigningAuthority {
  let used = 0;
  return {
    nextNumber() {
      if (numbers === undefined) return undefined;
      const number = fromHex(numbers[used++] ?? '');
      if (number === undefined || number.length === 0) throw new PkiError('not-recorded', [name]);
      return number;
    },
    issuer,
    chain: [certificate.der, ...chain.slice(1).map(({ der }) => der)],
    constraints,
    notAfter: new Date(Math.min(...chain.map(({ validity }) => validity.notAfter.getTime()))),
    room: Math.min(...chain.map((one, above) => pathLengthOf(one) - above)),
  };
}

function pathLengthOf({ extensions }: Certificate): number {
  const basic = extensionValue(extensions, 'basicConstraints');
  return (basic.ok ? basic.value?.value.pathLength : undefined) ?? Infinity;
}

/** Attributes of a subject, the organization first, as names are written. */
export function subjectAttributes(commonName: string, organization: string): readonly NameAttribute[] {
  return [
    ...(organization === '' ? [] : [{ type: ORGANIZATION, value: organization }]),
    ...(commonName === '' ? [] : [{ type: COMMON_NAME, value: commonName }]),
  ];
}

/** Who signs for whom: ids of the authorities right below each. */
function below(manifest: Manifest, id: string): readonly string[] {
  return manifest.authorities.flatMap((one) => (one.kind === 'new' && one.signedBy === id ? [one.id] : []));
}

/** Authorities that may stand between it and a leaf. */
function depth(manifest: Manifest, id: string): number {
  return Math.max(0, ...below(manifest, id).map((one) => 1 + depth(manifest, one)));
}

/** Every name that the manifest has it or an authority below it sign. */
function namesUnder(manifest: Manifest, id: string): readonly GeneralName[] {
  const own = manifest.servers.filter(({ signedBy }) => signedBy === id);
  return [
    ...own.flatMap(({ names }) => names.map(toGeneralName)),
    ...below(manifest, id).flatMap((one) => namesUnder(manifest, one)),
  ];
}

function constraintsOf(entry: NewAuthority, manifest: Manifest): NameConstraints | undefined {
  const { scope } = entry;
  if (scope.kind === 'anything') return undefined;
  if (scope.kind === 'what-it-signs') return localConstraints(namesUnder(manifest, entry.id));
  const permitted = scope.bases.map((base): Subtree => {
    if (base.includes('/')) return { kind: 'ip', base };
    if (/^[\d.]+$/.test(base)) return { kind: 'ip', base: `${base}/32` };
    return base.includes(':')
      ? { kind: 'ip', base: `${base}/128` }
      : { kind: 'dns', base: base.replace(/^\./, '') };
  });
  return { permitted: withBothKinds(permitted), excluded: [] };
}

/** RFC 5280 §4.2.1.10: a kind without a base is not constrained at all, so that a list of zones alone would let it sign any address. */
function withBothKinds(permitted: readonly Subtree[]): readonly Subtree[] {
  const none: Subtree[] = [];
  if (!permitted.some(({ kind }) => kind === 'dns')) none.push({ kind: 'dns', base: 'invalid' });
  if (!permitted.some(({ kind }) => kind === 'ip')) {
    none.push({ kind: 'ip', base: '0.0.0.0/32' }, { kind: 'ip', base: '::/128' });
  }
  return [...permitted, ...none];
}

const random = (): undefined => undefined;

/** Makes one; whoever signs it stands in `known` already. */
export async function makeAuthority(
  entry: NewAuthority,
  manifest: Manifest,
  known: ReadonlyMap<string, SigningAuthority>,
  at: Date,
): Promise<SigningAuthority> {
  const constraints = constraintsOf(entry, manifest);
  const room = depth(manifest, entry.id);
  const profile: Profile = {
    ...profiles.rootCa,
    days: entry.days,
    basicConstraints: { ca: true, pathLength: room },
    ...(constraints !== undefined && { nameConstraints: constraints }),
  };
  const keys = await generateKeyPair(keyAlgorithms[entry.key], true);
  const name = distinguishedName(subjectAttributes(entry.commonName, entry.organization));
  const { scheme } = keys.algorithm;
  const above = entry.signedBy === undefined ? undefined : known.get(entry.signedBy);
  const own = constraints === undefined ? [] : [constraints];
  if (above === undefined) {
    const { issued, issuer } = await selfIssue(profile, name, keys, { at });
    const proof = { issued, signer: issuer };
    return {
      issuer,
      chain: [issued.der],
      constraints: own,
      notAfter: validityOf(profile, { at }).notAfter,
      room,
      nextNumber: random,
      made: { keys, proof },
    };
  }
  const subject = { name, alternativeNames: [], publicKey: keys.publicKey, family: scheme.family };
  const number = above.nextNumber();
  const when = { at, notAfterAtMost: above.notAfter, ...(number && { serialNumber: number }) };
  const issued = await issue(profile, subject, above.issuer, when);
  return {
    issuer: {
      name: name.der,
      keyIdentifier: issued.keyIdentifier,
      publicKey: keys.publicKey,
      scheme,
      privateKey: keys.privateKey,
    },
    chain: [issued.der, ...above.chain],
    constraints: [...own, ...above.constraints],
    notAfter: validityOf(profile, when).notAfter,
    room,
    nextNumber: random,
    made: { keys, proof: { issued, signer: above.issuer } },
  };
}
