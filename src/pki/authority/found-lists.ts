/**
 * What the revocation lists in a folder say together (RFC 5280 §5): the newest complete one, and on top of it those that cover a
 * part (§5.2.5) or tell changes alone (§5.2.4). An entry that only a part knows must not come in as good: the next complete list
 * would take its revocation back for everybody. So for good is for good, and only a hold is released.
 */
import { equalBytes, type Bytes } from '../../codec/bytes';
import { DerReader } from '../../codec/der-reader';
import type { DistinguishedName } from '../../codec/distinguished-name';
import { extensionValue, type Extension } from '../../codec/extension';
import { readGeneralNames } from '../../codec/general-name';
import { attempt } from '../../codec/malformed';
import { revokedCertificates, type RevocationList } from '../../codec/revocation-list';
import { knownListOf, newestFirst, type KnownList } from '../verify/known-list';
import { serialText } from './authority-facts';
import type { IssuedStatus } from './authority-record';

type Taken = Extract<IssuedStatus, { readonly at: number }>;

interface ListsSay {
  /** By serial number. */
  readonly taken: ReadonlyMap<string, Taken>;
  /** Of those that cover everything; the oldest first. */
  readonly complete: readonly { readonly list: RevocationList; readonly number: bigint }[];
  /** The highest of any of them; 0 for none. */
  readonly number: bigint;
  /** The newest complete list does not know all of it. */
  readonly outdated: boolean;
}

/** @param ders lists of this issuer, whose signatures are proved */
export function whatListsSay(issuer: DistinguishedName, ders: readonly Bytes[]): ListsSay {
  const lists = ders.flatMap((der) => knownListOf(der) ?? []).sort(newestFirst);
  const base = lists.find(isComplete);
  const taken = new Map<string, Taken>();
  for (const [serial, status] of base === undefined ? [] : entriesOf(base, issuer))
    if (status !== 'removed') taken.set(serial, status);
  let outdated = base?.number === undefined && taken.size > 0;
  for (const list of newestParts(lists).reverse()) {
    const isLater = base === undefined || list.list.thisUpdate >= base.list.thisUpdate;
    for (const [serial, status] of entriesOf(list, issuer)) {
      const known = taken.get(serial)?.kind;
      // What a later complete list no longer holds was released; what it no longer has as revoked is over, and harmless.
      if (known === 'revoked' || (!isLater && (status === 'removed' || status.kind === 'held'))) continue;
      if (status === 'removed' ? known === undefined : status.kind === known) continue;
      if (status === 'removed') taken.delete(serial);
      else taken.set(serial, status);
      outdated = true;
    }
  }
  const numbers = lists.flatMap(({ number }) => number ?? []);
  return {
    taken,
    complete: lists
      .filter(isComplete)
      .flatMap(({ list, number }) => (number === undefined ? [] : [{ list, number }]))
      .reverse(),
    number: numbers.reduce((one, other) => (other > one ? other : one), 0n),
    outdated,
  };
}

const isComplete = ({ base, point, unusable }: KnownList): boolean =>
  base === undefined && point === undefined && unusable !== 'list-malformed';

/** The newest first: every list of changes, and of those that cover the same part the newest. */
function newestParts(lists: readonly KnownList[]): KnownList[] {
  const seen = new Set<string>();
  return lists.filter((list) => {
    const { base, point, scope } = list;
    // Attribute certificates have serial numbers of their own (§5.2.5).
    if (isComplete(list) || point?.onlyAttributeCertificates === true) return false;
    if (base !== undefined) return true;
    const isNew = !seen.has(scope);
    seen.add(scope);
    return isNew;
  });
}

function* entriesOf(
  { list, point }: KnownList,
  issuer: DistinguishedName,
): Generator<readonly [serial: string, status: Taken | 'removed']> {
  // "If this extension is not present on the first entry in an indirect CRL, the certificate issuer defaults to the CRL issuer" (§5.3.3).
  let isOurs = true;
  for (const entry of revokedCertificates(list)) {
    if (!entry.ok) continue;
    const { serialNumber, revocationDate, extensions } = entry.value;
    if (point?.indirect === true) isOurs = namesIssuer(extensions, issuer) ?? isOurs;
    if (!isOurs) continue;
    const code = extensionValue(extensions, 'reasonCode');
    const reason = (code.ok ? code.value?.value : undefined) ?? 'unspecified';
    const since = extensionValue(extensions, 'invalidityDate');
    const invalidSince = since.ok ? since.value?.value.getTime() : undefined;
    const at = revocationDate.getTime();
    const serial = serialText(serialNumber);
    if (reason === 'removeFromCRL') yield [serial, 'removed'];
    else if (reason === 'certificateHold') yield [serial, { kind: 'held', at }];
    else yield [serial, { kind: 'revoked', at, reason, ...(invalidSince !== undefined && { invalidSince }) }];
  }
}

const CERTIFICATE_ISSUER = '2.5.29.29';

/** Whose certificate an entry of an indirect list is of: `undefined` where it does not say, and goes on with the one before. */
function namesIssuer(extensions: readonly Extension[], { der }: DistinguishedName): boolean | undefined {
  const told = extensions.find(({ oid }) => oid === CERTIFICATE_ISSUER);
  if (told === undefined) return undefined;
  const names = attempt(() =>
    DerReader.document(told.value, (reader) => readGeneralNames(reader.sequence())),
  );
  return names.ok && names.value.some((one) => one.kind === 'directory' && equalBytes(one.name.der, der));
}
