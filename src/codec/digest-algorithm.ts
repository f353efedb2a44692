/**
 * The hashes that password-based schemes are made of: their identifiers alone, under HMAC (RFC 8018 appendix B.1, NIST's CSOR,
 * RFC 7693), and what an iteration costs. What WebCrypto lacks comes from a library.
 */
import { blake2b } from '@noble/hashes/blake2.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js';
import type { CHash } from '@noble/hashes/utils.js';

export type DigestName =
  | 'MD5'
  | 'SHA-1'
  | 'SHA-224'
  | 'SHA-256'
  | 'SHA-384'
  | 'SHA-512'
  | 'SHA-512/224'
  | 'SHA-512/256'
  | 'BLAKE2b-512';
export type NativeDigest = 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512';

export interface DigestAlgorithm {
  readonly name: DigestName;
  readonly oid: string;
  readonly hmac?: string;
  readonly hash: CHash;
  /** Set where WebCrypto has it. */
  readonly native?: NativeDigest;
  /** Of one hash in JavaScript beside an iteration of native PBKDF2, measured in Node 20. SHA-1 has a fast path of its own. */
  readonly cost: number;
}

const HASHES = '2.16.840.1.101.3.4.2.';
const HMACS = '1.2.840.113549.2.';

const algorithms: Readonly<Record<DigestName, DigestAlgorithm>> = {
  MD5: { name: 'MD5', oid: '1.2.840.113549.2.5', hmac: `${HMACS}6`, hash: md5, cost: 4 },
  'SHA-1': { name: 'SHA-1', oid: '1.3.14.3.2.26', hmac: `${HMACS}7`, hash: sha1, native: 'SHA-1', cost: 1 },
  'SHA-224': { name: 'SHA-224', oid: `${HASHES}4`, hmac: `${HMACS}8`, hash: sha224, cost: 4 },
  'SHA-256': {
    ...{ name: 'SHA-256', native: 'SHA-256', hash: sha256, cost: 4 },
    ...{ oid: `${HASHES}1`, hmac: `${HMACS}9` },
  },
  'SHA-384': {
    ...{ name: 'SHA-384', native: 'SHA-384', hash: sha384, cost: 10 },
    ...{ oid: `${HASHES}2`, hmac: `${HMACS}10` },
  },
  'SHA-512': {
    ...{ name: 'SHA-512', native: 'SHA-512', hash: sha512, cost: 10 },
    ...{ oid: `${HASHES}3`, hmac: `${HMACS}11` },
  },
  'SHA-512/224': {
    ...{ name: 'SHA-512/224', hash: sha512_224, cost: 10 },
    ...{ oid: `${HASHES}5`, hmac: `${HMACS}12` },
  },
  'SHA-512/256': {
    ...{ name: 'SHA-512/256', hash: sha512_256, cost: 10 },
    ...{ oid: `${HASHES}6`, hmac: `${HMACS}13` },
  },
  'BLAKE2b-512': { name: 'BLAKE2b-512', oid: '1.3.6.1.4.1.1722.12.2.1.16', hash: blake2b, cost: 10 },
};

const rows = Object.values(algorithms);
export const digestNamed = (name: DigestName): DigestAlgorithm => algorithms[name];
export const digestByOid = (oid: string): DigestAlgorithm | undefined => rows.find((row) => row.oid === oid);
export const digestByHmac = (oid: string): DigestAlgorithm | undefined =>
  rows.find(({ hmac }) => hmac === oid);
