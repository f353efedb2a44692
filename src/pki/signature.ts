/** Signing and verifying through WebCrypto, with ECDSA signatures in the DER form certificates carry (RFC 3279 §2.2.3). */
import type { Bytes } from '../codec/bytes';
import { DerReader } from '../codec/der-reader';
import { DerWriter } from '../codec/der-writer';
import { attempt, Malformed, type Result } from '../codec/malformed';
import { PkiError } from './error';
import type { SignatureScheme } from './signature-scheme';

/** SEQUENCE { r, s } of a signature that WebCrypto gives as r‖s. */
export function ecdsaToDer(signature: Uint8Array): Bytes {
  const half = signature.length / 2;
  const r = signature.subarray(0, half);
  const s = signature.subarray(half);
  return DerWriter.encode((writer) => writer.sequence(() => writer.unsignedInteger(r).unsignedInteger(s)));
}

/** r‖s, each `coordinate` octets, of a DER signature. */
export function ecdsaFromDer(der: Uint8Array, coordinate: number): Result<Bytes> {
  return attempt(() =>
    DerReader.document(der, (reader) => {
      const sequence = reader.sequence();
      const raw = new Uint8Array(2 * coordinate);
      for (const end of [coordinate, 2 * coordinate]) {
        const octets = sequence.integerOctets();
        const magnitude = octets[0] === 0 ? octets.subarray(1) : octets;
        if ((octets[0] ?? 0) >= 0x80 || magnitude.length > coordinate) throw new Malformed('bad-integer', 0);
        raw.set(magnitude, end - magnitude.length);
      }
      sequence.finish();
      return raw;
    }),
  );
}

/** Signs `data`; the value goes into signatureValue as it is. */
export async function sign(scheme: SignatureScheme, privateKey: CryptoKey, data: Bytes): Promise<Bytes> {
  const signature = new Uint8Array(await crypto.subtle.sign(scheme.signing, privateKey, data));
  return scheme.coordinate === undefined ? signature : ecdsaToDer(signature);
}

/** Of signers, by the array of their octets: a batch is signed by one, and reading a key takes as long as hashing a certificate. */
const imported = new WeakMap<Bytes, { readonly scheme: SignatureScheme; readonly key: Promise<CryptoKey> }>();

function importedKey(scheme: SignatureScheme, spki: Bytes): Promise<CryptoKey> {
  const known = imported.get(spki);
  if (known?.scheme === scheme) return known.key;
  const key = crypto.subtle.importKey('spki', spki, scheme.importing, false, ['verify']);
  imported.set(spki, { scheme, key });
  return key;
}

/** Whether `signature` over `data` was made by the holder of the public key `spki` (DER). A malformed one was not. */
export async function verifySignature(
  scheme: SignatureScheme,
  spki: Bytes,
  signature: Bytes,
  data: Bytes,
): Promise<boolean> {
  let raw = signature;
  if (scheme.coordinate !== undefined) {
    const parsed = ecdsaFromDer(signature, scheme.coordinate);
    if (!parsed.ok) return false;
    raw = parsed.value;
  }
  let key: CryptoKey;
  try {
    key = await importedKey(scheme, spki);
  } catch (error) {
    throw new PkiError('platform-refused', [scheme.id], error);
  }
  return crypto.subtle.verify(scheme.signing, key, raw, data);
}
