/**
 * Traditional PEM encryption (RFC 1421 headers as SSLeay used them): `Proc-Type: 4,ENCRYPTED` and a `DEK-Info` that
 * names cipher and vector. The key is MD5 of password and salt, once (OpenSSL's EVP_BytesToKey), so the file is as weak as
 * its password: written only for programs that take nothing else. RFC 1421's own modes are not read.
 */
import { md5 } from '@noble/hashes/legacy.js';
import { blockCiphers, encryptAes256, rc2Cipher, type BlockCipher } from './block-cipher';
import { concat, fromHex, toHex, utf8, type Bytes } from './bytes';
import { Malformed, type Result } from './malformed';
import { opening, type OpenFailure } from './opening';
import { encodePem, type PemHeader } from './pem';
import type { RandomOctets } from './random';

/** The names OpenSSL gives its ciphers. */
const ciphers: ReadonlyMap<string, BlockCipher> = new Map([
  ['AES-128-CBC', blockCiphers['AES-128']],
  ['AES-192-CBC', blockCiphers['AES-192']],
  ['AES-256-CBC', blockCiphers['AES-256']],
  ['DES-EDE3-CBC', blockCiphers['DES-EDE3']],
  ['DES-EDE-CBC', blockCiphers['DES-EDE2']],
  ['DES-CBC', blockCiphers.DES],
  ['RC2-CBC', rc2Cipher(16, 128)],
  ['RC2-64-CBC', rc2Cipher(8, 64)],
  ['RC2-40-CBC', rc2Cipher(5, 40)],
]);

/** The salt is the head of the vector. */
const SALT_OCTETS = 8;

/** EVP_BytesToKey with MD5 and one round: D(i) = MD5(D(i-1) ‖ password ‖ salt). */
function bytesToKey(password: string, salt: Uint8Array, length: number): Bytes {
  const seed = concat(utf8(password), salt);
  let key: Bytes = new Uint8Array(0);
  let last: Uint8Array = key;
  while (key.length < length) {
    last = md5(concat(last, seed));
    key = concat(key, last);
  }
  return key.slice(0, length);
}

export const isEncryptedPem = (headers: readonly PemHeader[]): boolean =>
  headers.some(({ name, value }) => name === 'Proc-Type' && /^4\s*,\s*ENCRYPTED$/.test(value));

export async function encryptPem(
  label: string,
  der: Bytes,
  password: string,
  random: RandomOctets,
): Promise<string> {
  const iv = random(blockCiphers['AES-256'].blockLength);
  const key = bytesToKey(password, iv.subarray(0, SALT_OCTETS), blockCiphers['AES-256'].keyLength);
  return encodePem(label, await encryptAes256(key, iv, der), [
    { name: 'Proc-Type', value: '4,ENCRYPTED' },
    { name: 'DEK-Info', value: `AES-256-CBC,${toHex(iv).toUpperCase()}` },
  ]);
}

/** The DER inside. Noise after a wrong password can pass for it, one time in 256: the caller looks at the structure. */
export function decryptPem(
  headers: readonly PemHeader[],
  ciphertext: Bytes,
  password: string,
): Promise<Result<Bytes, OpenFailure>> {
  return opening(async () => {
    const info = headers.find(({ name }) => name === 'DEK-Info')?.value ?? '';
    const comma = info.indexOf(',');
    const name = (comma < 0 ? info : info.slice(0, comma)).trim().toUpperCase();
    const cipher = ciphers.get(name);
    if (cipher === undefined) throw new Malformed('unsupported', 0, 'DEK-Info names another cipher');
    const iv = fromHex(info.slice(comma + 1).trim());
    if (iv?.length !== cipher.blockLength) throw new Malformed('bad-pem', 0, 'DEK-Info without its vector');
    return cipher.decrypt(
      bytesToKey(password, iv.subarray(0, SALT_OCTETS), cipher.keyLength),
      iv,
      ciphertext,
    );
  });
}
