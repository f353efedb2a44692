/**
 * Issuing: a profile, a subject and an issuer in; a certificate out (RFC 5280 §4). DER is produced once. Whether it
 * says what was meant is `proof.ts`'s question, asked of every certificate before it is handed over.
 */
import { encodeCertificate, encodeTbsCertificate, type TbsCertificate } from '../codec/certificate';
import type { Bytes } from '../codec/bytes';
import { CA_ISSUERS_ACCESS, OCSP_ACCESS } from '../codec/information-access';
import type { DistinguishedName } from '../codec/distinguished-name';
import {
  extension,
  type Extension,
  type ExtensionName,
  type ExtensionValue,
  type KeyUsage,
} from '../codec/extension';
import type { GeneralName } from '../codec/general-name';
import { publicKeyOctets } from '../codec/public-key';
import { sha1 } from '../codec/sha1';
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

/**
 * SHA-1 of the subjectPublicKey bits (RFC 5280 §4.2.1.2 method 1): a name for a key, not a security measure. Not by
 * WebCrypto, where the way there and back costs more than the two blocks that a key has.
 */
export function keyIdentifierOf(publicKey: Bytes): Bytes {
  return sha1(publicKeyOctets(publicKey));
}

/** An extension as meant and as octets. */
export interface Worded {
  readonly intended: IntendedExtension;
  readonly encoded: Extension;
}

export function worded<K extends ExtensionName>(
  name: K,
  critical: boolean,
  value: ExtensionValue<K>,
): Worded {
  // K is one name and ExtensionValue<K> its value, which is what IntendedExtension spells out pair by pair.
  const intended = { name, critical, value } as unknown as IntendedExtension;
  return { intended, encoded: extension(name, critical, value) };
}

/** Remembers what `make` made of an object for as long as that object lives. */
function once<K extends object, V>(make: (of: K) => V): (of: K) => V {
  const made = new WeakMap<K, V>();
  return (of) => {
    const known = made.get(of);
    if (known !== undefined) return known;
    const fresh = make(of);
    made.set(of, fresh);
    return fresh;
  };
}

// What a profile or an issuer decides is the same in each of a thousand certificates, and is encoded for the first only.
const ofProfile = once((profile: Profile) => profileExtensions(profile, profile.keyUsage));
const ofProfileForRsa = once((profile: Profile) =>
  profileExtensions(profile, [...profile.keyUsage, ...profile.keyUsageIfRsa]),
);
const ofAuthority = once((keyIdentifier: Bytes) =>
  worded('authorityKeyIdentifier', false, { keyIdentifier }),
);

function profileExtensions(profile: Profile, keyUsage: readonly KeyUsage[]): readonly Worded[] {
  const { basicConstraints, extendedKeyUsage, nameConstraints, addresses } = profile;
  const { lists = [], certificate = [], ocsp = [] } = addresses ?? {};
  const uri = (value: string) => ({ kind: 'uri', value }) as const;
  const accesses = [
    ...ocsp.map((one) => ({ method: OCSP_ACCESS, location: uri(one) })),
    ...certificate.map((one) => ({ method: CA_ISSUERS_ACCESS, location: uri(one) })),
  ];
  return [
    worded('basicConstraints', true, basicConstraints),
    worded('keyUsage', true, keyUsage),
    ...(extendedKeyUsage.length === 0 ? [] : [worded('extendedKeyUsage', false, extendedKeyUsage)]),
    ...(nameConstraints === undefined ? [] : [worded('nameConstraints', true, nameConstraints)]),
    ...(lists.length === 0
      ? []
      : [
          worded(
            'crlDistributionPoints',
            false,
            lists.map((one) => ({ fullName: [uri(one)] })),
          ),
        ]),
    ...(accesses.length === 0 ? [] : [worded('authorityInfoAccess', false, accesses)]),
  ];
}

function extensionsFor(
  profile: Profile,
  { name, alternativeNames, family }: Subject,
  subjectKeyIdentifier: Bytes,
  authorityKeyIdentifier: Bytes,
): readonly Worded[] {
  const extensions = [...(family === 'rsa' ? ofProfileForRsa : ofProfile)(profile)];
  if (alternativeNames.length > 0) {
    // RFC 5280 §4.2.1.6: critical when the subject is empty, and only then.
    extensions.push(worded('subjectAltName', name.rdns.length === 0, alternativeNames));
  }
  extensions.push(worded('subjectKeyIdentifier', false, subjectKeyIdentifier));
  extensions.push(ofAuthority(authorityKeyIdentifier));
  return extensions;
}

/** Signs a certificate for `subject`. `issuer` is `'self'` with the subject's own key pair for self-signed ones. */
export async function issue(
  profile: Profile,
  subject: Subject,
  issuer: Issuer | { readonly self: KeyPair },
  when: When,
): Promise<Issued> {
  const keyIdentifier = keyIdentifierOf(subject.publicKey);
  const by =
    'self' in issuer
      ? {
          name: subject.name.der,
          keyIdentifier,
          scheme: issuer.self.algorithm.scheme,
          privateKey: issuer.self.privateKey,
        }
      : issuer;
  const extensions = extensionsFor(profile, subject, keyIdentifier, by.keyIdentifier);
  const intended: TbsCertificate = {
    serialNumber: when.serialNumber ?? randomSerialNumber(),
    signature: by.scheme.signature,
    issuer: by.name,
    validity: validityOf(profile, when),
    subject: subject.name.der,
    publicKey: subject.publicKey,
    extensions: extensions.map(({ encoded }) => encoded),
  };
  const tbs = encodeTbsCertificate(intended);
  const signature = await sign(by.scheme, by.privateKey, tbs);
  return {
    der: encodeCertificate(tbs, by.scheme.signature, signature),
    intended,
    intendedExtensions: extensions.map((one) => one.intended),
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
