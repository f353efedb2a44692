/**
 * Base64 and hex among other text, without armour: how much of it there is, is told by the length that the DER inside
 * announces, so prose before and after costs nothing. Line breaks, quotes, colons and the like between digits are passed over.
 */
import { fromBase64, fromHex, type Bytes } from '../../codec/bytes';
import { readAsn1Header } from '../../codec/asn1-header';
import { Malformed } from '../../codec/malformed';

export interface Run {
  readonly octets: Bytes;
  readonly end: number;
  /** Whether there are as many octets as announced. */
  readonly whole: boolean;
  /** Whether the octets tell their number. */
  readonly announced: boolean;
}

/** Octets of one run: more than any file in use, in text. */
const MAX_RUN = 32 * 1024 * 1024;
const isBase64 = (code: number): boolean =>
  (code >= 65 && code <= 90) ||
  (code >= 97 && code <= 122) ||
  (code >= 47 && code <= 57) ||
  code === 43 ||
  code === 45 ||
  code === 95;
const isHex = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 70) || (code >= 97 && code <= 102);

/** From the base64 digit at `start`. */
export function base64Run(text: string, start: number): Run | undefined {
  const head = digits(text, start, 32, isBase64, skipBetweenBase64);
  const wanted = announcedLength(decode64(head.digits.slice(0, head.digits.length & ~3)));
  const limit = wanted === undefined ? MAX_RUN : Math.ceil((wanted * 4) / 3);
  const all = digits(text, start, Math.min(limit, MAX_RUN), isBase64, skipBetweenBase64);
  const octets = decode64(all.digits);
  if (octets === undefined) return undefined;
  let { end } = all;
  while (text.charCodeAt(end) === 61) end++;
  return finished(octets, wanted, end);
}

/** From the first of two hex digits, or the `0x` before them. */
export function hexRun(text: string, start: number): Run | undefined {
  const head = digits(text, start, 32, isHex, skipBetweenHex);
  const wanted = announcedLength(fromHex(head.digits.slice(0, head.digits.length & ~1)));
  const limit = wanted === undefined ? MAX_RUN : 2 * wanted;
  const all = digits(text, start, Math.min(limit, MAX_RUN), isHex, skipBetweenHex);
  const octets = fromHex(all.digits.slice(0, all.digits.length & ~1));
  return octets && finished(octets, wanted, all.end);
}

function finished(octets: Bytes, wanted: number | undefined, end: number): Run {
  const whole = wanted === undefined || octets.length >= wanted;
  return { octets: octets.subarray(0, wanted), end, whole, announced: wanted !== undefined };
}

/** Octets of the value that starts here; `undefined` where it does not tell. */
function announcedLength(head: Bytes | undefined): number | undefined {
  const header = head?.[0] === 0x30 ? readAsn1Header(head, 0, head.length) : undefined;
  if (header === undefined || header instanceof Malformed || header.lengthForm === 'indefinite')
    return undefined;
  return header.contentsStart + header.length;
}

/** Digits without their padding; a last one alone carries no octet. */
function decode64(bare: string): Bytes | undefined {
  const standard = bare.replaceAll('-', '+').replaceAll('_', '/');
  const usable = standard.length % 4 === 1 ? standard.slice(0, -1) : standard;
  return fromBase64(usable.padEnd(Math.ceil(usable.length / 4) * 4, '='));
}

/** Up to `limit` digits, and where the last one stood. Pieces are cut out whole, so long runs cost no more than their length. */
function digits(
  text: string,
  start: number,
  limit: number,
  isDigit: (code: number) => boolean,
  skip: (text: string, at: number) => number,
): { readonly digits: string; readonly end: number } {
  const pieces: string[] = [];
  let count = 0;
  let end = start;
  for (let at = skip(text, start); at < text.length && count < limit; at = skip(text, at)) {
    const from = at;
    while (at < text.length && count + at - from < limit && isDigit(text.charCodeAt(at))) at++;
    if (at === from) break;
    pieces.push(text.slice(from, at));
    count += at - from;
    end = at;
  }
  return { digits: pieces.join(''), end };
}

/** Characters that stand between digits, by their codes: a table, since hostile text is made of nothing else. */
const codesOf = (characters: string): ReadonlySet<number> =>
  new Set(Array.from(characters, (character) => character.charCodeAt(0)));
const SPACE = ' \t\r\n\f\v\u00a0';
const betweenBase64 = codesOf(`${SPACE}"'\`,\\>|\u200b\ufeff`);
const betweenHex = codesOf(`${SPACE}:,;"'{}()-`);
const aroundPlus = codesOf(`${SPACE}"'`);
const escapes = codesOf('nrt');
const [PLUS, BACKSLASH, ZERO, X, AMPERSAND, HASH] = [0x2b, 0x5c, 0x30, 0x78, 0x26, 0x23];
/** As Java writes the line ends of base64 into XML. */
const lineEndEntity = /^&#(?:13|10|x0?[dDaA]);/;

/** White space, quotes, commas, the `+` that joins string literals, and line ends written as `\n`. */
function skipBetweenBase64(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH && escapes.has(text.charCodeAt(at + 1))) at += 2;
    else if (code === AMPERSAND && text.charCodeAt(at + 1) === HASH) {
      const end = at + (lineEndEntity.exec(text.slice(at, at + 6))?.[0].length ?? 0);
      if (end === at) return at;
      at = end;
    } else if (betweenBase64.has(code)) at++;
    else if (
      code === PLUS &&
      aroundPlus.has(text.charCodeAt(at - 1)) &&
      aroundPlus.has(text.charCodeAt(at + 1))
    )
      at++;
    else return at;
  }
}

/** White space, colons, commas, hyphens, quotes, and `0x` or `\x` before each pair. */
function skipBetweenHex(text: string, at: number): number {
  for (;;) {
    const code = text.charCodeAt(at);
    // The bit that parts capitals from small letters.
    const prefixed = code === ZERO || code === BACKSLASH;
    if (prefixed && (text.charCodeAt(at + 1) | 0x20) === X) at += 2;
    else if (betweenHex.has(code)) at++;
    else return at;
  }
}
