// What it costs to see the first screen: JavaScript on the wire, and CPU time running it, held against Svelte's hello world
// built and served alike. Every visit is a first one: nothing cached, nothing compiled.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright';
import { readScript } from '../support/built-script';
import { dist, serveDist } from '../support/static-server';
import { median, ratio } from './figures';
import type { Line } from './line';
import { servePage } from './pages';
import { scriptTimeOfVisit } from './visit';

const VISITS = 21;
const group = 'First load';

export async function benchFirstLoad(browser: Browser): Promise<readonly Line[]> {
  return [payload(), await scriptTime(browser)];
}

/** The entry and everything it cannot run without, each file gzipped as a server would send it. */
function payload(): Line {
  const page = readFileSync(join(dist, 'index.html'), 'utf8');
  const entry = /<script type="module"[^>]* src="\.\/assets\/([^"]+)"/.exec(page)?.[1];
  if (entry === undefined) throw new Error('dist/index.html has no entry');
  const files = new Map<string, number>();
  const add = (name: string): void => {
    if (files.has(name)) return;
    const text = readFileSync(join(dist, 'assets', name), 'utf8');
    files.set(name, gzipSync(text).length);
    for (const specifier of readScript(text).staticImports) add(specifier.replace(/^\.\//, ''));
  };
  add(entry);
  const heavy = [...files.keys()].filter((name) => /pkijs|asn1js|jszip/.test(name));
  return {
    group,
    what: 'JavaScript, gzipped',
    measured: [...files.values()].reduce((sum, size) => sum + size, 0) / 1000,
    unit: 'kB',
    goal: { bound: 'at-most', value: 35 },
    note: heavy.length === 0 ? 'pkijs and jszip not in it' : `WITH ${heavy.join(', ')}`,
  };
}

async function scriptTime(browser: Browser): Promise<Line> {
  const [ours, hello] = await Promise.all([serveDist(), servePage('hello')]);
  try {
    const samples: { ours: number[]; hello: number[] } = { ours: [], hello: [] };
    const contestants = [
      ['ours', ours.address],
      ['hello', hello.address],
    ] as const;
    const visit = (address: string): Promise<number> =>
      scriptTimeOfVisit(browser, address, `document.querySelector('#app h1') !== null`);
    // The first visit to each warms up the browser itself.
    for (const [, address] of contestants) await visit(address);
    for (let round = 0; round < VISITS; round++) {
      for (const [who, address] of round % 2 === 0 ? contestants : contestants.toReversed()) {
        samples[who].push(await visit(address));
      }
    }
    const { value, from, to } = ratio(samples.ours, samples.hello);
    return {
      group,
      what: "script time to first screen, of Svelte's hello world (CPU)",
      measured: value,
      spread: { from, to },
      unit: '×',
      goal: { bound: 'at-most', value: 2 },
      note: `${(1000 * median(samples.ours)).toFixed(1)} and ${(1000 * median(samples.hello)).toFixed(1)} ms`,
    };
  } finally {
    await Promise.all([ours.close(), hello.close()]);
  }
}
