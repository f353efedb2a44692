/**
 * Archives put together as one (APPNOTE 4.3.6): the members of each in turn, then one directory of them all. So each part is
 * packed where its files are made, by several workers at once. For archives of `zip` alone: no comment, no ZIP64, nothing in front.
 */
import type { Bytes } from './bytes';
import { END_LENGTH, END_SIGNATURE, MAX_ENTRIES, MEMBER_LENGTH } from './zip-layout';

/** 4.4.16: where a member begins is a number of four octets; all ones mean ZIP64. */
const MAX_LENGTH = 0xffff_fffe;

interface Part {
  readonly members: Bytes;
  readonly directory: Bytes;
  readonly count: number;
}

/** @throws RangeError on what `zip` did not write, and on more than one archive holds */
export function joinZips(archives: readonly Bytes[]): Bytes {
  const parts = archives.map(partOf);
  const sum = (number: (part: Part) => number): number =>
    parts.reduce((total, part) => total + number(part), 0);
  const count = sum((part) => part.count);
  const directoryAt = sum(({ members }) => members.length);
  const end = directoryAt + sum(({ directory }) => directory.length);
  if (count > MAX_ENTRIES) throw new RangeError(`more than ${MAX_ENTRIES} entries in the archive`);
  if (end > MAX_LENGTH) throw new RangeError(`more than ${MAX_LENGTH} octets in the archive`);

  const joined = new Uint8Array(end + END_LENGTH);
  const view = new DataView(joined.buffer);
  let [memberAt, entryAt] = [0, directoryAt];
  for (const { members, directory } of parts) {
    joined.set(members, memberAt);
    joined.set(directory, entryAt);
    moveEntries(view, entryAt, entryAt + directory.length, memberAt);
    memberAt += members.length;
    entryAt += directory.length;
  }
  view.setUint32(end, END_SIGNATURE, true);
  view.setUint16(end + 8, count, true);
  view.setUint16(end + 10, count, true);
  view.setUint32(end + 12, end - directoryAt, true);
  view.setUint32(end + 16, directoryAt, true);
  return joined;
}

function partOf(archive: Bytes): Part {
  const end = archive.length - END_LENGTH;
  const view = new DataView(archive.buffer, archive.byteOffset, archive.length);
  if (end < 0 || view.getUint32(end, true) !== END_SIGNATURE) throw new RangeError('not an archive of ours');
  const directoryAt = view.getUint32(end + 16, true);
  return {
    members: archive.subarray(0, directoryAt),
    directory: archive.subarray(directoryAt, end),
    count: view.getUint16(end + 10, true),
  };
}

/** Entries tell where their member begins, counted from the first octet of the whole (4.4.16). */
function moveEntries(view: DataView, from: number, to: number, by: number): void {
  for (let at = from; at < to;) {
    view.setUint32(at + 42, view.getUint32(at + 42, true) + by, true);
    // Behind it: name, extra field, comment.
    const behind = [28, 30, 32].reduce((total, place) => total + view.getUint16(at + place, true), 0);
    at += MEMBER_LENGTH + behind;
  }
}
