/** A public key as the rules of clients speak of it: family, bits, curve. Whether WebCrypto could use it does not matter here. */
import { toHex, type Bytes } from '../../codec/bytes';
import { DerReader } from '../../codec/der-reader';
import { attempt } from '../../codec/malformed';
import { parsePssParameters, type PssParameters } from '../../codec/pss-parameters';
import { parsePublicKey, readRsaPublicKey, type PublicKey } from '../../codec/public-key';
import * as Tag from '../../codec/tag';

export type KeyFamily =
  'rsa' | 'rsa-pss' | 'ec' | 'ed25519' | 'ed448' | 'ml-dsa' | 'slh-dsa' | 'dsa' | 'other';

export interface ExhibitKey {
  readonly family: KeyFamily;
  /** Of the SubjectPublicKeyInfo's algorithm, dotted decimal. */
  readonly oid: string;
  /** Modulus of RSA and DSA, field of a named curve; 0 where not known. */
  readonly bits: number;
  /** `P-256`, `secp256k1`, `brainpoolP256r1`…; the identifier where it has no name here; `explicit` where it is spelled out. */
  readonly curve?: string;
  /** Of a curve: the point is its x and one bit (SEC 1 §2.3.3). */
  readonly compressed?: true;
  /** Of RSA. */
  readonly exponent?: bigint;
  /** What signatures by a PSS key must keep to, where it says so (RFC 4055 §1.2). */
  readonly pss?: PssParameters;
  /** The whole SubjectPublicKeyInfo. */
  readonly der: Bytes;
  readonly hex: string;
}

const CURVES: Readonly<Record<string, readonly [name: string, bits: number]>> = {
  '1.2.840.10045.3.1.7': ['P-256', 256],
  '1.3.132.0.34': ['P-384', 384],
  '1.3.132.0.35': ['P-521', 521],
  '1.3.132.0.33': ['P-224', 224],
  '1.2.840.10045.3.1.1': ['P-192', 192],
  '1.3.132.0.10': ['secp256k1', 256],
  '1.3.36.3.3.2.8.1.1.7': ['brainpoolP256r1', 256],
  '1.3.36.3.3.2.8.1.1.11': ['brainpoolP384r1', 384],
  '1.3.36.3.3.2.8.1.1.13': ['brainpoolP512r1', 512],
};

const FAMILIES: Readonly<Record<string, KeyFamily>> = {
  '1.2.840.113549.1.1.1': 'rsa',
  '1.2.840.113549.1.1.10': 'rsa-pss',
  '1.2.840.10045.2.1': 'ec',
  '1.3.101.112': 'ed25519',
  '1.3.101.113': 'ed448',
  '1.2.840.10040.4.1': 'dsa',
};
const ML_DSA = /^2\.16\.840\.1\.101\.3\.4\.3\.(?:17|18|19)$/;
const SLH_DSA = /^2\.16\.840\.1\.101\.3\.4\.3\.(?:2\d|3[01])$/;

export function familyOf(oid: string): KeyFamily {
  if (ML_DSA.test(oid)) return 'ml-dsa';
  if (SLH_DSA.test(oid)) return 'slh-dsa';
  return FAMILIES[oid] ?? 'other';
}

/** `undefined` where it is no SubjectPublicKeyInfo. */
export function exhibitKey(spki: Uint8Array): ExhibitKey | undefined {
  const der = DerReader.own(spki);
  const read = parsePublicKey(der);
  if (!read.ok) return undefined;
  const { oid } = read.value.algorithm;
  const family = familyOf(oid);
  const common = { family, oid, der, hex: toHex(der) };
  if (family === 'rsa' || family === 'rsa-pss') {
    const rsa = readRsaPublicKey(read.value.octets);
    if (!rsa.ok) return { ...common, bits: 0 };
    const { parameters } = read.value.algorithm;
    const pss = family === 'rsa' || parameters === undefined ? undefined : parsePssParameters(parameters);
    const exponent = BigInt(`0x${toHex(rsa.value.exponent) || '0'}`);
    return { ...common, bits: rsa.value.bits, exponent, ...(pss?.ok && { pss: pss.value }) };
  }
  if (family === 'ec')
    return { ...common, ...curveOf(read.value), ...(isCompressed(read.value) && { compressed: true }) };
  if (family === 'dsa') return { ...common, bits: primeBits(read.value.algorithm.parameters) };
  return { ...common, bits: family === 'ed25519' ? 256 : family === 'ed448' ? 456 : 0 };
}

const isCompressed = ({ octets: [form] }: PublicKey): boolean => form === 2 || form === 3;

function curveOf({ algorithm: { parameters }, octets }: PublicKey): { curve: string; bits: number } {
  if (parameters?.[0] === Tag.SEQUENCE)
    return { curve: 'explicit', bits: 8 * Math.floor((octets.length - 1) / 2) };
  const oid = attempt(() => DerReader.document(parameters ?? new Uint8Array(), (reader) => reader.oid()));
  if (!oid.ok) return { curve: 'none', bits: 0 };
  const [curve, bits] = CURVES[oid.value] ?? [oid.value, 0];
  return { curve, bits };
}

/** Bits of p, the first of Dss-Parms (RFC 3279 §2.3.2). */
function primeBits(parameters: Uint8Array | undefined): number {
  const read = attempt(() => {
    const octets = new DerReader(parameters ?? new Uint8Array()).sequence().integerOctets();
    const magnitude = octets[0] === 0 ? octets.subarray(1) : octets;
    return 8 * magnitude.length - Math.clz32(magnitude[0] ?? 0) + 24;
  });
  return read.ok ? read.value : 0;
}
