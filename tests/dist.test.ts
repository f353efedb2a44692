// What is handed to the world, as built: the policies to the letter, nothing in our code that could reach the network or run
// text, libraries only where they are expected, a small first load, addresses that work under any path, the same bytes each time.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildInto, sumsOf } from '../.ci/build.mjs';
import { policyOf } from '../.ci/content-security-policy.mjs';
import { projectRoot } from '../.ci/tools.mjs';
import { readScript } from './support/built-script';
import { dist, serveDist, type StaticServer } from './support/static-server';

const read = (file: string): string => readFileSync(join(dist, file), 'utf8');
const page = read('index.html');
const single = read('certwright.html');
const assets = readdirSync(join(dist, 'assets')).sort();
const scripts = assets.filter((name) => name.endsWith('.js'));
const entry = /<script type="module"[^>]* src="\.\/assets\/([^"]+)"/.exec(page)?.[1] ?? '(no entry)';

/** The text between the tags of the one element of that name. */
function inlined(element: 'script' | 'style'): string {
  // A script may write a page of its own as text, styles and all: for the browser that is text.
  const seen = element === 'script' ? single : single.replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, '');
  const found = [...seen.matchAll(new RegExp(`<${element}\\b[^>]*>([\\s\\S]*?)</${element}>`, 'g'))];
  expect(found).toHaveLength(1);
  return found[0]?.[1] ?? '';
}

/** A chunk and everything it cannot run without. */
function closure(name: string, into = new Set<string>()): ReadonlySet<string> {
  if (into.has(name)) return into;
  into.add(name);
  for (const specifier of readScript(read(`assets/${name}`)).staticImports)
    closure(specifier.replace(/^\.\//, ''), into);
  return into;
}

const isLibrary = (name: string): boolean => name.startsWith('library-');
// A hash is base64url and may hold a hyphen of its own.
const libraryOf = (name: string): string => /^library-(.*)-[\w-]{8}\.js$/.exec(name)?.[1] ?? name;

/** jszip brings a setImmediate that would run text if it were given any, and asks whether it is in a worker. */
const libraryMentions: Readonly<Record<string, readonly string[]>> = {
  asn1js: [],
  fflate: [],
  jszip: ['Function', 'importScripts'],
  pkijs: [],
  tldts: [],
};

describe('policy', () => {
  it('of the site', () => {
    expect(policyOf(page)).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'none'; " +
        "worker-src 'self' blob:; base-uri 'none'; form-action 'none'; " +
        "require-trusted-types-for 'script'; trusted-types default",
    );
  });

  it('of the single file, whose hashes are those of what it holds', () => {
    const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
    expect(policyOf(single)).toBe(
      `default-src 'none'; script-src ${hash(inlined('script'))}; style-src ${hash(inlined('style'))}; ` +
        "img-src data:; connect-src 'none'; worker-src blob:; base-uri 'none'; form-action 'none'; " +
        "require-trusted-types-for 'script'; trusted-types default",
    );
  });

  it.each([
    ['index.html', page],
    ['certwright.html', single],
  ])('stands in %s before anything it governs', (_file, html) => {
    const before = html.slice(0, html.indexOf('Content-Security-Policy'));
    expect(before).not.toMatch(/<(?:script|style|link|img|base)\b/);
  });

  it('has nothing inline to allow in the site', () => {
    expect(page).not.toMatch(/<style\b|<script\b(?![^>]* src=)|\son\w+=|\sstyle=/);
  });
});

describe('scripts', () => {
  it('ours mention no way to the network and none to run text', () => {
    const mentions = scripts
      .filter((name) => !isLibrary(name))
      .flatMap((name) => readScript(read(`assets/${name}`)).mentions.map((mention) => ({ name, mention })));
    expect(mentions).toEqual([]);
  });

  it('libraries mention what is known of them, no more and no less', () => {
    const mentions = scripts
      .filter(isLibrary)
      .map((name) => [libraryOf(name), readScript(read(`assets/${name}`)).mentions] as const);
    expect(Object.fromEntries(mentions)).toEqual(libraryMentions);
  });

  it('the single file is the same page and, as text inside it, the same worker', () => {
    const { mentions, programs, staticImports, lazyImports } = readScript(inlined('script'));
    expect({ mentions, staticImports, lazyImports }).toEqual({
      mentions: [],
      staticImports: [],
      lazyImports: [],
    });
    const worker = programs.map(readScript);
    expect(worker.map((script) => script.mentions)).toEqual([Object.values(libraryMentions).flat().sort()]);
    expect(worker.flatMap((script) => [...script.staticImports, ...script.lazyImports])).toEqual([]);
  });

  it('load one another by relative address', () => {
    const addresses = scripts.flatMap((name) => {
      const { staticImports, lazyImports } = readScript(read(`assets/${name}`));
      return [...staticImports, ...lazyImports];
    });
    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses.filter((address) => !/^\.\/[\w.-]+\.js$/.test(address))).toEqual([]);
  });
});

describe('first load', () => {
  it('has no library but Svelte in it', () => {
    expect([...closure(entry)].filter(isLibrary)).toEqual([]);
  });

  it('is at most 35 kB of JavaScript, gzipped', () => {
    const octets = [...closure(entry)].map((name) => gzipSync(read(`assets/${name}`), { level: 9 }).length);
    expect(octets.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(35_000);
  });

  it('of the worker has no library in it, yet each can be had', () => {
    const worker = scripts.find((name) => name.startsWith('pki.worker')) ?? '(no worker)';
    expect([...closure(worker)].filter(isLibrary)).toEqual([]);
    expect(scripts.filter(isLibrary).map(libraryOf)).toEqual(Object.keys(libraryMentions));
  });
});

describe('addresses', () => {
  it('of the site are relative, so it works under any path', () => {
    const addresses = [...page.matchAll(/\s(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses.length).toBeGreaterThan(1);
    expect(addresses.filter((address) => address?.startsWith('./') !== true)).toEqual([]);
  });

  it('of the single file are none', () => {
    const markup = single.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, '');
    const addresses = [...markup.matchAll(/\s(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses.filter((address) => address?.startsWith('data:image/svg+xml,') !== true)).toEqual([]);
  });

  it('in styles lead nowhere else', () => {
    const styles = [
      ...assets.filter((name) => name.endsWith('.css')).map((name) => read(`assets/${name}`)),
      inlined('style'),
    ];
    // A picture that stands in the style may name its own parts: url(%23mask).
    const without = styles.map((style) =>
      style.replace(/url\("data:image\/svg\+xml,(?:[^"\\]|\\.)*"\)/g, ''),
    );
    expect(without.flatMap((style) => style.match(/@import|url\([^)]*\)?/g) ?? [])).toEqual([]);
  });
});

describe('bytes', () => {
  it('are those SHA256SUMS says', () => {
    expect(read('SHA256SUMS')).toBe(sumsOf(dist));
  });

  it('are the same when built again', () => {
    mkdirSync(join(projectRoot, '.cache'), { recursive: true });
    const folder = mkdtempSync(join(projectRoot, '.cache', 'again-'));
    try {
      buildInto(join(folder, 'dist'));
      expect(sumsOf(join(folder, 'dist'))).toBe(sumsOf(dist));
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('the server of npm start', () => {
  let server: StaticServer;
  beforeAll(async () => {
    server = await serveDist();
  });
  afterAll(() => server.close());

  /** Not `fetch`, which tidies paths and sets Host itself. */
  function get(
    path: string,
    host = `localhost:${String(server.port)}`,
  ): Promise<{ status: number; headers: object }> {
    return new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port: server.port, path, headers: { host } }, (response) => {
        response.resume();
        resolve({ status: response.statusCode ?? 0, headers: response.headers });
      })
        .on('error', reject)
        .end();
    });
  }

  it('sends with every file what a <meta> cannot say', async () => {
    expect((await get('/')).headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "frame-ancestors 'none'",
      'connection-allowlist': '(response-origin)',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
  });

  it('gives a script that someone opens as a worker a policy of its own', async () => {
    expect((await get(`/assets/${entry}`)).headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'content-security-policy':
        "frame-ancestors 'none', default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'",
    });
  });

  it.each([
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/assets',
    '/_headers',
    '/%00',
    '/%',
  ])('has no %s', async (path) => {
    expect((await get(path)).status).toBe(404);
  });

  it('answers to no other name than this machine', async () => {
    expect((await get('/', 'rebound.test')).status).toBe(421);
    expect((await get('/', '127.0.0.1:1')).status).toBe(200);
  });
});
