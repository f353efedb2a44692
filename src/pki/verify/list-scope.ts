/** For whom a list speaks (RFC 5280 §6.3.3 (b), (d)): whether for this certificate, by this distribution point, for which reasons. */
import { toHex } from '../../codec/bytes';
import { DerReader } from '../../codec/der-reader';
import { DerWriter } from '../../codec/der-writer';
import { readDistinguishedName, type DistinguishedName } from '../../codec/distinguished-name';
import type { DistributionPoint, DistributionPointName } from '../../codec/distribution-point';
import { extensionValue } from '../../codec/extension';
import { formatGeneralName, type GeneralName } from '../../codec/general-name';
import { attempt } from '../../codec/malformed';
import { reasonFlags, type ReasonFlag } from '../../codec/revocation-reason';
import type { KnownList } from './known-list';
import { comparableName, valueIn, type Link } from './link';
import * as Tag from '../../codec/tag';

export const allReasons: readonly ReasonFlag[] = reasonFlags.filter((reason) => reason !== 'unused');

/**
 * Where lists for a certificate are looked for: the points it names, and its issuer's own lists behind them (§6.3.3, last
 * paragraph). A point that nobody can read is none: then only its issuer's own remain.
 */
export function distributionPointsOf({ certificate }: Link): readonly DistributionPoint[] {
  const points = extensionValue(certificate.extensions, 'crlDistributionPoints');
  const own: DistributionPoint = { fullName: [{ kind: 'directory', name: certificate.issuer }] };
  return [...(points.ok ? (points.value?.value ?? []) : []), own];
}

const issuersOf = ({ crlIssuer = [] }: DistributionPoint): readonly DistinguishedName[] =>
  crlIssuer.flatMap((name) => (name.kind === 'directory' ? [name.name] : []));

/** Whose lists are meant at the point (§6.3.3 (b)(1)), comparable. */
export const listIssuersOf = (point: DistributionPoint, link: Link): ReadonlySet<string> =>
  new Set(point.crlIssuer === undefined ? [link.issuer] : issuersOf(point).map(comparableName));

/** Reasons that a list of that issuer covers for this certificate at this point; `undefined` where it does not speak for it. */
export function coveredReasons(
  known: KnownList,
  point: DistributionPoint,
  link: Link,
): readonly ReasonFlag[] | undefined {
  const { point: own } = known;
  // Only a list that says so speaks for what others issued.
  if (point.crlIssuer !== undefined && own?.indirect !== true) return undefined;
  const wanted = point.reasons ?? allReasons;
  if (own === undefined) return wanted;
  const isAuthority = valueIn(link, 'basicConstraints')?.ca === true;
  if (own.onlyAttributeCertificates) return undefined;
  if (isAuthority ? own.onlyUserCertificates : own.onlyAuthorityCertificates) return undefined;
  if (!isNamedAlike(own, known.list.issuer, point, link)) return undefined;
  const covered = own.onlySomeReasons ?? allReasons;
  return wanted.filter((reason) => covered.includes(reason));
}

/** §6.3.3 (b)(2)(i): where the list says from which point it is, the certificate must name the same. */
function isNamedAlike(
  own: DistributionPointName,
  listIssuer: DistinguishedName,
  point: DistributionPoint,
  { certificate }: Link,
): boolean {
  const names = namesOf(own, listIssuer);
  if (names === undefined) return true;
  const issuers = issuersOf(point);
  const wanted =
    namesOf(point, issuers[0] ?? certificate.issuer) ??
    issuers.map((name) => comparable({ kind: 'directory', name }));
  return names.some((name) => wanted.includes(name));
}

/** Comparable names of a point; `undefined` where it has none. */
function namesOf(
  { fullName, relativeName }: DistributionPointName,
  issuer: DistinguishedName,
): readonly string[] | undefined {
  if (fullName !== undefined) return fullName.map(comparable);
  if (relativeName === undefined) return undefined;
  const whole = attempt(() => below(issuer, relativeName));
  return whole.ok ? [comparable({ kind: 'directory', name: whole.value })] : [];
}

/** The name of a point that gives only its last RDN (§4.2.1.13). */
function below({ der }: DistinguishedName, relativeName: Uint8Array): DistinguishedName {
  const rdns = new DerReader(der).contents(Tag.SEQUENCE);
  const joined = DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.raw(rdns);
      writer.constructed(Tag.SET, () => writer.raw(relativeName));
    }),
  );
  return DerReader.document(joined, readDistinguishedName);
}

/** URIs letter by letter, as every implementation has it; names of directories by their words. */
function comparable(name: GeneralName): string {
  if (name.kind === 'directory') return `directory:${comparableName(name.name)}`;
  return name.kind === 'other' ? toHex(name.der) : formatGeneralName(name);
}

/** Whether an entry's issuer, or the list's own where it names none, is who issued the certificate. */
export const entryIsOf =
  ({ issuer }: KnownList, link: Link) =>
  (names: readonly GeneralName[] | undefined): boolean =>
    names === undefined
      ? issuer === link.issuer
      : names.some((name) => name.kind === 'directory' && comparableName(name.name) === link.issuer);
