/**
 * What the pile keeps of one thing that was found: the item that everybody sees, and beside it what nobody but the pile does.
 * Keys come in many forms and are one item whatever the form; containers are an item, and their members are others.
 */
import { utf8, type Bytes } from '../../codec/bytes';
import type { KdfBudget } from '../../codec/kdf-budget';
import { Malformed } from '../../codec/malformed';
import { fingerprint } from '../../codec/sha256';
import type { Found, FoundKind } from '../detect/found';
import type { Item, ItemId, ItemLock, ItemProblem, ItemSource } from './item';
import { canOpen, openFound } from './open';
import type { Member, Opening } from './open/opening';
import { privateKeyFacts, publicKeyLabel, secretKeyFacts } from './private-key-facts';

/** A document, and what kind of one. */
export interface Viewed {
  readonly kind: FoundKind;
  readonly octets: Bytes;
}

export interface Entry {
  item: Item;
  readonly found: Found;
  /** PKCS#8 of an opened private key. */
  pkcs8?: Bytes;
}

/** Where it was found, and in what. */
export interface Place {
  readonly source: ItemSource;
  readonly parent?: ItemId;
  readonly name?: string;
}

/** Their octets do not leave the worker unasked. A JWK is text, and a public one has octets once it is opened. */
const secretKinds: ReadonlySet<FoundKind> = new Set<FoundKind>([
  ...(['private-key', 'rsa-private-key', 'ec-private-key', 'dsa-private-key'] as const),
  ...(['openssh-private-key', 'putty-key', 'jwk', 'secret-key'] as const),
]);
/** Kinds that are one key in one form or another. */
const keyKinds: ReadonlySet<FoundKind> = new Set<FoundKind>([
  ...secretKinds,
  ...(['encrypted-private-key', 'ssh-public-key', 'ssh-certificate', 'rsa-public-key'] as const),
]);
/** Forms of keys that hold no DER of their own: the key is shown as its SubjectPublicKeyInfo. */
const shownAsPublicKey: ReadonlySet<FoundKind> = new Set<FoundKind>(['jwk', 'ssh-public-key']);

/** Kinds whose fields are not those of the key in them: they are read in the form they came in. */
const ownForms: ReadonlySet<FoundKind> = new Set<FoundKind>([
  ...(['jwk', 'ssh-public-key', 'openssh-private-key', 'putty-key', 'java-keystore'] as const),
]);

/** What the fields of an item are read from, where that is the form it came in. */
export function ownForm({ found }: Entry): Viewed | undefined {
  if (found.kind === 'unreadable' || !ownForms.has(found.kind)) return undefined;
  return {
    kind: found.kind,
    octets: found.octets !== undefined && found.text === undefined ? found.octets : utf8(found.text ?? ''),
  };
}

/** Whether there is more to it than is seen at once. */
export const leadsOn = (found: Found): boolean =>
  found.kind !== 'unreadable' && (found.kind === 'zip' || canOpen(found) || keyKinds.has(found.kind));

/** By which a thing is known when it is found again. */
export function digestOf(found: Found): Bytes | undefined | Promise<Bytes> {
  return found.kind === 'unreadable' ? undefined : fingerprint(found.octets ?? utf8(found.text ?? ''));
}

export function newEntry(id: ItemId, found: Found, place: Place, sha256: Bytes | undefined): Entry {
  const { source, parent, name } = place;
  const whence = { ...(parent !== undefined && { parent }), ...(name !== undefined && { name }) };
  const common = { id, kind: found.kind, sources: [source], label: found.label, ...whence };
  if (found.kind === 'unreadable')
    return { found, item: { ...common, notes: [], problem: problemOf(found.error) } };
  const { kind, notes, octets } = found;
  if (kind === 'pkcs12' && octets !== undefined && holdsKeyInClear(octets))
    return { found, item: { ...common, notes, keyInClear: true, ...(sha256 && { sha256 }) } };
  // Nobody reads an archive octet by octet, and its members are here.
  const shown = octets !== undefined && !secretKinds.has(kind) && kind !== 'zip' && kind !== 'ssh-public-key';
  return { found, item: { ...common, notes, ...(shown && { octets, ...(sha256 && { sha256 }) }) } };
}

/** `backup.zip › certs/app.pem` */
export const joined = (...parts: readonly string[]): string =>
  parts.filter((part) => part !== '').join(' › ');

export const problemOf = ({ code, offset, detail }: Malformed): ItemProblem => ({ code, offset, detail });

/** One thing that cannot be opened takes nothing else with it, whatever the reason. */
export async function openingOf(
  found: Found,
  passwords: readonly string[],
  budget: KdfBudget,
  signal: AbortSignal,
): Promise<Opening> {
  try {
    return await openFound(found, passwords, budget, signal);
  } catch {
    if (signal.aborted) return { kind: 'locked', reason: 'needs-password' };
    return { kind: 'unreadable', error: new Malformed('unsupported', 0, 'it could not be opened') };
  }
}

/** Enters what opening yielded. @returns members that are items of their own, and parts that could not be read */
export async function enterOpening(
  entry: Entry,
  opening: Opening,
): Promise<{ readonly members: readonly Member[]; readonly problems: readonly Malformed[] }> {
  const { lock: _, problem: _past, ...item } = entry.item;
  entry.item = item;
  if (opening.kind === 'unreadable') {
    entry.item = { ...item, problem: problemOf(opening.error) };
    return { members: [], problems: [] };
  }
  const lock = lockOf(opening);
  entry.item = { ...item, ...(lock && { lock }) };
  if (opening.kind === 'locked') return { members: [], problems: [] };
  const own = ownMember(item.kind, opening.members);
  if (own !== undefined) await enterOwn(entry, own);
  return { members: opening.members.filter((member) => member !== own), problems: opening.problems };
}

function lockOf(opening: Exclude<Opening, { readonly kind: 'unreadable' }>): ItemLock | undefined {
  const reason = opening.kind === 'locked' ? opening.reason : opening.locked;
  if (reason === undefined) return undefined;
  return { reason, ...(opening.demanded !== undefined && { demanded: opening.demanded }) };
}

/** The member that is the item itself in another form: a key, or a certificate without OpenSSL's trust behind it. */
function ownMember(kind: Item['kind'], members: readonly Member[]): Member | undefined {
  if (kind === 'unreadable') return undefined;
  if (kind === 'certificate') return members.find((member) => member.kind === 'certificate');
  if (!keyKinds.has(kind)) return undefined;
  return members.find(
    ({ kind: one }) => one === 'private-key' || one === 'public-key' || one === 'secret-key',
  );
}

/** keyBag (RFC 7292 §4.2.1): the private key behind it stands in a PKCS#12 file unencrypted. */
const KEY_BAG = [0x06, 0x0b, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01, 0x01];

function holdsKeyInClear(octets: Bytes): boolean {
  const starts = (at: number) => KEY_BAG.every((octet, step) => octets[at + step] === octet);
  for (let at = octets.indexOf(0x06); at >= 0; at = octets.indexOf(0x06, at + 1)) if (starts(at)) return true;
  return false;
}

/** The item with the octets that the page has not. */
export function wholeItem({ item, found }: Entry): Item {
  if (item.keyInClear !== true || found.kind === 'unreadable' || found.octets === undefined) return item;
  return { ...item, octets: found.octets };
}

/** Octets that views read, with the kind of document they are; `undefined` where it is locked or unreadable. */
export function shownOctets({ kind, octets, privateKey }: Item): Viewed | undefined {
  if (kind !== 'unreadable' && octets !== undefined)
    return { kind: shownAsPublicKey.has(kind) ? 'public-key' : kind, octets };
  const publicKey = privateKey?.publicKey;
  return publicKey && { kind: 'public-key', octets: publicKey };
}

async function enterOwn(entry: Entry, { kind, octets, name }: Member): Promise<void> {
  const { item } = entry;
  const named = { ...item, ...(name !== undefined && { name }) };
  if (kind === 'secret-key') {
    entry.pkcs8 = octets;
    entry.item = { ...named, privateKey: secretKeyFacts(octets) };
    return;
  }
  if (kind === 'private-key') {
    entry.pkcs8 = octets;
    entry.item = { ...named, privateKey: await privateKeyFacts(octets) };
    return;
  }
  if (kind === 'public-key' && (item.kind === 'openssh-private-key' || item.kind === 'putty-key')) {
    // Locked, or on a token; its public half stands in the file.
    entry.item = { ...named, privateKey: { algorithm: publicKeyLabel(octets), publicKey: octets } };
    return;
  }
  const shown = kind === 'certificate' || item.kind === 'jwk' || item.kind === 'ssh-public-key';
  entry.item = {
    ...named,
    ...(kind === 'public-key' && { publicKey: octets }),
    ...(shown && { octets, sha256: await fingerprint(octets) }),
  };
}
