/**
 * The proof every certificate passes before it is handed over: read back from its octets by our own reader and by
 * pkijs, both held field by field against what was meant, and the signature checked from the written octets.
 */
import type { Bytes } from '../codec/bytes';
import { parseCertificate } from '../codec/certificate';
import { intendedSheet, ownSheet } from '../codec/field-sheet';
import { secondReading, type SecondReading } from '../codec/second-reader';
import { PkiError } from './error';
import { intendedTexts } from './intended-text';
import type { Issued } from './issue';
import type { RandomOctets } from '../codec/random';
import { randomOctets } from './random';
import { verifySignature } from './signature';
import type { SignatureScheme } from './signature-scheme';
import { proveReadings } from './two-readings';

/** The public half of whoever signed. */
export interface Signer {
  readonly publicKey: Bytes;
  readonly scheme: SignatureScheme;
}

/** A certificate to prove, and who signed it. */
export interface ToProve {
  readonly issued: Issued;
  readonly signer: Signer;
}

/**
 * pkijs takes ten times what issuing a certificate and proving it by our own reader and its signature takes. In bulk, that is from
 * here on, it reads one of each kind and some others.
 */
const BULK = 101;
const OTHERS = 16;

/** Which of a batch pkijs reads: all of a few; of many the first of each kind, and a random 16 (Fisher and Yates, cut short). */
export function secondReadings(
  kinds: readonly string[],
  random: RandomOctets = randomOctets,
): ReadonlySet<number> {
  const count = kinds.length;
  const order = kinds.map((_, index) => index);
  if (count < BULK) return new Set(order);
  const firsts = new Map<string, number>();
  for (const [index, kind] of kinds.entries()) if (!firsts.has(kind)) firsts.set(kind, index);
  const draws = new DataView(random(4 * OTHERS).buffer);
  for (let place = 0; place < OTHERS; place++) {
    const other = place + (draws.getUint32(4 * place) % (count - place));
    [order[place], order[other]] = [order[other] ?? 0, order[place] ?? 0];
  }
  return new Set([...firsts.values(), ...order.slice(0, OTHERS)]);
}

/**
 * Proves everything that is about to be handed over together.
 * @throws PkiError `proof-failed`; then nothing of the batch may be handed over
 */
export async function proveAll(batch: readonly ToProve[]): Promise<void> {
  const second = secondReadings(
    batch.map(({ issued }) => issued.intendedExtensions.map(({ name }) => name).join(' ')),
  );
  for (const [index, { issued, signer }] of batch.entries()) await prove(issued, signer, second.has(index));
}

/**
 * Proves one issued certificate.
 * @param second whether pkijs reads it too
 * @throws PkiError `proof-failed` with the readers and fields that disagree; then nothing may be handed over
 */
export async function prove(issued: Issued, signer: Signer, second = true): Promise<void> {
  const own = parseCertificate(issued.der);
  if (!own.ok) throw new PkiError('proof-failed', ['own reader: ' + own.error.message], own.error);
  const { signatureValue, tbs } = own.value;
  let read: SecondReading | undefined;
  await proveReadings({
    intended: intendedSheet(issued.intended, intendedTexts(issued.intendedExtensions)),
    own: ownSheet(own.value),
    second: second
      ? async () => {
          read = await secondReading(issued.der);
          return read.sheet;
        }
      : undefined,
    signatureHolds: () =>
      read !== undefined && secondKnows(signer.scheme)
        ? read.signatureHolds(signer.publicKey)
        : verifySignature(signer.scheme, signer.publicKey, signatureValue, tbs),
  });
}

/** pkijs knows neither EdDSA nor ML-DSA. */
export const secondKnows = ({ family }: SignatureScheme): boolean => family === 'rsa' || family === 'ec';
