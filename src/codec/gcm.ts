/**
 * AES in GCM (SP 800-38D) as files have it: 128, 192 and 256 bits, the tag behind the ciphertext and perhaps cut short
 * (RFC 5084 §3.2 cuts it to twelve octets where nothing is said). WebCrypto lacks 192 bits, so a library does all three.
 */
import { ctr, gcm } from '@noble/ciphers/aes.js';
import { concat, equalBytes, type Bytes } from './bytes';
import { Malformed } from './malformed';
import { WrongPassword } from './opening';

const TAG = 16;
const NONCE = 12;

/** @param additional what the tag covers besides @throws WrongPassword where the tag does not fit */
export function decryptGcm(
  key: Bytes,
  nonce: Bytes,
  sealed: Bytes,
  tagLength = TAG,
  additional?: Bytes,
): Bytes {
  if (nonce.length !== NONCE) throw new Malformed('unsupported', 0, 'GCM with another nonce');
  if (tagLength < NONCE || tagLength > TAG) throw new Malformed('bad-value', 0, 'length of the tag');
  if (sealed.length < tagLength) throw new Malformed('truncated', 0, 'ciphertext without its tag');
  const end = sealed.length - tagLength;
  // §6.5: the counter begins at two, one being the tag's.
  const counter = concat(nonce, new Uint8Array([0, 0, 0, 2]));
  const plaintext = end === 0 ? new Uint8Array(0) : ctr(key, counter).decrypt(sealed.slice(0, end));
  const again = gcm(key, nonce, additional).encrypt(plaintext);
  if (!equalBytes(again.subarray(end, end + tagLength), sealed.subarray(end))) throw new WrongPassword();
  return plaintext;
}
