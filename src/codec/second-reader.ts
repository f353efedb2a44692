/**
 * The independent second reader: pkijs and asn1js, which share no code with ours. It fills the same field sheet,
 * and checks signatures where pkijs knows the algorithm (it knows neither EdDSA nor ML-DSA). Loaded on first use.
 */
import type { Certificate, GeneralName, GeneralSubtree, RelativeDistinguishedNames } from 'pkijs';
import { toHex, type Bytes } from './bytes';
import { keyUsages } from './extension';
import { serialText, type FieldSheet } from './field-sheet';

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

async function read(der: Bytes): Promise<{ pkijs: Pkijs; certificate: Certificate }> {
  const [pkijs, asn1js] = await libraries();
  const parsed = asn1js.fromBER(der, { maxNodes: MAX_NODES });
  if (parsed.offset !== der.length) throw new Error(`asn1js stops at ${parsed.offset} of ${der.length}`);
  return { pkijs, certificate: new pkijs.Certificate({ schema: parsed.result }) };
}

const octets = (buffer: ArrayBuffer | Uint8Array): Bytes => new Uint8Array(buffer);

function attributes(name: RelativeDistinguishedNames): string {
  return name.typesAndValues
    .map(({ type, value }) => `${type}=${(value.valueBlock as { value: string }).value}`)
    .join('; ');
}

/** pkijs numbers the forms of GeneralName by their tags and types each value as `any`. */
function generalName(name: GeneralName): string {
  const value: unknown = name.value;
  switch (name.type) {
    case 1:
      return `email ${String(value)}`;
    case 2:
      return `dns ${String(value)}`;
    case 4:
      return `directory ${attributes(value as RelativeDistinguishedNames)}`;
    case 6:
      return `uri ${String(value)}`;
    case 7:
      return `ip ${toHex(octets((value as { valueBlock: { valueHexView: Uint8Array } }).valueBlock.valueHexView))}`;
    case 8:
      return `registered-id ${String(value)}`;
    default:
      return 'other';
  }
}

function keyUsage(view: Uint8Array, unused: number): string {
  const bits = 8 * view.length - unused;
  return keyUsages
    .filter((_, bit) => bit < bits && ((view[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0)
    .join(', ');
}

const subtrees = (list: readonly GeneralSubtree[] | undefined): string =>
  (list ?? []).map(({ base }) => generalName(base)).join(', ');

function extensionSheet(pkijs: Pkijs, certificate: Certificate): (readonly [string, string])[] {
  return (certificate.extensions ?? []).flatMap(({ parsedValue, extnID }): (readonly [string, string])[] => {
    const value: unknown = parsedValue;
    if (value instanceof pkijs.BasicConstraints) {
      const length = value.pathLenConstraint;
      const shown =
        length === undefined ? 'none' : typeof length === 'number' ? length : length.valueBlock.valueDec;
      return [['basicConstraints', `ca ${value.cA}, pathLength ${shown}`]];
    }
    if (value instanceof pkijs.ExtKeyUsage) return [['extendedKeyUsage', value.keyPurposes.join(', ')]];
    if (value instanceof pkijs.AltName && extnID === '2.5.29.17') {
      return [['subjectAltName', value.altNames.map(generalName).join(', ')]];
    }
    if (value instanceof pkijs.NameConstraints) {
      const permitted = subtrees(value.permittedSubtrees);
      return [['nameConstraints', `permitted ${permitted}; excluded ${subtrees(value.excludedSubtrees)}`]];
    }
    if (value instanceof pkijs.AuthorityKeyIdentifier) {
      const { keyIdentifier, authorityCertIssuer: issuer, authorityCertSerialNumber: serial } = value;
      const parts = [
        keyIdentifier === undefined ? '' : `key ${toHex(keyIdentifier.valueBlock.valueHexView)}`,
        issuer === undefined ? '' : `issuer ${issuer.map(generalName).join(', ')}`,
        serial === undefined ? '' : `serial ${toHex(serial.valueBlock.valueHexView)}`,
      ];
      return [['authorityKeyIdentifier', parts.filter((part) => part !== '').join('; ')]];
    }
    // KeyUsage and SubjectKeyIdentifier come back as bare asn1js blocks.
    const block = (value as { valueBlock?: { valueHexView?: Uint8Array; unusedBits?: number } } | undefined)
      ?.valueBlock;
    const view = block?.valueHexView;
    if (extnID === '2.5.29.15' && view !== undefined)
      return [['keyUsage', keyUsage(view, block?.unusedBits ?? 0)]];
    if (extnID === '2.5.29.14' && view !== undefined) return [['subjectKeyIdentifier', toHex(view)]];
    return [];
  });
}

interface ReadAlgorithm {
  readonly algorithmId: string;
  readonly algorithmParams?: { toBER(): ArrayBuffer };
}

function algorithm({ algorithmId, algorithmParams }: ReadAlgorithm): string {
  return algorithmParams === undefined
    ? algorithmId
    : `${algorithmId} ${toHex(octets(algorithmParams.toBER()))}`;
}

/** What pkijs sees in a certificate. Throws whatever pkijs throws: on octets we wrote, that is a failed proof. */
export async function secondSheet(der: Bytes): Promise<FieldSheet> {
  const { pkijs, certificate } = await read(der);
  const extensions = certificate.extensions ?? [];
  return new Map([
    ['version', String(certificate.version + 1)],
    ['serialNumber', serialText(certificate.serialNumber.valueBlock.valueHexView)],
    ['signature', algorithm(certificate.signature)],
    ['notBefore', certificate.notBefore.value.toISOString()],
    ['notAfter', certificate.notAfter.value.toISOString()],
    [
      'extensions',
      extensions.map(({ extnID, critical }) => (critical ? `${extnID} critical` : extnID)).join(', '),
    ],
    ['issuer', toHex(octets(certificate.issuer.toSchema().toBER()))],
    ['issuerAttributes', attributes(certificate.issuer)],
    ['subject', toHex(octets(certificate.subject.toSchema().toBER()))],
    ['subjectAttributes', attributes(certificate.subject)],
    ['publicKey', toHex(octets(certificate.subjectPublicKeyInfo.toSchema().toBER()))],
    ['signatureAlgorithm', algorithm(certificate.signatureAlgorithm)],
    ['signatureValue', toHex(certificate.signatureValue.valueBlock.valueHexView)],
    ...extensionSheet(pkijs, certificate),
  ]);
}

/** Whether pkijs finds the signature good under the public key `issuerKey` (DER). Only for RSA and ECDSA. */
export async function secondVerify(der: Bytes, issuerKey: Bytes): Promise<boolean> {
  const { pkijs, certificate } = await read(der);
  return pkijs
    .getCrypto(true)
    .verifyWithPublicKey(
      octets(certificate.tbsView),
      certificate.signatureValue,
      pkijs.PublicKeyInfo.fromBER(issuerKey),
      certificate.signatureAlgorithm,
    );
}
