/**
 * What reading a name gives: the name as it goes into the certificate, or why not and what to take instead.
 * Codes are closed unions; the sentences for them are the user interface's.
 */
import { citations, type NameProblem, type NameProblemCode } from './name-problem';

export type NameKind = 'dns' | 'wildcard' | 'ipv4' | 'ipv6' | 'uri' | 'email';

export type NameNote =
  | 'unspecified-address' // 0.0.0.0 or ::, which a server listens on and nobody can connect to
  | 'ipv4-mapped' // ::ffff:127.0.0.1; a client that connects to 127.0.0.1 looks for that address instead
  | 'rewritten' // typed in another form: IPv6 that RFC 5952 writes otherwise, full-width letters
  | 'lower-cased'
  | 'international' // `value` holds A-labels (xn--)
  | 'shown-encoded' // the Unicode form could be mistaken for another name, so `display` keeps the A-labels
  | 'not-for-hosts'; // a URI kept as such: no TLS client holds a host name against it

export interface AcceptedName {
  readonly ok: true;
  readonly kind: NameKind;
  /** As it goes into the certificate, ASCII: A-labels, lower-case host, canonical text of an address. */
  readonly value: string;
  /** For people: Unicode where that is safe to show, otherwise `value`. Right-to-left names need isolation (`<bdi>`). */
  readonly display: string;
  /** What was typed. In a fix: what would have been read as this name. */
  readonly input: string;
  readonly notes: readonly NameNote[];
}

export interface RefusedName {
  readonly ok: false;
  readonly input: string;
  readonly problem: NameProblem;
  /** Names to take instead, the likeliest first. `readNames(fix.input, already)` reads each again. */
  readonly fixes: readonly AcceptedName[];
}

export type ReadName = AcceptedName | RefusedName;

export function accepted(
  kind: NameKind,
  value: string,
  input: string,
  notes: readonly NameNote[] = [],
  display = value,
): AcceptedName {
  return { ok: true, kind, value, display, input, notes };
}

/** `attempts` are other readings of the input; those that were refused contribute their own fixes. */
export function refused(
  input: string,
  code: NameProblemCode,
  fact = '',
  attempts: readonly (ReadName | undefined)[] = [],
): RefusedName {
  const fixes = new Map<string, AcceptedName>();
  for (const attempt of attempts) {
    for (const name of attempt === undefined ? [] : attempt.ok ? [attempt] : attempt.fixes) {
      // A fix is typed in place of the input, so what it was made from does not matter any more.
      if (!fixes.has(identity(name))) fixes.set(identity(name), { ...name, input: retyped(name) });
    }
  }
  return { ok: false, input, problem: { code, fact, citation: citations[code] }, fixes: [...fixes.values()] };
}

/** Two names with the same identity are one entry in a certificate. */
export function identity({ kind, value }: AcceptedName): string {
  return `${kind}:${value}`;
}

/** Text that reads as this name again: a URI that looks like a web address needs its kind said. */
export function retyped({ kind, value }: AcceptedName): string {
  return kind === 'uri' ? `URI:${value}` : value;
}

/** The same reading under the text it was part of. */
export function forInput(name: ReadName, input: string): ReadName {
  return { ...name, input };
}
