/**
 * A text as it was before a terminal, a mail or a box of characters broke its lines. A message is looked for across the breaks as
 * well, and stands where it began. Colours of terminals are taken out of it altogether.
 */

/** Characters of a text that is looked at again: what is copied out of a window is short, and only that is broken. */
const MOST = 100_000;

/** CSI sequences (ECMA-48 §5.4): colours, cursor, erasing. */
const SEQUENCE = new RegExp(String.raw`${String.fromCodePoint(0x1b)}\[[\d:;?]{0,40}[A-Za-z]`, 'g');

export const withoutColours = (text: string): string => text.replace(SEQUENCE, '');

interface Unwrapped {
  readonly text: string;
  /** Place in the broken text of a place in this one. */
  readonly placeOf: (place: number) => number;
  /** Breaks that lie between two places of this text. */
  readonly breaksIn: (start: number, end: number) => number;
}

/** Undefined where nothing is broken, or too much to be copied by hand. */
export function unwrapped(text: string): Unwrapped | undefined {
  if (text.length > MOST || !text.includes('\n')) return undefined;
  const breaks: { readonly at: number; readonly shift: number }[] = [];
  let joined = '';
  let from = 0;
  // The end of a line, with the spaces about it and what quotes or draws the next one.
  for (const found of text.matchAll(/[ ]{0,40}\n[ \t>│|]{0,80}/g)) {
    joined += `${text.slice(from, found.index)} `;
    from = found.index + found[0].length;
    breaks.push({ at: joined.length - 1, shift: from - joined.length });
  }
  joined += text.slice(from);
  const before = (place: number): number => {
    let [low, high] = [0, breaks.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((breaks[middle]?.at ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    text: joined,
    placeOf: (place) => place + (breaks[before(place) - 1]?.shift ?? 0),
    breaksIn: (start, end) => before(end) - before(start),
  };
}
