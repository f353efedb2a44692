/** AlgorithmIdentifier (RFC 5280 §4.1.1.2): an object identifier and parameters kept as DER. */
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import type { DerWriter } from './der-writer';

export interface AlgorithmIdentifier {
  readonly oid: string;
  /** DER of the parameters; absent where there are none, which is not the same as NULL. */
  readonly parameters?: Bytes;
}

/** NULL, which the RSA algorithms require (RFC 4055) and all others forbid. */
export const NULL_PARAMETERS: Bytes = new Uint8Array([0x05, 0x00]);

export function writeAlgorithmIdentifier(
  writer: DerWriter,
  { oid, parameters, ...rest }: AlgorithmIdentifier,
): void {
  rest satisfies Record<string, never>;
  writer.sequence(() => {
    writer.oid(oid);
    if (parameters !== undefined) writer.raw(parameters);
  });
}

export function readAlgorithmIdentifier(reader: DerReader): AlgorithmIdentifier {
  const sequence = reader.sequence();
  const oid = sequence.oid();
  const parameters = sequence.done ? undefined : DerReader.own(sequence.element());
  sequence.finish();
  return parameters === undefined ? { oid } : { oid, parameters };
}
