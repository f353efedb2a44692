/**
 * What a person pasted or dropped, found by content and never by name: PEM of every label, DER and BER, base64 and hex with
 * or without surroundings, encoded again or not, JWK, OpenSSH, keystores. Total, and linear in the input: what is damaged is
 * an item that says so, and costs nothing beside it. Nothing is opened or believed here: readers of each kind do that.
 * Large inputs are read in steps, between which who asks can do something else, or stop.
 */
import type { Bytes } from '../codec/bytes';
import { latin1 } from '../codec/bytes';
import { Malformed } from '../codec/malformed';
import { pemBlocks, type PemBlock } from '../codec/pem';
import { asn1Kind } from './detect/asn1-kind';
import { detectBare, Patience } from './detect/bare-text';
import type { Found, FoundNote, Span, Steps } from './detect/found';
import { detectJwks } from './detect/jwk-text';
import { listedOctets } from './detect/listed-octets';
import { detectOctets } from './detect/octets';
import { pemLabels } from './detect/pem-label';

/** Octets or characters. The largest list of revocations in public has 40 MB. */
export const MAX_DETECTED = 64 * 1024 * 1024;

/** In the order found; empty where nothing is known. Spans count octets of a file, characters of text. */
export const detect = (input: string | Bytes): readonly Found[] =>
  [...detectInSteps(input)].filter((step) => step !== undefined);

/** The same one after the other; `undefined` where only time has passed. */
export function* detectInSteps(input: string | Bytes): Steps {
  if (input.length > MAX_DETECTED) {
    const error = new Malformed('too-large', 0, `${input.length} octets`);
    yield { kind: 'unreadable', label: '', span: { start: 0, end: input.length }, error };
    return;
  }
  const patience = new Patience(input.length);
  if (typeof input === 'string') {
    yield* detectText(input, patience, 0);
    return;
  }
  const known = detectOctets(input);
  if (known.some(({ kind }) => kind !== 'unreadable')) {
    yield* known;
    return;
  }
  let silent = true;
  const wide = wideText(input);
  for (const step of detectText(wide?.text ?? latin1(input), patience, 0)) {
    if (step !== undefined) silent = false;
    // A character has two octets, and the mark before them two more.
    yield wide === undefined ? step : moved(step, (at) => wide.skipped + 2 * at);
  }
  if (silent) yield* known;
}

/** Characters looked at where nothing says that a text has two octets each. */
const FEW = 32;

/** Windows PowerShell redirects into UTF-16; everything else in use extends ASCII, of which all we look for is made. */
function wideText(octets: Bytes): { readonly text: string; readonly skipped: number } | undefined {
  const [first, second] = octets;
  const marked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const zerosAt = (parity: number): boolean => {
    for (let at = parity; at < 2 * FEW; at += 2)
      if (octets[at] !== 0 || (octets[at ^ 1] ?? 0) === 0) return false;
    return true;
  };
  const little = marked ? first === 0xff : zerosAt(1);
  if (!marked && !little && !zerosAt(0)) return undefined;
  const text = new TextDecoder(little ? 'utf-16le' : 'utf-16be').decode(octets);
  return { text, skipped: marked ? 2 : 0 };
}

function* detectText(text: string, patience: Patience, layer: number): Steps {
  const sent = layer === 0 ? webText(text) : undefined;
  if (sent !== undefined) {
    const span = { start: 0, end: text.length };
    for (const step of detectText(sent, patience, 1)) yield step && { ...step, span };
    return;
  }
  yield* detectJwks(text);
  const { found, rest } = listedOctets(text);
  yield* found;
  yield* detectPem(rest, patience, layer);
}

function* detectPem(text: string, patience: Patience, layer: number): Steps {
  // Between sound blocks; damaged ones are searched too: where an END is missing half a folder can stand behind it, and often
  // the document is whole.
  let at = 0;
  let damaged: PemBlock[] = [];
  const gapUntil = (end: number): Steps => searchGap(text, { start: at, end }, damaged, patience, layer);
  for (const block of pemBlocks(text)) {
    if (!block.der.ok) {
      damaged.push(block);
      continue;
    }
    yield* gapUntil(block.start);
    yield fromBlock(block);
    damaged = [];
    at = block.end;
  }
  yield* gapUntil(text.length);
}

/** PEM as URLs and forms carry it (RFC 3986 §2.1), proxies' headers among them; a form has `+` for a blank. */
function webText(text: string): string | undefined {
  const sent = /-----BEGIN(%20|\+)[A-Z]/.exec(text);
  if (sent === null) return undefined;
  const blanks = sent[1] === '+' ? text.replaceAll('+', ' ') : text;
  return blanks.replace(/%([\da-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** What stands in a part of `text` without sound armour. */
function* searchGap(
  text: string,
  { start, end }: Span,
  damaged: readonly PemBlock[],
  patience: Patience,
  layer: number,
): Steps {
  const within = ({ span }: Found): boolean =>
    damaged.some((block) => block.start <= span.start && span.end <= block.end);
  let next = 0;
  for (const step of detectBare(text.slice(start, end), patience, layer, detectText)) {
    const found = moved(step, (at) => at + start);
    if (found === undefined) {
      yield found;
      continue;
    }
    for (let block = damaged[next]; block && block.start <= found.span.start; block = damaged[++next])
      yield fromBlock(block);
    // That a damaged block is damaged needs saying once, and a sound fragment of it is no find.
    if ((found.kind !== 'unreadable' && found.kind !== 'asn1') || !within(found)) yield found;
  }
  yield* damaged.slice(next).map(fromBlock);
}

/** The same, found elsewhere in the input. */
const moved = (step: Found | undefined, to: (at: number) => number): Found | undefined =>
  step && { ...step, span: { start: to(step.span.start), end: to(step.span.end) } };

function fromBlock({ label, headers, der, start, end }: PemBlock): Found {
  const span = { start, end };
  if (!der.ok) return { kind: 'unreadable', label, span, error: der.error };
  const promised = pemLabels.get(label);
  const octets = der.value;
  const item = { label, span, octets, headers };
  // Encrypted the traditional way, there is nothing to see inside.
  if (promised !== undefined && headers.length > 0) return { ...item, kind: promised, notes: [] };
  const [known] = promised === 'openssh-private-key' ? detectOctets(octets) : [];
  if (known !== undefined && known.kind !== 'unreadable') return { ...item, kind: known.kind, notes: [] };
  const seen = asn1Kind(octets);
  if (seen === undefined) {
    return { kind: 'unreadable', label, span, error: new Malformed('truncated', 0, 'no whole value in it') };
  }
  const notes: FoundNote[] = seen.end < octets.length ? ['trailing-octets'] : [];
  if (promised === undefined || seen.kind === promised) return { ...item, kind: seen.kind, notes };
  // Too damaged to be told: the label is believed, and its reader will say what is wrong.
  if (seen.kind === 'asn1') return { ...item, kind: promised, notes };
  return { ...item, kind: seen.kind, notes: [...notes, 'label-differs'] };
}
