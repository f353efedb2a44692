// `npm run bench [-- group …] [--strict]`: how fast it is, as ratios to what it is held against, all measured in one run in
// the real browser. A missed goal is reported; with --strict it fails. The figures also go to .cache/bench.json.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from './build.mjs';
import { requireNode } from './install.mjs';
import { projectRoot } from './tools.mjs';

requireNode();
if (!existsSync(join(projectRoot, 'node_modules/vite/package.json'))) {
  console.error('The packages are not installed: `npm ci` does that, and so does `npm start`.');
  process.exit(2);
}
const { runnerImport } = await import('vite');

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { strict: { type: 'boolean', default: false } },
});

/** @type {{ module: typeof import('../tests/bench/run.ts') }} */
const { module: bench } = await runnerImport(join(projectRoot, 'tests/bench/run.ts'), {
  configFile: false,
  root: projectRoot,
});
const unknown = positionals.filter((name) => !bench.groupNames.includes(name));
if (unknown.length > 0) {
  console.error(`There is no group ${unknown.join(', ')}; there are ${bench.groupNames.join(', ')}.`);
  process.exit(2);
}

build({ ifChanged: true });
const { browser, lines } = await bench.run(positionals, (group) => console.log(`measuring: ${group}`));
const load = loadavg().map((one) => Number(one.toFixed(2)));
const machine = { browser, node: process.version, processor: cpus()[0]?.model, cores: cpus().length, load };
console.log(bench.table(lines));
console.log(
  `\nChromium ${browser}; ${machine.cores} × ${machine.processor?.trim()}; load ${load[0]} over the last minute`,
);

const missed = lines.filter((line) => bench.met(line) === false);
const withGoal = lines.filter((line) => line.goal !== undefined);
console.log(`${withGoal.length - missed.length} of ${withGoal.length} goals met`);

const cache = join(projectRoot, '.cache');
mkdirSync(cache, { recursive: true });
const results = lines.map((line) => ({ ...line, met: bench.met(line) }));
writeFileSync(join(cache, 'bench.json'), `${JSON.stringify({ ...machine, results }, null, 2)}\n`);
if (values.strict && missed.length > 0) process.exit(1);
