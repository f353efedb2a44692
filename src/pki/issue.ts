/**
 * Issuing: a profile, a subject and an issuer in; a certificate out (RFC 5280 §4). DER is produced once. Whether it
 * says what was meant is `proof.ts`'s question, asked of every certificate before it is handed over.
 */
import { encodeCertificate, encodeTbsCertificate, type TbsCertificate } from '../codec/certificate';
import type { Bytes } from '../codec/bytes';
import type { DistinguishedName } from '../codec/distinguished-name';
import { extension, type Extension, type ExtensionName, type ExtensionValue } from '../codec/extension';
import type { GeneralName } from '../codec/general-name';
import { DerReader } from '../codec/der-reader';
import { readPublicKey } from '../codec/public-key';
import type { KeyPair } from './keys';
import { BACKDATE_SECONDS, type Profile } from './profile';
import { randomSerialNumber } from './serial-number';
import { sign } from './signature';
import type { SignatureScheme } from './signature-scheme';

export interface Subject {
  readonly name: DistinguishedName;
  readonly alternativeNames: readonly GeneralName[];
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Bytes;
  readonly family: SignatureScheme['family'];
}

/** Who signs: the name and key identifier as they stand in its own certificate, and a handle on its key. */
export interface Issuer {
  /** DER of its subject Name, verbatim. */
  readonly name: Bytes;
  readonly keyIdentifier: Bytes;
  readonly publicKey: Bytes;
  readonly scheme: SignatureScheme;
  readonly privateKey: CryptoKey;
}

export interface When {
  /** The moment of issuing. */
  readonly at: Date;
  /** The issuer's own end: nothing it signs lasts longer. */
  readonly notAfterAtMost?: Date;
  /** Magnitude of the serial number, for tests and re-issuing; random otherwise. */
  readonly serialNumber?: Bytes;
}

/** An extension as meant, before it is octets. */
export type IntendedExtension = {
  [K in ExtensionName]: { readonly name: K; readonly critical: boolean; readonly value: ExtensionValue<K> };
}[ExtensionName];

export interface Issued {
  readonly der: Bytes;
  /** What was meant, for the proof. */
  readonly intended: TbsCertificate;
  readonly intendedExtensions: readonly IntendedExtension[];
  readonly keyIdentifier: Bytes;
}

const SECOND = 1000;
const DAY = 86_400 * SECOND;

/** First and last second of a period that counts both (CA/B BR 6.3.2), cut at the issuer's end. */
export function validityOf(profile: Profile, when: When): { notBefore: Date; notAfter: Date } {
  const start = Math.floor(when.at.getTime() / SECOND) * SECOND - BACKDATE_SECONDS * SECOND;
  const end = start + profile.days * DAY - SECOND;
  const limit = when.notAfterAtMost?.getTime() ?? Infinity;
  return { notBefore: new Date(start), notAfter: new Date(Math.min(end, limit)) };
}

/** SHA-1 of the subjectPublicKey bits (RFC 5280 §4.2.1.2 method 1): a name for a key, not a security measure. */
export async function keyIdentifierOf(publicKey: Bytes): Promise<Bytes> {
  const { octets } = DerReader.document(publicKey, readPublicKey);
  return new Uint8Array(await crypto.subtle.digest('SHA-1', octets));
}

function extensionsFor(
  profile: Profile,
  subject: Subject,
  subjectKeyIdentifier: Bytes,
  authorityKeyIdentifier: Bytes,
): readonly IntendedExtension[] {
  const intended: IntendedExtension[] = [
    { name: 'basicConstraints', critical: true, value: profile.basicConstraints },
    {
      name: 'keyUsage',
      critical: true,
      value: subject.family === 'rsa' ? [...profile.keyUsage, ...profile.keyUsageIfRsa] : profile.keyUsage,
    },
  ];
  if (profile.extendedKeyUsage.length > 0) {
    intended.push({ name: 'extendedKeyUsage', critical: false, value: profile.extendedKeyUsage });
  }
  if (subject.alternativeNames.length > 0) {
    // RFC 5280 §4.2.1.6: critical when the subject is empty, and only then.
    const critical = subject.name.rdns.length === 0;
    intended.push({ name: 'subjectAltName', critical, value: subject.alternativeNames });
  }
  if (profile.nameConstraints !== undefined) {
    intended.push({ name: 'nameConstraints', critical: true, value: profile.nameConstraints });
  }
  intended.push({ name: 'subjectKeyIdentifier', critical: false, value: subjectKeyIdentifier });
  intended.push({
    name: 'authorityKeyIdentifier',
    critical: false,
    value: { keyIdentifier: authorityKeyIdentifier },
  });
  return intended;
}

function encode<K extends ExtensionName>(intended: {
  readonly name: K;
  readonly critical: boolean;
  readonly value: ExtensionValue<K>;
}): Extension {
  return extension(intended.name, intended.critical, intended.value);
}

/** Signs a certificate for `subject`. `issuer` is `'self'` with the subject's own key pair for self-signed ones. */
export async function issue(
  profile: Profile,
  subject: Subject,
  issuer: Issuer | { readonly self: KeyPair },
  when: When,
): Promise<Issued> {
  const keyIdentifier = await keyIdentifierOf(subject.publicKey);
  const by =
    'self' in issuer
      ? {
          name: subject.name.der,
          keyIdentifier,
          scheme: issuer.self.algorithm.scheme,
          privateKey: issuer.self.privateKey,
        }
      : issuer;
  const intendedExtensions = extensionsFor(profile, subject, keyIdentifier, by.keyIdentifier);
  const intended: TbsCertificate = {
    serialNumber: when.serialNumber ?? randomSerialNumber(),
    signature: by.scheme.signature,
    issuer: by.name,
    validity: validityOf(profile, when),
    subject: subject.name.der,
    publicKey: subject.publicKey,
    extensions: intendedExtensions.map((one) => encode(one)),
  };
  const tbs = encodeTbsCertificate(intended);
  const signature = await sign(by.scheme, by.privateKey, tbs);
  return {
    der: encodeCertificate(tbs, by.scheme.signature, signature),
    intended,
    intendedExtensions,
    keyIdentifier,
  };
}

/** A self-signed authority that can issue at once. */
export async function selfIssue(
  profile: Profile,
  name: DistinguishedName,
  keys: KeyPair,
  when: When,
): Promise<{ readonly issued: Issued; readonly issuer: Issuer }> {
  const subject: Subject = {
    name,
    alternativeNames: [],
    publicKey: keys.publicKey,
    family: keys.algorithm.scheme.family,
  };
  const issued = await issue(profile, subject, { self: keys }, when);
  return {
    issued,
    issuer: {
      name: name.der,
      keyIdentifier: issued.keyIdentifier,
      publicKey: keys.publicKey,
      scheme: keys.algorithm.scheme,
      privateKey: keys.privateKey,
    },
  };
}
