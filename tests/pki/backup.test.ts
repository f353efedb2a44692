// A backup opens without us, openssl says, and comes back whole or not at all: a wrong passphrase, a missing part, a changed
// octet each change nothing.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bytes } from '../../src/codec/bytes';
import { zip } from '../../src/codec/zip';
import { zipMembers } from '../../src/codec/zip-reader';
import { writeAuthority } from '../../src/pki/authority/authority-file';
import { stampKey, writeBackup, type Stamp } from '../../src/pki/authority/backup';
import { mergeInventories } from '../../src/pki/authority/merge';
import { readBackup } from '../../src/pki/authority/read-backup';
import { openSealed } from '../../src/pki/authority/unseal';
import { keptInventory, madeAt, type KeptAuthority } from '../support/kept-inventory';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const PASSPHRASE = 'pässphrase of the backup';
let kept: KeptAuthority;
let backup: { readonly fileName: string; readonly contents: Bytes };
let members: ReadonlyMap<string, Bytes>;

beforeAll(async () => {
  kept = await keptInventory();
  backup = await writeBackup(kept.inventory, kept.keys, PASSPHRASE, madeAt);
  const found = zipMembers(backup.contents);
  if (!found.ok) throw found.error;
  const read = found.value.map(async ({ path, read: octets }) => {
    const contents = await octets(2 ** 26);
    if (!contents.ok) throw contents.error;
    return [path.slice(path.indexOf('/') + 1), contents.value] as const;
  });
  members = new Map(await Promise.all(read));
});
afterAll(removeTemporaryFolders);

/** The same archive with some members others, or left out. */
const changed = (changes: Readonly<Record<string, Bytes | undefined>>): Promise<Bytes> =>
  zip(
    'changed',
    [...members].flatMap(([path, octets]) => {
      const contents = path in changes ? changes[path] : octets;
      return contents === undefined ? [] : [{ path, contents, mode: 0o644 as const }];
    }),
  );

/** As `backup.ts` stamps an inventory. */
async function stamped(octets: Bytes, passphrase = PASSPHRASE): Promise<Stamp> {
  const salt = new Uint8Array(16);
  const hmac = await crypto.subtle.sign('HMAC', await stampKey(passphrase, salt, 1, 'sign'), octets);
  const base64 = (some: Uint8Array): string => Buffer.from(some).toString('base64');
  return { version: 1, iterations: 1, salt: base64(salt), hmac: base64(new Uint8Array(hmac)) };
}

const pathTo = (start: string): string => [...members.keys()].find((path) => path.startsWith(start))!;
const text = (octets: Bytes): string => new TextDecoder().decode(octets);
const bytes = (written: string): Bytes => new TextEncoder().encode(written);

describe('a backup', () => {
  it('has a README, a PKCS#12 and a list per authority, and the inventory, under one folder', () => {
    expect(backup.fileName).toBe(`certwright-backup-${madeAt.toISOString().slice(0, 10)}.zip`);
    const [first, second] = kept.inventory.authorities.map(({ id }) => id.slice(0, 8));
    expect([...members.keys()].map((path) => path.replace(/^(\w+\/).*-/, '$1'))).toEqual([
      'README.txt',
      ...[`authorities/${first}.p12`, `lists/${first}.crl`],
      ...[`authorities/${second}.p12`, `lists/${second}.crl`],
      ...['inventory.json', 'inventory.json.hmac'],
    ]);
  });

  it('holds no private key in clear, and no sealed one', async () => {
    const { contents } = backup;
    for (const key of kept.keys.values()) {
      const { d, p, q } = await crypto.subtle.exportKey('jwk', key);
      for (const secret of [d, p, q].filter((number) => number !== undefined)) {
        const octets = Buffer.from(secret, 'base64url');
        expect(Buffer.from(contents).includes(octets.subarray(4, 20))).toBe(false);
        // Three ways for octets to lie in base64.
        for (const at of [4, 5, 6]) {
          const base64 = octets.subarray(at, at + 15).toString('base64');
          expect(Buffer.from(contents).includes(base64)).toBe(false);
        }
      }
    }
    expect(text(members.get('inventory.json')!)).not.toContain('ciphertext');
    expect(Buffer.from(contents).includes(PASSPHRASE)).toBe(false);
  });

  it('comes back as it was, keys sealed under its passphrase, promises left behind', async () => {
    const read = await readBackup(backup.contents, PASSPHRASE);
    if (!read.ok) throw new Error(read.error);
    const { inventory, leftOut } = read.value;
    const { authorities, issued, lists, templates } = inventory;
    expect(leftOut).toBe(0);
    const without = authorities.map(({ sealed: _, ...record }) => record);
    expect(without).toEqual(kept.inventory.authorities);
    expect(issued).toEqual(kept.inventory.issued.filter(({ status }) => status.kind !== 'reserved'));
    expect(lists).toEqual(kept.inventory.lists);
    expect(templates).toEqual(kept.inventory.templates);
    for (const { certificate, chain, sealed } of authorities) {
      const opened = await openSealed({ certificate, chain, sealed: sealed! }, PASSPHRASE, madeAt);
      expect(opened.ok).toBe(true);
    }
  });

  it('merged into what it came from changes nothing but what is outdated', async () => {
    const read = await readBackup(backup.contents, PASSPHRASE);
    if (!read.ok) throw new Error(read.error);
    const merged = mergeInventories(kept.inventory, read.value.inventory);
    expect(merged.issued).toEqual(kept.inventory.issued);
    expect(merged.lists).toEqual(kept.inventory.lists);
    expect(merged.authorities.map(({ listNumber }) => listNumber)).toEqual([7, 7]);
    expect(merged.authorities.map(({ others }) => others)).toEqual([[], []]);
  });
});

describe('records of no use', () => {
  it('of an authority that is not in it are not written', async () => {
    const [gone, stays] = kept.inventory.authorities;
    const some = { ...kept.inventory, authorities: [stays!] };
    const written = await writeBackup(some, kept.keys, PASSPHRASE, madeAt);
    const read = await readBackup(written.contents, PASSPHRASE);
    if (!read.ok) throw new Error(read.error);
    const { inventory, leftOut } = read.value;
    expect(leftOut).toBe(0);
    expect(inventory.authorities.map(({ id }) => id)).toEqual([stays!.id]);
    expect(inventory.issued.filter(({ authority }) => authority === gone!.id)).toEqual([]);
    expect(inventory.issued).toHaveLength(2);
  });

  it('that a backup of before has are left out and counted; the rest comes back', async () => {
    const inventory = JSON.parse(text(members.get('inventory.json')!)) as {
      authorities: { readonly id: string }[];
      issued: Record<string, unknown>[];
    };
    const [, stays] = inventory.authorities;
    inventory.authorities = [stays!];
    inventory.issued.push({ authority: stays!.id, serial: '02' });
    const written = bytes(JSON.stringify(inventory));
    const stamp = await stamped(written);
    const read = await readBackup(
      await changed({ 'inventory.json': written, 'inventory.json.hmac': bytes(JSON.stringify(stamp)) }),
      PASSPHRASE,
    );
    if (!read.ok) throw new Error(read.error);
    expect(read.value.inventory.authorities.map(({ id }) => id)).toEqual([stays!.id]);
    expect(read.value.inventory.issued).toHaveLength(2);
    // Two certificates and a list of the other authority, and one record that says nothing.
    expect(read.value.leftOut).toBe(4);
  });
});

describe('its passphrase, typed on another keyboard', () => {
  it.each(['NFC', 'NFD'] as const)('opens it: %s', async (form) => {
    const read = await readBackup(backup.contents, PASSPHRASE.normalize(form));
    expect(read.ok).toBe(true);
  });

  it('opens one that was made under the other form before forms were looked at', async () => {
    const typed = PASSPHRASE.normalize('NFD');
    const written = members.get('inventory.json')!;
    const changes: Record<string, Bytes> = {
      'inventory.json.hmac': bytes(JSON.stringify(await stamped(written, typed))),
    };
    for (const { id, certificate, chain, facts } of kept.inventory.authorities) {
      const path = [...members.keys()].find((one) => one.endsWith(`${id.slice(0, 8)}.p12`))!;
      const authority = { certificate, chain, name: facts.name, key: kept.keys.get(id)! };
      changes[path] = await writeAuthority(authority, 'pkcs12', typed);
    }
    const made = await changed(changes);
    expect(await readBackup(made, 'another')).toEqual({ ok: false, error: 'wrong-passphrase' });
    for (const form of [PASSPHRASE, typed]) expect((await readBackup(made, form)).ok).toBe(true);
  });
});

describe('restoring refuses', () => {
  it('a wrong passphrase', async () => {
    expect(await readBackup(backup.contents, 'another')).toEqual({ ok: false, error: 'wrong-passphrase' });
  });

  it.each([
    ['an empty file', () => Promise.resolve(new Uint8Array())],
    ['no archive', () => Promise.resolve(bytes('PK but no more'))],
    ['another archive', () => zip('other', [{ path: 'a.txt', contents: 'a', mode: 0o644 }])],
    ['half of it', () => Promise.resolve(backup.contents.slice(0, backup.contents.length / 2))],
  ])('%s', async (_, make) => {
    expect(await readBackup(await make(), PASSPHRASE)).toEqual({ ok: false, error: 'not-a-backup' });
  });

  it.each([
    [
      'a certificate that is good again',
      () => ({
        'inventory.json': bytes(
          text(members.get('inventory.json')!).replace('"kind": "revoked"', '"kind": "good"'),
        ),
      }),
    ],
    [
      'a list number that goes back',
      () => ({
        'inventory.json': bytes(
          text(members.get('inventory.json')!).replace('"listNumber": 7', '"listNumber": 1'),
        ),
      }),
    ],
    ['an inventory that is no JSON', () => ({ 'inventory.json': bytes('{') })],
    ['an authority that is missing', () => ({ [pathTo('authorities/')]: undefined })],
    [
      'an authority whose octets were changed',
      () => {
        const path = pathTo('authorities/');
        const octets = members.get(path)!.slice();
        octets[200] = octets[200]! ^ 1;
        return { [path]: octets };
      },
    ],
    [
      'another authority’s key under the same passphrase',
      () => {
        const [one, other] = [...members.keys()].filter((path) => path.startsWith('authorities/'));
        return { [one!]: members.get(other!)! };
      },
    ],
  ])('%s', async (_, changes) => {
    const read = await readBackup(await changed(changes()), PASSPHRASE);
    // A changed PKCS#12 fails its own stamp, which nobody can tell from a wrong password.
    expect(read.ok).toBe(false);
    expect(['damaged', 'wrong-passphrase']).toContain(read.ok ? '' : read.error);
  });

  it('a version to come, by name', async () => {
    const later = text(members.get('inventory.json')!).replace('"version": 1', '"version": 2');
    const read = await readBackup(await changed({ 'inventory.json': bytes(later) }), PASSPHRASE);
    expect(read).toEqual({ ok: false, error: 'newer' });
  });
});

describeWith(['openssl'], 'without this page', (path) => {
  it('the commands of its README work: key and certificate come out, and sign', () => {
    const folder = temporaryFolder('backup-');
    for (const [name, octets] of members) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), octets);
    }
    const openssl = (...args: readonly string[]) =>
      execFileSync(path('openssl'), args, {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    const readme = readFileSync(join(folder, 'README.txt'), 'utf8');
    for (const file of readdirSync(join(folder, 'authorities'))) {
      expect(readme).toContain(`authorities/${file}`);
      const store = join('authorities', file);
      openssl('pkcs12', '-in', store, '-nokeys', '-out', 'ca.pem', '-passin', `pass:${PASSPHRASE}`);
      openssl(
        ...['pkcs12', '-in', store, '-nocerts', '-out', 'ca-key.pem'],
        ...['-passin', `pass:${PASSPHRASE}`, '-passout', 'pass:another'],
      );
      openssl(
        ...[
          'req',
          '-newkey',
          'rsa:2048',
          '-nodes',
          '-keyout',
          'app.key',
          '-out',
          'request.csr',
          '-subj',
          '/CN=app',
        ],
      );
      openssl(
        ...[
          'x509',
          '-req',
          '-in',
          'request.csr',
          '-CA',
          'ca.pem',
          '-CAkey',
          'ca-key.pem',
          '-passin',
          'pass:another',
        ],
        ...['-days', '90', '-out', 'cert.pem'],
      );
      expect(openssl('verify', '-CAfile', 'ca.pem', 'cert.pem')).toContain('OK');
    }
    for (const file of readdirSync(join(folder, 'lists')))
      expect(openssl('crl', '-in', join('lists', file), '-inform', 'DER', '-noout', '-text')).toContain(
        'Key Compromise',
      );
  });
});
