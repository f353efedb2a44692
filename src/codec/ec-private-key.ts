/**
 * ECPrivateKey (RFC 5915, SEC 1 appendix C.4). Curves go by name; parameters spelled out (RFC 3279 §2.3.5) are refused,
 * as every TLS client and WebCrypto do.
 */
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import { DerWriter } from './der-writer';
import { Malformed } from './malformed';
import * as Tag from './tag';

export interface EcPrivateKey {
  /** Big-endian, as many octets as the order of the curve has. */
  readonly scalar: Bytes;
  /** Object identifier of the curve; PKCS#8 has it outside. */
  readonly curve?: string;
  /** The point, uncompressed as a rule (SEC 1 §2.3.3). */
  readonly publicKey?: Bytes;
}

/** One whose curve is known. */
export interface NamedEcKey extends EcPrivateKey {
  readonly curve: string;
}

/** Octets of a scalar, RFC 5915 §3: ceil(log2(n) / 8). Curves not listed keep the octets they came with. */
const SCALAR_OCTETS: Readonly<Record<string, number>> = {
  '1.2.840.10045.3.1.7': 32,
  '1.3.132.0.34': 48,
  '1.3.132.0.35': 66,
};

/** The curve's name, from the parameters of an id-ecPublicKey identifier or of an ECPrivateKey. */
export function readCurve(reader: DerReader): string {
  if (reader.peek() === Tag.SEQUENCE)
    throw new Malformed('unsupported', reader.offset, 'explicit curve parameters');
  return reader.oid();
}

export function readEcPrivateKey(reader: DerReader): EcPrivateKey {
  const sequence = reader.sequence();
  const start = sequence.offset;
  if (sequence.smallInteger() !== 1) throw new Malformed('bad-value', start, 'version');
  const scalar = DerReader.own(sequence.octetString());
  const parameters = sequence.optionalExplicit(0);
  const curve = parameters && readCurve(parameters);
  parameters?.finish();
  const wrapped = sequence.optionalExplicit(1);
  const publicKey = wrapped && DerReader.own(wrapped.bitStringOctets());
  wrapped?.finish();
  sequence.finish();
  return { scalar, ...(curve !== undefined && { curve }), ...(publicKey !== undefined && { publicKey }) };
}

export function encodeEcPrivateKey({ scalar, curve, publicKey, ...rest }: EcPrivateKey): Bytes {
  rest satisfies Record<string, never>;
  return DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.integer(1);
      writer.octetString(scalar);
      if (curve !== undefined) writer.explicit(0, () => writer.oid(curve));
      if (publicKey !== undefined) writer.explicit(1, () => writer.bitString(publicKey));
    }),
  );
}

/** The scalar at its proper length: old programs drop leading zeros or add one, and WebCrypto takes neither. */
export function fitScalar(scalar: Bytes, curve: string): Bytes {
  const octets = SCALAR_OCTETS[curve];
  if (octets === undefined || scalar.length === octets) return scalar;
  const excess = scalar.length - octets;
  if (scalar.subarray(0, Math.max(0, excess)).some((octet) => octet !== 0)) {
    throw new Malformed('bad-value', 0, 'the scalar is longer than the curve has room for');
  }
  const fitted = new Uint8Array(octets);
  fitted.set(scalar.subarray(Math.max(0, excess)), Math.max(0, -excess));
  return fitted;
}
