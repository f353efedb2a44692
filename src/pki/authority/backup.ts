/**
 * Everything kept, in one zip that opens without this page (all in one folder, nothing in it a private key in clear):
 *
 *   README.txt                      how to open it with openssl
 *   authorities/NAME-ID.p12         per authority: certificate, those above it, private key; PKCS#12 under the passphrase
 *   lists/NAME-ID.crl               its newest revocation list, DER
 *   inventory.json                  the rest: { format: "certwright-backup", version: 1, createdAt, authorities, issued,
 *                                   lists, templates }, records as in `authority-record.ts` without `sealed` and `facts`;
 *                                   octets as { "base64": "…" }, times in ms since 1970; public, not encrypted
 *   inventory.json.hmac             { version, iterations, salt, hmac }: HMAC-SHA-256 of inventory.json under a key derived
 *                                   from the passphrase (PBKDF2-HMAC-SHA-256), so that nobody else can change a revocation
 */
import { toBase64, utf8, type Bytes } from '../../codec/bytes';
import type { NamedFile } from '../../codec/named-file';
import { OWASP_ITERATIONS } from '../../codec/pbes2';
import { zip } from '../../codec/zip';
import { safeFileName } from '../file-name';
import { randomOctets } from '../random';
import { writeAuthority } from './authority-file';
import type { AuthorityRecord, AuthorityRef, Inventory } from './authority-record';
import { backupReadme } from './backup-readme';
import { usableRecords } from './sound-record';
import { writtenPassphrase } from './written-passphrase';

export const FORMAT = 'certwright-backup';
export const VERSION = 1;
export const INVENTORY = 'inventory.json';
export const STAMP = 'inventory.json.hmac';

const SALT_OCTETS = 16;

/** Where an authority's file lies in the folder. */
const pathOf = ({
  id,
  facts,
}: Pick<AuthorityRecord, 'id'> & { readonly facts: { readonly name: string } }): string =>
  safeFileName(`${facts.name}-${id.slice(0, 8)}`);

/**
 * @param keys extractable handles of every authority
 * @param typed its passphrase, never empty
 */
export async function writeBackup(
  kept: Inventory,
  keys: ReadonlyMap<AuthorityRef, CryptoKey>,
  typed: string,
  at: Date,
): Promise<{ readonly fileName: string; readonly contents: Bytes }> {
  const { inventory } = usableRecords(kept);
  const { authorities, lists } = inventory;
  const passphrase = writtenPassphrase(typed);
  const files: NamedFile[] = [];
  const names: { readonly name: string; readonly path: string }[] = [];
  for (const record of authorities) {
    const key = keys.get(record.id);
    if (key === undefined) throw new RangeError('an authority without its key');
    const { certificate, chain, facts } = record;
    const path = `authorities/${pathOf(record)}.p12`;
    const contents = await writeAuthority(
      { certificate, chain, name: facts.name, key },
      'pkcs12',
      passphrase,
    );
    files.push({ path, contents, mode: 0o600 });
    names.push({ name: facts.name, path });
    const newest = lists
      .filter(({ authority }) => authority === record.id)
      .sort((one, other) => other.number - one.number)[0];
    if (newest !== undefined)
      files.push({ path: `lists/${pathOf(record)}.crl`, contents: newest.der, mode: 0o644 });
  }
  const text = inventoryText(inventory, at);
  const stamp = JSON.stringify(await stampOf(utf8(text), passphrase), undefined, 2);
  const day = at.toISOString().slice(0, 10);
  const folder = `certwright-backup-${day}`;
  const contents = await zip(folder, [
    { path: 'README.txt', contents: backupReadme(names, inventory, day), mode: 0o644 },
    ...files,
    { path: INVENTORY, contents: text, mode: 0o644 },
    { path: STAMP, contents: `${stamp}\n`, mode: 0o644 },
  ]);
  return { fileName: `${folder}.zip`, contents };
}

function inventoryText({ authorities, issued, lists, templates }: Inventory, at: Date): string {
  const written = {
    format: FORMAT,
    version: VERSION,
    createdAt: at.getTime(),
    // The sealed key is in the PKCS#12; facts are read from the certificates again.
    authorities: authorities.map(({ sealed: _, facts, ...record }) => ({
      ...record,
      file: `authorities/${pathOf({ id: record.id, facts })}.p12`,
    })),
    // A promise that was never kept means nothing elsewhere.
    issued: issued
      .filter(({ status }) => status.kind !== 'reserved')
      .map(({ facts: _, ...record }) => record),
    lists,
    templates,
  };
  return `${JSON.stringify(written, octetsAsBase64, 1)}\n`;
}

const octetsAsBase64 = (_name: string, value: unknown): unknown =>
  value instanceof Uint8Array ? { base64: toBase64(value) } : value;

export interface Stamp {
  readonly version: number;
  readonly iterations: number;
  readonly salt: string;
  readonly hmac: string;
}

async function stampOf(text: Bytes, passphrase: string): Promise<Stamp> {
  const salt = randomOctets(SALT_OCTETS);
  const key = await stampKey(passphrase, salt, OWASP_ITERATIONS, 'sign');
  const hmac = new Uint8Array(await crypto.subtle.sign('HMAC', key, text));
  return { version: VERSION, iterations: OWASP_ITERATIONS, salt: toBase64(salt), hmac: toBase64(hmac) };
}

export async function stampKey(
  passphrase: string,
  salt: Bytes,
  iterations: number,
  usage: 'sign' | 'verify',
): Promise<CryptoKey> {
  const secret = await crypto.subtle.importKey('raw', utf8(passphrase), 'PBKDF2', false, ['deriveKey']);
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  const hmac = { name: 'HMAC', hash: 'SHA-256', length: 256 };
  return crypto.subtle.deriveKey(derivation, secret, hmac, false, [usage]);
}
