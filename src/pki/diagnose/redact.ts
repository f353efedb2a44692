/**
 * A line as it may be shown again: what looks like a password, a token or a name within an address is left out. Logs are pasted
 * whole, and what is kept of them stays on the screen.
 */
const HIDDEN = '…';

/** Each is anchored on literal text and bounded, so that a long line costs no more than its length. */
const secrets: readonly (readonly [RegExp, string])[] = [
  // Addresses: https://user:password@host
  [/([a-z][a-z\d+.-]{1,20}:\/\/)[^\s/@"']{1,200}@/gi, `$1${HIDDEN}@`],
  [
    /\b(authorization|proxy-authorization|cookie|set-cookie|x-api-key)(["']?\s{0,3}[:=]\s{0,3})[^\n]{1,4000}/gi,
    `$1$2${HIDDEN}`,
  ],
  [/\b(bearer|basic)(\s{1,3})[\w.~+/=-]{6,4000}/gi, `$1$2${HIDDEN}`],
  [
    /(pass(?:word|phrase|wd|in|out)?|storepass|keypass|secret|token|api[_-]?key|pwd)(["']?\s{0,3}[=:]\s{0,3}["']?)[^\s"',;&)]{1,400}/gi,
    `$1$2${HIDDEN}`,
  ],
  [
    /(--?(?:pass(?:word|phrase|wd|in|out)?|storepass|keypass|deststorepass|srcstorepass|ssl-keyfile-password|keyfile-password|user|u))(\s{1,3}|=)(?:pass:)?[^\s"']{1,400}/gi,
    `$1$2${HIDDEN}`,
  ],
  [/\b(?:ghp|gho|glpat|npm|pypi|xox[abp]|sk)[_-][\w-]{16,200}/g, HIDDEN],
];

export const redacted = (line: string): string =>
  secrets.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);

/** A block of a private key in a pasted log: it is not read, and nothing of it is kept. */
const PRIVATE_KEY = /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY-----/;

export const holdsPrivateKey = (text: string): boolean => PRIVATE_KEY.test(text);

/** Without its private keys: from each BEGIN to its END, or to the end of the text where that is missing. */
export function withoutPrivateKeys(text: string): string {
  const parts = text.split(new RegExp(PRIVATE_KEY, 'g'));
  const [first = '', ...rest] = parts;
  const after = rest.map((part) => {
    const end = /-----END (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY-----/.exec(part);
    return end === null ? '' : part.slice(end.index + end[0].length);
  });
  return [first, ...after].join('');
}

/** PEM blocks of what is public, one after the other: certificates stand in the output of `s_client -showcerts`. */
export function publicBlocks(text: string): string {
  const blocks: string[] = [];
  let from = text.indexOf('-----BEGIN ');
  while (from >= 0) {
    const next = text.indexOf('-----BEGIN ', from + 11);
    const block = text.slice(from, next < 0 ? text.length : next);
    const end = block.indexOf('-----END ');
    const closing = end < 0 ? -1 : block.indexOf('-----', end + 9);
    if (closing >= 0 && !holdsPrivateKey(block)) blocks.push(block.slice(0, closing + 5));
    from = next;
  }
  return blocks.length === 0 ? '' : `${blocks.join('\n')}\n`;
}
