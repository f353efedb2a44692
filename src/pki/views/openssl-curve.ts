/** Curves by name as OpenSSL 3.0 knows them: size of the order in bits, and NIST's name where there is one (FIPS 186-4, RFC 5639, SEC 2). */
import { DerReader } from '../../codec/der-reader';
import { Malformed } from '../../codec/malformed';
import * as Tag from '../../codec/tag';
import { labelledNumber, octetRows, pad } from './openssl-lines';
import { bitLength } from './openssl-number';
import { shortName } from './openssl-objects';

const PRIME_FIELD = '1.2.840.10045.1.1';

interface Curve {
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

/** Lines under an EC key that say which curve it is on. @throws Malformed */
export function curveLines(
  parameters: Uint8Array | undefined,
  indent: number,
): { readonly bits: number; readonly lines: string } {
  return DerReader.document(parameters ?? new Uint8Array(), (reader) =>
    reader.peek() === Tag.SEQUENCE
      ? explicitCurve(reader.sequence(), indent)
      : namedCurve(reader.oid(), indent),
  );
}

function namedCurve(oid: string, indent: number): { readonly bits: number; readonly lines: string } {
  const curve = curves.get(oid);
  if (curve === undefined) throw new Malformed('unsupported', 0, 'curve');
  const known = curve.nist === undefined ? '' : `${pad(indent)}NIST CURVE: ${curve.nist}\n`;
  return { bits: curve.bits, lines: `${pad(indent)}ASN1 OID: ${shortName(oid)}\n${known}` };
}

/** ECParameters spelled out over a prime field (RFC 3279 §2.3.5). */
function explicitCurve(
  sequence: DerReader,
  indent: number,
): { readonly bits: number; readonly lines: string } {
  sequence.integerOctets();
  const field = sequence.sequence();
  if (field.oid() !== PRIME_FIELD) throw new Malformed('unsupported', 0, 'field');
  const prime = field.integerOctets();
  const coefficients = sequence.sequence();
  const a = coefficients.octetString();
  const b = coefficients.octetString();
  const seed = coefficients.done ? undefined : coefficients.contents(Tag.BIT_STRING).subarray(1);
  const generator = sequence.octetString();
  const order = sequence.integerOctets();
  const cofactor = sequence.done ? undefined : sequence.integerOctets();
  const form = generator[0] === 4 ? 'uncompressed' : (generator[0] ?? 0) > 4 ? 'hybrid' : 'compressed';
  const lines = [
    `${pad(indent)}Field Type: prime-field\n`,
    labelledNumber('Prime:', prime, indent),
    labelledNumber('A:   ', a, indent),
    labelledNumber('B:   ', b, indent),
    octetRows(`Generator (${form})`, generator, indent),
    labelledNumber('Order: ', order, indent),
    cofactor === undefined ? '' : labelledNumber('Cofactor: ', cofactor, indent),
    seed === undefined ? '' : octetRows('Seed', seed, indent),
  ];
  return { bits: bitLength(order), lines: lines.join('') };
}
