/**
 * An archive of files that are all there, packed in one go: a part for `joinZips`, of which bulk makes hundreds. jszip sets up a
 * chain of seven streams for each file, a third of all the objects that making a certificate costs; fflate writes octets.
 * What comes out says the same of each file as what `zip` packs: stored, one time for all, Info-ZIP's UNIX permissions.
 */
import type { Zippable } from 'fflate';
import type { Bytes } from './bytes';
import { octetsOf, type NamedFile } from './named-file';
import { FILE_TIME, REGULAR_FILE } from './zip-layout';
import { checkPaths } from './zip-paths';

/** 4.4.2.2: who made it, and so how permissions are written. */
const UNIX = 3;

/** fflate reads a date by the clock on the wall where it runs, and a zip has no zone: the same digits everywhere. */
const TIME = new Date(FILE_TIME.year, FILE_TIME.month - 1, FILE_TIME.day);

/**
 * Packs `files` under `folder`, in the order given; folders have no entry of their own.
 * @throws RangeError on a path that would not stay in the folder: a fault of ours
 */
export async function zipAtOnce(folder: string, files: readonly NamedFile[]): Promise<Bytes> {
  const { zipSync } = await import('fflate');
  const entries: Zippable = {};
  const paths = files.map(({ path }) => `${folder}/${path}`);
  checkPaths(paths);
  for (const [i, file] of files.entries()) {
    const attrs = (REGULAR_FILE | file.mode) * 0x1_0000;
    entries[paths[i] ?? ''] = [octetsOf(file), { attrs, os: UNIX, mtime: TIME, level: 0 }];
  }
  return zipSync(entries);
}
