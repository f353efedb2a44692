/** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7): which kind of key it is, and its octets. Using the key is WebCrypto's business. */
import {
  readAlgorithmIdentifier,
  writeAlgorithmIdentifier,
  type AlgorithmIdentifier,
} from './algorithm-identifier';
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import { DerWriter } from './der-writer';
import { attempt, Malformed, type Result } from './malformed';

export interface PublicKey {
  readonly algorithm: AlgorithmIdentifier;
  /** Contents of subjectPublicKey: an EC point, RSAPublicKey DER, or raw octets. */
  readonly octets: Bytes;
  /** The whole SubjectPublicKeyInfo. */
  readonly der: Bytes;
}

export function readPublicKey(reader: DerReader): PublicKey {
  const start = reader.offset;
  const sequence = reader.sequence();
  const der = DerReader.own(reader.bytes.subarray(start, reader.offset));
  const algorithm = readAlgorithmIdentifier(sequence);
  const octets = DerReader.own(sequence.bitStringOctets());
  sequence.finish();
  return { algorithm, octets, der };
}

/** @param octets contents of subjectPublicKey */
export const encodePublicKey = (algorithm: AlgorithmIdentifier, octets: Uint8Array): Bytes =>
  DerWriter.encode((writer) =>
    writer.sequence(() => {
      writeAlgorithmIdentifier(writer, algorithm);
      writer.bitString(octets);
    }),
  );

/** Contents of subjectPublicKey alone, as a view into `spki`. Throws `Malformed`. */
export function publicKeyOctets(spki: Bytes): Bytes {
  return DerReader.document(spki, (document) => {
    const sequence = document.sequence();
    sequence.skip();
    const { length } = sequence.bitStringOctets();
    sequence.finish();
    return spki.subarray(spki.length - length);
  });
}

export function parsePublicKey(der: Uint8Array): Result<PublicKey> {
  return attempt(() => DerReader.document(der, readPublicKey));
}

/** Modulus length in bits and public exponent of an RSAPublicKey (RFC 8017 appendix A.1.1). */
export function readRsaPublicKey(
  octets: Uint8Array,
): Result<{ readonly bits: number; readonly exponent: Bytes }> {
  return attempt(() =>
    DerReader.document(octets, (reader) => {
      const sequence = reader.sequence();
      const { offset } = sequence;
      const modulus = sequence.integerOctets();
      if ((modulus[0] ?? 0) >= 0x80) throw new Malformed('bad-integer', offset);
      const exponent = DerReader.own(sequence.integerOctets());
      sequence.finish();
      const magnitude = modulus[0] === 0 ? modulus.subarray(1) : modulus;
      const [first] = magnitude;
      const bits = first === undefined ? 0 : 8 * magnitude.length - Math.clz32(first) + 24;
      return { bits, exponent };
    }),
  );
}
