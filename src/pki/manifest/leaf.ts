/**
 * Servers and clients of a manifest, some at a time: a key and a certificate each, proved, and their files. Whoever makes them,
 * this thread or another worker, is a `Hand`: what goes in and comes out of one can be sent between workers.
 */
import { toHex, type Bytes } from '../../codec/bytes';
import type { NamedFile } from '../../codec/named-file';
import { keyAlgorithms } from '../algorithms';
import { fingerprint } from '../anchor';
import { CLIENT_AUTH } from '../draft/profiles';
import { PkiError } from '../error';
import { issue, type Issued, type Issuer } from '../issue';
import { generateKeyPair } from '../keys';
import { profiles, type IssuerAddresses, type Profile } from '../profile';
import { prove } from '../proof';
import { packPart } from './archive-parts';
import { leafFiles, textAbove } from './leaf-files';
import { identityOf, namesOf, subjectOf, type LeafEntry } from './leaf-subject';
import type { MadeCertificate } from './made-before';

export interface LeafOrder {
  readonly entry: LeafEntry;
  /** Whether pkijs reads it too. */
  readonly second: boolean;
  /** Magnitude; a random one where it is absent. */
  readonly serialNumber: Bytes | undefined;
  /** Of a client's PKCS#12; '' for a server. */
  readonly password: string;
  /** Of its files in the archive: `servers/app.test`. */
  readonly folder: string;
}

export interface LeafSigner {
  readonly issuer: Issuer;
  readonly notAfter: Date;
  /** DER: its own certificate first, the root last. */
  readonly chain: readonly Bytes[];
  /** Put into what it signs. */
  readonly addresses?: IssuerAddresses;
}

/** By the ids that entries name. */
export type LeafSigners = ReadonlyMap<string, LeafSigner>;

export interface MadeLeaf {
  readonly der: Bytes;
  readonly made: MadeCertificate;
}

/** What some orders became. */
export interface MadeLeaves {
  /** In the order of the orders. */
  readonly leaves: readonly MadeLeaf[];
  /** Their files, as a part of the archive: for `joinZips`. */
  readonly packed: Bytes;
}

/** Makes, proves and packs what is ordered. */
export type Hand = (orders: readonly LeafOrder[]) => Promise<MadeLeaves>;

type ProfileOf = (entry: LeafEntry) => Profile;

/** Of one signer: an object for each length of life, since what follows from a profile is encoded once for each. */
export function profileTable(addresses?: IssuerAddresses): ProfileOf {
  const tlsServer: Profile = { ...profiles.tlsServer, ...(addresses && { addresses }) };
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

interface UnprovedLeaf {
  readonly issued: Issued;
  readonly pkcs8: Bytes;
}

/** Key and certificate, not proved yet. */
export async function makeLeaf(
  { entry, serialNumber }: Pick<LeafOrder, 'entry' | 'serialNumber'>,
  { issuer, notAfter }: Pick<LeafSigner, 'issuer' | 'notAfter'>,
  profileOf: ProfileOf,
  at: Date,
): Promise<UnprovedLeaf> {
  const keys = await generateKeyPair(keyAlgorithms[entry.key], true);
  const subject = {
    name: subjectOf(entry),
    alternativeNames: namesOf(entry),
    publicKey: keys.publicKey,
    family: keys.algorithm.scheme.family,
  };
  const when = { at, notAfterAtMost: notAfter, ...(serialNumber && { serialNumber }) };
  const issued = await issue(profileOf(entry), subject, issuer, when);
  return { issued, pkcs8: new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey)) };
}

async function madeOf(entry: LeafEntry, { der, intended }: Issued): Promise<MadeCertificate> {
  const { serialNumber, validity } = intended;
  return {
    kind: 'names' in entry ? 'server' : 'client',
    identity: identityOf(entry),
    signedBy: entry.signedBy,
    key: entry.key,
    organization: entry.organization,
    days: entry.days,
    serialNumber: toHex(serialNumber),
    sha256: await fingerprint(der),
    notBefore: validity.notBefore.toISOString(),
    notAfter: validity.notAfter.toISOString(),
  };
}

/** This thread's: side by side, since generating RSA keys leaves it. */
export function ownHand(signers: LeafSigners, at: Date): Hand {
  const table = new Map(
    [...signers].map(([id, signer]) => [
      id,
      { signer, profileOf: profileTable(signer.addresses), text: textAbove(signer.chain) },
    ]),
  );
  const make = async (order: LeafOrder): Promise<MadeLeaf & { readonly files: readonly NamedFile[] }> => {
    const { entry, second, password, folder } = order;
    const by = table.get(entry.signedBy);
    if (by === undefined) throw new PkiError('not-found', [entry.signedBy]);
    const { signer, profileOf, text } = by;
    const { issued, pkcs8 } = await makeLeaf(order, signer, profileOf, at);
    await prove(issued, signer.issuer, second);
    const { der } = issued;
    const made = await madeOf(entry, issued);
    const octets = { der, pkcs8, sha256: made.sha256, above: signer.chain, password };
    return { der, made, files: await leafFiles(entry, folder, octets, text) };
  };
  return async (orders) => {
    const all = await Promise.all(orders.map(make));
    const packed = await packPart(all.flatMap(({ files }) => files));
    return { leaves: all.map(({ der, made }) => ({ der, made })), packed };
  };
}
