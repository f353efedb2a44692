/**
 * What stands in text without PEM armour: base64 and hex of documents wherever they are (YAML, JSON, plist, source code), PEM that
 * was encoded again as Kubernetes Secrets do, OpenSSH public keys. Starts are found by the few characters that the known
 * formats begin with; work is bounded by the length of the text, however many starts disappoint.
 */
import { latin1 } from '../../codec/bytes';
import { Malformed } from '../../codec/malformed';
import { base64Run, hexRun, type Run } from './encoded-run';
import type { Found, Span, Steps } from './found';
import { detectOctets, looksCut, mayBeDocument } from './octets';
import { puttyKey, ssh2Key, sshComment, sshKey } from './ssh-text';

/**
 * Base64 of: a SEQUENCE with its length; "-----BEGIN "; both of these encoded once more; JKS and JCEKS; an OpenSSH key; a
 * zip. Hex of a SEQUENCE, of keystores and of OpenSSH keys. OpenSSH's public keys and certificates by their names; RFC 4716's armour.
 */
const START =
  /(?<![A-Za-z0-9+/_-])(?:(M[A-P][A-Za-z0-9+/_-]{6}|LS0tLS1CRUdJTi|TFMwdExTMUNSVWRKVGl|TUl[IJ][A-Za-z0-9]|\/u3\+7Q|zs7Ozg|b3BlbnNzaC1rZXktdjE|UEsDB)|((?:0[xX]|\\x)?(?:30[\s:,-]{0,3}(?:0[xX]|\\x)?[0-8][0-9a-fA-F]|[Ff][Ee][\s:,-]{0,3}(?:0[xX]|\\x)?[Ee][Dd]|[Cc][Ee][\s:,-]{0,3}(?:0[xX]|\\x)?[Cc][Ee]|6[Ff][\s:,-]{0,3}(?:0[xX]|\\x)?70))|((?:sk-)?(?:ssh-[a-z0-9]{2,12}|ecdsa-sha2-[a-z0-9]{2,12})(?:-cert-v01)?(?:@openssh\.com)? {1,4}AAAA[A-Za-z0-9+/]{16,65536}={0,2})|(---- BEGIN SSH2 PUBLIC KEY ----)|(PuTTY-User-Key-File-[23]: ))/g;

/** Times the text's length that may be read for starts that led nowhere. */
const MAX_WASTE = 3;
/** Layers of base64 in base64. A Secret in a JSON in a Secret has three. */
const MAX_LAYERS = 4;
/** Characters searched before others may have the thread: some milliseconds. */
const STRETCH = 1 << 19;
/** What looking at one start costs, in characters. */
const START_COST = 64;
/** Of an OpenSSH public key; the other starts are short. */
const LONGEST_START = 1 << 17;
/** Octets of a document that is looked for without armour: a public key of Ed25519 has 44. */
const SHORTEST = 32;
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
export type DetectText = (text: string, patience: Patience, layer: number) => Steps;

export function* detectBare(text: string, patience: Patience, layer: number, detectText: DetectText): Steps {
  const inner = (again: string): Steps =>
    layer < MAX_LAYERS ? detectText(again, patience, layer + 1) : none();
  let at = 0;
  /** Characters searched and read since others had the thread. */
  let work = 0;
  while (at < text.length) {
    if (work >= STRETCH) {
      yield undefined;
      work = 0;
    }
    const match = nextStart(text, at);
    work += (match?.start ?? at + STRETCH) - at;
    if (match === undefined) {
      at += STRETCH;
      continue;
    }
    const { start, whole, form } = match;
    if (form === 'ssh2' || form === 'putty') {
      const { found, end } = form === 'putty' ? puttyKey(text, start) : ssh2Key(text, start, whole);
      yield found;
      work += START_COST + end - start;
      at = Math.max(end, start + whole.length);
      continue;
    }
    if (form === 'ssh') {
      const comment = sshComment(text, start + whole.length);
      yield sshKey(whole, comment, { start, end: start + whole.length + comment.length });
      // The comment is looked through as well: it hides nothing.
      at = start + whole.length;
      continue;
    }
    const run = form === 'hex' ? hexRun(text, start) : base64Run(text, start);
    let known = false;
    if (run !== undefined) {
      work += START_COST + run.end - start;
      for (const step of readRun(run, { start, end: run.end }, inner)) {
        if (step !== undefined && step.kind !== 'unreadable') known = true;
        yield step;
      }
    }
    if (known && run !== undefined) {
      at = Math.max(run.end, start + 1);
      continue;
    }
    // What disappoints may hide another start within: the next line is looked at anew.
    if (!patience.waste((run?.end ?? start) - start)) {
      const error = new Malformed('too-large', start, 'too many false starts');
      yield { kind: 'unreadable', label: '', span: { start, end: text.length }, error };
      return;
    }
    at = start + whole.length;
  }
}

function* none(): Steps {
  // Nothing is looked for so deep.
}

/** In the order of the groups of `START`. */
const START_FORMS = ['base64', 'hex', 'ssh', 'ssh2', 'putty'] as const;

interface Start {
  readonly start: number;
  readonly whole: string;
  readonly form: (typeof START_FORMS)[number];
}

/** The first start in the stretch from `from`. */
function nextStart(text: string, from: number): Start | undefined {
  // One character before, for what must not stand there; behind, what the longest start may take.
  const before = Math.min(from, 1);
  const starts = new RegExp(START);
  starts.lastIndex = before;
  const match = starts.exec(text.slice(from - before, from + STRETCH + LONGEST_START));
  if (match === null || match.index - before >= STRETCH) return undefined;
  const [whole] = match;
  const forms: readonly (string | undefined)[] = match.slice(1);
  const form = START_FORMS[forms.findIndex((one) => one !== undefined)] ?? 'base64';
  return { start: from - before + match.index, whole, form };
}

function* readRun(run: Run, span: Span, inner: (text: string) => Steps): Steps {
  const { octets, whole, announced } = run;
  const meant = span.end - span.start >= MEANT && looksCut(octets, 0);
  if (!whole) {
    if (!meant) return;
    const error = new Malformed('truncated', span.start, `${octets.length} octets of more`);
    yield { kind: 'unreadable', label: '', span, error };
    return;
  }
  const known = octets.length < SHORTEST || !mayBeDocument(octets) ? [] : detectOctets(octets);
  const isKnown = known.some(({ kind }) => kind !== 'unreadable');
  if (isKnown || (meant && known.length > 0)) {
    yield* known.map((one) => at(one, span));
    return;
  }
  if (announced) {
    if (!meant) return;
    const error = new Malformed('bad-value', span.start, 'no document inside');
    yield { kind: 'unreadable', label: '', span, error };
    return;
  }
  yield* insideRun(latin1(octets), span, inner);
}

/** What was encoded again. Of a run with nothing but damage in it one word is enough. */
function* insideRun(text: string, span: Span, inner: (text: string) => Steps): Steps {
  let damage: Found | undefined;
  let sound = false;
  for (const step of inner(text)) {
    if (step === undefined) yield undefined;
    else if (step.kind === 'unreadable' && !sound) damage ??= at(step, span);
    else {
      if (damage !== undefined && !sound) yield damage;
      sound = true;
      yield again(at(step, span));
    }
  }
  if (!sound && damage !== undefined) yield damage;
}

/** What is inside a run stands where the run stands. */
const at = (one: Found, span: Span): Found => ({ ...one, span });

const again = (one: Found): Found =>
  one.kind === 'unreadable' ? one : { ...one, notes: [...one.notes, 'encoded-again'] };
