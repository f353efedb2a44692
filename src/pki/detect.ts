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
  for (const step of detectText(wide ?? latin1(input), patience, 0)) {
    if (step !== undefined) silent = false;
    // A character has two octets, and the mark before them two more.
    yield wide === undefined ? step : moved(step, (at) => 2 + 2 * at);
  }
  if (silent) yield* known;
}

/** Windows PowerShell redirects into UTF-16; everything else in use extends ASCII, of which all we look for is made. */
function wideText(octets: Bytes): string | undefined {
  if (octets[0] === 0xff && octets[1] === 0xfe) return new TextDecoder('utf-16le').decode(octets);
  if (octets[0] === 0xfe && octets[1] === 0xff) return new TextDecoder('utf-16be').decode(octets);
  return undefined;
}

function* detectText(text: string, patience: Patience, layer: number): Steps {
  yield* detectJwks(text);
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
