/** A Name (RFC 5280 §4.1.2.4) as text where it lies, as lists show it; rare types and letters go by way of the full reader. */
import { attributeTypes } from './attribute-type';
import { DerReader } from './der-reader';
import { asciiAt, DerWalk } from './der-walk';
import { formatDistinguishedName, readDistinguishedName } from './distinguished-name';
import { attempt } from './malformed';
import * as Tag from './tag';

/** Of the identifiers 2.5.4.n, of which n follows. */
const [ID_AT_1, ID_AT_2] = [0x55, 0x04];
const COMMON_NAME = 3;
const SPACE = 0x20;
/** 1 for `,` `+` `"` `\\` `<` `>` `;` `=` and `#`. */
const escaped = Uint8Array.from({ length: 256 }, (_, octet) =>
  ',+"\\<>;=#'.includes(String.fromCharCode(octet)) ? 1 : 0,
);

const shortNames: readonly (string | undefined)[] = Array.from(
  { length: 128 },
  (_, last) => attributeTypes.find(({ oid }) => oid === `2.5.4.${last}`)?.short,
);

/** Whether RFC 4514 §2.4 may escape something in it: then the reader that knows where formats the name. */
function hasEscapes(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] === SPACE || bytes[end - 1] === SPACE) return true;
  for (let at = start; at < end; at++) if (escaped[bytes[at] ?? 0] === 1) return true;
  return false;
}

export function nameAt(bytes: Uint8Array, at: number): string {
  let text = '';
  const plain = eachAttribute(bytes, at, (last, value, start, end) => {
    const short = shortNames[last];
    if (short === undefined || hasEscapes(bytes, start, end)) return false;
    text += text === '' ? `${short}=${value}` : `, ${short}=${value}`;
    return true;
  });
  if (plain) return text;
  const name = attempt(() => formatDistinguishedName(readDistinguishedName(new DerReader(bytes, at))));
  return name.ok ? name.value : '';
}

export function commonNameAt(bytes: Uint8Array, at: number): string | undefined {
  let found: string | undefined;
  const plain = eachAttribute(bytes, at, (last, value) => {
    if (last === COMMON_NAME) found = value;
    return true;
  });
  if (plain) return found;
  const name = attempt(() => readDistinguishedName(new DerReader(bytes, at)));
  return name.ok ? name.value.rdns.flat().findLast(({ type }) => type === '2.5.4.3')?.value : undefined;
}

/** Whether every RDN is one attribute 2.5.4.n of plain ASCII that `take` took. */
function eachAttribute(
  bytes: Uint8Array,
  at: number,
  take: (last: number, value: string, start: number, end: number) => boolean,
): boolean {
  const walk = new DerWalk(bytes);
  if (!walk.to(at, bytes.length)) return false;
  const { end } = walk;
  for (let next = walk.start; next < end;) {
    if (!walk.to(next, end)) return false;
    next = walk.end;
    if (!walk.to(walk.start, next) || walk.end !== next) return false;
    const oid = walk.start;
    if (bytes[oid + 1] !== 3 || bytes[oid + 2] !== ID_AT_1 || bytes[oid + 3] !== ID_AT_2) return false;
    if (!walk.to(oid + 5, next) || walk.end !== next) return false;
    const { tag } = walk;
    if (tag !== Tag.UTF8_STRING && tag !== Tag.PRINTABLE_STRING && tag !== Tag.IA5_STRING) return false;
    const value = asciiAt(bytes, walk.start, next);
    if (value === undefined || !take(bytes[oid + 4] ?? 0, value, walk.start, next)) return false;
  }
  return true;
}
