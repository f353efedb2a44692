// `npm test`: everything, from a bare clone. Installs what is missing, builds, then the static checks, Vitest and Playwright.
// `npm test -- <part of a path>` runs the test files whose path contains it. With CI=true nothing may be skipped.
// The last line is `N passed, N failed`, and the exit code says the same.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages, requireNode } from './install.mjs';
import { prepareTools } from './prepare.mjs';
import { inexcusable, playwrightOutcome, reasonsIn, skipBox, vitestOutcome } from './outcome.mjs';
import { projectRoot } from './tools.mjs';

requireNode();
installPackages();
await prepareTools();

const filter = process.argv.slice(2);
const inCi = process.env['CI'] === 'true';
const cache = join(projectRoot, '.cache');
const skipped = join(cache, 'skipped');
mkdirSync(cache, { recursive: true });
writeFileSync(skipped, '');
process.env['CERTWRIGHT_SKIPPED'] = skipped;
// Vitest colours its output for CI=true alone, into logs too.
if (!process.stdout.isTTY) process.env['NO_COLOR'] = '1';

/** @type {import('./outcome.mjs').Outcome[]} */
const outcomes = [];

heading('Build');
if (node(['.ci/build.mjs']) !== 0) outcomes.push({ passed: 0, failed: 1, notRun: [] });
else {
  if (filter.length === 0) {
    heading('Types, lint, format, dead code');
    const { staticChecks } = await import('./check.mjs');
    const { runTasks } = await import('./tasks.mjs');
    const checks = await runTasks(staticChecks);
    const failed = checks.filter(({ ok }) => !ok).length;
    outcomes.push({ passed: checks.length - failed, failed, notRun: [] });
  }

  heading('Vitest');
  const vitestReport = freshReport('vitest.json');
  const vitestStatus = node([
    ...['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests', ...filter],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${vitestReport}`],
  ]);
  outcomes.push(vitestOutcome(reportOf(vitestReport), vitestStatus));

  heading('Playwright');
  const playwrightReport = freshReport('playwright.json');
  process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] = playwrightReport;
  const playwrightStatus = node([
    ...['node_modules/@playwright/test/cli.js', 'test', '-c', 'tests/playwright.config.ts'],
    ...['--reporter=list,json', '--pass-with-no-tests', ...filter],
  ]);
  outcomes.push(playwrightOutcome(reportOf(playwrightReport), playwrightStatus));
}

const notRun = outcomes.flatMap((outcome) => outcome.notRun);
const passed = sum(({ passed: count }) => count);
let failed = sum(({ failed: count }) => count);
if (notRun.length > 0) {
  const reasons = reasonsIn(readFileSync(skipped, 'utf8'));
  console.log(`\n${skipBox(notRun, reasons)}`);
  if (inCi) failed += inexcusable(notRun, reasons).length;
}
if (passed + failed === 0 && notRun.length === 0) {
  console.log(`\nNo test matches ${filter.join(' ')}.`);
  failed = 1;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** @param {readonly string[]} args */
function node(args) {
  return spawnSync(process.execPath, args, { cwd: projectRoot, stdio: 'inherit' }).status ?? 1;
}

/** @param {string} title */
function heading(title) {
  console.log(`\n── ${title} ${'─'.repeat(76 - title.length)}`);
}

/** @param {string} name */
function freshReport(name) {
  const path = join(cache, name);
  rmSync(path, { force: true });
  return path;
}

/** @param {string} path */
function reportOf(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** @param {(outcome: import('./outcome.mjs').Outcome) => number} count */
function sum(count) {
  return outcomes.reduce((total, outcome) => total + count(outcome), 0);
}
