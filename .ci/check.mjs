// `npm run check`: types, lint, format, dead code and unit tests, side by side.
// The layers that must not know the page are compiled once more with what they may know (their own tsconfig.json).
import { fileURLToPath } from 'node:url';
import { installPackages, requireNode } from './install.mjs';
import { runTasks } from './tasks.mjs';

// A cached verdict on a file may be stale when a type elsewhere changed: where it counts, nothing is cached.
const cacheFor = (/** @type {string} */ tool) =>
  process.env['CI'] === 'true'
    ? []
    : ['--cache', '--cache-location', `.cache/${tool}`, '--cache-strategy', 'content'];

/** @type {readonly import('./tasks.mjs').Task[]} */
export const staticChecks = [
  {
    name: 'lint',
    run: [
      'node_modules/eslint/bin/eslint.js',
      '-c',
      '.ci/eslint.config.js',
      '--max-warnings',
      '0',
      ...cacheFor('eslint'),
      '.',
    ],
  },
  {
    name: 'types (everything)',
    run: ['node_modules/svelte-check/bin/svelte-check', '--fail-on-warnings', '--output', 'human-verbose'],
  },
  ...['codec', 'pki', 'worker'].map((layer) => ({
    name: `types (${layer} alone)`,
    run: ['node_modules/typescript/bin/tsc', '-p', `src/${layer}`],
  })),
  {
    name: 'format',
    run: [
      'node_modules/prettier/bin/prettier.cjs',
      '--check',
      '--log-level',
      'warn',
      ...cacheFor('prettier'),
      '.',
    ],
  },
  { name: 'dead code', run: ['node_modules/knip/bin/knip.js', '--no-progress'] },
];

const unitTests = {
  name: 'unit tests',
  run: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit'],
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  requireNode();
  installPackages();
  const outcomes = await runTasks([...staticChecks.slice(0, 1), unitTests, ...staticChecks.slice(1)]);
  const failed = outcomes.filter(({ ok }) => !ok);
  console.log(
    failed.length === 0 ? '\nAll in order.' : `\nNot in order: ${failed.map(({ name }) => name).join(', ')}.`,
  );
  process.exit(failed.length === 0 ? 0 : 1);
}
