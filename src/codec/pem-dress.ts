/**
 * PEM that was quoted, commented out, numbered, written as a string of some language or sent through the web: what stands between
 * the BEGIN line and the contents stands between any two lines, and is taken off there. Linear in the text, and only asked where
 * the plain reading fails.
 */

/** Characters before the contents: a number, a file's name, the end of one string and the start of the next. */
const LONGEST_DRESS = 80;
/** How the contents begin: a SEQUENCE, an OpenSSH key, the header of an encrypted one. */
const FIRST = /(?<![A-Za-z0-9](?<![\\`][nrt]))M[A-P][A-Za-z0-9+/]{2}|b3BlbnNzaC1|Proc-Type: /;
/** Of a dress, what may differ from line to line: line ends, blanks, numbers. */
const VARIES = /(?:\r\n|[\r\n])+|[ \t\u00a0]+|\d+/g;

const HEADER = /^\s{0,8}[A-Za-z][A-Za-z\d-]{0,40}: /;

/** The lines of `body` without what is between them; `undefined` where nothing but white space is. */
export function undressed(body: string): string | undefined {
  const head = body.slice(0, LONGEST_DRESS + 40);
  const first = FIRST.exec(head);
  if (first === null || first.index > LONGEST_DRESS) return undefined;
  const dress = head.slice(0, first.index);
  // A header is the contents' own, and a long run of base64 is contents too, and damaged.
  if (dress.trim() === '' || HEADER.test(head) || /[A-Za-z0-9+/]{24}/.test(dress)) return undefined;
  return body.split(patternOf(dress)).join('\n');
}

function patternOf(dress: string): RegExp {
  const parts: string[] = [];
  let at = 0;
  for (const { 0: run, index } of dress.matchAll(VARIES)) {
    parts.push(literally(dress.slice(at, index)));
    // Bounded, since a text of nothing but blanks would be searched from each of them.
    parts.push(/\d/.test(run) ? '\\d{1,9}' : /[\r\n]/.test(run) ? '[\\r\\n]{1,8}' : '[ \\t\\u00a0]{0,16}');
    at = index + run.length;
  }
  parts.push(literally(dress.slice(at)));
  return new RegExp(parts.join(''), 'g');
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** Characters that are not seen, and the colours of a terminal. */
const UNSEEN = new RegExp(
  String.raw`[\0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]|\x1b\[[\d;]{0,16}m`,
  'g',
);
const entities: Readonly<Record<string, string>> = {
  amp: '&',
  nbsp: ' ',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
};

/** Without what is not seen, and with what HTML, mail (RFC 2045 §6.7) and PHP's JSON write for some of the characters of base64. */
export function cleaned(body: string): string {
  return body
    .replace(UNSEEN, '')
    .replaceAll('\\/', '/')
    .replace(/=\r?\n(?=[A-Za-z0-9+/])/g, '')
    .replace(/=3D/g, '=')
    .replace(
      /&(?:#(\d{1,3})|#[xX]([\da-fA-F]{1,2})|([a-z]{2,4}));/g,
      (whole, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return entities[name] ?? whole;
        return String.fromCharCode(
          decimal === undefined ? Number.parseInt(hex ?? '20', 16) : Number(decimal),
        );
      },
    );
}
