/**
 * Name constraints as Go reads and heeds them (crypto/x509): DNS, IP, email and URI of all names in the certificates below, a dot
 * in front asks for one label more, the directory's are unsupported, the CommonName is no host.
 */
import { latin1 } from '../../codec/bytes';
import { parseIpAddress } from '../../codec/ip-address';
import type { Exhibit } from './exhibit';
import type { AlternativeName } from './exhibit-extensions';
import { labelsOf } from './go-names';
import { goAddress, goQuote } from './go-text';
import { ADDRESS, DNS, EMAIL, URI } from './subtree-form';
import { subtreesOf, type RawSubtree } from './subtree-list';

export interface GoConstraints {
  readonly permitted: readonly RawSubtree[];
  readonly excluded: readonly RawSubtree[];
  /** Of a form that Go does not know. */
  readonly unhandled: boolean;
}

/** As `ParseCertificate` has it; a string is what it says where it refuses; `undefined` where there are none. */
export function goConstraints(one: Exhibit): GoConstraints | string | undefined {
  const read = subtreesOf(one);
  if (read === undefined) return undefined;
  if (!read.ok) return 'invalid NameConstraints extension';
  const { permitted, excluded } = read.value;
  if (permitted.length + excluded.length === 0) return 'empty name constraints extension';
  for (const subtree of [...permitted, ...excluded]) {
    const words = malformedBase(subtree);
    if (words !== undefined) return words;
  }
  const unhandled = [...permitted, ...excluded].some(({ tag }) => !KINDS.has(tag));
  return { permitted, excluded, unhandled };
}

const KINDS: ReadonlyMap<number, readonly [kind: AlternativeName['kind'], words: string]> = new Map([
  [EMAIL, ['email', 'email address']],
  [DNS, ['dns', 'DNS name']],
  [URI, ['uri', 'URI']],
  [ADDRESS, ['ip', 'IP address']],
]);

function malformedBase({ tag, octets }: RawSubtree): string | undefined {
  if (tag === ADDRESS) {
    if (octets.length !== 8 && octets.length !== 32)
      return `IP constraint contained value of length ${octets.length}`;
    const mask = octets.subarray(octets.length / 2);
    const bits = Array.from(mask, (octet) => octet.toString(2).padStart(8, '0')).join('');
    const hex = Array.from(mask, (octet) => octet.toString(16).padStart(2, '0')).join('');
    return /^1*0*$/.test(bits) ? undefined : `IP constraint contained invalid mask ${hex}`;
  }
  if (!KINDS.has(tag)) return undefined;
  const base = latin1(octets);
  if (octets.some((octet) => octet > 0x7f))
    return `invalid constraint value: x509: ${goQuote(base)} cannot be encoded as an IA5String`;
  if (tag === URI && parseIpAddress(base) !== undefined)
    return `failed to parse URI constraint ${goQuote(base)}: cannot be IP address`;
  const domain = tag === EMAIL ? base.slice(base.lastIndexOf('@') + 1) : base;
  if (labelsOf(domain.replace(/^\./, '')) !== undefined) return undefined;
  const words = { [DNS]: 'dnsName constraint', [EMAIL]: 'rfc822Name constraint', [URI]: 'URI constraint' }[
    tag
  ];
  return `failed to parse ${words} ${goQuote(base)}`;
}

/** @returns Go's words after `x509: `, or `undefined` where all names may stand below these constraints */
export function goConstraintFailure(
  { permitted, excluded }: GoConstraints,
  below: readonly Exhibit[],
): { readonly words: string; readonly unauthorized: boolean } | undefined {
  for (const { extensions } of below) {
    for (const name of extensions.alternativeNames ?? []) {
      const entry = [...KINDS].find(([, [kind]]) => kind === name.kind);
      if (entry === undefined) continue;
      const [tag, [, kind]] = entry;
      const shown = name.kind === 'ip' ? goAddress(name.octets) : name.text;
      const unparsed = unparsable(name);
      if (unparsed !== undefined) return { words: unparsed, unauthorized: false };
      const fault = (words: string) => ({ words: `${kind} ${goQuote(shown)} ${words}`, unauthorized: true });
      const asked = [...excluded, ...permitted].some((one) => one.tag === tag);
      const incomparable = asked && tag === URI ? incomparableUri(name.text) : undefined;
      if (incomparable !== undefined) return { words: incomparable, unauthorized: true };
      const hit = excluded.find((one) => one.tag === tag && lies(name, one));
      if (hit !== undefined) return fault(`is excluded by constraint ${goQuote(shownBase(hit))}`);
      const allowing = permitted.filter((one) => one.tag === tag);
      if (allowing.length > 0 && !allowing.some((one) => lies(name, one)))
        return fault('is not permitted by any constraint');
    }
  }
  return undefined;
}

const hostOfUri = (uri: string): string =>
  /^[^:]*:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)/.exec(uri)?.[1] ?? '';

/** `matchURIConstraint` */
function incomparableUri(uri: string): string | undefined {
  const host = hostOfUri(uri);
  const cannot = `(${goQuote(uri)}) cannot be matched against constraints`;
  if (host === '') return `URI with empty host ${cannot}`;
  return host.startsWith('[') || parseIpAddress(host) !== undefined ? `URI with IP ${cannot}` : undefined;
}

function unparsable({ kind, text }: AlternativeName): string | undefined {
  if (kind === 'dns' && labelsOf(text) === undefined) return `cannot parse dnsName ${goQuote(text)}`;
  const at = text.lastIndexOf('@');
  if (kind === 'email' && (at <= 0 || labelsOf(text.slice(at + 1)) === undefined))
    return 'cannot parse rfc822Name {"" ""}';
  return undefined;
}

function lies(name: AlternativeName, { tag, octets }: RawSubtree): boolean {
  if (tag === ADDRESS) {
    const half = octets.length / 2;
    return (
      name.octets.length === half &&
      name.octets.every((octet, i) => {
        const mask = octets[half + i] ?? 0;
        return (octet & mask) === ((octets[i] ?? 0) & mask);
      })
    );
  }
  const base = latin1(octets);
  if (tag === EMAIL && base.includes('@')) {
    const [at, other] = [name.text.lastIndexOf('@'), base.lastIndexOf('@')];
    return (
      name.text.slice(0, at) === base.slice(0, other) &&
      name.text.slice(at + 1).toLowerCase() === base.slice(other + 1).toLowerCase()
    );
  }
  const domain = tag === EMAIL ? name.text.slice(name.text.lastIndexOf('@') + 1) : name.text;
  const host = tag === URI ? hostOfUri(domain) : domain;
  return domainLies(host, base);
}

function domainLies(domain: string, base: string): boolean {
  if (base === '') return true;
  const labels = labelsOf(domain.toLowerCase()) ?? [];
  const wanted = labelsOf(base.toLowerCase().replace(/^\./, '')) ?? [];
  const least = wanted.length + (base.startsWith('.') ? 1 : 0);
  return labels.length >= least && wanted.every((label, place) => label === labels[place]);
}

function shownBase({ tag, octets }: RawSubtree): string {
  if (tag !== ADDRESS) return latin1(octets);
  const mask = octets.subarray(octets.length / 2);
  const ones =
    Array.from(mask, (octet) => octet.toString(2).padStart(8, '0'))
      .join('')
      .lastIndexOf('1') + 1;
  return `${goAddress(octets.subarray(0, octets.length / 2))}/${ones}`;
}
