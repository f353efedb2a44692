/**
 * Name constraints (RFC 5280 §4.2.1.10): may an authority sign this name? A name of a kind with no permitted subtree
 * is permitted unless excluded; kinds the matching rules do not cover are left to the path validator.
 */
import type { DistinguishedName } from '../../codec/distinguished-name';
import type { GeneralName } from '../../codec/general-name';
import { parseAddressRange, parseIpAddress } from '../../codec/ip-address';
import type { NameConstraints, Subtree } from '../../codec/name-constraint';

/** `dns`: `host` equals `base` or lies under it; a leading dot asks for at least one label more, as OpenSSL and Go read it. */
function hostWithin(host: string, base: string): boolean {
  const name = host.toLowerCase();
  const zone = base.toLowerCase();
  if (zone === '') return true;
  if (zone.startsWith('.')) return name.endsWith(zone) && name.length > zone.length;
  return name === zone || name.endsWith(`.${zone}`);
}

/** For URI hosts and email domains a base without a dot in front means that host alone (§4.2.1.10). */
function exactHostWithin(host: string, base: string): boolean {
  if (base === '') return true;
  return base.startsWith('.') ? hostWithin(host, base) : host.toLowerCase() === base.toLowerCase();
}

/** Address and mask of a range. It is text, and a thousand names are held against the same few. */
const ranges = new WeakMap<Subtree, Uint8Array | undefined>();

function rangeOf(subtree: Extract<Subtree, { readonly base: string }>): Uint8Array | undefined {
  if (!ranges.has(subtree)) ranges.set(subtree, parseAddressRange(subtree.base));
  return ranges.get(subtree);
}

function addressWithin(address: string, subtree: Extract<Subtree, { readonly base: string }>): boolean {
  const octets = parseIpAddress(address);
  const range = rangeOf(subtree);
  if (octets === undefined || range?.length !== 2 * octets.length) return false;
  return octets.every((octet, i) => {
    const mask = range[octets.length + i] ?? 0;
    return (octet & mask) === ((range[i] ?? 0) & mask);
  });
}

function mailboxWithin(mailbox: string, base: string): boolean {
  const at = mailbox.lastIndexOf('@');
  const host = mailbox.slice(at + 1);
  if (!base.includes('@')) return exactHostWithin(host, base);
  const baseAt = base.lastIndexOf('@');
  return (
    mailbox.slice(0, at) === base.slice(0, baseAt) &&
    host.toLowerCase() === base.slice(baseAt + 1).toLowerCase()
  );
}

type Rdn = DistinguishedName['rdns'][number];

/** Words compare without case and surplus white space (§7.1), attributes of one RDN in any order. */
function sameRdn(one: Rdn, other: Rdn): boolean {
  const words = (rdn: Rdn) =>
    rdn
      .map(({ type, value }) => `${type}=${value.trim().replace(/\s+/g, ' ').toLowerCase()}`)
      .sort()
      .join('\n');
  return words(one) === words(other);
}

/** A directory name lies under the one its first RDNs make up. */
function directoryWithin(name: DistinguishedName, base: DistinguishedName): boolean {
  return base.rdns.every((rdn, i) => sameRdn(rdn, name.rdns[i] ?? []));
}

export function uriHost(uri: string): string | undefined {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:@[\]]+)/i.exec(uri)?.[1];
}

/** Whether `name` lies in `subtree`; both are of the same kind. */
function within(name: GeneralName, subtree: Subtree): boolean {
  if (name.kind === 'dns' && subtree.kind === 'dns') return hostWithin(name.value, subtree.base);
  if (name.kind === 'ip' && subtree.kind === 'ip') return addressWithin(name.value, subtree);
  if (name.kind === 'email' && subtree.kind === 'email') return mailboxWithin(name.value, subtree.base);
  if (name.kind === 'uri' && subtree.kind === 'uri') {
    const host = uriHost(name.value);
    return host !== undefined && exactHostWithin(host, subtree.base);
  }
  if (name.kind === 'directory' && subtree.kind === 'directory')
    return directoryWithin(name.name, subtree.name);
  return false;
}

/** A wildcard stands for every host one label below: it is excluded as soon as one of them is. */
function touches(name: GeneralName, excluded: Subtree): boolean {
  if (within(name, excluded)) return true;
  if (name.kind !== 'dns' || excluded.kind !== 'dns' || !name.value.startsWith('*.')) return false;
  const parent = name.value.slice(2).toLowerCase();
  const [, ...above] = excluded.base.replace(/^\./, '').toLowerCase().split('.');
  return above.join('.') === parent;
}

export type NameVerdict =
  | { readonly permitted: true }
  | { readonly permitted: false; readonly because: 'excluded'; readonly subtree: Subtree }
  | { readonly permitted: false; readonly because: 'not-permitted' };

/** May an authority sign `name` under its own constraints and those of every authority above it? */
export function permits(path: readonly NameConstraints[], name: GeneralName): NameVerdict {
  for (const { permitted, excluded } of path) {
    const subtree = excluded.find((one) => touches(name, one));
    if (subtree !== undefined) return { permitted: false, because: 'excluded', subtree };
    const ofKind = permitted.filter(({ kind }) => kind === name.kind);
    if (ofKind.length > 0 && !ofKind.some((one) => within(name, one)))
      return { permitted: false, because: 'not-permitted' };
  }
  return { permitted: true };
}

const COMMON_NAME = '2.5.4.3';
const EMAIL_ADDRESS = '1.2.840.113549.1.9.1';
/** What OpenSSL takes for a host name: letters, digits, `-` and `_` in at least two labels, addresses included. */
const HOST_LIKE = /^[a-z\d_](?:[\w-]*[a-z\d_])?(?:\.[a-z\d_](?:[\w-]*[a-z\d_])?)+$/i;

/**
 * Names a subject is held against: itself and its email addresses (§4.2.1.10); and where `alternatives` has no host,
 * a CommonName that looks like one, by OpenSSL and GnuTLS.
 */
export function namesInSubject(
  subject: DistinguishedName,
  alternatives: readonly GeneralName[],
): readonly GeneralName[] {
  if (subject.rdns.length === 0) return [];
  const hosts = alternatives.some(({ kind }) => kind === 'dns');
  const attributes = subject.rdns.flat();
  return [
    { kind: 'directory', name: subject },
    ...attributes
      .filter(({ type }) => type === EMAIL_ADDRESS)
      .map(({ value }) => ({ kind: 'email', value }) as const),
    ...attributes
      .filter(({ type, value }) => !hosts && type === COMMON_NAME && HOST_LIKE.test(value))
      .map(({ value }) => ({ kind: 'dns', value }) as const),
  ];
}
