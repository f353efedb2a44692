/**
 * One pattern against a text: literal pieces with named holes between them, on one line. No regular expression of the pattern's
 * is ever run on what was pasted; a match looks at no more than `LONGEST` characters.
 */
import type { Hole } from './message';

/** Characters that one message may take: the longest that was seen, a list of a hundred names among it, has a few thousand. */
const LONGEST = 4_000;

type Piece =
  { readonly kind: 'text'; readonly text: string } | { readonly kind: 'hole'; readonly hole: Hole };

export interface Pattern {
  /** The literal text it begins with, folded. */
  readonly anchor: string;
  /** How much of it is literal: what says more wins over what says less. */
  readonly literal: number;
  readonly rest: readonly Piece[];
}

export interface Match {
  readonly start: number;
  readonly end: number;
  readonly facts: Readonly<Partial<Record<Hole, string>>>;
}

/**
 * Same length as the text, so that places stay: capitals, typographic quotes, tabs and no-break spaces are one with the plain
 * characters they stand for. Lines stay lines.
 */
export const folded = (text: string): string =>
  text
    .replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
    .replace(/[\u2018\u2019\u201a\u201b`]/g, "'")
    .replace(/[\u201c\u201d\u201e\u201f]/g, '"')
    .replace(/[\t\u00a0\u202f]/g, ' ');

export function patternOf(written: string): Pattern {
  const pieces = written
    .split(/\{(\w+)\}/)
    .map((part, place): Piece =>
      place % 2 === 0 ? { kind: 'text', text: folded(part) } : { kind: 'hole', hole: part as Hole },
    )
    .filter((piece) => piece.kind === 'hole' || piece.text !== '');
  const [first, ...rest] = pieces;
  const anchor = first?.kind === 'text' ? first.text : '';
  const literal = pieces.reduce((sum, piece) => sum + (piece.kind === 'text' ? piece.text.length : 0), 0);
  return { anchor, literal, rest };
}

const isWord = (character: string | undefined): boolean =>
  character !== undefined && /^[a-z\d_]$/.test(character);

/** A word is not found within a longer one: `CERT_REVOKED` is not in `CERT_REVOKED_CRL`, `-9807` not in `-98071`. */
const cutsWord = (text: string, start: number, end: number): boolean =>
  (isWord(text[start]) && isWord(text[start - 1])) || (isWord(text[end - 1]) && isWord(text[end]));

/** What a hole at the end of a pattern takes: up to where such a thing ends. */
const openEnded: Readonly<Partial<Record<Hole, RegExp>>> = {
  host: /^[\w.:*[\]-]{1,255}/,
  number: /^-?\d{1,12}/,
  algorithm: /^[\w.+/-]{1,80}/,
  file: /^[^\s"',;()]{1,1024}/,
  alias: /^[^\s>]{1,200}/,
};
const REST_OF_LINE = /^[^\n]{0,600}/;

/** Whether it ends with something that only the end of the line ends. */
export const runsOn = (written: string): boolean => {
  const last = /\{(\w+)\}$/.exec(written)?.[1];
  return last !== undefined && openEnded[last as Hole] === undefined;
};

const plain: Readonly<Partial<Record<Hole, RegExp>>> = {
  host: /^[^\s"'<>]{0,255}$/,
  number: /^-?\d{1,12}$/,
};

const trimmed = (hole: Hole, value: string): string =>
  hole === 'host' ? value.replace(/\.$/, '') : value.trim().replace(/[.,;:]+$/, '');

/** @param text folded; @param original of the same length; @param start where the anchor was found */
export function matchAt(pattern: Pattern, text: string, original: string, start: number): Match | undefined {
  const bound = start + LONGEST;
  const newline = text.indexOf('\n', start);
  const lineEnd = Math.min(newline < 0 ? text.length : newline, bound);
  const facts: Partial<Record<Hole, string>> = {};
  let place = start + pattern.anchor.length;
  for (const [index, piece] of pattern.rest.entries()) {
    if (piece.kind === 'text') continue;
    const after = pattern.rest[index + 1];
    if (after?.kind === 'text') {
      const found = text.slice(place, lineEnd).indexOf(after.text);
      if (found < 0) return undefined;
      const value = original.slice(place, place + found);
      if (plain[piece.hole]?.test(value) === false) return undefined;
      // The first of two dates is the moment of the check, the second the one in the certificate.
      facts[piece.hole] = trimmed(piece.hole, value);
      place += found + after.text.length;
    } else {
      const [value = ''] = (openEnded[piece.hole] ?? REST_OF_LINE).exec(original.slice(place, lineEnd)) ?? [];
      facts[piece.hole] = trimmed(piece.hole, value);
      place += value.length;
    }
  }
  return cutsWord(text, start, place) ? undefined : { start, end: place, facts };
}
