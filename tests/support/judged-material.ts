// The scenes of `judged-scenes.ts`, made by the application's own authorities in a browser, as a person does: authorities made and
// kept, certificates signed, authorities issued anew, certificates revoked, lists signed. What it refuses to sign comes about by
// signing first and issuing the authority anew with tighter limits then; what it says when it is asked again is in the answer.
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { serve } from '../../.ci/static-server.mjs';
import { launchChromium } from './chromium';
import { HOST, scenes, type Scene } from './judged-scenes';
import { temporaryFolder } from './temporary-folder';
import { builtVaultPage } from './vault-page-built';

/** DER, in base64. */
interface MadeScene {
  readonly leaf: string;
  /** Its issuer first, without the root. */
  readonly above: readonly string[];
  readonly lists: readonly string[];
  /** What the application says when it is asked to sign the same once more: `done`, or the codes of why not. */
  readonly again: string;
}

export interface Judged extends Scene, MadeScene {
  /** Leaf and what is above it but for the root, PEM. */
  readonly chain: string;
  readonly leafFile: string;
}

export interface Material {
  readonly judged: readonly Judged[];
  readonly folder: string;
  /** PEM: the root; every authority below it; every list; the key of every leaf. */
  readonly root: string;
  readonly authorities: string;
  readonly lists: string;
  readonly key: string;
  readonly rootDer: string;
  readonly listsDer: readonly string[];
}

const PASSPHRASE = 'correct horse battery staple';
const DAY = 86_400_000;
const LONG_AGO = 40 * DAY;

/** @param ago in milliseconds */
async function visit(context: BrowserContext, address: string, ago: number): Promise<Page> {
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date(Date.now() - ago));
  await page.goto(address);
  await page.waitForFunction(() => 'vault' in window);
  await page.evaluate(() => window.vault.authorities.open());
  return page;
}

/** @returns its id */
const makeRoot = (page: Page): Promise<string> =>
  page.evaluate(async (passphrase) => {
    const { authorities } = window.vault;
    const made = await authorities.create(window.vault.draft('root', 'Root'));
    if (made.kind !== 'done') throw new Error(JSON.stringify(made));
    const kept = await authorities.safekeeping.keep(made.value, passphrase);
    if (kept.kind !== 'done') throw new Error(JSON.stringify(kept));
    return made.value;
  }, PASSPHRASE);

const makeScene = (page: Page, given: Asked): Promise<MadeScene> =>
  page.evaluate(async ({ scene, host, root, publicKey }) => {
    const { authorities } = window.vault;
    const base64 = (der: Uint8Array): string => btoa(String.fromCharCode(...der));
    type Id = Parameters<typeof authorities.entry>[0];
    const valueOf = <T>(outcome: { readonly kind: string; readonly value?: T }): T => {
      if (outcome.kind !== 'done') throw new Error(`${scene.title}: ${JSON.stringify(outcome)}`);
      return outcome.value as T;
    };
    const entry = (id: Id) => authorities.entry(id)!;
    const below = (above: Id, name: string, extensions: object) => {
      const draft = window.vault.draft('intermediate', `${scene.title}, ${name}`);
      return authorities.create({ ...draft, extensions: { ...draft.extensions, ...extensions } }, above);
    };
    const between = valueOf(await below(root as Id, 'authority', scene.authority ?? {}));
    const signer = scene.oneMore ? valueOf(await below(between, 'one more', {})) : between;

    const plain = window.vault.draft(scene.profile, scene.title);
    const moment = (minutes: number): string =>
      `${new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 19)}Z`;
    const { organization, names = [], own = [], lasts } = scene;
    const draft = {
      ...plain,
      ...(organization && { subject: [{ type: '2.5.4.10', value: organization }, ...plain.subject] }),
      alternativeNames: [{ kind: 'dns' as const, value: host }, ...names],
      validity:
        lasts === undefined
          ? { kind: 'days' as const, days: 100 }
          : { kind: 'dates' as const, notBefore: moment(lasts[0]), notAfter: moment(lasts[1]) },
      extensions: { ...plain.extensions, own },
    };
    const key = { kind: 'public' as const, publicKey: new Uint8Array(publicKey) };
    const leaf = valueOf(await authorities.issuing.issue(signer, { draft, key })).der;
    if (scene.anew !== undefined) {
      const next = await authorities.reissuing.draftOf(between);
      const tighter = { ...next!.draft, extensions: { ...next!.draft.extensions, ...scene.anew } };
      valueOf(await authorities.reissuing.reissue(between, tighter));
    }
    // Where the path is deep enough already: one more below it.
    const again = scene.oneMore
      ? await below(between, 'and one more', {})
      : await authorities.issuing.issue(signer, { draft, key });
    const said =
      again.kind === 'refused' && again.problem.code === 'draft'
        ? again.problem.problems.map(({ code }) => code).join(' ')
        : again.kind;
    if (scene.revoked === 'leaf') {
      const signed = authorities.inventory.filter(({ authority }) => authority === signer);
      const serials = signed.map(({ serial }) => serial);
      valueOf(await authorities.revoking.revoke(signer, serials, 'keyCompromise'));
    }
    if (scene.revoked === 'authority')
      valueOf(await authorities.revoking.revoke(root as Id, [entry(between).facts.serial], 'cACompromise'));
    const lists: string[] = [];
    if (scene.list !== 'none')
      for (const id of new Set([signer, between]))
        lists.push(base64(valueOf(await authorities.revoking.makeList(id)).der));
    const { certificate, chain } = entry(signer);
    return {
      leaf: base64(leaf),
      above: [certificate, ...chain.slice(0, -1)].map(base64),
      lists,
      again: said,
    };
  }, given);

interface Asked {
  readonly scene: Scene;
  readonly host: string;
  readonly root: string;
  readonly publicKey: number[];
}

async function madeInBrowser(publicKey: Buffer) {
  const site = await serve({ root: await builtVaultPage('vault-page-judged'), port: 0, headers: false });
  const browser = await launchChromium();
  try {
    const context = await browser.newContext();
    const { address } = site;
    let page = await visit(context, address, LONG_AGO);
    const root = await makeRoot(page);
    const ask = (scene: Scene) => makeScene(page, { scene, host: HOST, root, publicKey: [...publicKey] });
    const made = new Map<Scene, MadeScene>();
    for (const scene of scenes) if (scene.list === 'overdue') made.set(scene, await ask(scene));
    await page.close();
    page = await visit(context, address, 0);
    await page.evaluate(
      async ([id, passphrase]) => {
        const outcome = await window.vault.authorities.unlock(id as never, passphrase!);
        if (outcome.kind !== 'done') throw new Error(outcome.kind);
      },
      [root, PASSPHRASE],
    );
    for (const scene of scenes) if (!made.has(scene)) made.set(scene, await ask(scene));
    const above = await page.evaluate(async (id) => {
      const { authorities } = window.vault;
      const list = await authorities.revoking.makeList(id as never);
      if (list.kind !== 'done') throw new Error(list.kind);
      const base64 = (der: Uint8Array): string => btoa(String.fromCharCode(...der));
      return {
        root: base64(authorities.entry(id as never)!.certificate),
        list: base64(list.value.der),
      };
    }, root);
    return { made, ...above };
  } finally {
    await browser.close();
    await site.close();
  }
}

const pem = (label: string) => (der: string) =>
  `-----BEGIN ${label}-----\n${der.replace(/.{1,64}/g, '$&\n')}-----END ${label}-----\n`;
const certificate = pem('CERTIFICATE');
const list = pem('X509 CRL');

export async function judgedMaterial(): Promise<Material> {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const made = await madeInBrowser(keys.publicKey.export({ type: 'spki', format: 'der' }));
  const folder = temporaryFolder('certwright-judged-');
  const write = (name: string, contents: string): string => {
    const path = join(folder, name);
    writeFileSync(path, contents);
    return path;
  };
  const judged = scenes.map((scene, at): Judged => {
    const one = made.made.get(scene);
    if (one === undefined) throw new Error(scene.title);
    return {
      ...scene,
      ...one,
      chain: write(`${at}.chain.pem`, [one.leaf, ...one.above].map(certificate).join('')),
      leafFile: write(`${at}.pem`, certificate(one.leaf)),
    };
  });
  const listsDer = [made.list, ...judged.flatMap(({ lists }) => lists)];
  return {
    ...{ judged, folder, rootDer: made.root, listsDer },
    root: write('root.pem', certificate(made.root)),
    authorities: write('authorities.pem', judged.flatMap(({ above }) => above.map(certificate)).join('')),
    lists: write('lists.pem', listsDer.map(list).join('')),
    key: write('key.pem', keys.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string),
  };
}
