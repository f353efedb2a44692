/**
 * One certificate's entry in a list of revoked ones (RFC 5280 §5.3), lists that others sign included: there an entry may say
 * whose certificate it means, and those behind it are of the same issuer until another says otherwise (§5.3.3).
 */
import { equalBytes } from './bytes';
import { DerReader } from './der-reader';
import { readExtension, type Extension } from './extension';
import { readGeneralNames, type GeneralName } from './general-name';
import { attempt, type Result } from './malformed';
import { readReasonCode, type RevocationReason } from './revocation-reason';
import type { RevocationList } from './revocation-list';
import { readTime } from './time';

interface FoundEntry {
  readonly revocationDate: Date;
  /** Absent where the entry gives none. */
  readonly reason?: RevocationReason;
}

export interface RevocationSearch {
  readonly entry?: FoundEntry;
  /** Critical extensions of any entry that nobody here understands: then the list speaks for nobody (§5.3). */
  readonly unknownCritical: readonly string[];
}

const REASON_CODE = '2.5.29.21';
const INVALIDITY_DATE = '2.5.29.24';
const CERTIFICATE_ISSUER = '2.5.29.29';
const understood: ReadonlySet<string> = new Set([REASON_CODE, INVALIDITY_DATE, CERTIFICATE_ISSUER]);

/**
 * @param serialNumber contents octets of its INTEGER
 * @param isIssuer whether entries of these issuers are meant; `undefined` are those of whoever issued the list
 */
export function searchRevoked(
  { der, entries }: RevocationList,
  serialNumber: Uint8Array,
  isIssuer: (names: readonly GeneralName[] | undefined) => boolean,
): Result<RevocationSearch> {
  return attempt(() => {
    const list = new DerReader(der, entries.start, entries.end);
    const unknownCritical = new Set<string>();
    let isMeant = isIssuer(undefined);
    let found: FoundEntry | undefined;
    while (!list.done) {
      const entry = list.sequence();
      const serial = entry.integerOctets();
      const dateAt = entry.offset;
      entry.skip();
      const extensions = entry.done ? [] : readExtensions(entry);
      entry.finish();
      for (const { oid, critical, value } of extensions) {
        if (critical && !understood.has(oid)) unknownCritical.add(oid);
        if (oid === CERTIFICATE_ISSUER)
          isMeant = isIssuer(DerReader.document(value, (reader) => readGeneralNames(reader.sequence())));
      }
      if (!isMeant || !equalBytes(serial, serialNumber)) continue;
      // Where one stands twice, the last word counts.
      found = entryOf(readTime(new DerReader(der, dateAt, entry.end)), extensions);
    }
    return { ...(found !== undefined && { entry: found }), unknownCritical: [...unknownCritical] };
  });
}

function readExtensions(entry: DerReader): readonly Extension[] {
  const list = entry.sequence();
  const extensions: Extension[] = [];
  while (!list.done) extensions.push(readExtension(list));
  return extensions;
}

function entryOf(revocationDate: Date, extensions: readonly Extension[]): FoundEntry {
  const value = extensions.find(({ oid }) => oid === REASON_CODE)?.value;
  return value === undefined
    ? { revocationDate }
    : { revocationDate, reason: DerReader.document(value, readReasonCode) };
}
