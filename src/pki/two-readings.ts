/**
 * The proof that a document says what was meant: what was meant, what our reader sees and what pkijs sees are held against
 * each other field by field, and the signature is checked from the written octets.
 */
import type { FieldSheet } from '../codec/field-sheet';
import { PkiError } from './error';

export interface Readings {
  readonly intended: FieldSheet;
  readonly own: FieldSheet;
  /** Absent where pkijs is not asked. */
  readonly second: (() => Promise<FieldSheet>) | undefined;
  readonly signatureHolds: () => Promise<boolean>;
}

function differences(reader: string, expected: FieldSheet, seen: FieldSheet): readonly string[] {
  return [...expected.keys()]
    .filter((field) => expected.get(field) !== seen.get(field))
    .map((field) => `${reader}: ${field}`);
}

/** @throws PkiError `proof-failed` with the readers and fields that disagree; then nothing may be handed over */
export async function proveReadings({ intended, own, second, signatureHolds }: Readings): Promise<void> {
  const failed = [...differences('own reader', intended, own)];
  if (second !== undefined) {
    const other = await second().catch((cause: unknown) => {
      throw new PkiError('proof-failed', [...failed, 'second reader'], cause);
    });
    failed.push(...differences('second reader', own, other), ...differences('own reader', other, own));
  }
  const holds = await signatureHolds().catch((cause: unknown) => {
    throw new PkiError('proof-failed', [...failed, 'signature'], cause);
  });
  if (!holds) failed.push('signature');
  if (failed.length > 0) throw new PkiError('proof-failed', failed);
}
