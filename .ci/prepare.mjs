// Brings what the tests need and the machine lacks: a browser, a Node that knows ML-DSA, and on Debian as root the programs
// our output is held against. Anywhere else what is missing stays missing, and its tests are skipped by name (or fail, in CI).
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { npm } from './install.mjs';
import { debianPackages, findTool, forgetTools, projectRoot, toolNames } from './tools.mjs';

const node24 = '24.21.0';
const isDebianAsRoot = existsSync('/usr/bin/apt-get') && process.getuid?.() === 0;

/** Has an order of its own, below. */
const browserApart = 'chromium';

export async function prepareTools() {
  if (findTool('node24') === undefined) installNode24();
  if (isDebianAsRoot) installFromDebian(toolNames.filter((name) => name !== browserApart));
  await prepareChromium();
  forgetTools();
}

function installNode24() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const folder = join(projectRoot, '.cache', 'node24');
  mkdirSync(folder, { recursive: true });
  console.log(`Installing Node ${node24}, for ML-DSA`);
  const name = `node-${system}-${process.arch}@${node24}`;
  npm(
    ['install', '--prefix', folder, '--no-save', '--no-package-lock', '--no-audit', '--no-fund', name],
    folder,
  );
}

/** @param {readonly import('./tools.mjs').ToolName[]} names */
function installFromDebian(names) {
  const missing = names.filter((name) => debianPackages(name).length > 0 && findTool(name) === undefined);
  if (missing.length === 0) return;
  const packages = [...new Set(missing.flatMap(debianPackages))];
  console.log(`Installing ${packages.join(' ')}`);
  aptGet(['update']);
  // All at once is quick; one tool at a time is what helps when a single package has gone from a newer Debian.
  if (!install(packages)) for (const name of missing) install(debianPackages(name));
  forgetTools();
}

/** @param {readonly string[]} packages */
function install(packages) {
  return aptGet(['install', '-y', '--no-install-recommends', ...packages]);
}

/** @param {readonly string[]} args */
function aptGet(args) {
  const { status, stdout, stderr } = spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=600', ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    // RUNLEVEL=1 keeps the servers among them from being started as services.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  });
  if (status !== 0) console.error(`apt-get ${args.join(' ')} failed:\n${(stdout + stderr).slice(-2000)}`);
  return status === 0;
}

/**
 * CHROMIUM_PATH, then an installed one, then Playwright's own; failing these, Playwright's download, and on Debian as root
 * where that is refused, Debian's package. Playwright's is handed to the tests by PLAYWRIGHT_CHROMIUM.
 */
async function prepareChromium() {
  if (process.env['CHROMIUM_PATH'] && findTool('chromium') === undefined) {
    console.error(`CHROMIUM_PATH is ${process.env['CHROMIUM_PATH']}, and that is no program.`);
    process.exit(1);
  }
  if (findTool('chromium') !== undefined || (await takePlaywrights())) return;
  console.log('Installing a Chromium for Playwright');
  const cli = join(projectRoot, 'node_modules', 'playwright', 'cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'inherit', timeout: 600_000 });
  if (await takePlaywrights()) {
    if (isDebianAsRoot) spawnSync(process.execPath, [cli, 'install-deps', 'chromium'], { stdio: 'inherit' });
    return;
  }
  if (isDebianAsRoot) installFromDebian(['chromium']);
}

async function takePlaywrights() {
  const { chromium } = await import('playwright');
  process.env['PLAYWRIGHT_CHROMIUM'] = chromium.executablePath();
  forgetTools();
  return findTool('chromium') !== undefined;
}
