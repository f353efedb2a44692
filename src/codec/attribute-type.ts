/** Attribute types of names: short and long labels, and the string type each is written in (RFC 5280 appendix A, RFC 4519). */
import * as Tag from './tag';

export interface AttributeType {
  readonly oid: string;
  /** As in RFC 4514 §3 where it has one, else as OpenSSL abbreviates it. */
  readonly short: string;
  readonly long: string;
  readonly tag: number;
  /** Upper bound in characters (RFC 5280 appendix A.1 `ub-…`). */
  readonly maximum: number;
}

const row = (oid: string, short: string, long: string, maximum: number, tag: number = Tag.UTF8_STRING) =>
  ({ oid, short, long, maximum, tag }) satisfies AttributeType;

export const attributeTypes: readonly AttributeType[] = [
  row('2.5.4.3', 'CN', 'commonName', 64),
  row('2.5.4.10', 'O', 'organizationName', 64),
  row('2.5.4.11', 'OU', 'organizationalUnitName', 64),
  // CountryName is PrintableString (SIZE (2)); the two types below it share that string type.
  row('2.5.4.6', 'C', 'countryName', 2, Tag.PRINTABLE_STRING),
  row('2.5.4.5', 'serialNumber', 'serialNumber', 64, Tag.PRINTABLE_STRING),
  row('2.5.4.46', 'dnQualifier', 'dnQualifier', 64, Tag.PRINTABLE_STRING),
  row('2.5.4.8', 'ST', 'stateOrProvinceName', 128),
  row('2.5.4.7', 'L', 'localityName', 128),
  row('2.5.4.9', 'street', 'streetAddress', 128),
  row('2.5.4.17', 'postalCode', 'postalCode', 40),
  row('1.2.840.113549.1.9.1', 'emailAddress', 'emailAddress', 255, Tag.IA5_STRING),
  row('0.9.2342.19200300.100.1.25', 'DC', 'domainComponent', 63, Tag.IA5_STRING),
  row('0.9.2342.19200300.100.1.1', 'UID', 'userId', 256),
  row('2.5.4.4', 'SN', 'surname', 64),
  row('2.5.4.42', 'GN', 'givenName', 64),
  row('2.5.4.12', 'title', 'title', 64),
];

const byOid = new Map(attributeTypes.map((type) => [type.oid, type]));

export function attributeType(oid: string): AttributeType | undefined {
  return byOid.get(oid);
}
