/**
 * Reads what `backup.ts` writes. The stamp must fit, every authority must open and be what the inventory says, or nothing comes
 * back. Its keys come out sealed under the same passphrase. A record that is of no use was of none when it was written, for
 * nobody has changed it since: it is left out and counted.
 */
import { equalBytes, fromBase64, type Bytes } from '../../codec/bytes';
import { failure, success, type Result } from '../../codec/malformed';
import { readPkcs12, type OpenedPkcs12 } from '../../codec/pkcs12-reader';
import { parseCertificate } from '../../codec/certificate';
import { zipMembers } from '../../codec/zip-reader';
import { schemeOf } from '../signature-scheme';
import { authorityFacts } from './authority-facts';
import type { AuthorityRecord, Inventory, IssuedRecord } from './authority-record';
import { FORMAT, INVENTORY, STAMP, stampKey, VERSION, type Stamp } from './backup';
import { refOf } from './held-authority';
import { describeCertificate } from './issued-facts';
import { sealKey } from './sealed-key';
import { usableRecords } from './sound-record';
import { writtenForms } from './written-passphrase';

export type BackupProblem =
  | 'not-a-backup'
  | 'newer' // of a version to come
  | 'wrong-passphrase'
  | 'damaged'; // or changed by somebody without the passphrase

/** Octets of one member: an inventory of a hundred thousand certificates. */
const MAX_MEMBER = 256 * 1024 * 1024;
const MAX_ITERATIONS = 10_000_000;

type Loose = Readonly<Record<string, unknown>>;
const isLoose = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const listIn = (value: unknown): readonly Loose[] => (Array.isArray(value) ? value.filter(isLoose) : []);

export interface ReadBackup {
  readonly inventory: Inventory;
  /** Records that cannot be used, or belong to no authority in it. */
  readonly leftOut: number;
}

export async function readBackup(file: Bytes, typed: string): Promise<Result<ReadBackup, BackupProblem>> {
  const members = await membersOf(file);
  const text = members?.get(INVENTORY);
  const stamp = members?.get(STAMP);
  if (members === undefined || text === undefined || stamp === undefined) return failure('not-a-backup');
  const inventory = parsedJson(text);
  if (inventory?.['format'] !== FORMAT) return failure('damaged');
  if (inventory['version'] !== VERSION) return failure('newer');
  const written = listIn(inventory['authorities']);
  const [first] = written;
  const storeOf = ({ file: path }: Loose): Bytes => members.get(String(path)) ?? new Uint8Array();
  const passphrase = await firstOf(writtenForms(typed), (one) => stampFits(text, stamp, one));
  if (passphrase === undefined) {
    // Where an authority opens all the same the passphrase is right, and the inventory was changed.
    const opens = async (one: string) => first && (await readPkcs12(storeOf(first), one)).ok;
    const right = await firstOf(writtenForms(typed), opens);
    return failure(right === undefined ? 'wrong-passphrase' : 'damaged');
  }
  const authorities: AuthorityRecord[] = [];
  for (const record of written) {
    const store = await readPkcs12(storeOf(record), passphrase);
    const restored = store.ok ? await authorityFrom(record, store.value, passphrase) : undefined;
    if (restored === undefined) return failure('damaged');
    authorities.push(restored);
  }
  const { inventory: usable, unreadable } = usableRecords({
    authorities,
    issued: await Promise.all(listIn(inventory['issued']).map(withFacts)),
    lists: listIn(inventory['lists']) as unknown as Inventory['lists'],
    templates: listIn(inventory['templates']) as unknown as Inventory['templates'],
  });
  if (usable.authorities.length < authorities.length) return failure('damaged');
  return success({ inventory: usable, leftOut: unreadable });
}

async function firstOf<T>(
  some: readonly T[],
  fits: (one: T) => Promise<boolean | undefined>,
): Promise<T | undefined> {
  for (const one of some) if ((await fits(one)) === true) return one;
  return undefined;
}

/** Paths within the one folder → octets; `undefined` where it is no archive, or one of its members cannot be read. */
async function membersOf(file: Bytes): Promise<ReadonlyMap<string, Bytes> | undefined> {
  const members = zipMembers(file);
  if (!members.ok) return undefined;
  const all = new Map<string, Bytes>();
  for (const { path, read } of members.value) {
    const octets = await read(MAX_MEMBER);
    if (octets.ok) all.set(path.slice(path.indexOf('/') + 1), octets.value);
  }
  return all;
}

function parsedJson(octets: Bytes): Loose | undefined {
  try {
    const parsed: unknown = JSON.parse(new TextDecoder().decode(octets), base64AsOctets);
    return isLoose(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function base64AsOctets(_name: string, value: unknown): unknown {
  if (!isLoose(value) || typeof value['base64'] !== 'string' || Object.keys(value).length !== 1) return value;
  return fromBase64(value['base64']);
}

async function stampFits(text: Bytes, octets: Bytes, passphrase: string): Promise<boolean> {
  const stamp = parsedJson(octets) as Partial<Stamp> | undefined;
  const salt = fromBase64(String(stamp?.salt));
  const hmac = fromBase64(String(stamp?.hmac));
  const iterations = stamp?.iterations ?? 0;
  if (salt === undefined || hmac === undefined) return false;
  if (!Number.isInteger(iterations) || iterations < 1 || iterations > MAX_ITERATIONS) return false;
  const key = await stampKey(passphrase, salt, iterations, 'verify');
  return crypto.subtle.verify('HMAC', key, hmac, text);
}

async function authorityFrom(
  { file: _, ...record }: Loose,
  { privateKeys: [key], certificates }: OpenedPkcs12,
  passphrase: string,
): Promise<AuthorityRecord | undefined> {
  const certificate = record['certificate'];
  const chain = record['chain'];
  const parsed = certificate instanceof Uint8Array ? parseCertificate(certificate) : undefined;
  if (parsed?.ok !== true || key === undefined || !Array.isArray(chain)) return undefined;
  const { der, publicKey } = parsed.value;
  const scheme = schemeOf(publicKey);
  // Another authority's file under the same passphrase would give it another key.
  if (!certificates.some((one) => equalBytes(one.der, der))) return undefined;
  const facts = await authorityFacts(der, chain.filter((one) => one instanceof Uint8Array) as Bytes[]);
  if (scheme === undefined || facts === undefined || record['id'] !== (await refOf(parsed.value)))
    return undefined;
  const handle = await crypto.subtle
    .importKey('pkcs8', key.pkcs8, scheme.importing, true, ['sign'])
    .catch(() => undefined);
  if (handle === undefined) return undefined;
  const sealed = await sealKey(handle, publicKey.der, passphrase);
  // `soundRecords` looks at the other fields.
  return { ...(record as unknown as AuthorityRecord), facts, sealed };
}

/** What is not the certificate it says it is comes out as no sound record. */
async function withFacts(record: Loose): Promise<IssuedRecord> {
  const { der } = record;
  const loose = record as unknown as IssuedRecord;
  if (der === undefined) return loose;
  const described = der instanceof Uint8Array ? await describeCertificate(der as Bytes) : undefined;
  return described?.serial === loose.serial
    ? { ...loose, facts: described.facts }
    : ({ ...record, der: null } as unknown as IssuedRecord);
}
