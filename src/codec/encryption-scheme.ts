/**
 * The ciphers that an AlgorithmIdentifier may name beside a key derivation: PBES2's (RFC 8018 appendix B.2, RFC 3565,
 * RFC 5084). One row per cipher; RC5, Camellia and the national ones are named and not read.
 */
import type { AlgorithmIdentifier } from './algorithm-identifier';
import { blockCiphers, rc2Cipher, type BlockCipher, type BlockCipherName } from './block-cipher';
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import { decryptGcm } from './gcm';
import { Malformed } from './malformed';
import * as Tag from './tag';

const AES = '2.16.840.1.101.3.4.1.';
const RC2_CBC = '1.2.840.113549.3.2';

const cbc: Readonly<Record<string, BlockCipherName>> = {
  [`${AES}2`]: 'AES-128',
  [`${AES}22`]: 'AES-192',
  [`${AES}42`]: 'AES-256',
  '1.2.840.113549.3.7': 'DES-EDE3',
  '1.3.14.3.2.7': 'DES',
};

const gcmKeyLength: Readonly<Record<string, number>> = {
  [`${AES}6`]: 16,
  [`${AES}26`]: 24,
  [`${AES}46`]: 32,
};

/** RC2-CBC-Parameter's version for the usual numbers of effective bits (RFC 8018 appendix B.2.3); above 255 it is the number. */
const rc2Versions: Readonly<Record<number, number>> = { 160: 40, 120: 64, 58: 128 };

export interface EncryptionScheme {
  readonly keyLength: number;
  /** @throws WrongPassword, Malformed */
  readonly decrypt: (key: Bytes, ciphertext: Bytes) => Bytes | Promise<Bytes>;
}

/** A block cipher in CBC and its vector, for who needs the blocks themselves. @throws Malformed */
export function readBlockCipher({ oid, parameters }: AlgorithmIdentifier): {
  readonly name: BlockCipherName;
  readonly iv: Bytes;
} {
  const name = cbc[oid];
  if (name === undefined) throw new Malformed('unsupported', 0, `cipher ${oid}`);
  if (parameters === undefined) throw new Malformed('bad-value', 0, `${oid} without parameters`);
  const iv = DerReader.document(parameters, (reader) => DerReader.own(reader.octetString()));
  return { name, iv };
}

/** @param keyLength what the derivation says, for a cipher that takes any */
export function readEncryptionScheme(algorithm: AlgorithmIdentifier, keyLength?: number): EncryptionScheme {
  const { oid, parameters } = algorithm;
  const name = cbc[oid];
  const gcmLength = gcmKeyLength[oid];
  if (name === undefined && gcmLength === undefined && oid !== RC2_CBC) {
    throw new Malformed('unsupported', 0, `cipher ${oid}`);
  }
  if (parameters === undefined) throw new Malformed('bad-value', 0, `${oid} without parameters`);
  return DerReader.document(parameters, (reader) => {
    if (name !== undefined) return inCbc(blockCiphers[name], DerReader.own(reader.octetString()));
    if (gcmLength !== undefined) return readGcm(reader, gcmLength);
    const sequence = reader.sequence();
    const version = sequence.peek() === Tag.INTEGER ? sequence.smallInteger() : undefined;
    const iv = DerReader.own(sequence.octetString());
    sequence.finish();
    // RFC 8018: without a version 32 bits count.
    const bits = version === undefined ? 32 : (rc2Versions[version] ?? version);
    if (bits < 1 || bits > 1024) throw new Malformed('bad-value', 0, 'effective bits of RC2');
    return inCbc(rc2Cipher(keyLength ?? Math.ceil(bits / 8), bits), iv);
  });
}

const inCbc = ({ keyLength, decrypt }: BlockCipher, iv: Bytes): EncryptionScheme => ({
  keyLength,
  decrypt: (key, ciphertext) => decrypt(key, iv, ciphertext),
});

/** GCMParameters (RFC 5084 §3.2); the Rust tools write the nonce alone, and a whole tag then. */
function readGcm(reader: DerReader, keyLength: number): EncryptionScheme {
  const isAlone = reader.peek() === Tag.OCTET_STRING;
  const sequence = isAlone ? reader : reader.sequence();
  const nonce = DerReader.own(sequence.octetString());
  const tagLength = isAlone ? 16 : sequence.done ? 12 : sequence.smallInteger();
  sequence.finish();
  return { keyLength, decrypt: (key, sealed) => decryptGcm(key, nonce, sealed, tagLength) };
}
