// Authorities that get another certificate, and what stands below them: records, files, other tabs, and a strict Python at the end.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { requireTools } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { expect, makeKept, openTab, PASSPHRASE, test, unlock } from '../support/vault-page';

test.describe.configure({ timeout: 120_000 });
test.afterAll(removeTemporaryFolders);

const pem = (der: readonly number[]): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64').replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;

/** Below one that is open, kept. @returns its id */
function makeBelow(page: Page, root: string, name: string): Promise<string> {
  return page.evaluate(
    async ([above, called, passphrase]) => {
      const { authorities } = window.vault;
      const made = await authorities.create(window.vault.draft('intermediate', called!), above as never);
      if (made.kind !== 'done') throw new Error(JSON.stringify(made));
      await authorities.safekeeping.keep(made.value, passphrase!);
      return made.value;
    },
    [root, name, PASSPHRASE],
  );
}

function reissue(page: Page, id: string): Promise<string> {
  return page.evaluate(async (ref) => {
    const { authorities } = window.vault;
    const old = await authorities.reissuing.draftOf(ref as never);
    const { keyUsage } = window.vault.draft('root', '').extensions;
    const draft = old && {
      ...old.draft,
      extensions: { ...old.draft.extensions, ...(keyUsage && { keyUsage }) },
    };
    return JSON.stringify(await authorities.reissuing.reissue(ref as never, draft!));
  }, id);
}

/** Its chain's top, and what is minded about it. */
const seen = (page: Page, id: string) =>
  page.evaluate((ref) => {
    const { chain, facts } = window.vault.authorities.entry(ref as never)!;
    return { top: [...(chain.at(-1) ?? [])], minded: facts.cautionsOf?.map(({ cautions }) => cautions) };
  }, id);

const certificate = (page: Page, id: string) =>
  page.evaluate((ref) => [...window.vault.authorities.entry(ref as never)!.certificate], id);

test('root and intermediate, both re-issued: everything goes on under the new root, and Python agrees', async ({
  context,
  vaultSite,
}) => {
  const [openssl = '', python = ''] = requireTools('openssl', 'python3.13');
  const page = await openTab(context, vaultSite);
  const root = await page.evaluate(async (passphrase) => {
    const { authorities } = window.vault;
    const { extensions, ...rest } = window.vault.draft('root', 'Old root');
    const { keyUsage: _, ...without } = extensions;
    const made = await authorities.create({ ...rest, extensions: without });
    if (made.kind !== 'done') throw new Error(JSON.stringify(made));
    await authorities.safekeeping.keep(made.value, passphrase);
    return made.value;
  }, PASSPHRASE);
  const below = await makeBelow(page, root, 'Issuing');
  const other = await openTab(context, vaultSite);
  await unlock(other, below);
  expect((await seen(page, below)).minded).toEqual([['no-key-usage']]);

  expect(await reissue(page, root)).toBe('{"kind":"done"}');
  const newRoot = await certificate(page, root);
  expect(await seen(page, below)).toEqual({ top: newRoot, minded: [] });

  await page.evaluate(async (ref) => {
    const { authorities } = window.vault;
    const { settings } = authorities.entry(ref)!;
    await authorities.changeSettings(ref, {
      ...settings,
      listAddresses: ['http://a.test/root.crl'],
    });
  }, root);
  const before = await page.evaluate(
    (ref) => window.vault.authorities.entry(ref as never)!.facts.serial,
    below,
  );
  expect(await reissue(page, below)).toBe('{"kind":"done"}');
  const tied = await page.evaluate(
    ([ref, serial]) =>
      window.vault.authorities.inventory.find((one) => one.authority === ref && one.serial === serial)
        ?.renewedBy === window.vault.authorities.all.find(({ facts }) => !facts.root)!.facts.serial,
    [root, before],
  );
  expect(tied, 'the one before is renewed by the one now').toBe(true);

  const folder = temporaryFolder('reissue-');
  const inFolder = (name: string) => join(folder, name);
  const newKey = ['genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
  execFileSync(openssl, [...newKey, '-out', inFolder('key.pem')], { stdio: 'pipe' });
  const publicKey = execFileSync(openssl, ['pkey', '-in', inFolder('key.pem'), '-pubout', '-outform', 'DER']);
  // In the other tab, where it was open all the while.
  await expect.poll(() => certificate(other, below)).toEqual(await certificate(page, below));
  const chain = await other.evaluate(
    async ([ref, spki]) => {
      const { authorities } = window.vault;
      const made = await authorities.issuing.issue(ref as never, {
        draft: window.vault.draft('tls-server', 'app'),
        key: { kind: 'public', publicKey: new Uint8Array(spki as number[]) },
      });
      if (made.kind !== 'done') throw new Error(JSON.stringify(made));
      return [made.value.der, ...made.value.chain].map((der) => [...der]);
    },
    [below, [...publicKey]] as const,
  );
  expect(chain.at(-1)).toEqual(newRoot);
  expect(chain[1]).toEqual(await certificate(page, below));
  writeFileSync(inFolder('chain.pem'), chain.slice(0, -1).map(pem).join(''));
  writeFileSync(inFolder('root.pem'), pem(newRoot));
  writeFileSync(inFolder('issuing.pem'), pem(chain[1] ?? []));
  expect(
    execFileSync(openssl, ['x509', '-in', inFolder('issuing.pem'), '-noout', '-text'], { encoding: 'utf8' }),
  ).toContain('URI:http://a.test/root.crl');
  const server = createServer(
    { cert: readFileSync(inFolder('chain.pem')), key: readFileSync(inFolder('key.pem')) },
    (_, response) => response.end('served\n'),
  ).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const asking = `import socket, ssl, sys
context = ssl.create_default_context(cafile=sys.argv[1])
assert context.verify_flags & ssl.VERIFY_X509_STRICT
with socket.create_connection(("127.0.0.1", int(sys.argv[2])), timeout=20) as plain:
    with context.wrap_socket(plain, server_hostname="app.test"):
        print("ok")
`;
  const client = spawn(python, ['-c', asking, inFolder('root.pem'), String(port)], { stdio: 'pipe' });
  let said = '';
  client.stdout.on('data', (text: Buffer) => (said += text.toString()));
  client.stderr.on('data', (text: Buffer) => (said += text.toString()));
  await once(client, 'close');
  server.close();
  expect(said.trim()).toBe('ok');
});

test('cross-signed, it names its signer’s addresses and none of its own issuer’s', async ({
  context,
  vaultSite,
}) => {
  const page = await openTab(context, vaultSite);
  const [one, other] = [await makeKept(page, 'One'), await makeKept(page, 'Other')];
  const issuing = await page.evaluate(
    async ([first, second]) => {
      const { authorities } = window.vault;
      for (const [ref, name] of [
        [first, 'one'],
        [second, 'other'],
      ]) {
        const { settings } = authorities.entry(ref as never)!;
        const listAddresses = [`http://a.test/${name}.crl`];
        const certificateAddresses = name === 'one' ? ['http://a.test/one.crt'] : [];
        await authorities.changeSettings(ref as never, { ...settings, listAddresses, certificateAddresses });
      }
      const { settings } = authorities.entry(first as never)!;
      const draft = window.vault.draft('intermediate', 'Issuing');
      const made = await authorities.create(
        {
          ...draft,
          extensions: {
            ...draft.extensions,
            crlDistributionPoints: { critical: false, addresses: settings.listAddresses },
            authorityInfoAccess: { ocsp: [], caIssuers: settings.certificateAddresses },
          },
        },
        first as never,
      );
      if (made.kind !== 'done') throw new Error(JSON.stringify(made));
      return made.value;
    },
    [one, other],
  );
  const crossed = await page.evaluate(
    async ([by, whom]) => {
      const { authorities } = window.vault;
      const { certificate } = authorities.entry(whom as never)!;
      const made = await authorities.reissuing.crossSign(by as never, certificate);
      if (made.kind !== 'done') throw new Error(JSON.stringify(made));
      return new TextDecoder('latin1').decode(made.value.der);
    },
    [other, issuing],
  );
  expect(crossed).toContain('http://a.test/other.crl');
  expect(crossed).not.toContain('http://a.test/one');
});

test('renewed with what its authority says of addresses today; one for an hour is for an hour', async ({
  context,
  vaultSite,
}) => {
  const page = await openTab(context, vaultSite);
  const root = await makeKept(page, 'Root');
  const result = await page.evaluate(async (ref) => {
    const { authorities } = window.vault;
    const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
    const now = Date.now();
    const draft = window.vault.draft('tls-server', 'app');
    const made = await authorities.issuing.issue(ref as never, {
      draft: {
        ...draft,
        validity: { kind: 'dates', notBefore: iso(now), notAfter: iso(now + 3_600_000) },
        extensions: {
          ...draft.extensions,
          crlDistributionPoints: { critical: false, addresses: ['http://a.test/old.crl'] },
        },
      },
      key: { kind: 'new' },
    });
    if (made.kind !== 'done') throw new Error(JSON.stringify(made));
    const { settings } = authorities.entry(ref as never)!;
    await authorities.changeSettings(ref as never, {
      ...settings,
      listAddresses: ['http://a.test/new.crl'],
      ocspAddresses: ['http://a.test/status.ocsp'],
    });
    const [first] = authorities.inventory;
    const renewed = await authorities.issuing.renew(ref as never, first!.serial, 'new-key');
    if (renewed.kind !== 'done') throw new Error(JSON.stringify(renewed));
    const next = renewed.value.made;
    return {
      length: next.notAfter! - next.notBefore!,
      said: new TextDecoder('latin1').decode(next.der).match(/http:\/\/a\.test\/\w+\.(crl|ocsp)/g),
      leftOut: renewed.value.leftOut,
    };
  }, root);
  expect(result.length).toBe(3_600_000);
  expect(result.said).toEqual(expect.arrayContaining(['http://a.test/new.crl', 'http://a.test/status.ocsp']));
  expect(result.said).not.toContain('http://a.test/old.crl');
  expect(result.leftOut).toEqual([]);
});

test('kept before it was told what clients mind: told once it is opened again, chains carried along', async ({
  context,
  vaultSite,
}) => {
  const first = await openTab(context, vaultSite);
  const root = await makeKept(first, 'Root');
  const below = await makeBelow(first, root, 'Issuing');
  const before = await first.evaluate(
    (ref) => JSON.stringify(window.vault.authorities.entry(ref as never)!.facts),
    below,
  );
  expect(await reissue(first, root)).toBe('{"kind":"done"}');
  const newRoot = await certificate(first, root);
  // As it was written before: without facts that came later, and under the root of before.
  await first.evaluate(
    ([ref, above]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('certwright');
        opening.onsuccess = () => {
          const writing = opening.result.transaction('authorities', 'readwrite');
          const store = writing.objectStore('authorities');
          const reading = store.getAll();
          reading.onsuccess = () => {
            const records = reading.result as { id: string; facts: object; others: { der: Uint8Array }[] }[];
            const old = records.find(({ id }) => id === above)!.others[0]!.der;
            const record = records.find(({ id }) => id === ref)!;
            const { cautionsOf: _, policies: __, ...facts } = record.facts as Record<string, unknown>;
            store.put({ ...record, facts, chain: [old] });
          };
          writing.oncomplete = () => resolve();
          writing.onerror = () => reject(new Error('write'));
        };
      }),
    [below, root],
  );
  await first.close();
  const again = await openTab(context, vaultSite);
  await expect.poll(() => seen(again, below)).toEqual({ top: newRoot, minded: [] });
  const after = await again.evaluate(
    (ref) => JSON.stringify(window.vault.authorities.entry(ref as never)!.facts),
    below,
  );
  expect(JSON.parse(after)).toEqual(JSON.parse(before));
  await unlock(again, below);
});
