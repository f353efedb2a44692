/** What ASN.1 calls the type of a value: `SEQUENCE`, `[3]`, `APPLICATION 1` (X.680 §8.6). */
import type { Asn1Node } from '../../codec/asn1-node';

const universal: Readonly<Record<number, string>> = {
  1: 'BOOLEAN',
  2: 'INTEGER',
  3: 'BIT STRING',
  4: 'OCTET STRING',
  5: 'NULL',
  6: 'OBJECT IDENTIFIER',
  7: 'ObjectDescriptor',
  8: 'EXTERNAL',
  9: 'REAL',
  10: 'ENUMERATED',
  11: 'EMBEDDED PDV',
  12: 'UTF8String',
  13: 'RELATIVE-OID',
  16: 'SEQUENCE',
  17: 'SET',
  18: 'NumericString',
  19: 'PrintableString',
  20: 'TeletexString',
  21: 'VideotexString',
  22: 'IA5String',
  23: 'UTCTime',
  24: 'GeneralizedTime',
  25: 'GraphicString',
  26: 'VisibleString',
  27: 'GeneralString',
  28: 'UniversalString',
  30: 'BMPString',
};

/** `''` for what is no value. */
export function asn1TypeName(node: Asn1Node): string {
  if (node.kind === 'unreadable') return '';
  const { tagClass, tagNumber } = node;
  if (tagClass === 'universal') return universal[tagNumber] ?? `UNIVERSAL ${tagNumber}`;
  return tagClass === 'context' ? `[${tagNumber}]` : `[${tagClass.toUpperCase()} ${tagNumber}]`;
}
