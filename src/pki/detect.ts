/**
 * What a person pasted or dropped, found by content and never by name: PEM of every label, DER and BER, base64 and hex with
 * or without surroundings, encoded again or not, JWK, OpenSSH, keystores. Total, and linear in the input: what is damaged is
 * an item that says so, and costs nothing beside it. Nothing is opened or believed here: readers of each kind do that.
 */
import type { Bytes } from '../codec/bytes';
import { latin1 } from '../codec/bytes';
import { Malformed } from '../codec/malformed';
import { decodePem, type PemBlock } from '../codec/pem';
import { asn1Kind } from './detect/asn1-kind';
import { detectBare, Patience } from './detect/bare-text';
import type { Found, FoundNote } from './detect/found';
import { detectJwks } from './detect/jwk-text';
import { detectOctets } from './detect/octets';
import { pemLabels } from './detect/pem-label';

/** Octets or characters. The largest list of revocations in public has 40 MB. */
export const MAX_DETECTED = 64 * 1024 * 1024;

/** In the order found; empty where nothing is known. Spans count octets of a file, characters of text. */
export function detect(input: string | Bytes): readonly Found[] {
  if (input.length > MAX_DETECTED) {
    const error = new Malformed('too-large', 0, `${input.length} octets`);
    return [{ kind: 'unreadable', label: '', span: { start: 0, end: input.length }, error }];
  }
  const patience = new Patience(input.length);
  if (typeof input === 'string') return detectText(input, patience, 0);
  const known = detectOctets(input);
  if (known.some(({ kind }) => kind !== 'unreadable')) return known;
  const wide = wideText(input);
  const inText =
    wide === undefined
      ? detectText(latin1(input), patience, 0)
      : detectText(wide, patience, 0).map((one) => ({
          ...one,
          // A character has two octets, and the mark before them two more.
          span: { start: 2 + 2 * one.span.start, end: 2 + 2 * one.span.end },
        }));
  return inText.length > 0 ? inText : known;
}

/** Windows PowerShell redirects into UTF-16; everything else in use extends ASCII, of which all we look for is made. */
function wideText(octets: Bytes): string | undefined {
  if (octets[0] === 0xff && octets[1] === 0xfe) return new TextDecoder('utf-16le').decode(octets);
  if (octets[0] === 0xfe && octets[1] === 0xff) return new TextDecoder('utf-16be').decode(octets);
  return undefined;
}

function detectText(text: string, patience: Patience, layer: number): readonly Found[] {
  const blocks = decodePem(text);
  // Sound blocks are blanked rather than cut out, so that offsets stay true. Damaged ones are searched: where an END is
  // missing half a folder can stand behind it, and often the document is whole.
  let rest = '';
  let at = 0;
  for (const { der, start, end } of blocks) {
    if (!der.ok) continue;
    rest += text.slice(at, start) + '-'.repeat(end - start);
    at = end;
  }
  rest += text.slice(at);
  const damaged = blocks.filter(({ der }) => !der.ok);
  const bare = detectBare(rest, patience, layer, detectText).filter(
    // That a damaged block is damaged needs saying once, and a sound fragment of it is no find.
    ({ kind, span }) =>
      (kind !== 'unreadable' && kind !== 'asn1') ||
      !damaged.some(({ start, end }) => start <= span.start && span.end <= end),
  );
  return [...detectJwks(text), ...blocks.map(fromBlock), ...bare].sort((a, b) => a.span.start - b.span.start);
}

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
