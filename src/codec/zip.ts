/**
 * Zip archives (APPNOTE 6.3, with Info-ZIP's UNIX permissions) that come out the same to the last octet for the same files.
 * Everything lies in one folder. Stored, not deflated: keys and certificates are base64 of random octets, and deflating saves
 * a quarter of their size for seventeen times the work. No zip64: what would need it is refused.
 */
import { concat, toHex, utf8, type Bytes } from './bytes';
import { crc32 } from './crc32';
import type { NamedFile } from './named-file';

/**
 * 1980-02-01 00:00, in MS-DOS form. Zip times have no zone and start in 1980; the first of February leaves room for readers that
 * shift them, as Gradle's reproducible archives do.
 */
const [TIME, DATE] = [0, (2 << 5) | 1];

const FOLDER_MODE = 0o040_755;
const REGULAR_FILE = 0o100_000;
/** For programs of MS-DOS (APPNOTE 4.4.15). */
const DIRECTORY = 0x10;
/** Stored entries can be read since 1.0, folders since 2.0; made on UNIX (3), by version 2.0 (APPNOTE 4.4.2, 4.4.3). */
const [NEEDED, NEEDED_FOR_FOLDERS, MADE_BY] = [10, 20, (3 << 8) | 20];
const UTF8_NAME = 0x0800;
const [LOCAL, MEMBER, END] = [0x04034b50, 0x02014b50, 0x06054b50];
const [LOCAL_LENGTH, MEMBER_LENGTH, END_LENGTH] = [30, 46, 22];
const MOST_ENTRIES = 0xffff;
const MOST_OCTETS = 0xffff_ffff;

interface Entry {
  readonly name: Bytes;
  readonly contents: Bytes;
  readonly crc: number;
  readonly mode: number;
  readonly folder: boolean;
}

/** Packs `files` under `folder`, in the order given. Rejects a path that would not stay in the folder: a fault of ours. */
export function zip(folder: string, files: readonly NamedFile[]): Promise<Bytes> {
  return new Promise((resolve) => {
    resolve(packed(entriesOf(folder, files)));
  });
}

/** Each folder before what is in it. */
function entriesOf(folder: string, files: readonly NamedFile[]): readonly Entry[] {
  const paths = files.map(({ path }) => `${folder}/${path}`);
  checkPaths(paths);
  const folders = new Set<string>();
  return files.flatMap(({ contents: given, mode }, i) => {
    const path = paths[i] ?? '';
    const fresh = parents(path).filter((parent) => !folders.has(parent));
    for (const parent of fresh) folders.add(parent);
    const contents = typeof given === 'string' ? utf8(given) : given;
    return [
      ...fresh.map((parent) => ({
        ...{ name: utf8(parent), contents: new Uint8Array(0), crc: 0, mode: FOLDER_MODE, folder: true },
      })),
      { name: utf8(path), contents, crc: crc32(contents), mode: REGULAR_FILE | mode, folder: false },
    ];
  });
}

function packed(entries: readonly Entry[]): Bytes {
  const parts: Bytes[] = [];
  const directory: Bytes[] = [];
  let at = 0;
  for (const entry of entries) {
    const local = localHeader(entry);
    directory.push(directoryEntry(entry, at), entry.name);
    parts.push(local, entry.name, entry.contents);
    at += local.length + entry.name.length + entry.contents.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  if (entries.length >= MOST_ENTRIES || at + size >= MOST_OCTETS) throw new RangeError('too much for a zip');
  const end = new DataView(new ArrayBuffer(END_LENGTH));
  end.setUint32(0, END, true);
  end.setUint16(8, entries.length, true);
  end.setUint16(10, entries.length, true);
  end.setUint32(12, size, true);
  end.setUint32(16, at, true);
  return concat(...parts, ...directory, new Uint8Array(end.buffer));
}

/** From "version needed" to "extra field length", which both headers have alike. */
function setCommon(header: DataView, at: number, { name, contents, crc, folder }: Entry): void {
  header.setUint16(at, folder ? NEEDED_FOR_FOLDERS : NEEDED, true);
  header.setUint16(at + 2, name.some((octet) => octet >= 0x80) ? UTF8_NAME : 0, true);
  header.setUint16(at + 6, TIME, true);
  header.setUint16(at + 8, DATE, true);
  header.setUint32(at + 10, crc, true);
  header.setUint32(at + 14, contents.length, true);
  header.setUint32(at + 18, contents.length, true);
  header.setUint16(at + 22, name.length, true);
}

function localHeader(entry: Entry): Bytes {
  const header = new DataView(new ArrayBuffer(LOCAL_LENGTH));
  header.setUint32(0, LOCAL, true);
  setCommon(header, 4, entry);
  return new Uint8Array(header.buffer);
}

/** @param offset of its local header */
function directoryEntry(entry: Entry, offset: number): Bytes {
  const header = new DataView(new ArrayBuffer(MEMBER_LENGTH));
  header.setUint32(0, MEMBER, true);
  header.setUint16(4, MADE_BY, true);
  setCommon(header, 6, entry);
  header.setUint32(38, ((entry.mode << 16) | (entry.folder ? DIRECTORY : 0)) >>> 0, true);
  header.setUint32(42, offset, true);
  return new Uint8Array(header.buffer);
}

/** `a/`, `a/b/` for `a/b/c`. */
function parents(path: string): readonly string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, i) => `${parts.slice(0, i + 1).join('/')}/`);
}

/** Windows takes \ for a separator, : for a drive or a stream, and refuses the others. */
const FORBIDDEN = /[\\:*?"<>|]|\p{Cc}|\p{Cs}/u;

/** Refuses what a careless program would write outside the folder, and two entries that one file system would take for one. */
function checkPaths(paths: readonly string[]): void {
  const key = (path: string): string => path.normalize('NFC').toLowerCase();
  const taken = new Set(paths.flatMap(parents).map((parent) => key(parent.slice(0, -1))));
  for (const path of paths) {
    if (FORBIDDEN.test(path) || path.split('/').some((part) => /^\.{0,2}$/.test(part))) {
      throw new RangeError(`not a path in the archive: ${JSON.stringify(path)}`);
    }
    if (taken.has(key(path))) throw new RangeError(`twice in the archive: ${JSON.stringify(path)}`);
    taken.add(key(path));
  }
}

/** The text of a `SHA256SUMS` beside the files, for `sha256sum -c` or `shasum -a 256 -c`. */
export async function sha256Sums(files: readonly NamedFile[]): Promise<string> {
  const lines = files.map(async ({ path, contents }) => {
    const octets = typeof contents === 'string' ? utf8(contents) : contents;
    return `${toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', octets)))}  ${path}\n`;
  });
  return (await Promise.all(lines)).join('');
}
