/**
 * What a pasted text says about certificates: every known message in it, the one that tells most first. Total and bounded: each
 * pattern is looked for once along the text, and a text of any kind and length gives an answer.
 */
import { catalogue } from './catalogue';
import type { Diagnosis, FoundMessage } from './diagnosis';
import { connectionFacts } from './facts';
import type { Message, Weight } from './message';
import { folded, matchAt, patternOf, runsOn, type Match, type Pattern } from './pattern';
import { holdsPrivateKey, redacted, withoutPrivateKeys } from './redact';
import { subjectCodes, type SubjectCode } from './subject';
import { unwrapped, withoutColours } from './unwrapped';

/** Characters read, half of them from the end: that is where programs say why they stop. A log of a day has more. */
const MOST = 1_000_000;
/** Places of one pattern that are looked at: what a log repeats, it has said. */
const MOST_PLACES = 20;
/** Breaks within one message: it is some two hundred characters long, and a window eighty wide. */
const MOST_BREAKS = 3;
/** Characters of a line that are shown again. */
const LONGEST_EXCERPT = 400;

interface Candidate extends Match {
  readonly message: Message;
  readonly written: string;
  readonly literal: number;
}

const weights: Readonly<Record<Weight, number>> = { telling: 0, vague: 1, envelope: 2 };
const subjectRank = new Map<SubjectCode, number>(subjectCodes.map((code, place) => [code, place]));

interface Known {
  readonly message: Message;
  readonly written: string;
  readonly pattern: Pattern;
}

const known: readonly Known[] = catalogue.flatMap((message) =>
  message.patterns.map((written) => ({ message, written, pattern: patternOf(written) })),
);

export function diagnose(pasted: string): Diagnosis {
  const cut = pasted.length > MOST;
  const kept = cut ? `${pasted.slice(0, MOST / 2)}\n${pasted.slice(-MOST / 2)}` : pasted;
  const heldPrivateKey = holdsPrivateKey(kept);
  const text = withoutColours((heldPrivateKey ? withoutPrivateKeys(kept) : kept).replace(/\r\n?/g, '\n'));
  const candidates = withoutContained([...candidatesIn(text), ...brokenIn(text)]);
  return { found: foundIn(text, candidates), facts: connectionFacts(text), cut, heldPrivateKey };
}

function candidatesIn(text: string): readonly Candidate[] {
  const haystack = folded(text);
  return known.flatMap(({ message, written, pattern }) => {
    const found: Candidate[] = [];
    let from = 0;
    for (let place = 0; place < MOST_PLACES; place++) {
      const start = haystack.indexOf(pattern.anchor, from);
      if (start < 0) break;
      const match = matchAt(pattern, haystack, text, start);
      if (match !== undefined) found.push({ ...match, message, written, literal: pattern.literal });
      from = start + pattern.anchor.length;
    }
    return found;
  });
}

/** Messages that a break of a line runs through. What has no end of its own would take what follows for its own. */
function brokenIn(text: string): readonly Candidate[] {
  const whole = unwrapped(text);
  if (whole === undefined) return [];
  return candidatesIn(whole.text).flatMap((candidate) => {
    const { start, end, written } = candidate;
    const breaks = whole.breaksIn(start, end);
    if (breaks === 0 || breaks > MOST_BREAKS || runsOn(written)) return [];
    return [{ ...candidate, start: whole.placeOf(start), end: whole.placeOf(end) }];
  });
}

/** `self-signed certificate in certificate chain` is not `self-signed certificate`: the longer one stands, what lies in it goes. */
function withoutContained(candidates: readonly Candidate[]): readonly Candidate[] {
  const ordered = [...candidates].sort((a, b) => a.start - b.start || b.literal - a.literal || b.end - a.end);
  const standing: Candidate[] = [];
  for (const candidate of ordered) {
    // Sorted by where they begin: only the last few can reach over this one.
    const over = standing
      .slice(-8)
      .some(
        (one) =>
          one.start <= candidate.start &&
          candidate.start < one.end &&
          one.message.id !== candidate.message.id &&
          one.start + one.literal >= candidate.start + candidate.literal,
      );
    if (!over) standing.push(candidate);
  }
  return standing;
}

const byTelling = (one: Candidate, other: Candidate): number =>
  weights[one.message.weight] - weights[other.message.weight] ||
  (subjectRank.get(one.message.subject) ?? 0) - (subjectRank.get(other.message.subject) ?? 0) ||
  Object.keys(other.facts).length - Object.keys(one.facts).length ||
  other.literal - one.literal ||
  one.start - other.start;

function foundIn(text: string, candidates: readonly Candidate[]): readonly FoundMessage[] {
  const byMessage = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const group = byMessage.get(candidate.message.id);
    if (group === undefined) byMessage.set(candidate.message.id, [candidate]);
    else group.push(candidate);
  }
  const best = [...byMessage.values()].flatMap((group) => {
    const [first] = [...group].sort(byTelling);
    return first === undefined ? [] : [{ ...first, times: new Set(group.map(({ start }) => start)).size }];
  });
  return best.sort(byTelling).map((candidate) => {
    const { message, written, facts, start, times } = candidate;
    const { id, speaker, subject, weight, source } = message;
    // What fills a hole is a stranger's as well.
    const shown = Object.fromEntries(Object.entries(facts).map(([hole, value]) => [hole, redacted(value)]));
    return {
      id,
      speaker,
      subject,
      weight,
      source,
      pattern: written,
      ...lineAt(text, start),
      times,
      facts: shown,
    };
  });
}

function lineAt(text: string, place: number): { readonly line: number; readonly excerpt: string } {
  const before = text.lastIndexOf('\n', place - 1) + 1;
  const after = text.indexOf('\n', place);
  const whole = text.slice(before, after < 0 ? text.length : after);
  // From the beginning of a word a little before it, where the line is long.
  const far = place - before - 120;
  const from = far <= 0 ? 0 : whole.indexOf(' ', far) + 1;
  const shown = redacted(whole.slice(from, from + LONGEST_EXCERPT)).trim();
  const excerpt = far <= 0 ? shown : `… ${shown}`;
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < before; at = text.indexOf('\n', at + 1)) line++;
  return { line, excerpt };
}
