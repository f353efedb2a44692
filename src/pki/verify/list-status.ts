/**
 * What lists say of one certificate (RFC 5280 §6.3.3): complete ones, each with the newest delta that belongs to it, point by
 * point until every reason is covered. A list that is only old or lacks what §5 asks of it clears nobody, but whom it names is
 * revoked all the same.
 */
import { equalBytes, type Bytes } from '../../codec/bytes';
import type { DistributionPoint } from '../../codec/distribution-point';
import type { ReasonFlag } from '../../codec/revocation-reason';
import { searchRevoked, type RevocationSearch } from '../../codec/revocation-search';
import { knownListOf, newestFirst, type KnownList } from './known-list';
import type { Link } from './link';
import { allReasons, coveredReasons, distributionPointsOf, entryIsOf, listIssuersOf } from './list-scope';
import { signedPartOfList, signerOf } from './list-signer';
import { asks } from './path-request';
import type { RevocationAnswer, RevocationQuestion } from './revocation-answer';
import type { RevocationDoubt } from './revocation-request';

/** The newest first, so that the order of the input decides nothing. */
export function knownListsOf(ders: readonly Bytes[]): readonly KnownList[] {
  const known = ders.flatMap((der) => knownListOf(der) ?? []);
  // Of twins, the second is as good as none.
  const sorted = known.sort(newestFirst);
  return sorted.filter((one, place) => {
    const before = sorted[place - 1];
    return before === undefined || !equalBytes(before.list.der, one.list.der);
  });
}

/** What one list has to say: covers reasons until then, revokes, or is not believed. */
type Report =
  | { readonly from: Date; readonly until: Date | undefined }
  | { readonly revoked: RevocationAnswer }
  | { readonly doubt: RevocationDoubt };

export async function statusByLists(
  lists: readonly KnownList[],
  question: RevocationQuestion,
): Promise<RevocationAnswer> {
  const link = question.path[question.at];
  if (link === undefined) return { state: 'unasked' };
  const covered = new Set<ReasonFlag>();
  const doubts = new Set<RevocationDoubt>();
  const complete = lists.filter(({ base }) => base === undefined);
  let [from, until] = [new Date(-8.64e15), new Date(8.64e15)];
  for (const { known, point } of pairs(complete, link)) {
    question.workshop.spend('points', 1 + namesIn(known.point) + namesIn(point));
    if (!question.workshop.affords('points')) {
      doubts.add('too-much-work');
      break;
    }
    const reasons = coveredReasons(known, point, link);
    if (reasons === undefined) doubts.add('list-other-scope');
    else if (!reasons.every((reason) => covered.has(reason))) {
      const report = await reportOf({ known, point }, lists, link, question);
      if ('revoked' in report) return report.revoked;
      if ('doubt' in report) {
        doubts.add(report.doubt);
        continue;
      }
      for (const reason of reasons) covered.add(reason);
      if (report.from > from) from = report.from;
      if (report.until !== undefined && report.until < until) until = report.until;
    }
  }
  if (allReasons.every((reason) => covered.has(reason)))
    return { state: 'good', from, ...(until.getTime() < 8.64e15 && { until }) };
  if (covered.size > 0) doubts.add('some-reasons-uncovered');
  if (doubts.size > 1) doubts.delete('list-other-scope');
  const isDeltaAlone = doubts.size === 0 && lists.some(({ issuer }) => issuer === link.issuer);
  if (isDeltaAlone) doubts.add('delta-without-complete-list');
  return doubts.size === 0 ? { state: 'unasked' } : { state: 'unknown', because: [...doubts] };
}

const namesIn = (point: Partial<DistributionPoint> = {}): number =>
  (point.fullName?.length ?? 0) + (point.crlIssuer?.length ?? 0);

interface Pair {
  readonly known: KnownList;
  readonly point: DistributionPoint;
}

/** Lists by the points they may be meant for, in the order in which the certificate names these. */
function* pairs(lists: readonly KnownList[], link: Link): Generator<Pair, void> {
  const byIssuer = new Map<string, KnownList[]>();
  for (const known of lists) {
    const others = byIssuer.get(known.issuer);
    if (others === undefined) byIssuer.set(known.issuer, [known]);
    else others.push(known);
  }
  for (const point of distributionPointsOf(link))
    for (const issuer of listIssuersOf(point, link))
      for (const known of byIssuer.get(issuer) ?? []) yield { known, point };
}

const untouched: RevocationSearch = { unknownCritical: [] };

async function reportOf(
  { known, point }: Pair,
  lists: readonly KnownList[],
  link: Link,
  question: RevocationQuestion,
): Promise<Report> {
  const { time, workshop, profile } = question;
  if (known.unusable !== undefined) return { doubt: known.unusable };
  if (known.list.thisUpdate > time) return { doubt: 'list-not-yet-valid' };
  const signed = await signerOf(known, question, point.crlIssuer !== undefined);
  if ('doubt' in signed) return signed;
  const delta = await newestDelta(
    known,
    lists,
    (one) => workshop.prove(signedPartOfList(one), signed.signer),
    time,
  );
  const isOwn = entryIsOf(known, link);
  const search = (one: KnownList): RevocationSearch | RevocationDoubt => {
    workshop.spend('entries', one.list.revokedCount);
    if (!workshop.affords('entries')) return 'too-much-work';
    const found = searchRevoked(one.list, link.certificate.serialNumber, isOwn);
    if (!found.ok) return 'list-malformed';
    return found.value.unknownCritical.length > 0 ? 'list-unknown-critical' : found.value;
  };
  const changed: RevocationSearch | RevocationDoubt = delta === undefined ? untouched : search(delta);
  if (typeof changed === 'string') return { doubt: changed };
  const found = changed.entry === undefined ? search(known) : changed;
  if (typeof found === 'string') return { doubt: found };
  const { entry } = found;
  if (entry !== undefined && entry.reason !== 'removeFromCRL') {
    const { revocationDate: since, reason } = entry;
    return { revoked: { state: 'revoked', since, ...(reason !== undefined && { reason }) } };
  }
  const current = delta ?? known;
  if (!isFresh(current, time)) return { doubt: 'list-expired' };
  if (asks(profile, 'rfc5280') && !known.conforming) return { doubt: 'list-nonconforming' };
  return { from: current.list.thisUpdate, until: current.list.nextUpdate };
}

const isFresh = ({ list: { thisUpdate, nextUpdate } }: KnownList, time: Date): boolean =>
  thisUpdate <= time && (nextUpdate === undefined || time <= nextUpdate);

/**
 * §5.2.4: of the same scope and key, made for this list or one before it, and newer than it. Both together are as fresh as the
 * delta, so that the complete list may have ended.
 */
async function newestDelta(
  { issuer, scope, number }: KnownList,
  lists: readonly KnownList[],
  prove: (delta: KnownList) => Promise<string>,
  time: Date,
): Promise<KnownList | undefined> {
  if (number === undefined) return undefined;
  for (const one of lists) {
    const belongs = one.issuer === issuer && one.scope === scope && one.unusable === undefined;
    if (!belongs || one.base === undefined || one.number === undefined) continue;
    if (one.base > number || one.number <= number || !isFresh(one, time)) continue;
    if ((await prove(one)) === 'fits') return one;
  }
  return undefined;
}
