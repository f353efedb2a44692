// The system's trust store, without touching this system's: a command runs with mounts of its own (unshare), where copies lie over
// the folders that the store is made of. The copies stay between commands. In CI, as root where such mounts are forbidden, the
// machine is as throw-away as a copy and takes their place.
import { accessSync, constants, cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { finish, type Environment, type Finished } from './home-folder';
import { temporaryFolder } from './temporary-folder';
import { describeWith, findTool, type ToolName } from './tools';

const root = process.getuid?.() === 0;
const unshare = findTool('unshare');
const expendable = root && process.env['CI'] === 'true';

/** `describeWith` for suites that install into the system's store. */
export function describeWithSystem(
  tools: readonly ToolName[],
  title: string,
  body: (path: (name: ToolName) => string) => void,
): void {
  describeWith(unshare === undefined && !expendable ? [...tools, 'unshare'] : tools, title, body);
}

export interface PrivateSystem {
  /** With the copies in place; as root, or as what looks like root to the command. */
  run(command: readonly [string, ...string[]], cwd: string, env?: Environment): Promise<Finished>;
  /** Where the file of that name really is. */
  path(inside: string): string;
}

export interface SystemFolders {
  readonly copied?: readonly string[];
  /** Hidden behind an empty folder. */
  readonly emptied?: readonly string[];
  /** Made inside the others. */
  readonly added?: readonly string[];
}

export function privateSystem({ copied = [], emptied = [], added = [] }: SystemFolders): PrivateSystem {
  const place = temporaryFolder('system-');
  const copies = new Map(
    [...copied, ...emptied].map((folder, index) => [folder, join(place, String(index))]),
  );
  const path = (inside: string) => {
    const [folder, copy] = [...copies].find(([one]) => inside.startsWith(`${one}/`)) ?? [];
    return unshare === undefined || folder === undefined ? inside : `${copy}${inside.slice(folder.length)}`;
  };
  if (unshare !== undefined) {
    for (const [folder, copy] of copies) {
      if (copied.includes(folder)) copyReadable(folder, copy);
      else mkdirSync(copy);
    }
  }
  for (const folder of added) {
    const first = mkdirSync(path(folder), { recursive: true });
    if (unshare === undefined && first !== undefined) {
      onTestFinished(() => {
        rmSync(first, { recursive: true });
      });
    }
  }

  const script = join(place, 'mounts.sh');
  const mounts = [...copies].map(([folder, copy]) => `mount --bind '${copy}' '${folder}'`);
  writeFileSync(script, ['set -e', ...mounts, 'exec "$@"', ''].join('\n'));
  const flags = root ? ['-m'] : ['-r', '-m'];
  return {
    path,
    run: ([program, ...args], cwd, env = process.env) =>
      unshare === undefined
        ? finish([program, ...args], { cwd, env })
        : finish([unshare, ...flags, 'sh', script, program, ...args], { cwd, env }),
  };
}

/** Without what only root may read, which trust stores have nothing of. */
function copyReadable(folder: string, copy: string): void {
  if (!existsSync(folder)) mkdirSync(copy);
  else cpSync(folder, copy, { recursive: true, verbatimSymlinks: true, filter: (file) => isReadable(file) });
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    // A link to nowhere is copied as it is.
    return !existsSync(file);
  }
}
