/** Curves by name as OpenSSL 3.0 knows them: size of the order in bits, and NIST's name where there is one (FIPS 186-4, RFC 5639, SEC 2). */
export interface Curve {
  readonly bits: number;
  readonly nist?: string;
}

const nist = (bits: number): Curve => ({ bits, nist: `P-${bits}` });

const curves: ReadonlyMap<string, Curve> = new Map([
  ['1.2.840.10045.3.1.1', nist(192)],
  ['1.3.132.0.33', nist(224)],
  ['1.2.840.10045.3.1.7', nist(256)],
  ['1.3.132.0.34', nist(384)],
  ['1.3.132.0.35', nist(521)],
  ['1.3.132.0.10', { bits: 256 }],
  ...[160, 160, 192, 192, 224, 224, 256, 256, 320, 320, 384, 384, 512, 512].map(
    (bits, index) => [`1.3.36.3.3.2.8.1.1.${index + 1}`, { bits }] as const,
  ),
]);

export const curveOf = (oid: string): Curve | undefined => curves.get(oid);
