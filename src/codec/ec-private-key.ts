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

export interface Curve {
  readonly oid: string;
  /** In JWK and WebCrypto. */
  readonly name: 'P-256' | 'P-384' | 'P-521';
  /** Of a scalar and of a coordinate: ceil(log2(n) / 8), RFC 5915 §3. */
  readonly octets: number;
}

export const curves: readonly Curve[] = [
  { oid: '1.2.840.10045.3.1.7', name: 'P-256', octets: 32 },
  { oid: '1.3.132.0.34', name: 'P-384', octets: 48 },
  { oid: '1.3.132.0.35', name: 'P-521', octets: 66 },
];

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

/**
 * The scalar at its proper length: old programs drop leading zeros or add one, and WebCrypto takes neither. On curves
 * not listed above it keeps the octets it came with.
 */
export function fitScalar(scalar: Bytes, curveOid: string): Bytes {
  const octets = curves.find(({ oid }) => oid === curveOid)?.octets;
  if (octets === undefined || scalar.length === octets) return scalar;
  const excess = scalar.length - octets;
  if (scalar.subarray(0, Math.max(0, excess)).some((octet) => octet !== 0)) {
    throw new Malformed('bad-value', 0, 'the scalar is longer than the curve has room for');
  }
  const fitted = new Uint8Array(octets);
  fitted.set(scalar.subarray(Math.max(0, excess)), Math.max(0, -excess));
  return fitted;
}
