/**
 * What a PKCS#12 file holds, and its bags in DER (RFC 7292 §4). Encrypting and stamping them is left to
 * `pkcs12-modern.ts` and `pkcs12-compatible.ts`, reading to `pkcs12-reader.ts`. Always DER, though BER would do: Go's
 * readers take nothing else.
 */
import { writeAlgorithmIdentifier } from './algorithm-identifier';
import { encodeBmpName } from './bmp-string';
import type { Bytes } from './bytes';
import { DerWriter } from './der-writer';
import { encodeEncryptedPrivateKey } from './encrypted-private-key';
import type { Encrypted } from './pbes2';
import * as Tag from './tag';

export interface BagAttributes {
  /** The alias in Java, the name in the lists of Windows and macOS. */
  readonly friendlyName?: string;
  /** Equal on a key and on its certificate. */
  readonly localKeyId?: Bytes;
}

export interface Pkcs12Key extends BagAttributes {
  readonly pkcs8: Bytes;
}

export interface Pkcs12Certificate extends BagAttributes {
  readonly der: Bytes;
  /** Marked as an anchor of trust, the way Java does it. */
  readonly trusted: boolean;
}

export interface Pkcs12Contents {
  readonly privateKeys: readonly Pkcs12Key[];
  readonly certificates: readonly Pkcs12Certificate[];
}

export interface Pkcs12Options {
  readonly password: string;
  /** Of every derivation: for the certificates, for each key, for the stamp. */
  readonly iterations: number;
}

/**
 * Work factors. A password printed beside the file (`changeit`) is no secret, so it gets what OpenSSL gives.
 * One a person chose gets 300,000 everywhere: the stamp is guessed at as easily as the keys, so fewer iterations there
 * would undo those here; and more, OWASP's 600,000 included, .NET 9 refuses by default (Pkcs12LoaderLimits: 300,000
 * for each, 1,000,000 together). Either style then takes half a second to a second of a worker's time.
 */
export const PKCS12_ITERATIONS = { knownPassword: 2_048, chosenPassword: 300_000 } as const;

export const oids = {
  data: '1.2.840.113549.1.7.1',
  encryptedData: '1.2.840.113549.1.7.6',
  keyBag: '1.2.840.113549.1.12.10.1.1',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  revocationListBag: '1.2.840.113549.1.12.10.1.4',
  secretBag: '1.2.840.113549.1.12.10.1.5',
  safeContentsBag: '1.2.840.113549.1.12.10.1.6',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  x509RevocationList: '1.2.840.113549.1.9.23.1',
  friendlyName: '1.2.840.113549.1.9.20',
  localKeyId: '1.2.840.113549.1.9.21',
  /** Oracle's, read by JDK 8 and later: without it `keytool -list` shows no trustedCertEntry. */
  trustedKeyUsage: '2.16.840.1.113894.746875.1.1',
  anyExtendedKeyUsage: '2.5.29.37.0',
} as const;

/** A key with its chain, the leaf first. The two are tied by the leaf's SHA-1, as OpenSSL ties them. */
export async function identity(
  pkcs8: Bytes,
  chain: readonly [Bytes, ...Bytes[]],
  friendlyName: string,
): Promise<Pkcs12Contents> {
  const [leaf, ...issuers] = chain;
  const localKeyId = new Uint8Array(await crypto.subtle.digest('SHA-1', leaf));
  return {
    privateKeys: [{ pkcs8, friendlyName, localKeyId }],
    certificates: [
      { der: leaf, friendlyName, localKeyId, trusted: false },
      ...issuers.map((der) => ({ der, trusted: false })),
    ],
  };
}

/** Certificates to trust and no key: Java's trust store. Aliases must differ, and Java takes them for equal in any case. */
export function trustStore(
  anchors: readonly { readonly der: Bytes; readonly friendlyName: string }[],
): Pkcs12Contents {
  return { privateKeys: [], certificates: anchors.map((anchor) => ({ ...anchor, trusted: true })) };
}

/**
 * AuthenticatedSafe (RFC 7292 §4.1): the certificates encrypted together, then the keys, each encrypted by itself.
 * @param encrypt a password's work, done once for the certificates and once for every key
 */
export async function encodeAuthenticatedSafe(
  { privateKeys, certificates, ...rest }: Pkcs12Contents,
  encrypt: (plaintext: Bytes) => Encrypted | Promise<Encrypted>,
): Promise<Bytes> {
  rest satisfies Record<string, never>;
  const certificateSafe =
    certificates.length === 0
      ? undefined
      : await encrypt(DerWriter.encode((w) => writeCertificates(w, certificates)));
  const shrouded: { readonly key: Pkcs12Key; readonly der: Bytes }[] = [];
  for (const key of privateKeys)
    shrouded.push({ key, der: encodeEncryptedPrivateKey(await encrypt(key.pkcs8)) });

  return DerWriter.encode((writer) =>
    writer.sequence(() => {
      if (certificateSafe !== undefined) writeEncryptedData(writer, certificateSafe);
      if (shrouded.length === 0) return;
      writer.sequence(() => {
        writer.oid(oids.data).explicit(0, () => {
          writer.octetStringOf(() => {
            writer.sequence(() => {
              for (const { key, der } of shrouded) {
                writeBag(writer, oids.shroudedKeyBag, key, () => writer.raw(der));
              }
            });
          });
        });
      });
    }),
  );
}

/** PFX (RFC 7292 §4) around a finished AuthenticatedSafe. */
export function encodePfx(authenticatedSafe: Bytes, macData: Bytes): Bytes {
  return DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.integer(3);
      writer.sequence(() => {
        writer.oid(oids.data).explicit(0, () => writer.octetString(authenticatedSafe));
      });
      writer.raw(macData);
    }),
  );
}

function writeCertificates(writer: DerWriter, certificates: readonly Pkcs12Certificate[]): void {
  writer.sequence(() => {
    for (const certificate of certificates) {
      writeBag(writer, oids.certificateBag, certificate, () => {
        writer.sequence(() => {
          writer.oid(oids.x509Certificate).explicit(0, () => writer.octetString(certificate.der));
        });
      });
    }
  });
}

/** EncryptedData (RFC 5652 §8) in its ContentInfo. */
function writeEncryptedData(writer: DerWriter, { algorithm, ciphertext }: Encrypted): void {
  writer.sequence(() => {
    writer.oid(oids.encryptedData).explicit(0, () => {
      writer.sequence(() => {
        writer.integer(0).sequence(() => {
          writer.oid(oids.data);
          writeAlgorithmIdentifier(writer, algorithm);
          writer.octetString(ciphertext, Tag.implicit(0));
        });
      });
    });
  });
}

function writeBag(
  writer: DerWriter,
  bagId: string,
  { friendlyName, localKeyId, trusted }: BagAttributes & { readonly trusted?: boolean },
  writeValue: () => void,
): void {
  const attributes: Bytes[] = [];
  if (friendlyName !== undefined) {
    attributes.push(
      attribute(oids.friendlyName, (w) => w.primitive(Tag.BMP_STRING, encodeBmpName(friendlyName))),
    );
  }
  if (localKeyId !== undefined) {
    attributes.push(attribute(oids.localKeyId, (w) => w.octetString(localKeyId)));
  }
  if (trusted === true) {
    attributes.push(attribute(oids.trustedKeyUsage, (w) => w.oid(oids.anyExtendedKeyUsage)));
  }
  writer.sequence(() => {
    writer.oid(bagId).explicit(0, writeValue);
    if (attributes.length > 0) writer.setOf(attributes);
  });
}

const attribute = (type: string, writeValue: (writer: DerWriter) => void): Bytes =>
  DerWriter.encode((writer) => writer.sequence(() => writer.oid(type).constructed(Tag.SET, writeValue)));
