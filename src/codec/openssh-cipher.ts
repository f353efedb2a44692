/**
 * The ciphers of OpenSSH's private keys, under OpenSSH's names (RFC 4344, RFC 5647, PROTOCOL.chacha20poly1305). Padding is the
 * file's own business, so none is taken off here. Triple DES, Blowfish and the other retired ones are named and not read.
 */
import { cbc, ctr } from '@noble/ciphers/aes.js';
import { chacha20orig } from '@noble/ciphers/chacha.js';
import { poly1305 } from '@noble/ciphers/_poly1305.js';
import { equalBytes, type Bytes } from './bytes';
import { decryptGcm } from './gcm';
import { Malformed } from './malformed';
import { WrongPassword } from './opening';

export interface OpenSshCipher {
  readonly keyLength: number;
  readonly ivLength: number;
  /** What the ciphertext is a multiple of. */
  readonly blockLength: number;
  /** Octets behind the ciphertext that prove it. */
  readonly tagLength: number;
  /** @param sealed ciphertext and tag @throws WrongPassword where the tag does not fit */
  readonly decrypt: (key: Bytes, iv: Bytes, sealed: Bytes) => Uint8Array;
}

const aesCtr = (keyLength: number): OpenSshCipher => ({
  ...{ keyLength, ivLength: 16, blockLength: 16, tagLength: 0 },
  decrypt: (key, iv, sealed) => ctr(key, iv).decrypt(sealed),
});
const aesCbc = (keyLength: number): OpenSshCipher => ({
  ...{ keyLength, ivLength: 16, blockLength: 16, tagLength: 0 },
  decrypt: (key, iv, sealed) => cbc(key, iv, { disablePadding: true }).decrypt(sealed),
});
const aesGcm = (keyLength: number): OpenSshCipher => ({
  ...{ keyLength, ivLength: 12, blockLength: 16, tagLength: 16 },
  decrypt: decryptGcm,
});

/** Of the two keys the first alone is used, the other hides a packet's length; the packet's number is 0. */
const chacha: OpenSshCipher = {
  ...{ keyLength: 64, ivLength: 0, blockLength: 8, tagLength: 16 },
  decrypt(key, _iv, sealed) {
    const [main, nonce] = [key.slice(0, 32), new Uint8Array(8)];
    const ciphertext = sealed.slice(0, -16);
    const oneTime = chacha20orig(main, nonce, new Uint8Array(32));
    if (!equalBytes(poly1305(ciphertext, oneTime), sealed.subarray(-16))) throw new WrongPassword();
    return chacha20orig(main, nonce, ciphertext, undefined, 1);
  },
};

const ciphers: ReadonlyMap<string, OpenSshCipher> = new Map([
  ['aes128-ctr', aesCtr(16)],
  ['aes192-ctr', aesCtr(24)],
  ['aes256-ctr', aesCtr(32)],
  ['aes128-cbc', aesCbc(16)],
  ['aes192-cbc', aesCbc(24)],
  ['aes256-cbc', aesCbc(32)],
  ['rijndael-cbc@lysator.liu.se', aesCbc(32)],
  ['aes128-gcm@openssh.com', aesGcm(16)],
  ['aes256-gcm@openssh.com', aesGcm(32)],
  ['chacha20-poly1305@openssh.com', chacha],
]);

/** @throws Malformed */
export function openSshCipher(name: string): OpenSshCipher {
  const cipher = ciphers.get(name);
  if (cipher === undefined) throw new Malformed('unsupported', 0, `cipher ${name.slice(0, 80)}`);
  return cipher;
}
