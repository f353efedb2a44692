// node_modules as package-lock.json has it: installed when missing or when the lock file has changed since.
// Node built-ins alone: this runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './tools.mjs';

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) return;
  console.error(`Certwright builds with Node 20.19 or later, or 22.12 or later; this is ${process.version}.`);
  process.exit(1);
}

export function installPackages() {
  if (installedAsLocked()) return;
  console.log('Installing packages (npm ci)');
  const { status } = npm(['ci', '--no-audit', '--no-fund'], projectRoot);
  if (status === 0) return;
  console.error('npm ci failed; its reason stands above.');
  process.exit(status ?? 1);
}

/**
 * npm in a folder, its output shown.
 * @param {readonly string[]} args
 * @param {string} cwd
 */
export function npm(args, cwd) {
  const cli = process.env['npm_execpath'];
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = { cwd, stdio: 'inherit' };
  return cli?.endsWith('.js')
    ? spawnSync(process.execPath, [cli, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
}

/** npm keeps what it installed in a lock file of its own; packages for other platforms are absent from it. */
function installedAsLocked() {
  const inside = join(projectRoot, 'node_modules', '.package-lock.json');
  if (!existsSync(inside)) return false;
  const wanted = packagesOf(join(projectRoot, 'package-lock.json'));
  const present = packagesOf(inside);
  return Object.entries(wanted).every(([folder, entry]) => {
    if (folder === '') return true;
    const there = present[folder];
    if (there === undefined) return entry.optional === true;
    return there.version === entry.version && existsSync(join(projectRoot, folder, 'package.json'));
  });
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string; optional?: boolean }>}
 */
function packagesOf(path) {
  return JSON.parse(readFileSync(path, 'utf8')).packages;
}
