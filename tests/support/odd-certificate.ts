/** Certificates for tests of client models, right or odd where asked: every field as octets, signed with Node's own keys. */
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { DerWriter } from '../../src/codec/der-writer';
import * as Tag from '../../src/codec/tag';

export type KeyKind =
  | 'p256'
  | 'p384'
  | 'p521'
  | 'p224'
  | 'k256'
  | 'rsa1024'
  | 'rsa2048'
  | 'rsa3072'
  | 'pss2048'
  | 'ed25519'
  | 'ed448';

export interface Keys {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const made = new Map<string, Keys>();

/** Keys are made once per kind and name: the same name is the same key. */
export function keysOf(kind: KeyKind, name = ''): Keys {
  const known = made.get(`${kind} ${name}`);
  if (known !== undefined) return known;
  const keys = generate(kind);
  made.set(`${kind} ${name}`, keys);
  return keys;
}

const rsaOf = (bits: number): Keys => generateKeyPairSync('rsa', { modulusLength: bits });

function generate(kind: KeyKind): Keys {
  if (kind.startsWith('rsa')) return rsaOf(Number(kind.slice(3)));
  if (kind === 'ed25519') return generateKeyPairSync('ed25519');
  if (kind === 'ed448') return generateKeyPairSync('ed448');
  if (kind === 'pss2048')
    return generateKeyPairSync('rsa-pss', {
      modulusLength: 2048,
      hashAlgorithm: 'sha256',
      mgf1HashAlgorithm: 'sha256',
    });
  const namedCurve = CURVES[kind] ?? 'P-256';
  return generateKeyPairSync('ec', { namedCurve });
}

const CURVES: Readonly<Partial<Record<KeyKind, string>>> = {
  p224: 'secp224r1',
  p384: 'P-384',
  p521: 'P-521',
  k256: 'secp256k1',
};

type Digest = 'md5' | 'sha1' | 'sha256' | 'sha384' | 'sha512';

const RSA: Readonly<Record<Digest, string>> = {
  md5: '1.2.840.113549.1.1.4',
  sha1: '1.2.840.113549.1.1.5',
  sha256: '1.2.840.113549.1.1.11',
  sha384: '1.2.840.113549.1.1.12',
  sha512: '1.2.840.113549.1.1.13',
};
const ECDSA: Readonly<Record<Digest, string>> = {
  md5: '1.2.3.4',
  sha1: '1.2.840.10045.4.1',
  sha256: '1.2.840.10045.4.3.2',
  sha384: '1.2.840.10045.4.3.3',
  sha512: '1.2.840.10045.4.3.4',
};

const OWN = { ed25519: '1.3.101.112', ed448: '1.3.101.113', 'rsa-pss': '1.2.840.113549.1.1.10' };

function algorithmDer({ privateKey }: Keys, digest: Digest, parameters?: Uint8Array): Uint8Array {
  const type = privateKey.asymmetricKeyType ?? '';
  const oid =
    ({ rsa: RSA[digest], ec: ECDSA[digest], ...OWN } as Readonly<Record<string, string>>)[type] ?? '';
  return der((writer) => {
    writer.sequence(() => {
      writer.oid(oid);
      if (parameters !== undefined) writer.raw(parameters);
      else if (type === 'rsa') writer.null();
    });
  });
}

export const der = (write: (writer: DerWriter) => void): Uint8Array => DerWriter.encode(write);
const hex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));

export interface Attribute {
  readonly oid: string;
  readonly tag?: number;
  readonly text: string;
}

export const COMMON_NAME = '2.5.4.3';
export const ORGANIZATION = '2.5.4.10';

export const nameOf = (...attributes: readonly Attribute[]): Uint8Array =>
  der(
    (writer) =>
      void writer.sequence(() => {
        for (const { oid, tag = Tag.UTF8_STRING, text } of attributes)
          writer.constructed(Tag.SET, () => writer.sequence(() => writer.oid(oid).string(tag, text)));
      }),
  );

export const commonName = (text: string): Uint8Array => nameOf({ oid: COMMON_NAME, text });

export interface OddExtension {
  readonly oid: string;
  /** A number is the octet of the BOOLEAN. */
  readonly critical?: boolean | number;
  readonly value: Uint8Array;
}

interface OddTime {
  readonly tag: number;
  readonly text: string;
}

export interface OddFields {
  readonly version?: number | undefined;
  readonly serial?: string;
  readonly issuer?: Uint8Array;
  readonly subject: Uint8Array;
  readonly notBefore: Date | OddTime;
  readonly notAfter: Date | OddTime;
  readonly extensions: readonly OddExtension[];
  readonly digest?: Digest;
  /** Parameters of the algorithm identifiers. */
  readonly parameters?: Uint8Array;
  /** Beside the signature, where it is to differ. */
  readonly outerParameters?: Uint8Array;
  readonly corrupt?: boolean;
}

const timeText = (date: Date): OddTime => {
  const digits = date.toISOString().replace(/[-:T]|\.\d+/g, '');
  return date.getUTCFullYear() < 2050
    ? { tag: Tag.UTC_TIME, text: digits.slice(2) }
    : { tag: Tag.GENERALIZED_TIME, text: digits };
};

let nextSerial = 0x11_0001;

export interface Signer {
  readonly name: Uint8Array;
  readonly keys: Keys;
}

export function oddCertificate(fields: OddFields, keys: Keys, signer: Signer): Uint8Array {
  const { version = 2, digest = 'sha256', parameters } = fields;
  const algorithm = algorithmDer(signer.keys, digest, parameters);
  const tbs = der((writer) => {
    writer.sequence(() => {
      if (version > 0) writer.explicit(0, () => writer.integer(version));
      writer.primitive(Tag.INTEGER, hex(fields.serial ?? (nextSerial++).toString(16)));
      writer.raw(algorithm).raw(fields.issuer ?? signer.name);
      writer.sequence(() => {
        for (const time of [fields.notBefore, fields.notAfter]) {
          const { tag, text } = time instanceof Date ? timeText(time) : time;
          writer.string(tag, text);
        }
      });
      writer.raw(fields.subject).raw(spkiOf(keys));
      if (fields.extensions.length > 0)
        writer.explicit(3, () =>
          writer.sequence(() => fields.extensions.forEach((one) => writeExtension(writer, one))),
        );
    });
  });
  const type = signer.keys.privateKey.asymmetricKeyType;
  const signature = sign(type?.startsWith('ed') ? null : digest, tbs, signer.keys.privateKey);
  if (fields.corrupt) signature[signature.length - 1] = (signature.at(-1) ?? 0) ^ 1;
  const outer =
    fields.outerParameters === undefined
      ? algorithm
      : algorithmDer(signer.keys, digest, fields.outerParameters);
  return der((writer) => void writer.sequence(() => writer.raw(tbs).raw(outer).bitString(signature)));
}

function writeExtension(writer: DerWriter, { oid, critical, value }: OddExtension): void {
  writer.sequence(() => {
    writer.oid(oid);
    if (critical !== undefined && critical !== false)
      writer.primitive(Tag.BOOLEAN, Uint8Array.of(critical === true ? 0xff : critical));
    writer.octetString(value);
  });
}

const spkiOf = ({ publicKey }: Keys): Uint8Array =>
  new Uint8Array(publicKey.export({ type: 'spki', format: 'der' }));

export const keyIdentifier = (keys: Keys): Uint8Array =>
  new Uint8Array(createHash('sha1').update(spkiOf(keys)).digest());
