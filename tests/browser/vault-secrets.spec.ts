// An attacker's view: the whole profile on the disk, and everything a script of this origin can read. No private key in clear,
// no passphrase; before a key is kept, while it is used, and after it was locked.
import { readdirSync, readFileSync, rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { requireTools } from '../support/page-fixture';
import { chromiumOptions } from '../support/chromium';
import { expect, openTab, test, unlock } from '../support/vault-page';

const PASSPHRASE = 'Zyzzyva-9417-not-on-the-disk';
/** Of a file that the key of the one made here is read from. */
const PASSWORD = 'Quokka-5531-of-the-file';

/** What must be nowhere: each secret as octets, as UTF-16, in hex and in base64 at every alignment. */
function formsOf(secret: Buffer): readonly Buffer[] {
  const hex = secret.toString('hex');
  const shifted = [0, 1, 2].map((at) => secret.subarray(at, at + 3 * Math.floor((secret.length - at) / 3)));
  const texts = [
    hex,
    hex.toUpperCase(),
    ...shifted.flatMap((one) => [one.toString('base64'), one.toString('base64url')]),
  ];
  return [secret, ...texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')])];
}

/** The files in it that hold one of them. A browser at work makes files and throws them away: one that is gone holds nothing. */
function filesWith(folder: string, needles: readonly Buffer[]): readonly string[] {
  const unlessGone = <T>(read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
      throw error;
    }
  };
  return unlessGone(() => readdirSync(folder, { withFileTypes: true }), []).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesWith(path, needles);
    if (!entry.isFile()) return [];
    const octets = unlessGone(() => readFileSync(path), Buffer.alloc(0));
    return needles.some((needle) => octets.includes(needle)) ? [path] : [];
  });
}

/** Everything a script can read, as one string of octets. */
async function readable(page: Page): Promise<Buffer> {
  const text = await page.evaluate(async () => {
    const parts: string[] = [];
    const hex = (octets: Uint8Array): string =>
      Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
    const walk = (value: unknown): void => {
      if (value instanceof CryptoKey) parts.push(`CryptoKey ${value.extractable}`);
      else if (value instanceof Uint8Array) parts.push(hex(value), String.fromCharCode(...value));
      else if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
      else parts.push(String(value));
    };
    for (const { name } of await indexedDB.databases()) {
      const base = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name!);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(new Error('open'));
      });
      for (const store of base.objectStoreNames) {
        const records = await new Promise<unknown>((resolve, reject) => {
          const asking = base.transaction(store).objectStore(store).getAll();
          asking.onsuccess = () => resolve(asking.result);
          asking.onerror = () => reject(new Error('read'));
        });
        walk(records);
      }
      base.close();
    }
    for (const storage of [localStorage, sessionStorage]) walk(Object.entries(storage));
    for (const name of await caches.keys()) parts.push(name);
    parts.push(
      location.href,
      document.documentElement.outerHTML,
      document.cookie,
      JSON.stringify(history.state),
    );
    return parts.join('\n');
  });
  return Buffer.from(text, 'latin1');
}

test('nothing secret on the disk or within reach of a script: before, during and after', async ({
  vaultSite,
}) => {
  test.setTimeout(300_000);
  const [openssl] = requireTools('openssl');
  const folder = mkdtempSync(join(tmpdir(), 'certwright-vault-'));
  const profile = join(folder, 'profile');
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
  writeFileSync(join(folder, 'ca.key'), pem);
  const certificate = execFileSync(
    openssl!,
    [
      'req',
      '-x509',
      '-new',
      '-key',
      'ca.key',
      '-subj',
      '/CN=Attacked',
      '-days',
      '30',
      '-addext',
      'keyUsage=critical,keyCertSign,cRLSign',
    ],
    { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const scalar = Buffer.from(privateKey.export({ format: 'jwk' }).d!, 'base64url');
  const secrets = [
    ...formsOf(scalar),
    ...[PASSPHRASE, PASSWORD].flatMap((text) => [
      ...formsOf(Buffer.from(text)),
      Buffer.from(text, 'utf16le'),
    ]),
  ];
  const context = await chromium.launchPersistentContext(profile, chromiumOptions());
  try {
    const page = await openTab(context, vaultSite);
    const expectNone = async (when: string): Promise<void> => {
      const seen = await readable(page);
      expect(
        secrets.some((secret) => seen.includes(secret)),
        `${when}: a script`,
      ).toBe(false);
      expect(seen.includes('CryptoKey'), `${when}: no key lies in storage, not even as a handle`).toBe(false);
      expect(filesWith(profile, secrets), `${when}: the disk`).toEqual([]);
    };
    const id = await page.evaluate(async (content) => {
      const { authorities } = window.vault;
      const found = await authorities.find([{ path: 'ca.pem', content }], '');
      if (found.kind !== 'done') throw new Error(found.kind);
      const taken = await authorities.take(found.value.found[0]!);
      if (taken.kind !== 'done') throw new Error(taken.kind);
      return taken.value;
    }, certificate + pem);
    const made = await page.evaluate(async (password) => {
      const { authorities } = window.vault;
      const created = await authorities.create(window.vault.draft('root', 'Made here'));
      if (created.kind !== 'done') throw new Error(created.kind);
      const file = await authorities.safekeeping.exportAuthority(created.value, '', 'pem', password);
      if (file.kind !== 'done') throw new Error(file.kind);
      return { id: created.value, pem: new TextDecoder().decode(file.value.contents) };
    }, PASSWORD);
    const own = createPrivateKey({ key: made.pem, passphrase: PASSWORD }).export({ format: 'jwk' });
    secrets.push(...formsOf(Buffer.from(own.d!, 'base64url')));
    await expectNone('imported and made, in this tab only');
    for (const ref of [id, made.id]) {
      const kept = await page.evaluate(
        ([one, passphrase]) => window.vault.authorities.safekeeping.keep(one as never, passphrase!),
        [ref, PASSPHRASE],
      );
      expect(kept.kind).toBe('done');
    }
    await expectNone('kept');
    await expect
      .poll(
        () => filesWith(profile, [Buffer.from('Attacked')]),
        'the public inventory is there, and in clear',
      )
      .not.toEqual([]);
    for (const ref of [id, made.id]) {
      const used = await page.evaluate(async (one) => {
        const { authorities } = window.vault;
        const issued = await authorities.issuing.issue(one, {
          draft: window.vault.draft('tls-server', 'app'),
          key: { kind: 'new' },
        });
        const [first] = authorities.inventory.filter(({ authority }) => authority === one);
        await authorities.revoking.revoke(one, [first!.serial], 'superseded');
        const list = await authorities.revoking.makeList(one);
        return [issued.kind, list.kind];
      }, ref);
      expect(used).toEqual(['done', 'done']);
    }
    await expectNone('used');
    const locked = await page.evaluate(
      async ([ref, passphrase]) => {
        const { authorities } = window.vault;
        authorities.lockAll();
        const closed = authorities.all.map(({ open }) => open);
        const exported = await authorities.safekeeping.exportAuthority(
          ref as never,
          passphrase!,
          'pkcs12',
          passphrase!,
        );
        const wrong = await authorities.safekeeping.exportAuthority(ref as never, 'no', 'pkcs12', 'no');
        return { closed, exported: exported.kind, wrong };
      },
      [id, PASSPHRASE],
    );
    expect(locked).toEqual({
      closed: [undefined, undefined],
      exported: 'done',
      wrong: { kind: 'refused', problem: 'wrong-passphrase' },
    });
    await expectNone('locked, and exported');
    const unlockBoth = async (): Promise<void> => {
      for (const ref of [id, made.id]) await unlock(page, ref, PASSPHRASE);
    };
    await unlockBoth();
    await expectNone('unlocked');
    const restored = await page.evaluate(async (passphrase) => {
      const { safekeeping } = window.vault.authorities;
      const backup = await safekeeping.backup(passphrase);
      if (backup.kind !== 'done') throw new Error(backup.kind);
      await safekeeping.wipe();
      const back = await safekeeping.restore(backup.value.contents, passphrase, 'merge', 'browser');
      return back.kind === 'done' ? back.value.authorities : [back.kind];
    }, PASSPHRASE);
    expect(restored.toSorted()).toEqual(['Attacked', 'Made here']);
    await expectNone('restored from a backup');
    await unlockBoth();
    await expectNone('restored, and unlocked');
    await page.evaluate(() => window.vault.authorities.safekeeping.wipe());
    await expectNone('wiped');
    await context.close();
    expect(filesWith(profile, secrets), 'the browser closed: the disk').toEqual([]);
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
});
