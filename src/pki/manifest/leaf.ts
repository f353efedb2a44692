/**
 * Servers and clients of a manifest, some at a time: a key and a certificate each, proved. Whoever makes them, this thread or
 * another worker, is a `Hand`: what goes in and comes out of one can be sent between workers.
 */
import type { Bytes } from '../../codec/bytes';
import { distinguishedName } from '../../codec/distinguished-name';
import type { GeneralName } from '../../codec/general-name';
import { keyAlgorithms } from '../algorithms';
import { LONGEST_COMMON_NAME } from '../client-kit/kit-drafts';
import { CLIENT_AUTH } from '../draft/profiles';
import { PkiError } from '../error';
import { issue, type Issued, type Issuer } from '../issue';
import { generateKeyPair } from '../keys';
import { toGeneralName } from '../names';
import { profiles, type Profile } from '../profile';
import { prove } from '../proof';
import type { ManifestClient, ManifestServer } from './manifest';
import { subjectAttributes } from './signing-authorities';

export interface LeafOrder {
  readonly entry: ManifestServer | ManifestClient;
  /** Whether pkijs reads it too. */
  readonly second: boolean;
  /** Magnitude; a random one where it is absent. */
  readonly serialNumber: Bytes | undefined;
}

export interface LeafSigner {
  readonly issuer: Issuer;
  readonly notAfter: Date;
}

export interface MadeLeaf {
  readonly entry: ManifestServer | ManifestClient;
  readonly der: Bytes;
  /** Magnitude. */
  readonly serialNumber: Bytes;
  readonly validity: { readonly notBefore: Date; readonly notAfter: Date };
  readonly pkcs8: Bytes;
}

/**
 * Makes and proves what is ordered, in its order.
 * @param signers by the ids that entries name
 */
export type Hand = (
  orders: readonly LeafOrder[],
  signers: ReadonlyMap<string, LeafSigner>,
  at: Date,
) => Promise<readonly MadeLeaf[]>;

type NamedValue = Extract<GeneralName, { readonly value: string }>;

export function namesOf(entry: ManifestServer | ManifestClient): readonly NamedValue[] {
  if ('names' in entry) return entry.names.map(toGeneralName);
  return entry.email === '' ? [] : [{ kind: 'email', value: entry.email }];
}

/** The first host name of a server where it fits, as `local-https` has it; of a client the name, and the device behind it. */
function commonNameOf(entry: ManifestServer | ManifestClient): string {
  if ('names' in entry) {
    const host = entry.names.find(({ kind }) => kind === 'dns' || kind === 'wildcard')?.value ?? '';
    return host.length <= LONGEST_COMMON_NAME ? host : '';
  }
  const whole = entry.device === '' ? entry.name : `${entry.name} (${entry.device})`;
  return [...whole].length <= LONGEST_COMMON_NAME ? whole : entry.name;
}

type ProfileOf = (entry: ManifestServer | ManifestClient) => Profile;

/** One object for each length of life, since what follows from a profile is encoded once for each. */
export function profileTable(): ProfileOf {
  const { tlsServer } = profiles;
  const servers = new Map<number, Profile>();
  const clients = new Map<number, Profile>();
  return (entry) => {
    const table = 'names' in entry ? servers : clients;
    const { days } = entry;
    const profile =
      table.get(days) ??
      ('names' in entry
        ? { ...tlsServer, days }
        : { ...tlsServer, days, keyUsageIfRsa: [], extendedKeyUsage: [CLIENT_AUTH] });
    table.set(days, profile);
    return profile;
  };
}

/** Key and certificate, not proved yet. */
export async function makeLeaf(
  { entry, serialNumber: promised }: Omit<LeafOrder, 'second'>,
  { issuer, notAfter }: LeafSigner,
  profileOf: ProfileOf,
  at: Date,
): Promise<MadeLeaf & { readonly issued: Issued }> {
  const keys = await generateKeyPair(keyAlgorithms[entry.key], true);
  const subject = {
    name: distinguishedName(subjectAttributes(commonNameOf(entry), entry.organization)),
    alternativeNames: namesOf(entry),
    publicKey: keys.publicKey,
    family: keys.algorithm.scheme.family,
  };
  const when = { at, notAfterAtMost: notAfter, ...(promised && { serialNumber: promised }) };
  const issued = await issue(profileOf(entry), subject, issuer, when);
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  const { serialNumber, validity } = issued.intended;
  return { entry, der: issued.der, serialNumber: new Uint8Array(serialNumber), validity, pkcs8, issued };
}

/** This thread's: side by side, since generating RSA keys leaves it. */
export function ownHand(): Hand {
  const profileOf = profileTable();
  return async (orders, signers, at) => {
    const made = await Promise.all(
      orders.map((order) => {
        const { signedBy } = order.entry;
        const signer = signers.get(signedBy);
        if (signer === undefined) throw new PkiError('not-found', [signedBy]);
        return makeLeaf(order, signer, profileOf, at);
      }),
    );
    const leaves: MadeLeaf[] = [];
    for (const [index, { issued, ...leaf }] of made.entries()) {
      const signer = signers.get(leaf.entry.signedBy);
      if (signer !== undefined) await prove(issued, signer.issuer, orders[index]?.second);
      leaves.push(leaf);
    }
    return leaves;
  };
}
