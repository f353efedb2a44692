// A folder as the zip unpacks it, without our own issuer: openssl's certificate and the files of every recipe in run/.
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { listenAddress } from '../../src/pki/recipes/address';
import { recipes } from '../../src/pki/recipes/all';
import { catalogue, type RecipeId } from '../../src/pki/recipes/catalogue';
import type { RecipeContext } from '../../src/pki/recipes/recipe';
import { startServer, type ServerProcess } from './server-process';
import { throwawayCertificate, type ThrowawayOptions } from './throwaway-certificate';
import { findTool, type ToolName } from './tools';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Unzipped {
  readonly folder: string;
  /** What the recipes were told. */
  readonly context: RecipeContext;
}

const run = promisify(execFile);
const folders: string[] = [];
const running = new Set<ServerProcess>();

export function unzip(options: ThrowawayOptions): Unzipped {
  // A blank and a quote: nothing in run/ may care where it was unpacked.
  const folder = mkdtempSync(join(tmpdir(), "certwright it's "));
  folders.push(folder);
  const context = throwawayCertificate(folder, options);
  mkdirSync(join(folder, 'run'));
  for (const { id } of catalogue)
    for (const { path, contents, mode } of recipes[id].files(context)) {
      if (!path.startsWith('run/')) continue;
      writeFileSync(join(folder, path), contents);
      chmodSync(join(folder, path), mode);
    }
  return { folder, context };
}

/** For afterAll: whatever a failed test left. */
export async function removeUnzipped(): Promise<void> {
  await Promise.all([...running].map((server) => server.stop('SIGKILL')));
  for (const folder of folders) rmSync(folder, { recursive: true });
}

/** The commands of a recipe as the page shows them, on another port. */
export function commandsOf(id: RecipeId, { context }: Unzipped, port: number): string {
  return recipes[id].commands(context).replaceAll('8443', String(port));
}

/** PATH with the folders of these tools first. */
export function pathWith(...tools: readonly ToolName[]): string {
  const found = tools.map((name) => dirname(findTool(name) ?? ''));
  return [...found, process.env['PATH']].join(delimiter);
}

/** Starts a server of the folder; `HOST` in `env` moves it from the address its recipe chose. */
export async function serve(line: string, { folder, context }: Unzipped, port: number, env: Environment) {
  const address = env['HOST'] === '::1' ? '::1' : listenAddress(context);
  const server = await startServer(line, {
    folder,
    address,
    port,
    env: {
      // Our own Python files may call nothing that is deprecated.
      PYTHONWARNINGS: 'error::DeprecationWarning:__main__',
      // Caddy remembers its last configuration, and not in the home of whoever runs the tests.
      XDG_CONFIG_HOME: folder,
      XDG_DATA_HOME: folder,
      // May stand for something else on this machine.
      HOST: undefined,
      PORT: String(port),
      ...env,
    },
  });
  running.add(server);
  return {
    output: () => server.output(),
    stop: (signal?: NodeJS.Signals) => {
      running.delete(server);
      return server.stop(signal);
    },
  };
}

/** What a line for sh prints, both streams; rejects where it fails. */
export async function shell(line: string, { folder }: Unzipped, env: Environment = {}): Promise<string> {
  const { stdout, stderr } = await run('sh', ['-c', line], {
    cwd: folder,
    env: { ...process.env, HOST: undefined, PORT: undefined, ...env },
    timeout: 30_000,
  });
  return stdout + stderr;
}

/** The strictest Python there is, for the clients. */
export function clientPython(): string {
  return `'${findTool('python3.13') ?? findTool('python3') ?? 'python3'}'`;
}

/** Skips what needs ::1 on a machine without it, but not in CI, where a skip would look like a pass. */
export const withoutIpv6 =
  process.env['CI'] !== 'true' &&
  !Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));
