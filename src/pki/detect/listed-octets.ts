/**
 * Documents as programs print octets: dumps with a column of offsets (xxd, hexdump -C, od -tx1), and lists of decimal numbers
 * (Node's Buffer in JSON, Java's signed bytes). Only what begins as a document does is looked at, and each character once.
 */
import type { Found } from './found';
import { detectOctets } from './octets';

/** A line of offset 0 with a SEQUENCE behind it, and further lines. Sixteen octets a line are all that these programs print. */
const DUMP =
  /^[ \t]{0,8}0{4,10}:?(?=[ \t]{1,4}30[ \t]?8[0-4])[^\n]{8,120}(?:\r?\n[ \t]{0,8}[\da-fA-F]{4,10}:?[ \t]{1,4}[\da-fA-F]{2}[^\n]{0,120})*/gm;
const DUMP_LINE = /^[ \t]*[\da-fA-F]{4,10}:?((?:[ \t]{1,2}(?:[\da-fA-F]{2}){1,2}(?![^ \t\r]))+)/;
const LINE_OCTETS = 16;
/** A SEQUENCE of more than 127 octets, or of the kinds of keys that have fewer, in numbers with or without a sign. */
const LIST =
  /(?<![\d.])48[ \t]{0,16},\s{0,16}(?:-?\d{1,3})[ \t]{0,16}(?:,\s{0,16}-?\d{1,3}[ \t]{0,16}){30,}/g;

/** Characters of one dump: five megabytes of a document. */
const MAX_LISTED = 16 * 1024 * 1024;

const forms = [
  { mark: '0000', pattern: DUMP, read: dumpOctets },
  { mark: '48', pattern: LIST, read: listOctets },
];

/** @returns what was found, and the text with blanks in its place, so that everything else stands where it stood */
export function listedOctets(text: string): { readonly found: readonly Found[]; readonly rest: string } {
  const found: Found[] = [];
  let rest = text;
  for (const { mark, pattern, read } of forms) {
    // Base64 has neither commas nor blanks: most texts are asked once.
    if (!rest.includes(`${mark},`) && !rest.includes(`${mark} `) && !rest.includes(`${mark}:`)) continue;
    const pieces: string[] = [];
    let at = 0;
    for (const { 0: whole, index } of rest.matchAll(pattern)) {
      if (whole.length > MAX_LISTED) continue;
      const known = detectOctets(read(whole));
      if (!known.some(({ kind }) => kind !== 'unreadable')) continue;
      const span = { start: index, end: index + whole.length };
      found.push(...known.map((one) => ({ ...one, span })));
      pieces.push(rest.slice(at, index), ' '.repeat(whole.length));
      at = span.end;
    }
    if (at > 0) rest = pieces.join('') + rest.slice(at);
  }
  return { found, rest };
}

function dumpOctets(dump: string): Uint8Array<ArrayBuffer> {
  const octets: number[] = [];
  for (const line of dump.split('\n')) {
    const digits = (DUMP_LINE.exec(line)?.[1] ?? '').replace(/\s/g, '').slice(0, 2 * LINE_OCTETS);
    for (let at = 0; at + 1 < digits.length; at += 2)
      octets.push(Number.parseInt(digits.slice(at, at + 2), 16));
  }
  return Uint8Array.from(octets);
}

function listOctets(list: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(list.split(','), (number) => Number(number) & 0xff);
}
