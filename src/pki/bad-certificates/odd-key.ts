/**
 * Keys under another label than WebCrypto gives them: RSA for PSS alone (RFC 4055 §3.1), a P-256 point with its curve spelled
 * out (SEC 1 appendix C.2, which RFC 5480 §2.1.1 forbids), and one compressed to its x (RFC 5480 §2.2).
 */
import type { AlgorithmIdentifier } from '../../codec/algorithm-identifier';
import { concat, fromHex, type Bytes } from '../../codec/bytes';
import { DerWriter } from '../../codec/der-writer';
import { EC_PUBLIC_KEY } from '../../codec/private-key';
import { encodePublicKey, parsePublicKey, publicKeyOctets } from '../../codec/public-key';

/** id-RSASSA-PSS without parameters: any digest, any salt. */
export const PSS_KEY: AlgorithmIdentifier = { oid: '1.2.840.113549.1.1.10' };

const hex = (digits: string): Bytes => fromHex(digits.replaceAll(' ', '')) ?? new Uint8Array();

/** SP 800-186 §3.2.1.3. */
const prime = hex('ffffffff 00000001 00000000 00000000 00000000 ffffffff ffffffff ffffffff');
const a = hex('ffffffff 00000001 00000000 00000000 00000000 ffffffff ffffffff fffffffc');
const b = hex('5ac635d8 aa3a93e7 b3ebbd55 769886bc 651d06b0 cc53b0f6 3bce3c3e 27d2604b');
const base = hex(
  '04 6b17d1f2 e12c4247 f8bce6e5 63a440f2 77037d81 2deb33a0 f4a13945 d898c296' +
    '4fe342e2 fe1a7f9b 8ee7eb4a 7c0f9e16 2bce3357 6b315ece cbb64068 37bf51f5',
);
const order = hex('ffffffff 00000000 ffffffff ffffffff bce6faad a7179e84 f3b9cac2 fc632551');
const PRIME_FIELD = '1.2.840.10045.1.1';

export const explicitP256: AlgorithmIdentifier = {
  oid: EC_PUBLIC_KEY,
  parameters: DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.integer(1);
      writer.sequence(() => writer.oid(PRIME_FIELD).unsignedInteger(prime));
      writer.sequence(() => writer.octetString(a).octetString(b));
      writer.octetString(base).unsignedInteger(order).integer(1);
    }),
  ),
};

/** The same key, its point as 02 or 03 and x. */
export function compressed(spki: Bytes): Bytes {
  const parsed = parsePublicKey(spki);
  if (!parsed.ok) throw parsed.error;
  const point = publicKeyOctets(spki);
  const half = (point.length - 1) / 2;
  const sign = 2 + ((point.at(-1) ?? 0) & 1);
  return encodePublicKey(parsed.value.algorithm, concat(Uint8Array.of(sign), point.subarray(1, 1 + half)));
}
