/**
 * Zip archives for reading (APPNOTE 6.3: stored and deflated members, zip64 sizes). A stranger's archive is taken at its
 * octets and not at its word: members are unpacked one at a time, up to a bound that the caller sets. Encrypted members and
 * other methods are refused by name; what stands outside the directory at the end is not looked for.
 */
import { latin1, type Bytes } from './bytes';
import { attempt, failure, Malformed, success, type Result } from './malformed';
import { END_LENGTH, END_SIGNATURE, MEMBER_LENGTH, MEMBER_SIGNATURE } from './zip-layout';

export interface ZipMember {
  /** As written, `/` between folders. Not to be taken for a path of the file system. */
  readonly path: string;
  /** Octets it takes in the archive, as the directory has it. */
  readonly packedSize: number;
  /** Its octets, or `too-large` where they are more than `limit`, whatever the directory says. */
  readonly read: (limit: number) => Promise<Result<Bytes>>;
}

/** Members listed: beyond them nobody looks for certificates. */
const MAX_ZIP_MEMBERS = 20_000;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_LENGTH = 30;
const [STORED, DEFLATED] = [0, 8];
const [ENCRYPTED, UTF8_NAME] = [0x0001, 0x0800];
/** Of a number that stands in the zip64 extra field instead (APPNOTE 4.5.3). */
const ELSEWHERE = 0xffff_ffff;
const ZIP64_EXTRA = 0x0001;

/** The members of an archive without its folders, in the order of its directory. */
export function zipMembers(file: Bytes): Result<readonly ZipMember[]> {
  return attempt(() => {
    const view = new DataView(file.buffer, file.byteOffset, file.length);
    const end = endOfDirectory(view);
    let at = view.getUint32(end + 16, true);
    const members: ZipMember[] = [];
    while (at + MEMBER_LENGTH <= end && view.getUint32(at, true) === MEMBER_SIGNATURE) {
      if (members.length === MAX_ZIP_MEMBERS) throw new Malformed('too-large', at, 'too many members');
      const next = at + MEMBER_LENGTH + lengths(view, at + 28, 3);
      if (next > end) throw new Malformed('truncated', at, 'inside the directory');
      const member = memberAt(file, view, at);
      if (!member.path.endsWith('/')) members.push(member);
      at = next;
    }
    return members;
  });
}

/** Sum of `count` lengths of two octets each. */
function lengths(view: DataView, at: number, count: number): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum += view.getUint16(at + 2 * i, true);
  return sum;
}

/** The record stands at the very end, behind it a comment at most. */
function endOfDirectory(view: DataView): number {
  const last = view.byteLength - END_LENGTH;
  for (let at = last; at >= 0 && at >= last - 0xffff; at--) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  throw new Malformed('truncated', view.byteLength, 'no directory of the archive');
}

function memberAt(file: Bytes, view: DataView, at: number): ZipMember {
  const flags = view.getUint16(at + 8, true);
  const nameEnd = at + MEMBER_LENGTH + view.getUint16(at + 28, true);
  const name = file.subarray(at + MEMBER_LENGTH, nameEnd);
  const path = (flags & UTF8_NAME) !== 0 ? new TextDecoder().decode(name) : localName(name);
  const [size, local] = wideNumbers(view, at, nameEnd);
  const method = view.getUint16(at + 10, true);
  const read = async (limit: number): Promise<Result<Bytes>> => {
    const packed = attempt(() => {
      if ((flags & ENCRYPTED) !== 0) throw new Malformed('unsupported', local, 'an encrypted member');
      return packedOctets(file, view, local, size);
    });
    if (!packed.ok) return packed;
    if (method === DEFLATED) return inflated(packed.value, limit);
    if (method !== STORED)
      return failure(new Malformed('unsupported', local, `compression method ${method}`));
    return size > limit
      ? failure(new Malformed('too-large', local, `${size} octets`))
      : success(packed.value);
  };
  return { path, packedSize: size, read };
}

/** Many programs write UTF-8 without saying so; what is none is of some code page nobody names. */
function localName(name: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(name);
  } catch {
    return latin1(name);
  }
}

/** Packed size and place of the member; zip64 has those that do not fit in an extra field, in the order of the record. */
function wideNumbers(view: DataView, at: number, extraStart: number): readonly [size: number, local: number] {
  const narrow = [24, 20, 42].map((offset) => view.getUint32(at + offset, true));
  const end = extraStart + view.getUint16(at + 30, true);
  let extra = extraStart;
  while (extra + 4 <= end && view.getUint16(extra, true) !== ZIP64_EXTRA) {
    extra += 4 + view.getUint16(extra + 2, true);
  }
  let wide = extra + 4;
  const [, size = 0, local = 0] = narrow.map((number) => {
    if (number !== ELSEWHERE || wide + 8 > end) return number;
    wide += 8;
    return Number(view.getBigUint64(wide - 8, true));
  });
  return [size, local];
}

/** Behind the member's own header, whose lengths are its own. */
function packedOctets(file: Bytes, view: DataView, local: number, size: number): Bytes {
  const fits = local + LOCAL_LENGTH <= file.length && view.getUint32(local, true) === LOCAL_SIGNATURE;
  if (!fits) throw new Malformed('bad-value', local, 'no member where the directory says');
  const start = local + LOCAL_LENGTH + lengths(view, local + 26, 2);
  if (start + size > file.length) throw new Malformed('truncated', local, 'inside a member');
  return file.subarray(start, start + size);
}

/** Unpacks piece by piece, and stops where it becomes too much. */
async function inflated(packed: Bytes, limit: number): Promise<Result<Bytes>> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  const pieces: Uint8Array[] = [];
  let length = 0;
  try {
    for (let step = await reader.read(); !step.done; step = await reader.read()) {
      length += step.value.length;
      if (length > limit) {
        await reader.cancel();
        return failure(new Malformed('too-large', 0, `more than ${limit} octets out of ${packed.length}`));
      }
      pieces.push(step.value);
    }
  } catch {
    return failure(new Malformed('bad-value', 0, 'not what deflate writes'));
  }
  const octets = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    octets.set(piece, at);
    at += piece.length;
  }
  return success(octets);
}
