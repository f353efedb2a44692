/**
 * Zip archives (APPNOTE 6.3, with Info-ZIP's UNIX permissions) that come out the same to the last octet for the same files.
 * Everything lies in one folder. Stored, not deflated: keys and certificates are base64 of random octets, and deflating saves
 * a quarter of their size for seventeen times the work.
 */
import { toHex, type Bytes } from './bytes';
import { giveWaySeldom } from './giving-way';
import { octetsOf, type NamedFile } from './named-file';
import { FILE_TIME, MAX_ENTRIES, REGULAR_FILE } from './zip-layout';
import { checkPaths, parents } from './zip-paths';

/** jszip writes a date as it is in UTC. */
const TIME = new Date(Date.UTC(FILE_TIME.year, FILE_TIME.month - 1, FILE_TIME.day));

const FOLDER_MODE = 0o040_755;

const library = () => {
  giveWaySeldom();
  return import('jszip');
};

/** Fetches the library ahead of its first use. */
export async function prepareZip(): Promise<void> {
  await library();
}

/**
 * Packs `files` under `folder`, in the order given, each folder before what is in it.
 * @throws RangeError on a path that would not stay in the folder, and on more than one archive holds: faults of ours
 */
export async function zip(folder: string, files: readonly NamedFile[]): Promise<Bytes> {
  const paths = files.map(({ path }) => `${folder}/${path}`);
  checkPaths(paths);
  if (paths.length + new Set(paths.flatMap(parents)).size > MAX_ENTRIES)
    throw new RangeError(`more than ${MAX_ENTRIES} entries in the archive`);
  const { default: JSZip } = await library();
  const archive = new JSZip();
  const folders = new Set<string>();
  const within = (path: string): void => {
    for (const parent of parents(path)) {
      if (folders.has(parent)) continue;
      folders.add(parent);
      // Left to itself, jszip dates these folders by the clock.
      archive.file(parent, null, {
        dir: true,
        date: TIME,
        unixPermissions: FOLDER_MODE,
        createFolders: false,
      });
    }
  };
  for (const [i, file] of files.entries()) {
    const path = paths[i] ?? '';
    within(path);
    archive.file(path, octetsOf(file), {
      date: TIME,
      unixPermissions: REGULAR_FILE | file.mode,
      createFolders: false,
    });
  }
  return new Uint8Array(
    await archive.generateAsync({ type: 'arraybuffer', platform: 'UNIX', compression: 'STORE' }),
  );
}

/** The text of a `SHA256SUMS` beside the files, for `sha256sum -c` or `shasum -a 256 -c`. */
export async function sha256Sums(files: readonly NamedFile[]): Promise<string> {
  const lines = files.map(async (file) => {
    return `${toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', octetsOf(file))))}  ${file.path}\n`;
  });
  return (await Promise.all(lines)).join('');
}
