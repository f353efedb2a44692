// dist/: the static site, and beside it certwright.html, the same application in one file. Both are built aside and moved
// into place together, so that a server or a test never sees half a build. The same sources give the same bytes.
// `--if-changed` builds only when a source differs from what the last build saw.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { projectRoot } from './tools.mjs';

const thisScript = fileURLToPath(import.meta.url);

const sources = [
  ...[
    'index.html',
    'package.json',
    'package-lock.json',
    'svelte.config.js',
    'tsconfig.json',
    'vite.config.ts',
  ],
  ...['.ci/build.mjs', '.ci/content-security-policy.mjs', 'public', 'src'],
];

/**
 * Builds both into `folder`, which must not exist yet. In a process of its own: Vite and Svelte look at the environment, and
 * a test runner's gives a different build.
 * @param {string} folder
 */
export function buildInto(folder) {
  const { VITEST: _vitest, ...environment } = process.env;
  const { status } = spawnSync(process.execPath, [thisScript, '--into', folder], {
    env: { ...environment, NODE_ENV: 'production' },
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The build failed; its reason stands above.');
}

/** @param {string} folder */
async function bundle(folder) {
  const { build } = await import('vite');
  const common = { root: projectRoot, configFile: join(projectRoot, 'vite.config.ts') };
  const aside = `${folder}-single`;
  const logLevel = /** @type {const} */ ('warn');
  await build({ ...common, logLevel, mode: 'production', build: { outDir: folder, emptyOutDir: true } });
  await build({ ...common, logLevel, mode: 'single-file', build: { outDir: aside, emptyOutDir: true } });
  renameSync(join(aside, 'index.html'), join(folder, 'certwright.html'));
  const strays = readdirSync(aside);
  rmSync(aside, { recursive: true });
  if (strays.length > 0) throw new Error(`The single file left files beside it: ${strays.join(', ')}`);
  writeFileSync(join(folder, 'SHA256SUMS'), sumsOf(folder));
}

/**
 * In the format of sha256sum(1), sorted by name.
 * @param {string} folder
 */
export function sumsOf(folder) {
  return filesUnder(folder)
    .filter((file) => file !== 'SHA256SUMS')
    .map((file) => `${sha256(readFileSync(join(folder, file)))}  ${file}\n`)
    .join('');
}

/**
 * Paths relative to `folder`, with forward slashes, in an order that no locale changes.
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((file) => file.replaceAll('\\', '/'))
    .sort();
}

/** @param {string | Uint8Array} data */
function sha256(data) {
  return createHash('sha256').update(data).digest('hex');
}

/** One hash over every source, its path included. */
function sourcesNow() {
  const all = createHash('sha256');
  for (const source of sources) {
    const path = join(projectRoot, source);
    const files = source.includes('.') ? [''] : filesUnder(path);
    for (const file of files) all.update(`${source}/${file}\0`).update(readFileSync(join(path, file)));
  }
  return all.digest('hex');
}

/** @param {{ ifChanged: boolean }} options */
export function build({ ifChanged }) {
  const cache = join(projectRoot, '.cache');
  const stamp = join(cache, 'built-from');
  const dist = join(projectRoot, 'dist');
  const now = sourcesNow();
  if (ifChanged && existsSync(dist) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  mkdirSync(cache, { recursive: true });
  const aside = mkdtempSync(join(cache, 'build-'));
  try {
    buildInto(join(aside, 'dist'));
    rmSync(dist, { recursive: true, force: true });
    renameSync(join(aside, 'dist'), dist);
    writeFileSync(stamp, now);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  report(dist);
}

/** @param {string} dist */
function report(dist) {
  const kilobytes = (/** @type {number} */ octets) => `${(octets / 1000).toFixed(1)} kB`.padStart(10);
  for (const file of filesUnder(dist)) {
    const content = readFileSync(join(dist, file));
    console.log(
      `  ${`dist/${file}`.padEnd(46)}${kilobytes(content.length)}${kilobytes(gzipSync(content).length)} gzipped`,
    );
  }
  console.log(`  certwright.html SHA-256 ${sha256(readFileSync(join(dist, 'certwright.html')))}`);
}

if (process.argv[1] === thisScript) {
  const [, , option, folder] = process.argv;
  if (option === '--into' && folder !== undefined) await bundle(folder);
  else build({ ifChanged: option === '--if-changed' });
}
