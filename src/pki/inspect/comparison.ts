/**
 * What of two things is held against each other: a request is read as the certificate that is asked for, and a key, whatever it
 * came as, by its public half; of two private keys the numbers are compared too, and not told.
 */
import type { Bytes } from '../../codec/bytes';
import type { FoundKind } from '../detect/found';
import { compareFields, type Compared, type Side } from './compare';
import type { Field } from './field';
import { fieldsOf } from './fields';

export interface Comparand {
  readonly kind: FoundKind;
  readonly octets: Bytes;
  /** Of a private key. */
  readonly publicKey: Bytes | undefined;
}

export interface Comparison {
  readonly parts: readonly Compared[];
}

const EXTENSION_REQUESTS: ReadonlySet<string | undefined> = new Set([
  ...['1.2.840.113549.1.9.14', '1.3.6.1.4.1.311.2.1.14'],
]);
/** What a request calls otherwise than a certificate does (RFC 2986 §4, RFC 5280 §4.1). */
const inCertificate: Readonly<Record<string, string>> = {
  subjectPKInfo: 'subjectPublicKeyInfo',
  signature: 'signatureValue',
};

export function comparisonOf(first: Comparand, second: Comparand): Comparison {
  const [one, other] = [publicHalf(first), publicHalf(second)];
  const halves = one !== undefined && other !== undefined;
  if (halves && (first.kind === 'public-key' || second.kind === 'public-key'))
    return { parts: compareFields(one, other) };
  const whole = compareFields(sideOf(first, second), sideOf(second, first));
  return { parts: halves ? [...compareFields(asField(one), asField(other)), ...whole] : whole };
}

function publicHalf({ kind, octets, publicKey }: Comparand): Side | undefined {
  const key = kind === 'public-key' ? octets : publicKey;
  return key && { fields: fieldsOf('public-key', key), octets: key };
}

/** The public half as one field, above the numbers of the key. */
const asField = ({ fields, octets }: Side): Side => ({
  octets,
  fields: [{ name: 'publicHalf', label: 'Public half', span: { start: 0, end: octets.length }, fields }],
});

function sideOf({ kind, octets }: Comparand, other: Comparand): Side {
  const fields = fieldsOf(kind, octets);
  return { octets, fields: kind === 'request' && other.kind !== 'request' ? asCertificate(fields) : fields };
}

function asCertificate(fields: readonly Field[]): readonly Field[] {
  return fields.flatMap((field): readonly Field[] => {
    const { name, fields: inner = [] } = field;
    if (name !== 'attributes') return [{ ...field, name: inCertificate[name] ?? name }];
    const asked = inner.filter(({ oid }) => EXTENSION_REQUESTS.has(oid));
    const others = inner.filter(({ oid }) => !EXTENSION_REQUESTS.has(oid));
    return [
      ...asked.map(({ span, ...rest }) => ({ ...rest, name: 'extensions', label: 'Extensions' })),
      ...(others.length === 0 ? [] : [{ ...field, fields: others }]),
    ];
  });
}
