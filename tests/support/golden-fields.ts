// A certificate's fields in the words of another parser (pyca/cryptography, the `golden` member of a corpus record), held
// against what it says. Fields the witness could not read are not compared.
import type { Bytes } from '../../src/codec/bytes';
import type { Field } from '../../src/pki/inspect/field';
import { fieldAt, timeAt, valueAt } from '../../src/pki/inspect/field-lookup';
import { bitsOf } from '../../src/pki/inspect/key-words';
import { fingerprints } from '../../src/pki/inspect/key-rows';
import type { CorpusRecord } from './shared';

type Words = (fields: readonly Field[], extensions: readonly Field[]) => unknown;

const curves: Readonly<Record<string, string>> = {
  'P-192': 'secp192r1',
  'P-224': 'secp224r1',
  'P-256': 'secp256r1',
  'P-384': 'secp384r1',
  'P-521': 'secp521r1',
};

const number = (hex: string): string => hex.replace(/^(-?)0+(?=.)/, '$1');

function attributes(name: Field | undefined): readonly unknown[] {
  return (name?.fields ?? []).map((field) => {
    const rdn = field.name === 'RelativeDistinguishedName' ? (field.fields ?? []) : [field];
    return rdn.map(({ oid, value }) => [oid, value]);
  });
}

const kinds: Readonly<Record<string, string>> = {
  dNSName: 'dns',
  rfc822Name: 'email',
  uniformResourceIdentifier: 'uri',
  iPAddress: 'ip',
};

function general({ name, value, oid, fields }: Field): readonly unknown[] {
  if (name === 'directoryName') return ['dir', attributes({ name, label: '', ...(fields && { fields }) })];
  if (name === 'registeredID') return ['rid', oid];
  if (name === 'otherName') return ['other'];
  return [kinds[name] ?? name, value];
}

const generals = (field: Field | undefined): readonly unknown[] | undefined => field?.fields?.map(general);

function keyWords(key: Field | undefined): unknown {
  const [word = '', size = ''] = (key?.value ?? '').split(' ');
  const rsa = fieldAt(key?.fields, 'subjectPublicKey');
  if (word.startsWith('RSA'))
    return [
      'rsa',
      bitsOf(valueAt(rsa?.fields, 'modulus') ?? ''),
      exponent(valueAt(rsa?.fields, 'publicExponent')),
    ];
  if (word === 'DSA') return ['dsa', Number(size)];
  if (word === 'EC') return ['ec', curves[size] ?? size.replace(/^brainpoolP(\d+)r1$/, 'brainpoolP$1r1')];
  return [`${word.replaceAll('-', '')}PublicKey`];
}

const exponent = (value: string | undefined): number => Number(value);

/** pyca's spelling of a key usage. */
function usage(name: string): string {
  if (name === 'cRLSign') return 'crl_sign';
  if (name === 'nonRepudiation') return 'content_commitment';
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

const bitsSet = (value = 'none') => (value === 'none' ? [] : value.split(', '));
const integer = (value: string | undefined): number | null => (value === undefined ? null : Number(value));

const words: Readonly<Record<string, Words>> = {
  version: (fields) => Number((valueAt(fields, 'version') ?? 'v1').slice(1)),
  serial: (fields) => number(valueAt(fields, 'serialNumber') ?? ''),
  issuer: (fields) => attributes(fieldAt(fields, 'issuer')),
  subject: (fields) => attributes(fieldAt(fields, 'subject')),
  notBefore: (fields) => (timeAt(fields, 'validity', 'notBefore') ?? NaN) / 1000,
  notAfter: (fields) => (timeAt(fields, 'validity', 'notAfter') ?? NaN) / 1000,
  sigAlg: (fields) => fieldAt(fields, 'signatureAlgorithm')?.oid,
  spkiAlg: (fields) => fieldAt(fields, 'subjectPublicKeyInfo')?.oid,
  key: (fields) => keyWords(fieldAt(fields, 'subjectPublicKeyInfo')),
  ext: (_, extensions) => extensions.map(({ oid, critical }) => [oid, critical]),
  bc: (_, extensions) => {
    const field = fieldAt(extensions, 'basicConstraints');
    return [valueAt(field?.fields, 'cA') === 'TRUE', integer(valueAt(field?.fields, 'pathLenConstraint'))];
  },
  ku: (_, extensions) => bitsSet(valueAt(extensions, 'keyUsage')).map(usage).sort(),
  eku: (_, extensions) => fieldAt(extensions, 'extKeyUsage')?.fields?.map(({ oid }) => oid),
  ski: (_, extensions) => valueAt(extensions, 'subjectKeyIdentifier'),
  aki: (_, extensions) => {
    const aki = fieldAt(extensions, 'authorityKeyIdentifier')?.fields;
    const serial = valueAt(aki, 'authorityCertSerialNumber');
    return {
      kid: valueAt(aki, 'keyIdentifier') ?? null,
      iss: generals(fieldAt(aki, 'authorityCertIssuer')) ?? null,
      ser: serial === undefined ? null : number(serial),
    };
  },
  san: (_, extensions) => generals(fieldAt(extensions, 'subjectAltName')),
  ian: (_, extensions) => generals(fieldAt(extensions, 'issuerAltName')),
  nc: (_, extensions) => {
    const subtrees = (name: string) =>
      (fieldAt(extensions, 'nameConstraints', name)?.fields ?? []).flatMap(
        (one) => generals(fieldAt(one.fields, 'base')) ?? [],
      );
    return { p: subtrees('permittedSubtrees'), e: subtrees('excludedSubtrees') };
  },
  pol: (_, extensions) =>
    fieldAt(extensions, 'certificatePolicies')?.fields?.map(
      ({ fields }) => fieldAt(fields, 'policyIdentifier')?.oid,
    ),
  crldp: (_, extensions) =>
    fieldAt(extensions, 'cRLDistributionPoints')?.fields?.map(
      (point) => generals(fieldAt(point.fields, 'distributionPoint', 'fullName')) ?? [],
    ),
  aia: (_, extensions) =>
    fieldAt(extensions, 'authorityInfoAccess')?.fields?.map(({ fields }) => [
      fieldAt(fields, 'accessMethod')?.oid,
      ...(generals(fieldAt(fields, 'accessLocation')) ?? []),
    ]),
  scts: (_, extensions) =>
    fieldAt(extensions, 'signedCertificateTimestampList')?.fields?.map(({ fields }) => [
      valueAt(fields, 'logID'),
      timeAt(fields, 'timestamp'),
    ]),
  pc: (_, extensions) =>
    ['requireExplicitPolicy', 'inhibitPolicyMapping'].map((name) =>
      integer(valueAt(extensions, 'policyConstraints', name)),
    ),
  iap: (_, extensions) => integer(valueAt(extensions, 'inhibitAnyPolicy')),
  tlsf: (_, extensions) =>
    fieldAt(extensions, 'tlsFeature')?.fields?.map(({ value }) =>
      value === 'status_request' ? 5 : value === 'status_request_v2' ? 17 : Number(value),
    ),
};

/** The witness's words for what is shown as a tree. */
const withoutOther = (said: unknown): unknown =>
  JSON.parse(JSON.stringify(said ?? null).replaceAll(/\["(?:other|unsupported)"[^[\]]*\]/g, '["other"]'));

export interface Compared {
  /** Fields that both read. */
  readonly fields: number;
  readonly differing: readonly string[];
}

export async function comparedWithGolden(
  { golden = {} }: CorpusRecord,
  fields: readonly Field[],
  der: Bytes,
): Promise<Compared> {
  const rows = await fingerprints(der);
  const reckoned: Readonly<Record<string, Words>> = {
    sha256: () => valueAt(rows, 'sha256'),
    sha1: () => valueAt(rows, 'sha1'),
  };
  const extensions = fieldAt(fields, 'extensions')?.fields ?? [];
  let count = 0;
  const differing = Object.entries({ ...words, ...reckoned }).filter(([field, say]) => {
    const given = golden[field];
    const couldNotRead = typeof given === 'object' && given !== null && '_err' in given;
    if (given === undefined || given === null || couldNotRead) return false;
    count++;
    const witness = field === 'ku' && Array.isArray(given) ? given.map(String).sort() : given;
    return JSON.stringify(say(fields, extensions) ?? null) !== JSON.stringify(withoutOther(witness));
  });
  return { fields: count, differing: differing.map(([field]) => field) };
}
