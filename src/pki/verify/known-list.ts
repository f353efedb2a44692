/** A list of revoked certificates, read once: whose it is, what it covers, which list it goes with, what is odd about it. */
import type { Bytes } from '../../codec/bytes';
import { toHex } from '../../codec/bytes';
import type { IssuingDistributionPoint } from '../../codec/distribution-point';
import { extensionOid, extensionValue, type ExtensionName } from '../../codec/extension';
import { parseRevocationList, type RevocationList } from '../../codec/revocation-list';
import { sameAlgorithm } from '../signature-scheme';
import { comparableName } from './link';
import type { RevocationDoubt } from './revocation-request';

export interface KnownList {
  readonly list: RevocationList;
  /** Comparable, as of links. */
  readonly issuer: string;
  readonly number: bigint | undefined;
  /** Set in deltas: the number of the complete list that they change. */
  readonly base: bigint | undefined;
  readonly point: IssuingDistributionPoint | undefined;
  readonly authorityKey: Bytes | undefined;
  /** Lists with the same one cover the same certificates for the same reasons, by the same key (§5.2.4). */
  readonly scope: string;
  /** Why it can be used for nothing. */
  readonly unusable: RevocationDoubt | undefined;
  /** Whether it has all that §5 asks of one. */
  readonly conforming: boolean;
}

const readable = [
  'cRLNumber',
  'deltaCRLIndicator',
  'issuingDistributionPoint',
  'authorityKeyIdentifier',
] as const satisfies readonly ExtensionName[];
const understood: ReadonlySet<string> = new Set(readable.map((name) => extensionOid[name]));

/** `undefined` where the octets are no list at all, so that nobody knows whose it would be. */
export function knownListOf(der: Bytes): KnownList | undefined {
  const parsed = parseRevocationList(der);
  if (!parsed.ok) return undefined;
  const list = parsed.value;
  const { extensions } = list;
  const number = extensionValue(extensions, 'cRLNumber');
  const base = extensionValue(extensions, 'deltaCRLIndicator');
  const point = extensionValue(extensions, 'issuingDistributionPoint');
  const authority = extensionValue(extensions, 'authorityKeyIdentifier');
  const isReadable = number.ok && base.ok && point.ok && authority.ok;
  const isUnknown = extensions.some(({ oid, critical }) => critical && !understood.has(oid));
  const isOdd = !isReadable || !sameAlgorithm(list.signature, list.signatureAlgorithm);
  const numbered = number.ok && number.value?.critical === false;
  const identified = authority.ok && authority.value?.value.keyIdentifier !== undefined;
  return {
    list,
    issuer: comparableName(list.issuer),
    number: number.ok ? number.value?.value : undefined,
    base: base.ok ? base.value?.value : undefined,
    point: point.ok ? point.value?.value : undefined,
    authorityKey: authority.ok ? authority.value?.value.keyIdentifier : undefined,
    scope: scopeOf(list),
    unusable: isOdd ? 'list-malformed' : isUnknown ? 'list-unknown-critical' : undefined,
    conforming: numbered && identified && list.nextUpdate !== undefined,
  };
}

function scopeOf({ extensions }: RevocationList): string {
  return (['issuingDistributionPoint', 'authorityKeyIdentifier'] as const)
    .map((name) => extensions.find(({ oid }) => oid === extensionOid[name])?.value)
    .map((value) => (value === undefined ? '' : toHex(value)))
    .join(' ');
}

/** The newest first: of two that cover the same, the older is history. Of equals their octets decide, not the order of the input. */
export const newestFirst = (one: KnownList, other: KnownList): number =>
  other.list.thisUpdate.getTime() - one.list.thisUpdate.getTime() ||
  compare(other.number ?? -1n, one.number ?? -1n) ||
  compareOctets(one.list.der, other.list.der);

const compare = (one: bigint, other: bigint): number => (one < other ? -1 : one > other ? 1 : 0);

/** A list may have megabytes, which as text would be thrice as many. */
function compareOctets(one: Uint8Array, other: Uint8Array): number {
  const differing = one.findIndex((octet, place) => octet !== other[place]);
  return differing < 0 ? one.length - other.length : (one[differing] ?? 0) - (other[differing] ?? 0);
}
