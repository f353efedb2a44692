/**
 * What stands in text without PEM armour: base64 and hex of documents wherever they are (YAML, JSON, plist, source code), PEM that
 * was encoded again as Kubernetes Secrets do, OpenSSH public keys. Starts are found by the few characters that the known
 * formats begin with; work is bounded by the length of the text, however many starts disappoint.
 */
import { fromBase64, latin1, type Bytes } from '../../codec/bytes';
import { Malformed } from '../../codec/malformed';
import { base64Run, hexRun, type Run } from './encoded-run';
import type { Found, Span } from './found';
import { detectOctets, looksCut } from './octets';

/**
 * Base64 of: a SEQUENCE with its length; "-----BEGIN "; both of these encoded once more; JKS and JCEKS; an OpenSSH key; a
 * zip. Hex of a SEQUENCE, of keystores and of OpenSSH keys. OpenSSH's public keys by their names.
 */
const START =
  /(?<![A-Za-z0-9+/_-])(?:(M[A-P][A-Za-z0-9+/_-]{6}|LS0tLS1CRUdJTi|TFMwdExTMUNSVWRKVGl|TUl[IJ][A-Za-z0-9]|\/u3\+7Q|zs7Ozg|b3BlbnNzaC1rZXktdjE|UEsDB)|((?:0[xX]|\\x)?(?:30[\s:,-]{0,3}(?:0[xX]|\\x)?[0-8][0-9a-fA-F]|[Ff][Ee][\s:,-]{0,3}(?:0[xX]|\\x)?[Ee][Dd]|[Cc][Ee][\s:,-]{0,3}(?:0[xX]|\\x)?[Cc][Ee]|6[Ff][\s:,-]{0,3}(?:0[xX]|\\x)?70))|((?:sk-)?(?:ssh-[a-z0-9]{2,12}|ecdsa-sha2-[a-z0-9]{2,12})(?:@openssh\.com)? {1,4}AAAA[A-Za-z0-9+/]{16,65536}={0,2}))/g;

/** Times the text's length that may be read for starts that led nowhere. */
const MAX_WASTE = 3;
/** Layers of base64 in base64. A Secret in a JSON in a Secret has three. */
const MAX_LAYERS = 4;
/** Digits a run must have for a fault in it to be worth a word: less is a word that looks like one. */
const MEANT = 64;

/** What one input may cost, in all its layers. */
export class Patience {
  #left: number;

  constructor(length: number) {
    this.#left = MAX_WASTE * length;
  }

  /** Whether there is any left after `characters` led nowhere. */
  waste(characters: number): boolean {
    this.#left -= characters;
    return this.#left >= 0;
  }
}

/** Detection of a whole text, which what was encoded again is handed to. */
export type DetectText = (text: string, patience: Patience, layer: number) => readonly Found[];

export function detectBare(
  text: string,
  patience: Patience,
  layer: number,
  detectText: DetectText,
): readonly Found[] {
  const inner = (again: string): readonly Found[] =>
    layer < MAX_LAYERS ? detectText(again, patience, layer + 1) : [];
  const found: Found[] = [];
  const starts = new RegExp(START);
  for (let match = starts.exec(text); match !== null; match = starts.exec(text)) {
    const start = match.index;
    const [whole, base64, , ssh] = match;
    if (ssh !== undefined) {
      found.push(sshKey(whole, { start, end: start + whole.length }));
      continue;
    }
    const run = base64 === undefined ? hexRun(text, start) : base64Run(text, start);
    const items = run === undefined ? [] : readRun(run, { start, end: run.end }, inner);
    found.push(...items);
    if (items.some(({ kind }) => kind !== 'unreadable') && run !== undefined) {
      starts.lastIndex = Math.max(run.end, start + 1);
      continue;
    }
    // What disappoints may hide another start within: the next line is looked at anew.
    if (!patience.waste((run?.end ?? start) - start)) {
      const error = new Malformed('too-large', start, 'too many false starts');
      found.push({ kind: 'unreadable', label: '', span: { start, end: text.length }, error });
      break;
    }
    starts.lastIndex = start + whole.length;
  }
  return found;
}

function readRun(run: Run, span: Span, inner: (text: string) => readonly Found[]): readonly Found[] {
  const { octets, whole, announced } = run;
  const meant = span.end - span.start >= MEANT && looksCut(octets, 0);
  if (!whole) {
    if (!meant) return [];
    const error = new Malformed('truncated', span.start, `${octets.length} octets of more`);
    return [{ kind: 'unreadable', label: '', span, error }];
  }
  const known = detectOctets(octets);
  const isKnown = known.some(({ kind }) => kind !== 'unreadable');
  if (isKnown || (meant && known.length > 0)) return known.map((one) => at(one, span));
  if (announced) {
    const error = new Malformed('bad-value', span.start, 'no document inside');
    return meant ? [{ kind: 'unreadable', label: '', span, error }] : [];
  }
  const inside = inner(latin1(octets)).map((one) => again(at(one, span)));
  // Of a run with nothing but damage in it one word is enough.
  return inside.every(({ kind }) => kind === 'unreadable') ? inside.slice(0, 1) : inside;
}

/** What is inside a run stands where the run stands. */
const at = (one: Found, span: Span): Found => ({ ...one, span });

const again = (one: Found): Found =>
  one.kind === 'unreadable' ? one : { ...one, notes: [...one.notes, 'encoded-again'] };

function sshKey(line: string, span: Span): Found {
  const octets: Bytes | undefined = fromBase64(line.slice(line.indexOf(' ')));
  if (octets === undefined) {
    return { kind: 'unreadable', label: 'ssh', span, error: new Malformed('bad-base64', span.start) };
  }
  return { kind: 'ssh-public-key', label: '', span, octets, text: line, notes: [] };
}
