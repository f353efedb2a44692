/**
 * Name constraints (RFC 5280 §4.2.1.10): may an authority sign this name? A name of a kind with no permitted subtree
 * is permitted unless excluded; kinds the matching rules do not cover are left to the path validator.
 */
import { equalBytes } from '../../codec/bytes';
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

function addressWithin(address: string, range: string): boolean {
  const octets = parseIpAddress(address);
  const bounds = parseAddressRange(range);
  if (octets === undefined || bounds?.length !== 2 * octets.length) return false;
  const [base, mask] = [bounds.subarray(0, octets.length), bounds.subarray(octets.length)];
  const masked = (of: Uint8Array) => of.map((octet, i) => octet & (mask[i] ?? 0));
  return equalBytes(masked(octets), masked(base));
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

function uriHost(uri: string): string | undefined {
  return /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:@[\]]+)/i.exec(uri)?.[1];
}

/** Whether `name` lies in `subtree`; both are of the same kind. */
function within(name: GeneralName, subtree: Subtree): boolean {
  if (name.kind === 'dns' && subtree.kind === 'dns') return hostWithin(name.value, subtree.base);
  if (name.kind === 'ip' && subtree.kind === 'ip') return addressWithin(name.value, subtree.base);
  if (name.kind === 'email' && subtree.kind === 'email') return mailboxWithin(name.value, subtree.base);
  if (name.kind === 'uri' && subtree.kind === 'uri') {
    const host = uriHost(name.value);
    return host !== undefined && exactHostWithin(host, subtree.base);
  }
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

/** May an authority under these constraints sign `name`? */
export function permits(constraints: NameConstraints, name: GeneralName): NameVerdict {
  const subtree = constraints.excluded.find((one) => touches(name, one));
  if (subtree !== undefined) return { permitted: false, because: 'excluded', subtree };
  const ofKind = constraints.permitted.filter(({ kind }) => kind === name.kind);
  if (ofKind.length === 0 || ofKind.some((one) => within(name, one))) return { permitted: true };
  return { permitted: false, because: 'not-permitted' };
}
