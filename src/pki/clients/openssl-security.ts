/** Security bits of keys and signatures as OpenSSL counts them (SP 800-57 part 1, table 2), and what its levels ask for. */
import type { Exhibit } from './exhibit';
import type { ExhibitKey } from './exhibit-key';

/** `minbits_table`: levels 1 to 5. Level 2 is what Debian, Ubuntu, Fedora, CPython and OpenSSL from 3.2 on start with. */
const LEVEL_BITS = [0, 80, 112, 128, 192, 256];

export function keyIsStrongEnough(key: ExhibitKey | undefined, level: number): boolean {
  return key !== undefined && securityBits(key) >= (LEVEL_BITS[level] ?? 256);
}

function securityBits({ family, bits }: ExhibitKey): number {
  switch (family) {
    case 'rsa':
    case 'rsa-pss':
    case 'dsa':
      return factoringBits(bits);
    case 'ec':
      return curveBits(bits);
    case 'ed25519':
      return 128;
    case 'ed448':
      return 224;
    case 'ml-dsa':
    case 'slh-dsa':
      return 128;
    case 'other':
      return 0;
  }
}

/** The steps of the table; between them OpenSSL computes, and comes to less than the next step. */
function factoringBits(bits: number): number {
  const steps = [
    [15360, 256],
    [7680, 192],
    [3072, 128],
    [2048, 112],
    [1024, 80],
  ] as const;
  return steps.find(([least]) => bits >= least)?.[1] ?? 0;
}

function curveBits(bits: number): number {
  if (bits >= 512) return 256;
  if (bits >= 384) return 192;
  if (bits >= 256) return 128;
  if (bits >= 224) return 112;
  return bits >= 160 ? 80 : bits / 2;
}

/** Bits of the digest a certificate was signed with; SHA-1 and MD5 have lost some to collisions that were found. */
const DIGEST_BITS: Readonly<Record<string, number>> = {
  '1.2.840.113549.1.1.2': 39, // MD2
  '1.2.840.113549.1.1.4': 39, // MD5
  '1.2.840.113549.1.1.5': 63, // SHA-1
  '1.3.14.3.2.29': 63,
  '1.2.840.10040.4.3': 63,
  '1.2.840.10045.4.1': 63,
  '1.2.840.113549.1.1.14': 112, // SHA-224
  '1.2.840.10045.4.3.1': 112,
  '2.16.840.1.101.3.4.3.1': 112,
};
const RSA_PSS = '1.2.840.113549.1.1.10';
/** SHA-1 is PSS's default, and then nothing is written down (RFC 4055 §3.1). */
const SHA2_OR_3 = '608648016503040';

export function digestIsStrongEnough({ signatureAlgorithm }: Exhibit, level: number): boolean {
  const { oid, parameters } = signatureAlgorithm;
  const named = Array.from(parameters ?? [], (octet) => octet.toString(16).padStart(2, '0')).join('');
  const bits = oid === RSA_PSS && !named.includes(SHA2_OR_3) ? 63 : (DIGEST_BITS[oid] ?? 128);
  return bits >= (LEVEL_BITS[level] ?? 256);
}
