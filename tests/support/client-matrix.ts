// The chains of ../shared/client-matrix and what real clients said of them, and the rule by which two error texts are the same:
// what changes from run to run or from build to build is taken out of both, and the measuring program's own frame is put aside.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bytes } from '../../src/codec/bytes';

interface Measured {
  readonly verdict: 'ok' | 'fail' | 'crash';
  readonly error?: string;
}

interface MatrixCase {
  readonly name: string;
  readonly desc: string;
  readonly host: string;
  readonly dir: string;
  readonly nss_trust: string;
  readonly server_load: Readonly<Record<string, string>>;
  readonly clients: Readonly<Record<string, Measured>>;
}

export interface Matrix {
  readonly at: string;
  readonly clients: Readonly<Record<string, string>>;
  readonly cases: readonly MatrixCase[];
}

export const readMatrix = (file: string): Matrix => JSON.parse(readFileSync(file, 'utf8')) as Matrix;

export const certificatesIn = (pem: string): readonly Bytes[] =>
  [...pem.matchAll(/-----BEGIN CERTIFICATE-----([^-]*)-----END/g)].map(
    ([, base64 = '']) => new Uint8Array(Buffer.from(base64, 'base64')),
  );

/** What the server sent and what the client trusted. Where `nss_trust` is empty no client was given the root. */
export function chainOf(folder: string, { dir, nss_trust }: MatrixCase) {
  const read = (file: string) => certificatesIn(readFileSync(join(folder, dir, file), 'utf8'));
  return { chain: read('chain.pem'), anchors: nss_trust === '' ? [] : read('ca.pem') };
}

const VARIABLE: readonly (readonly [RegExp, string])[] = [
  // A thread's number, in Node's.
  [/\b[0-9A-F]{12,16}:error:/g, 'error:'],
  // Files and lines of OpenSSL's and Python's sources, which differ from build to build.
  [/(?:\.\.\/)*(?:deps\/openssl\/openssl\/)?(?:crypto|ssl|providers)\/[\w/.-]+\.c:\d+:/g, ''],
  [/\s*\(_ssl\.c:\d+\)/g, ''],
  // The clock of that run.
  [/current time \S+Z/g, 'current time'],
  [/(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) \w{3} \d\d \d\d:\d\d:\d\d \w+ \d{4}/g, 'a moment'],
  // wget was run with a folder of authorities that does not exist.
  [/ERROR: Cannot open directory \/nonexistent\.(?: \/ )?/g, ''],
  [/^\s*\|\s*/, ''],
  [/:\s*$/, ''],
  [/\s+/g, ' '],
];

/** By the beginning of the column's name: what stands in the measured text of what the client writes. */
const FRAMES: readonly (readonly [RegExp, RegExp])[] = [
  [/^openssl/, /^verify error:num=/],
  [
    /^python/,
    /^ssl\.SSLCertVerificationError: \[SSL: CERTIFICATE_VERIFY_FAILED\] certificate verify failed: /,
  ],
  [/^python/, /^ssl\.(?=SSLError: )/],
];

/** The measuring joined the lines of a program's output, and took away what gnutls-cli puts before them. */
const LINES: readonly (readonly [columns: RegExp, what: RegExp, by: string])[] = [
  [/^wget/, /\n/g, ' / '],
  [/^gnutls/, /^- Status: /, ''],
  [/^gnutls/, /\*{3} /g, '| '],
  // Java's exceptions: the packages they come from, and what lies under them where it says the same again.
  [/^java/, /^javax\.net\.ssl\.|^java\.security\.cert\./, ''],
  [/^java/, / Caused by: (?:[a-z]\w*\.)+(?=\w+: )/, ' <- '],
  [/^java/, /(.+?) <- \w+: \1$/, '$1'],
];

/** WebKitGTK shows a page without saying which of its flags is set; there is nothing to compare with. */
export const isWordless = (measured: string): boolean => measured === 'TLS error page (no code exposed)';

export function comparable(column: string, text: string): string {
  const joined = LINES.reduce(
    (rest, [columns, what, by]) => (columns.test(column) ? rest.replace(what, by) : rest),
    text,
  );
  const bare = VARIABLE.reduce((rest, [what, by]) => rest.replace(what, by), joined).trim();
  return FRAMES.filter(([columns]) => columns.test(column)).reduce(
    (rest, [, frame]) => rest.replace(frame, ''),
    bare,
  );
}
