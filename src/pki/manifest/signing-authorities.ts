/** The authorities of a manifest as they sign: those that are open already, and those made for it. */
import { fromHex, type Bytes } from '../../codec/bytes';
import type { Certificate } from '../../codec/certificate';
import { distinguishedName } from '../../codec/distinguished-name';
import { extensionValue } from '../../codec/extension';
import type { NameConstraints } from '../../codec/name-constraint';
import { keyAlgorithms } from '../algorithms';
import { encodable } from '../authority/issuer-addresses';
import { PkiError } from '../error';
import { issue, selfIssue, validityOf, type Issuer } from '../issue';
import { generateKeyPair, type KeyPair } from '../keys';
import type { OpenedAuthority } from '../open-authority';
import { profiles, type IssuerAddresses, type Profile } from '../profile';
import type { ToProve } from '../proof';
import { constraintsOf, depth } from './authority-limits';
import { subjectAttributes } from './leaf-subject';
import type { Manifest, NewAuthority } from './manifest';

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
  /** Put into what it signs. */
  readonly addresses?: IssuerAddresses;
  /** The opened authority that it is, or that stands above it; absent where all of them are made now. */
  readonly given?: Pick<OpenedAuthority, 'chain' | 'name' | 'cautions'>;
  /** Of one that was made just now. */
  readonly made?: { readonly keys: KeyPair; readonly proof: ToProve };
}

/** An opened authority, and what somebody keeps of it. */
export interface ManifestSigner {
  readonly authority: OpenedAuthority;
  /** Serial numbers (hex) that what it signs has in turn; used up, it signs nothing more. Random ones where there are none to go by. */
  readonly numbers?: readonly string[];
  /** Where its lists and its certificate lie. */
  readonly addresses?: IssuerAddresses;
}

export function openedAuthority({ authority, numbers, addresses }: ManifestSigner): SigningAuthority {
  const { issuer, chain, constraints, certificate, name, cautions } = authority;
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
    given: { chain, name, cautions },
    ...(addresses && { addresses: encodable(addresses) }),
  };
}

function pathLengthOf({ extensions }: Certificate): number {
  const basic = extensionValue(extensions, 'basicConstraints');
  return (basic.ok ? basic.value?.value.pathLength : undefined) ?? Infinity;
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
  const above = entry.signedBy === undefined ? undefined : known.get(entry.signedBy);
  const profile: Profile = {
    ...profiles.rootCa,
    days: entry.days,
    basicConstraints: { ca: true, pathLength: room },
    ...(constraints !== undefined && { nameConstraints: constraints }),
    ...(above?.addresses && { addresses: above.addresses }),
  };
  const keys = await generateKeyPair(keyAlgorithms[entry.key], true);
  const name = distinguishedName(subjectAttributes(entry.commonName, entry.organization));
  const { scheme } = keys.algorithm;
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
    ...(above.given && { given: above.given }),
    made: { keys, proof: { issued, signer: above.issuer } },
  };
}
