/**
 * The block ciphers that old and new key encryption use, all in CBC with PKCS#7 padding (RFC 5652 §6.3).
 * AES is WebCrypto's but for the 192 bits that Chromium lacks; DES comes from des.js, RC2 is ours. Written with are two only.
 */
import { cbc } from '@noble/ciphers/aes.js';
import { CBC, DES, EDE } from 'des.js';
import type { Bytes } from './bytes';
import { Malformed } from './malformed';
import { WrongPassword } from './opening';
import { decryptRc2 } from './rc2';

export interface BlockCipher {
  readonly keyLength: number;
  /** Octets of a block and of the initialisation vector. */
  readonly blockLength: number;
  /**
   * @throws WrongPassword where the padding is wrong, and so most likely the key
   * @throws Malformed where vector or ciphertext cannot be this cipher's
   */
  readonly decrypt: (key: Bytes, iv: Bytes, ciphertext: Bytes) => Bytes | Promise<Bytes>;
}

export type BlockCipherName = 'AES-128' | 'AES-192' | 'AES-256' | 'DES-EDE3' | 'DES-EDE2' | 'DES';

/** Octets for the ciphers in JavaScript, which take seconds for more. Key files have a few thousand. */
const MAX_SLOW_CIPHERTEXT = 4 * 1024 * 1024;

const AES_BLOCK = 16;
const DES_BLOCK = 8;

const nativeAes = (keyLength: 16 | 32): BlockCipher => ({
  keyLength,
  blockLength: AES_BLOCK,
  async decrypt(key, iv, ciphertext) {
    checkLengths(AES_BLOCK, iv, ciphertext);
    const handle = await crypto.subtle.importKey('raw', key, 'AES-CBC', false, ['decrypt']);
    try {
      return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, handle, ciphertext));
    } catch {
      // An OperationError is all that WebCrypto says about bad padding.
      throw new WrongPassword();
    }
  },
});

const slow = (
  keyLength: number,
  blockLength: number,
  decryptBlocks: (key: Bytes, iv: Bytes, ciphertext: Bytes) => Bytes,
): BlockCipher => ({
  keyLength,
  blockLength,
  decrypt(key, iv, ciphertext) {
    checkLengths(blockLength, iv, ciphertext);
    if (ciphertext.length > MAX_SLOW_CIPHERTEXT) throw new Malformed('too-large', 0, 'ciphertext');
    return unpad(decryptBlocks(key, iv, ciphertext), blockLength);
  },
});

export const blockCiphers: Readonly<Record<BlockCipherName, BlockCipher>> = {
  'AES-128': nativeAes(16),
  'AES-192': slow(24, AES_BLOCK, (key, iv, ciphertext) =>
    cbc(key, iv, { disablePadding: true }).decrypt(ciphertext),
  ),
  'AES-256': nativeAes(32),
  'DES-EDE3': slow(24, DES_BLOCK, (key, iv, ciphertext) => des(EDE, 'decrypt', key, iv, ciphertext)),
  // Two keys, the first one used again (ANSI X9.52 keying option 2).
  'DES-EDE2': slow(16, DES_BLOCK, (key, iv, ciphertext) =>
    des(EDE, 'decrypt', new Uint8Array([...key, ...key.subarray(0, 8)]), iv, ciphertext),
  ),
  DES: slow(8, DES_BLOCK, (key, iv, ciphertext) => des(DES, 'decrypt', key, iv, ciphertext)),
};

/** Blocks as they are, padding and all: what wraps keys has padding of its own. */
export function decryptBlocks(name: BlockCipherName, key: Bytes, iv: Bytes, ciphertext: Bytes): Bytes {
  checkLengths(blockCiphers[name].blockLength, iv, ciphertext);
  if (name.startsWith('AES')) return cbc(key, iv, { disablePadding: true }).decrypt(ciphertext);
  if (name === 'DES-EDE3') return des(EDE, 'decrypt', key, iv, ciphertext);
  throw new Malformed('unsupported', 0, `a key wrapped with ${name}`);
}

/** RC2 with a key of so many octets, of which so many bits count. */
export const rc2Cipher = (keyLength: number, effectiveBits: number): BlockCipher =>
  slow(keyLength, DES_BLOCK, (key, iv, ciphertext) => decryptRc2(key, effectiveBits, iv, ciphertext));

export async function encryptAes256(key: Bytes, iv: Bytes, plaintext: Bytes): Promise<Bytes> {
  const handle = await crypto.subtle.importKey('raw', key, 'AES-CBC', false, ['encrypt']);
  return new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, handle, plaintext));
}

export function encryptDesEde3(key: Bytes, iv: Bytes, plaintext: Bytes): Bytes {
  const padding = DES_BLOCK - (plaintext.length % DES_BLOCK);
  const padded = new Uint8Array(plaintext.length + padding).fill(padding);
  padded.set(plaintext);
  return des(EDE, 'encrypt', key, iv, padded);
}

/** Whole blocks in, as many out: des.js checks padding by assertion, so it is kept out of it. */
function des(kind: typeof DES, type: 'encrypt' | 'decrypt', key: Bytes, iv: Bytes, blocks: Bytes): Bytes {
  const cipher = CBC.instantiate(kind).create({ type, key, iv, padding: false });
  const head = cipher.update(blocks);
  return Uint8Array.from(head.concat(cipher.final()));
}

function checkLengths(blockLength: number, iv: Bytes, ciphertext: Bytes): void {
  if (iv.length !== blockLength) throw new Malformed('bad-value', 0, 'length of the initialisation vector');
  if (ciphertext.length === 0 || ciphertext.length % blockLength !== 0) {
    throw new Malformed('truncated', 0, 'ciphertext of broken blocks');
  }
}

function unpad(padded: Bytes, blockLength: number): Bytes {
  const padding = padded.at(-1) ?? 0;
  const end = padded.length - padding;
  if (padding === 0 || padding > blockLength || padded.subarray(end).some((octet) => octet !== padding)) {
    throw new WrongPassword();
  }
  return padded.slice(0, end);
}
