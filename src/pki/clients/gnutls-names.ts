/**
 * Name constraints by GnuTLS (`gnutls_x509_name_constraints_check_crt`): the leaf's hosts, mailboxes and addresses alone; of
 * directory names and URIs it knows only that something is excluded, and then refuses.
 */
import { parseAddressRange } from '../../codec/ip-address';
import type { NameConstraints, Subtree } from '../../codec/name-constraint';
import { commonNames, emailAddresses } from './exhibit-name';
import type { Exhibit } from './exhibit';
import { serves } from './gnutls-purpose';

/** `MAX_NC_CHECKS`; more is refused unread. */
const MOST_COMPARISONS = 2 ** 20;

export function namesViolate(leaf: Exhibit, constraints: NameConstraints): boolean {
  const names = leaf.extensions.alternativeNames ?? [];
  const count = constraints.permitted.length + constraints.excluded.length;
  if ((names.length + 1) * count > MOST_COMPARISONS) return true;
  const texts = (kind: 'dns' | 'email') => names.filter((name) => name.kind === kind).map(({ text }) => text);
  const hosts = texts('dns');
  const subjects = commonNames(leaf.subject);
  const single = hosts.length === 0 && serves(leaf, false) ? subjects : [];
  const mailboxes = texts('email');
  const inSubject = emailAddresses(leaf.subject);
  const ofKind = (kind: Subtree['kind']) => ({
    permitted: constraints.permitted.filter((one) => one.kind === kind),
    excluded: constraints.excluded.filter((one) => one.kind === kind),
  });
  const constrained = (kind: Subtree['kind']) => {
    const { permitted, excluded } = ofKind(kind);
    return permitted.length + excluded.length > 0;
  };
  if (constrained('dns')) {
    if (single.length > 1) return true;
    if (violates([...hosts, ...single], bases(ofKind('dns')), hostWithin)) return true;
  }
  if (constrained('email')) {
    const own = mailboxes.length > 0 ? mailboxes : inSubject.map(({ text }) => text);
    if (mailboxes.length === 0 && (own.length > 1 || inSubject.some(({ ia5 }) => !ia5))) return true;
    if (violates(own, bases(ofKind('email')), mailboxWithin)) return true;
  }
  const excludes = (kind: Subtree['kind']) => constraints.excluded.some((one) => one.kind === kind);
  if (excludes('directory') || (excludes('uri') && names.some(({ kind }) => kind === 'uri'))) return true;
  const addresses = names.filter(({ kind }) => kind === 'ip').map(({ octets }) => octets);
  const read = (list: readonly Subtree[]) =>
    list.map((one) => parseAddressRange(baseOf(one))).filter((range) => range !== undefined);
  const { permitted, excluded } = ofKind('ip');
  const ranges = { permitted: read(permitted), excluded: read(excluded) };
  return addresses.some((octets) => addressViolates(octets, ranges));
}

interface Subtrees<T> {
  readonly permitted: readonly T[];
  readonly excluded: readonly T[];
}

const baseOf = (subtree: Subtree): string => ('base' in subtree ? subtree.base : '');
const bases = ({ permitted, excluded }: Subtrees<Subtree>): Subtrees<string> => ({
  permitted: permitted.map(baseOf),
  excluded: excluded.map(baseOf),
});

/** An empty permitted base allows nothing more and forbids nothing; an empty excluded one forbids every name of the kind. */
function violates(
  names: readonly string[],
  { permitted, excluded }: Subtrees<string>,
  within: (name: string, base: string) => boolean,
): boolean {
  const allowed = permitted.filter((base) => base !== '');
  return names.some((name) => {
    if (excluded.some((base) => base === '' || within(name, base))) return true;
    return allowed.length > 0 && !allowed.some((base) => within(name, base));
  });
}

function hostWithin(name: string, zone: string): boolean {
  const [host, base] = [plainHost(name), plainHost(zone)];
  return host === base || host.endsWith(base.startsWith('.') ? base : `.${base}`);
}

/** Ranges that are no prefix (`validate_name_constraints_node`), zones with an empty label, and forms it does not know, it cannot read. */
export const constraintsAreUnfit = ({ permitted, excluded }: NameConstraints): boolean =>
  [...permitted, ...excluded].some((one) => {
    if (one.kind === 'ip') return !/\/\d+$/.test(one.base);
    return one.kind === 'other' || (one.kind === 'dns' && one.base.includes('..'));
  });

/** As its IDNA has a host: in small letters, without the dot of the root. */
const plainHost = (host: string): string => host.toLowerCase().replace(/\.$/, '');

/** Letters of the part before the `@` count as they are. */
function mailboxWithin(mailbox: string, base: string): boolean {
  const [at, baseAt] = [mailbox.lastIndexOf('@'), base.lastIndexOf('@')];
  const [host, zone] = [plainHost(mailbox.slice(at + 1)), plainHost(base.slice(baseAt + 1))];
  if (baseAt >= 0) return host === zone && mailbox.slice(0, Math.max(0, at)) === base.slice(0, baseAt);
  return zone.startsWith('.') ? host.endsWith(zone) : host === zone;
}

/** Of one family with the constraint; an address of the other is not constrained by it. */
function addressViolates(address: Uint8Array, { permitted, excluded }: Subtrees<Uint8Array>): boolean {
  const { length } = address;
  const inside = (range: Uint8Array) =>
    range.length === 2 * length &&
    address.every((octet, place) => {
      const mask = range[length + place] ?? 0;
      return (octet & mask) === ((range[place] ?? 0) & mask);
    });
  if (excluded.some(inside)) return true;
  return permitted.some((range) => range.length === 2 * length) && !permitted.some(inside);
}
