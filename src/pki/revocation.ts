/**
 * Lists of revoked certificates (RFC 5280 §5): what an authority takes back, signed by it, with a number that rises. Read back
 * by two readers before it is handed over, as certificates are. Which list covers what, and since when, is the caller's.
 */
import { toHex, type Bytes } from '../codec/bytes';
import type { IssuingDistributionPoint } from '../codec/distribution-point';
import {
  encodeRevocationList,
  encodeTbsRevocationList,
  parseRevocationList,
  type RevocationEntry,
  type TbsRevocationList,
} from '../codec/revocation-list';
import type { RevocationReason } from '../codec/revocation-reason';
import { intendedRevocationSheet, ownRevocationSheet } from '../codec/revocation-sheet';
import { secondRevocationSheet, secondRevocationVerify } from '../codec/second-reader-revocation';
import { PkiError } from './error';
import { intendedTexts } from './intended-text';
import { worded, type Issuer, type Worded } from './issue';
import { secondKnows } from './proof';
import { verifySignature } from './signature';
import type { SignatureScheme } from './signature-scheme';
import type { SigningKey } from './signing-key';
import { proveReadings } from './two-readings';

export interface Revoked {
  /** Magnitude, big-endian; leading zeros do not count. */
  readonly serialNumber: Bytes;
  /** Dates are kept to the second. */
  readonly at: Date;
  /** Absent, and `unspecified`: no reason is given (§5.3.1). */
  readonly reason?: RevocationReason;
  /** Since when the key or the certificate is thought to be bad. */
  readonly invalidityDate?: Date;
}

export interface ListToIssue {
  /** Its name and key identifier, as in its certificate. */
  readonly issuer: Pick<Issuer, 'name' | 'keyIdentifier'>;
  readonly signing: SigningKey;
  readonly scheme: SignatureScheme;
  /** Higher than that of every list before (§5.2.3). */
  readonly number: bigint;
  readonly thisUpdate: Date;
  /** Clients take the list for outdated from then on. */
  readonly nextUpdate: Date;
  /** In any order, each serial number once. */
  readonly revoked: readonly Revoked[];
  /** For a list that does not cover everything its issuer signed (§5.2.5). */
  readonly distributionPoint?: IssuingDistributionPoint;
  /** Makes it a list of changes since the complete list of this number (§5.2.4). */
  readonly changesSince?: bigint;
}

export interface IssuedList {
  readonly der: Bytes;
  readonly count: number;
}

/** A number of 20 octets is the most that clients must take (§5.2.3). */
const HIGHEST_NUMBER = 2n ** 159n;
/** pkijs takes a tenth of a millisecond for each entry: of longer lists our own reader and the signature are the proof. */
const SECOND_READING_ENTRIES = 2000;

const SECOND = 1000;
const wholeSecond = (date: Date): Date => new Date(Math.floor(date.getTime() / SECOND) * SECOND);

function sorted(revoked: readonly Revoked[]): readonly Revoked[] {
  const keyed = revoked.map((one) => ({ one, key: toHex(one.serialNumber).replace(/^(00)+/, '') }));
  keyed.sort((a, b) => a.key.length - b.key.length || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const twice = keyed.find(({ key }, place) => key === keyed[place - 1]?.key);
  if (twice !== undefined) throw new RangeError(`serial number ${twice.key} stands there twice`);
  return keyed.map(({ one }) => one);
}

function entryExtensions({ reason, invalidityDate }: Revoked, isDelta: boolean): readonly Worded[] {
  if (reason === 'removeFromCRL' && !isDelta)
    throw new RangeError('removeFromCRL stands in lists of changes alone (RFC 5280 §5.3.1)');
  return [
    // "The reason code CRL entry extension SHOULD be absent instead of using the unspecified (0) value" (§5.3.1).
    ...(reason === undefined || reason === 'unspecified' ? [] : [worded('reasonCode', false, reason)]),
    ...(invalidityDate === undefined ? [] : [worded('invalidityDate', false, wholeSecond(invalidityDate))]),
  ];
}

function listExtensions({ issuer, number, distributionPoint, changesSince }: ListToIssue): readonly Worded[] {
  if (number < 0n || number >= HIGHEST_NUMBER) throw new RangeError(`no list number: ${number}`);
  return [
    worded('authorityKeyIdentifier', false, { keyIdentifier: issuer.keyIdentifier }),
    worded('cRLNumber', false, number),
    ...(changesSince === undefined ? [] : [worded('deltaCRLIndicator', true, changesSince)]),
    ...(distributionPoint === undefined ? [] : [worded('issuingDistributionPoint', true, distributionPoint)]),
  ];
}

/**
 * A signed and proved list, DER.
 * @throws PkiError `proof-failed`, `unsupported-algorithm`; RangeError for what the caller must not ask
 */
export async function issueRevocationList(list: ListToIssue): Promise<IssuedList> {
  const { issuer, signing, scheme, thisUpdate, nextUpdate } = list;
  const isDelta = list.changesSince !== undefined;
  // A hundred thousand entries have ten reasons: what they come to is made once.
  const ofReason = new Map<RevocationReason | undefined, readonly Worded[]>();
  const wordedOf = (one: Revoked): readonly Worded[] => {
    if (one.invalidityDate !== undefined) return entryExtensions(one, isDelta);
    const known = ofReason.get(one.reason) ?? entryExtensions(one, isDelta);
    ofReason.set(one.reason, known);
    return known;
  };
  const revoked = sorted(list.revoked).map((one) => ({ one, extensions: wordedOf(one) }));
  const extensions = listExtensions(list);
  const intended: TbsRevocationList = {
    signature: scheme.signature,
    issuer: issuer.name,
    thisUpdate: wholeSecond(thisUpdate),
    nextUpdate: wholeSecond(nextUpdate),
    revoked: revoked.map(({ one, extensions: own }): RevocationEntry => ({
      serialNumber: one.serialNumber,
      revocationDate: wholeSecond(one.at),
      extensions: own.map(({ encoded }) => encoded),
    })),
    extensions: extensions.map(({ encoded }) => encoded),
  };
  const tbs = encodeTbsRevocationList(intended);
  const der = encodeRevocationList(tbs, scheme.signature, await signing.sign(scheme, tbs));
  const texts = new Map<readonly Worded[], ReturnType<typeof intendedTexts>>();
  const textsOf = (ones: readonly Worded[]) => {
    const known = texts.get(ones) ?? intendedTexts(ones.map((one) => one.intended));
    texts.set(ones, known);
    return known;
  };
  const sheet = intendedRevocationSheet(
    intended,
    textsOf(extensions),
    revoked.map(({ extensions: own }) => textsOf(own)),
  );
  await proveRevocationList(der, sheet, { scheme, publicKey: signing.publicKey }, revoked.length);
  return { der, count: revoked.length };
}

/** @throws PkiError `proof-failed` with the readers and fields that disagree */
async function proveRevocationList(
  der: Bytes,
  intended: ReadonlyMap<string, string>,
  { scheme, publicKey }: { readonly scheme: SignatureScheme; readonly publicKey: Bytes },
  count: number,
): Promise<void> {
  const parsed = parseRevocationList(der);
  if (!parsed.ok) throw new PkiError('proof-failed', ['own reader: ' + parsed.error.message], parsed.error);
  const { signatureValue, tbs } = parsed.value;
  const second = count <= SECOND_READING_ENTRIES;
  await proveReadings({
    intended,
    own: ownRevocationSheet(parsed.value),
    second: second ? () => secondRevocationSheet(der) : undefined,
    signatureHolds: () =>
      second && secondKnows(scheme)
        ? secondRevocationVerify(der, publicKey)
        : verifySignature(scheme, publicKey, signatureValue, tbs),
  });
}
