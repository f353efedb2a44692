// A throw-away home: somewhere trust/install.sh may write. Its path has a blank, a quote and a dollar sign in it. What is inside
// is asked of certutil, not of the script.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from './temporary-folder';
import { findTool } from './tools';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Finished {
  /** -1 where a signal ended it. */
  readonly code: number;
  /** Both streams. */
  readonly output: string;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Environment;
  readonly uid?: number;
}

export function homeFolder(): string {
  const home = join(temporaryFolder('home-'), `o'brien's $HOME`);
  mkdirSync(home);
  return home;
}

/** Variables that would lead a script or a browser to the real home. */
export function environmentOf(home: string): Environment {
  const kept = Object.entries(process.env).filter(([name]) => !/^(XDG_|SUDO_)/.test(name));
  return { ...Object.fromEntries(kept), HOME: home };
}

/** Runs to the end without a terminal, whatever the exit code. */
export function finish(command: readonly [string, ...string[]], options: RunOptions): Promise<Finished> {
  const { cwd, env = process.env, uid } = options;
  return new Promise((resolve, reject) => {
    // One pipe for both streams, so that their order is kept.
    const child = spawn('/bin/sh', ['-c', 'exec "$@" 2>&1', 'sh', ...command], {
      cwd,
      env: { ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true, // a session of its own: nobody there to ask for a password
      ...(uid === undefined ? {} : { uid, gid: uid }),
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code: code ?? -1, output });
    });
  });
}

const certutil = (...args: string[]) =>
  execFileSync(findTool('certutil') ?? 'certutil', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });

/** A new, empty NSS database, as Chromium or Firefox make it. */
export function makeDatabase(folder: string): string {
  mkdirSync(folder, { recursive: true });
  certutil('-N', '-d', `sql:${folder}`, '--empty-password');
  return folder;
}

export function addToDatabase(folder: string, file: string, nickname: string, flags: string): void {
  certutil('-A', '-d', `sql:${folder}`, '-t', flags, '-n', nickname, '-i', file);
}

/** Nickname to trust flags, as certutil lists them. */
export function database(folder: string): Readonly<Record<string, string>> {
  const rows = certutil('-L', '-d', `sql:${folder}`).matchAll(
    /^(.*\S) +([a-zA-Z]*,[a-zA-Z]*,[a-zA-Z]*) *$/gm,
  );
  return Object.fromEntries(
    [...rows].map(([, nickname = '', flags = '']): [string, string] => [nickname, flags]),
  );
}

/** DER, base64, of every certificate certutil finds under the nickname. */
export function certificatesNamed(folder: string, nickname: string): readonly string[] {
  const text = certutil('-L', '-d', `sql:${folder}`, '-n', nickname, '-a');
  const bodies = text.matchAll(/-----BEGIN CERTIFICATE-----([^-]+)-----END/g);
  return [...bodies].map(([, body = '']) => body.replace(/\s/g, ''));
}
