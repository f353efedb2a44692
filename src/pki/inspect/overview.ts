/** What people look for first in an item, in words. Plain data; the clock is an argument. */
import type { Bytes } from '../../codec/bytes';
import type { FoundKind } from '../detect/found';
import type { Field } from './field';
import { deepField, fieldAt, timeAt, valueAt } from './field-lookup';
import { fieldsOf, guardedKinds } from './fields';
import { highlights } from './highlights';
import { fingerprints, keyRows, nameHashes, sshRows } from './key-rows';
import { keyWords, privateKeyWords } from './key-words';
import { signerRows } from './signer-rows';
import {
  weaknessesOfCertificate,
  weaknessesOfKey,
  weaknessesOfList,
  weaknessesOfRequest,
  type Weakness,
} from './weakness';

interface OverviewName {
  /** As the module has it: `dNSName`, `iPAddress`, `rfc822Name`, `uniformResourceIdentifier`, … */
  readonly kind: string;
  readonly value: string;
  /** The letters behind an A-label, where they can be shown safely. */
  readonly unicode?: string;
  readonly problem?: string;
}

interface OverviewValidity {
  /** ms since 1970; of a revocation list: issued, and the next one due. */
  readonly notBefore?: number;
  readonly notAfter?: number;
  /** Whole days between them, both ends counted. */
  readonly days?: number;
  /** Days until the end, negative after it; rounded down. */
  readonly daysLeft?: number;
  readonly state?: 'not-yet' | 'valid' | 'expired';
}

type OverviewRole = 'root' | 'intermediate' | 'leaf' | 'self-signed-leaf';

export interface Overview {
  readonly kind: FoundKind;
  /** CommonName, else the first alternative name, else the whole name, else the key; '' where there is none. */
  readonly title: string;
  /** CommonName or whole name. */
  readonly issuer?: string;
  /** `RSA 2048`, `EC P-256`, `ML-DSA-65`. */
  readonly key?: string;
  readonly role?: OverviewRole;
  readonly validity?: OverviewValidity;
  /** From the subject alternative names. */
  readonly names: readonly OverviewName[];
  /** The rest in the order people look for it; each can be copied. */
  readonly rows: readonly Field[];
  readonly weaknesses: readonly Weakness[];
}

const DAY = 86_400_000;

function validityOf(
  notBefore: number | undefined,
  notAfter: number | undefined,
  at: number,
): OverviewValidity {
  const state =
    notBefore !== undefined && at < notBefore
      ? 'not-yet'
      : notAfter !== undefined && at > notAfter
        ? 'expired'
        : 'valid';
  return {
    ...(notBefore !== undefined && { notBefore }),
    ...(notAfter !== undefined && { notAfter, daysLeft: Math.floor((notAfter - at) / DAY) }),
    ...(notBefore !== undefined &&
      notAfter !== undefined && { days: Math.round((notAfter - notBefore) / DAY), state }),
  };
}

function namesOf(extensions: readonly Field[] | undefined): readonly OverviewName[] {
  const names = fieldAt(extensions, 'subjectAltName')?.fields ?? [];
  return names.map(({ name, value = '', problem, fields }) => {
    const unicode = valueAt(fields, 'unicode');
    return {
      kind: name,
      value,
      ...(unicode !== undefined && unicode !== value && { unicode }),
      ...(problem !== undefined && { problem }),
    };
  });
}

/** What a name is called for short. */
function shortName(name: Field | undefined): string | undefined {
  const attributes = name?.fields ?? [];
  const common = attributes.findLast((attribute) => attribute.name === 'commonName')?.value;
  return common !== undefined && common !== '' ? common : name?.value;
}

function titleOf(subject: Field | undefined, names: readonly OverviewName[]): string {
  const named = subject?.fields !== undefined && subject.fields.length > 0 ? shortName(subject) : undefined;
  return named ?? names[0]?.value ?? subject?.value ?? '';
}

const present = (...fields: readonly (Field | undefined)[]): readonly Field[] =>
  fields.filter((field) => field !== undefined);

/** A field for a line of its own: its value and meaning, without its parts. */
function line(field: Field | undefined, label?: string): Field | undefined {
  if (field?.value === undefined && field?.problem === undefined) return undefined;
  const { fields, ...rest } = field;
  return label === undefined ? rest : { ...rest, label };
}

function decimalRow(serial: Field | undefined): Field | undefined {
  if (serial?.value === undefined || !/^-?[\da-f]{1,64}$/.test(serial.value)) return undefined;
  const negative = serial.value.startsWith('-');
  const decimal = BigInt(`0x${serial.value.replace('-', '')}`).toString();
  return {
    name: 'serialDecimal',
    label: 'Serial number, decimal',
    value: `${negative ? '-' : ''}${decimal}`,
    form: 'number',
  };
}

function roleOf(fields: readonly Field[], extensions: readonly Field[] | undefined): OverviewRole {
  const selfIssued = valueAt(fields, 'issuer') === valueAt(fields, 'subject');
  const version = valueAt(fields, 'version') ?? 'v1';
  // Before version 3 nothing said what an authority is; what signs itself was one.
  const authority =
    valueAt(extensions, 'basicConstraints', 'cA') === 'TRUE' || (version === 'v1' && selfIssued);
  if (authority) return selfIssued ? 'root' : 'intermediate';
  return selfIssued ? 'self-signed-leaf' : 'leaf';
}

type Draft = Omit<Overview, 'kind'>;

async function certificate(fields: readonly Field[], document: Bytes, at: number): Promise<Draft> {
  const extensions = fieldAt(fields, 'extensions')?.fields;
  const names = namesOf(extensions);
  const [subject, issuer] = [fieldAt(fields, 'subject'), fieldAt(fields, 'issuer')];
  const serial = fieldAt(fields, 'serialNumber');
  const key = fieldAt(fields, 'subjectPublicKeyInfo');
  const issuerName = shortName(issuer);
  return {
    title: titleOf(subject, names),
    ...(issuerName !== undefined && { issuer: issuerName }),
    ...(key?.value !== undefined && { key: key.value }),
    role: roleOf(fields, extensions),
    validity: validityOf(timeAt(fields, 'validity', 'notBefore'), timeAt(fields, 'validity', 'notAfter'), at),
    names,
    rows: [
      ...present(line(subject), line(issuer), line(key)),
      ...present(
        ...['keyUsage', 'extKeyUsage', 'basicConstraints'].map((name) => line(fieldAt(extensions, name))),
      ),
      ...present(
        line(fieldAt(fields, 'signatureAlgorithm'), 'Signature algorithm'),
        line(serial),
        decimalRow(serial),
      ),
      ...(await fingerprints(document)),
      ...(await keyRows(key, document)),
      ...(await nameHashes(subject, document)),
    ],
    weaknesses: weaknessesOfCertificate(fields, document, at),
  };
}

async function request(fields: readonly Field[], document: Bytes): Promise<Draft> {
  const attributes = fieldAt(fields, 'attributes')?.fields ?? [];
  const extensions = attributes.find(
    ({ oid }) => oid === '1.2.840.113549.1.9.14' || oid === '1.3.6.1.4.1.311.2.1.14',
  )?.fields;
  const names = namesOf(extensions);
  const subject = fieldAt(fields, 'subject');
  const key = fieldAt(fields, 'subjectPKInfo');
  return {
    title: titleOf(subject, names),
    ...(key?.value !== undefined && { key: key.value }),
    names,
    rows: [
      ...present(line(subject, 'Name asked for'), line(key)),
      ...present(
        ...['keyUsage', 'extKeyUsage', 'basicConstraints'].map((name) => line(fieldAt(extensions, name))),
      ),
      ...present(line(fieldAt(fields, 'signatureAlgorithm'), 'Signature algorithm')),
      ...(await fingerprints(document)),
      ...(await keyRows(key, document)),
    ],
    weaknesses: weaknessesOfRequest(fields),
  };
}

async function revocationList(fields: readonly Field[], document: Bytes, at: number): Promise<Draft> {
  const issuer = fieldAt(fields, 'issuer');
  const revoked = fieldAt(fields, 'revokedCertificates');
  const shown = revoked?.fields ?? [];
  const more = shown.at(-1)?.name === 'more' ? (shown.at(-1)?.value ?? '') : undefined;
  const count = more === undefined ? shown.length : shown.length - 1 + Number(more.replace(/\D/g, ''));
  return {
    title: shortName(issuer) ?? '',
    validity: validityOf(timeAt(fields, 'thisUpdate'), timeAt(fields, 'nextUpdate'), at),
    names: [],
    rows: [
      ...present(line(issuer)),
      { name: 'revokedCount', label: 'Revoked certificates', value: String(count), form: 'number' },
      ...present(
        line(fieldAt(fields, 'crlExtensions', 'cRLNumber')),
        line(fieldAt(fields, 'thisUpdate')),
        line(fieldAt(fields, 'nextUpdate')),
      ),
      ...present(line(fieldAt(fields, 'signatureAlgorithm'), 'Signature algorithm')),
      ...(await fingerprints(document)),
    ],
    weaknesses: weaknessesOfList(fields, document, at),
  };
}

async function publicKey(fields: readonly Field[], document: Bytes): Promise<Draft> {
  const words = keyWords({ name: '', label: '', fields });
  const key = {
    ...{
      name: 'subjectPublicKeyInfo',
      label: 'Public key',
      span: { start: 0, end: document.length },
      fields,
    },
    ...words,
  };
  return {
    title: key.value ?? '',
    ...(key.value !== undefined && { key: key.value }),
    names: [],
    rows: [...present(line(key)), ...(await keyRows(key, document)), ...(await sshRows(document))],
    weaknesses: weaknessesOfKey(fields),
  };
}

/** By its public half, which is what belongs to others; weak in its numbers, which are not told. */
async function privateKey(fields: readonly Field[], half: Bytes): Promise<Draft> {
  const numbers = fieldAt(fields, 'privateKey')?.fields ?? fields;
  return { ...(await publicKey(fieldsOf('public-key', half), half)), weaknesses: weaknessesOfKey(numbers) };
}

const MOST_ROWS = 12;

async function other(kind: FoundKind, fields: readonly Field[], document: Bytes): Promise<Draft> {
  const key = privateKeyWords(kind, fields);
  const wanted = highlights[kind]?.map((name) => deepField(fields, name)) ?? fields.slice(0, MOST_ROWS);
  const rows = present(...wanted.map((field) => line(field)));
  const isPrivate = guardedKinds.has(kind);
  const privateKey = fieldAt(fields, 'privateKey');
  return {
    title: key ?? '',
    ...(key !== undefined && { key }),
    names: [],
    // The fingerprint of a file with a secret in it is of use to nobody but those who look for it.
    rows: isPrivate
      ? rows
      : [...rows, ...(await signerRows(kind, document)), ...(await fingerprints(document))],
    weaknesses: weaknessesOfKey(privateKey?.fields ?? fields),
  };
}

/** Total: what cannot be read is left out here, and the fields say why. @param half of a private key: its SubjectPublicKeyInfo */
export async function overviewOf(kind: FoundKind, octets: Bytes, at: Date, half?: Bytes): Promise<Overview> {
  const fields = fieldsOf(kind, octets);
  if (half !== undefined && guardedKinds.has(kind)) return { kind, ...(await privateKey(fields, half)) };
  return { kind, ...(await draftOf(kind, fields, octets, at.getTime())) };
}

function draftOf(kind: FoundKind, fields: readonly Field[], octets: Bytes, at: number): Promise<Draft> {
  switch (kind) {
    case 'certificate':
      return certificate(fields, octets, at);
    case 'request':
      return request(fields, octets);
    case 'revocation-list':
      return revocationList(fields, octets, at);
    case 'public-key':
      return publicKey(fields, octets);
    default:
      return other(kind, fields, octets);
  }
}
