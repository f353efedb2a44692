/**
 * Key algorithms people can choose, one row each. Nothing below this table compares algorithm names; an
 * unknown identifier fails in `signature.ts` alone.
 */
import { signatureSchemes, type SignatureScheme } from './signature-scheme';

/** `rsa-2048` and its like are stable: they may stand in links and saved templates. */
export type KeyAlgorithmId =
  | 'ec-p256'
  | 'ec-p384'
  | 'ec-p521'
  | 'rsa-2048'
  | 'rsa-3072'
  | 'rsa-4096'
  | 'ed25519'
  | 'ml-dsa-44'
  | 'ml-dsa-65'
  | 'ml-dsa-87';

/** Who cannot use a certificate with such a key. Measured: client-matrix of November 2026, key-* and ca-* cases. */
export type AlgorithmLimit =
  | 'no-browser' // Ed25519: Chromium and Firefox refuse leaf and authority
  | 'no-chromium' // P-521: only Chromium refuses
  | 'few-clients'; // ML-DSA: OpenSSL 3.5 and what is built on it, Chromium 156 with the root by policy

export interface KeyAlgorithm {
  readonly id: KeyAlgorithmId;
  readonly label: string;
  readonly scheme: SignatureScheme;
  /** Argument of `subtle.generateKey`. */
  readonly generation: Algorithm | EcKeyGenParams | RsaHashedKeyGenParams;
  readonly limit?: AlgorithmLimit;
}

const F4 = new Uint8Array([1, 0, 1]);

const rsa = (bits: 2048 | 3072 | 4096): KeyAlgorithm => ({
  id: `rsa-${bits}`,
  label: `RSA ${bits}`,
  scheme: signatureSchemes['rsa-pkcs1-sha256'],
  generation: { name: 'RSASSA-PKCS1-v1_5', modulusLength: bits, publicExponent: F4, hash: 'SHA-256' },
});

const ec = (bits: 256 | 384 | 521, scheme: SignatureScheme): KeyAlgorithm => ({
  id: `ec-p${bits}`,
  label: `ECDSA P-${bits}`,
  scheme,
  generation: { name: 'ECDSA', namedCurve: `P-${bits}` },
});

const mlDsa = (set: 44 | 65 | 87): KeyAlgorithm => ({
  id: `ml-dsa-${set}`,
  label: `ML-DSA-${set}`,
  scheme: signatureSchemes[`ml-dsa-${set}`],
  generation: { name: `ML-DSA-${set}` },
  limit: 'few-clients',
});

export const keyAlgorithms: Readonly<Record<KeyAlgorithmId, KeyAlgorithm>> = {
  'ec-p256': ec(256, signatureSchemes['ecdsa-p256-sha256']),
  'ec-p384': ec(384, signatureSchemes['ecdsa-p384-sha384']),
  'ec-p521': { ...ec(521, signatureSchemes['ecdsa-p521-sha512']), limit: 'no-chromium' },
  'rsa-2048': rsa(2048),
  'rsa-3072': rsa(3072),
  'rsa-4096': rsa(4096),
  ed25519: {
    id: 'ed25519',
    label: 'Ed25519',
    scheme: signatureSchemes.ed25519,
    generation: { name: 'Ed25519' },
    limit: 'no-browser',
  },
  'ml-dsa-44': mlDsa(44),
  'ml-dsa-65': mlDsa(65),
  'ml-dsa-87': mlDsa(87),
};
