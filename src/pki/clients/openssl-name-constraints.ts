/**
 * Name constraints by OpenSSL's letter (v3_ncons.c): every name of a certificate against those of each one above it, anchor
 * included; a leaf without a dNSName answers with CommonNames that look like hosts of two labels or more.
 */
import { parseAddressRange, parseIpAddress } from '../../codec/ip-address';
import type { Subtree } from '../../codec/name-constraint';
import type { ExhibitConstraints } from './exhibit-constraints';
import type { AlternativeName } from './exhibit-extensions';
import { commonNames, emailAddresses, exhibitName } from './exhibit-name';
import type { Exhibit } from './exhibit';

const PERMITTED_VIOLATION = 47;
const EXCLUDED_VIOLATION = 48;
const SUBTREE_MINMAX = 49;
const UNSUPPORTED_TYPE = 51;
const UNSUPPORTED_SYNTAX = 53;
/** `NAME_CHECK_MAX`, names times constraints; beyond it the certificate is refused unread. */
const MOST_COMPARISONS = 2 ** 20;
const UNSPECIFIED = 1;

interface Name {
  readonly kind: AlternativeName['kind'];
  readonly text: string;
  readonly octets?: Uint8Array;
  /** Of a directory name. */
  readonly parts?: readonly string[];
  /** Of a string type it does not compare, whatever the constraints are. */
  readonly unfit?: boolean;
}

/** Every client on OpenSSL comes to the same, and there are seven of them. */
const known = new WeakMap<ExhibitConstraints, Map<Exhibit, number | undefined>>();

/** The code of what is violated; `undefined` where nothing is. */
export function violation(
  subject: Exhibit,
  constraints: ExhibitConstraints,
  leaf: boolean,
): number | undefined {
  const answers = known.get(constraints) ?? new Map<Exhibit, number | undefined>();
  known.set(constraints, answers);
  if (!answers.has(subject)) answers.set(subject, found(subject, constraints, leaf));
  return answers.get(subject);
}

function found(subject: Exhibit, constraints: ExhibitConstraints, leaf: boolean): number | undefined {
  const names = namesOf(subject);
  const count = constraints.permitted.length + constraints.excluded.length;
  if (names.length * count > MOST_COMPARISONS) return UNSPECIFIED;
  const first = firstViolation(names, constraints);
  const hosts = subject.extensions.alternativeNames?.some(({ kind }) => kind === 'dns') === true;
  if (first !== undefined || !leaf || hosts) return first;
  const words = commonNames(subject.subject).filter((name) => HOST_LIKE.test(name));
  return firstViolation(
    words.map((text) => ({ kind: 'dns', text })),
    constraints,
  );
}

/** Letters, digits, `-` and `_` in at least two labels, hyphens and dots inside only; an address looks like it too. */
const HOST_LIKE = /^[a-z\d_](?:[\w-]*[a-z\d_])?(?:\.[a-z\d_](?:[\w-]*[a-z\d_])?)+$/i;

function namesOf({ subject, extensions }: Exhibit): readonly Name[] {
  const own: readonly Name[] = subject.empty ? [] : [{ kind: 'directory', text: '', parts: subject.parts }];
  return [
    ...own,
    ...emailAddresses(subject).map(({ text, ia5 }) => ({ kind: 'email', text, unfit: !ia5 }) as const),
    ...(extensions.alternativeNames ?? []).map(({ kind, text, octets }) => ({
      kind,
      text,
      octets,
      ...(kind === 'directory' && { parts: exhibitName(octets).parts }),
    })),
  ];
}

function firstViolation(
  names: readonly Name[],
  { permitted, excluded, bounded }: ExhibitConstraints,
): number | undefined {
  for (const name of names) {
    if (name.unfit === true) return UNSUPPORTED_SYNTAX;
    const isBounded = (one: Subtree): boolean => sameKind(name, one) && bounded.has(one);
    if (bounded.size > 0 && permitted.some(isBounded)) return SUBTREE_MINMAX;
    const allowed = permitted.filter((one) => sameKind(name, one)).map((one) => within(name, one));
    const unfit = allowed.find((answer) => typeof answer === 'number');
    if (unfit !== undefined && allowed.indexOf(unfit) < orLast(allowed.indexOf(true), allowed)) return unfit;
    if (allowed.length > 0 && !allowed.includes(true)) return PERMITTED_VIOLATION;
    for (const one of excluded.filter((subtree) => sameKind(name, subtree))) {
      const answer = bounded.has(one) ? SUBTREE_MINMAX : within(name, one);
      if (answer !== false) return answer === true ? EXCLUDED_VIOLATION : answer;
    }
  }
  return undefined;
}

/** Once one subtree fits, the others are not asked. */
const orLast = (place: number, list: readonly unknown[]): number => (place < 0 ? list.length : place);

const OTHER_TAGS = [0xa0, 0xa3, 0xa5];

function sameKind({ kind }: Name, subtree: Subtree): boolean {
  if (subtree.kind !== 'other') return subtree.kind === kind;
  const tag = subtree.der[0] ?? 0;
  return kind === 'registered-id' ? tag === 0x88 : kind === 'other' && OTHER_TAGS.includes(tag);
}

/** Both of one kind. A number where the name or the constraint is of a form OpenSSL gives up on. */
function within(name: Name, subtree: Subtree): boolean | number {
  switch (subtree.kind) {
    case 'dns':
      return hostWithin(name.text.toLowerCase(), subtree.base.toLowerCase());
    case 'email':
      return mailboxWithin(name.text, subtree.base);
    case 'uri':
      return addressOfPageWithin(name.text, subtree.base.toLowerCase());
    case 'ip':
      return addressWithin(name, rangeOf(subtree));
    case 'directory': {
      return partsOf(subtree.name).every((part, place) => part === name.parts?.[place]);
    }
    case 'other':
      return UNSUPPORTED_TYPE;
  }
}

/** A constraint is held against thousands of names, and read once. */
const readNames = new WeakMap<object, readonly string[]>();
const readRanges = new WeakMap<Subtree, Uint8Array | null>();

function partsOf(name: { readonly der: Uint8Array }): readonly string[] {
  const parts = readNames.get(name) ?? exhibitName(name.der).parts;
  readNames.set(name, parts);
  return parts;
}

function rangeOf(subtree: Extract<Subtree, { readonly base: string }>): Uint8Array | null {
  const range = readRanges.get(subtree) ?? parseAddressRange(subtree.base) ?? null;
  readRanges.set(subtree, range);
  return range;
}

/** A base with a dot in front asks for a label more; one without takes the name itself and what lies under it. */
function hostWithin(host: string, base: string): boolean {
  if (!host.endsWith(base)) return false;
  const before = host.length - base.length;
  return base === '' || before === 0 || base.startsWith('.') || host[before - 1] === '.';
}

function mailboxWithin(mailbox: string, base: string): boolean | number {
  const at = mailbox.lastIndexOf('@');
  if (at < 0) return UNSUPPORTED_SYNTAX;
  const host = mailbox.slice(at + 1).toLowerCase();
  const baseAt = base.lastIndexOf('@');
  if (baseAt < 0 && base.startsWith('.'))
    return mailbox.length > base.length && mailbox.toLowerCase().endsWith(base.toLowerCase());
  if (baseAt > 0 && base.slice(0, baseAt) !== mailbox.slice(0, at)) return false;
  return host === base.slice(baseAt + 1).toLowerCase();
}

/** The host ends at a port, else at a slash; user names are taken for part of it. */
function addressOfPageWithin(uri: string, base: string): boolean | number {
  const host = /^[^:]*:\/\/([^:]*):/s.exec(uri)?.[1] ?? /^[^:]*:\/\/([^/]*)/s.exec(uri)?.[1] ?? '';
  if (host === '') return UNSUPPORTED_SYNTAX;
  const asked = host.toLowerCase();
  return base.startsWith('.') ? asked.length > base.length && asked.endsWith(base) : asked === base;
}

function addressWithin({ octets, text }: Name, range: Uint8Array | null): boolean | number {
  const address = octets ?? parseIpAddress(text);
  if (address === undefined || range === null || (address.length !== 4 && address.length !== 16))
    return UNSUPPORTED_SYNTAX;
  const { length } = address;
  if (range.length !== 2 * length) return false;
  return address.every((octet, place) => {
    const mask = range[length + place] ?? 0;
    return (octet & mask) === ((range[place] ?? 0) & mask);
  });
}
