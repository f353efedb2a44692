/**
 * PEM: RFC 7468 text around DER, with the headers of RFC 1421 that encrypted traditional keys carry. Reading is total
 * and takes time linear in the text; what stands around and between blocks is ignored, and a damaged block costs
 * nothing but itself. Armour with checksums (PGP, RFC 4880) and the SSH2 form (RFC 4716) are not read.
 */
import { readAsn1Header } from './asn1-header';
import { Base64Pieces, toBase64, type Bytes } from './bytes';
import { cleaned, undressed } from './pem-dress';
import { failure, Malformed, success, type MalformedCode, type Result } from './malformed';

export interface PemHeader {
  readonly name: string;
  readonly value: string;
}

export interface PemBlock {
  readonly label: string;
  readonly headers: readonly PemHeader[];
  /** What the block holds, or why it cannot be had. A view: the buffer may hold other blocks of the text as well. */
  readonly der: Result<Bytes>;
  /** Where the block starts and ends, in characters from the start of the text. */
  readonly start: number;
  readonly end: number;
}

/** Characters between two boundaries. The largest thing people have in PEM is a revocation list of some megabytes. */
export const MAX_PEM_BODY = 32 * 1024 * 1024;

/** Of DER, and of `openssh-key-v1`. */
const [SEQUENCE, OPENSSH] = [0x30, 0x6f];

/** Damaged blocks reported; beyond them nobody reads on, and a text of nothing else would take minutes to report. */
export const MAX_DAMAGED = 1000;

/**
 * A boundary (RFC 7468 §3). Both classes of the label are disjoint and its length is bounded, so a match costs a
 * constant; line ends are not asked for, since blocks pasted through chat and YAML lose them. The empty label the RFC
 * allows is not read: nothing has one, and half a boundary in prose would take the next block's for its own.
 */
const BOUNDARY = /-----[\u200b\ufeff]?(BEGIN|END)[ \u00a0]([!-,.-~](?:[- ]?[!-,.-~]){0,63})-----/g;

/** @param headers of RFC 1421 §4.4; a blank line then parts them from the body */
export function encodePem(label: string, der: Uint8Array, headers: readonly PemHeader[] = []): string {
  const head = headers.map(({ name, value }) => `${name}: ${value}\n`).join('');
  const body = toBase64(der).replace(/.{1,64}/g, '$&\n');
  return `-----BEGIN ${label}-----\n${head}${head === '' ? '' : '\n'}${body}-----END ${label}-----\n`;
}

/** Every block of the text, in order; an empty list where there is none. */
export const decodePem = (text: string): readonly PemBlock[] => [...pemBlocks(text)];

/** The same one after the other, for who wants to stop in between. */
export function* pemBlocks(text: string): Generator<PemBlock, void> {
  let damaged = 0;
  const pieces = new Base64Pieces();
  let open: { readonly label: string; readonly start: number; readonly bodyStart: number } | undefined;

  function* fault(code: MalformedCode, label: string, start: number, end: number, detail = '') {
    if (++damaged > MAX_DAMAGED) return;
    yield { label, headers: [], der: failure(new Malformed(code, start, detail)), start, end };
  }

  for (const boundary of text.matchAll(BOUNDARY)) {
    const [line, kind, label = ''] = boundary;
    const start = boundary.index;
    const end = start + line.length;
    if (kind === 'BEGIN') {
      if (open !== undefined)
        yield* fault('bad-pem', open.label, open.start, start, 'another block begins inside');
      open = { label, start, bodyStart: end };
      continue;
    }
    if (open === undefined) yield* fault('bad-pem', label, start, end, 'it ends but never begins');
    else if (open.label !== label)
      yield* fault('bad-pem', open.label, open.start, end, 'it ends under another label');
    else if (start - open.bodyStart > MAX_PEM_BODY) yield* fault('too-large', label, open.start, end);
    else {
      const { headers, der } = readBody(text.slice(open.bodyStart, start), pieces);
      if (der === undefined) yield* fault('bad-base64', label, open.start, end);
      else yield { label, headers, der: success(der), start: open.start, end };
    }
    open = undefined;
  }
  if (open !== undefined) yield* fault('bad-pem', open.label, open.start, text.length, 'it never ends');
}

interface PemBody {
  readonly headers: readonly PemHeader[];
  readonly der: Bytes | undefined;
}

function readBody(body: string, pieces: Base64Pieces): PemBody {
  // Nearly all: base64 and line ends. A header has a colon, and what is stranger is looked at line by line.
  const plain = mayBePlain(body) ? pieces.read(body) : undefined;
  if (plain !== undefined) return { headers: [], der: plain };
  return (
    dressedBody(body, pieces) ??
    soundBody(readLines(body, pieces)) ??
    dressedBody(cleaned(body), pieces) ??
    readLines(cleaned(body), pieces)
  );
}

const soundBody = (read: PemBody): PemBody | undefined => (read.der === undefined ? undefined : read);

/** Two slashes and a plus are base64 as well, and comments. */
function mayBePlain(body: string): boolean {
  const first = /^\s{0,64}(\S)/.exec(body.slice(0, 65))?.[1] ?? '';
  return !/[\d/+]/.test(first);
}

/** What was quoted or numbered, where a document comes of it. */
function dressedBody(body: string, pieces: Base64Pieces): PemBody | undefined {
  const text = undressed(body);
  const read = text === undefined ? undefined : readLines(text, pieces);
  const { der, headers = [] } = read ?? {};
  const begins = der !== undefined && (isWhole(der) || der[0] === OPENSSH);
  return begins || (der !== undefined && headers.length > 0) ? read : undefined;
}

/** Where a piece of the contents was taken for what is between its lines, lengths do not add up. */
function isWhole(der: Bytes): boolean {
  const header = readAsn1Header(der, 0, der.length);
  if (der[0] !== SEQUENCE || header instanceof Malformed) return false;
  const end = header.contentsStart + header.length;
  // Behind a certificate OpenSSL's trust may stand.
  return header.lengthForm === 'indefinite' || end === der.length || (end > 255 && end < der.length);
}

function readLines(body: string, pieces: Base64Pieces): PemBody {
  const headers: PemHeader[] = [];
  // Copied out of JSON or an environment file, line ends are the two characters \ and n. Base64 has no backslash.
  // Where the boundary ends in a real line end, a backslash in a header is one: only the other kind came out of JSON.
  const escaped = body.includes('\\') && !/^[ \t]*[\r\n]/.test(body);
  const lines = (escaped ? body.replace(/\\[rn]/g, '\n') : body).split(/\r\n|[\r\n]/);
  let at = 0;
  while (at < lines.length && lines[at]?.trim() === '') at++;
  for (let line = lines[at]; line !== undefined; line = lines[++at]) {
    const previous = headers.at(-1);
    const colon = line.indexOf(':');
    if (colon > 0) {
      headers.push({ name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() });
    } else if (previous !== undefined && /^[ \t]/.test(line) && line.trim() !== '') {
      // RFC 1421 §4.4 folds long headers as mail does.
      headers[headers.length - 1] = { name: previous.name, value: `${previous.value} ${line.trim()}` };
    } else break;
  }
  const base64 = lines
    .slice(at)
    .join('')
    .replace(/[\s\u200b]+/g, '');
  return { headers, der: pieces.read(base64) };
}
