/**
 * The independent second reader: pkijs and asn1js, which share no code with ours. It fills the same field sheet,
 * and checks signatures where pkijs knows the algorithm (it knows neither EdDSA nor ML-DSA). Loaded on first use.
 */
import type { Certificate } from 'pkijs';
import { toHex, type Bytes } from './bytes';
import { serialText, type FieldSheet } from './field-sheet';
import { attributes, extensionList, extensionSheet } from './second-reader-extensions';

type Pkijs = typeof import('pkijs');

/**
 * asn1js stops at 10,000 nodes by default, which a certificate with 2,500 names exceeds. Our own reader has read
 * these octets before, within its own limits.
 */
const MAX_NODES = 1_000_000;

const libraries = () => Promise.all([import('pkijs'), import('asn1js')]);

/** Fetches the libraries ahead of their first use. */
export async function prepareSecondReader(): Promise<void> {
  await libraries();
}

type Parse = (der: Uint8Array) => import('asn1js').AsnType;

/** @throws what pkijs and asn1js throw: on octets we wrote, that is a failed proof. */
export async function readers(): Promise<{ readonly pkijs: Pkijs; readonly parse: Parse }> {
  const [pkijs, asn1js] = await libraries();
  const parse: Parse = (der) => {
    // What lies in octet and bit strings is parsed where it is asked for.
    const parsed = asn1js.fromBER(der, { maxNodes: MAX_NODES, parseEmbedded: false, copyInput: false });
    if (parsed.offset !== der.length) throw new Error(`asn1js stops at ${parsed.offset} of ${der.length}`);
    return parsed.result;
  };
  return { pkijs, parse };
}

export const octets = (buffer: ArrayBuffer | Uint8Array): Bytes => new Uint8Array(buffer);

interface ReadAlgorithm {
  readonly algorithmId: string;
  readonly algorithmParams?: { toBER(): ArrayBuffer };
}

export function algorithm({ algorithmId, algorithmParams }: ReadAlgorithm): string {
  return algorithmParams === undefined
    ? algorithmId
    : `${algorithmId} ${toHex(octets(algorithmParams.toBER()))}`;
}

/** A certificate as pkijs has read it, once. */
export interface SecondReading {
  readonly sheet: FieldSheet;
  /** Under the public key `signerKey` (DER). Only for RSA and ECDSA. */
  readonly signatureHolds: (signerKey: Bytes) => Promise<boolean>;
}

/** Throws whatever pkijs throws: on octets we wrote, that is a failed proof. */
export async function secondReading(der: Bytes): Promise<SecondReading> {
  const { pkijs, parse } = await readers();
  const certificate = new pkijs.Certificate({ schema: parse(der) });
  const extensions = certificate.extensions ?? [];
  const sheet = new Map([
    ['version', String(certificate.version + 1)],
    ['serialNumber', serialText(certificate.serialNumber.valueBlock.valueHexView)],
    ['signature', algorithm(certificate.signature)],
    ['notBefore', certificate.notBefore.value.toISOString()],
    ['notAfter', certificate.notAfter.value.toISOString()],
    ['extensions', extensionList(extensions)],
    ['issuer', toHex(octets(certificate.issuer.toSchema().toBER()))],
    ['issuerAttributes', attributes(certificate.issuer)],
    ['subject', toHex(octets(certificate.subject.toSchema().toBER()))],
    ['subjectAttributes', attributes(certificate.subject)],
    ['publicKey', toHex(octets(certificate.subjectPublicKeyInfo.toSchema().toBER()))],
    ['signatureAlgorithm', algorithm(certificate.signatureAlgorithm)],
    ['signatureValue', toHex(certificate.signatureValue.valueBlock.valueHexView)],
    ...extensionSheet(pkijs, extensions, parse),
  ]);
  return { sheet, signatureHolds: (signerKey) => secondSignatureHolds(certificate, signerKey) };
}

/** What pkijs sees in a certificate. */
export const secondSheet = async (der: Bytes): Promise<FieldSheet> => (await secondReading(der)).sheet;

interface SignedDocument {
  readonly tbsView: Uint8Array;
  readonly signatureValue: Certificate['signatureValue'];
  readonly signatureAlgorithm: Certificate['signatureAlgorithm'];
}

/** Whether pkijs finds the signature good under the public key `signerKey` (DER). Only for RSA and ECDSA. */
export async function secondSignatureHolds(document: SignedDocument, signerKey: Bytes): Promise<boolean> {
  const { pkijs } = await readers();
  return pkijs
    .getCrypto(true)
    .verifyWithPublicKey(
      octets(document.tbsView),
      document.signatureValue,
      pkijs.PublicKeyInfo.fromBER(signerKey),
      document.signatureAlgorithm,
    );
}
