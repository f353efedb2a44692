/**
 * `step certificate create` with a template. What a template has words for is said in words; any other extension stands there in
 * its octets, which step passes on.
 */
import { toBase64 } from '../../codec/bytes';
import { extensionOid } from '../../codec/extension';
import type { KeyUsage } from '../../codec/extension';
import type { KeyAlgorithmId } from '../algorithms';
import type { CertificateDraft } from '../draft/certificate-draft';
import { shellQuote } from '../recipes/quote';
import type { ProgramCommands, Wanted } from './commands';
import { readHex } from '../draft/text-values';
import { daysOf, encodedExtensions, hashOf, namesCritical, serialHex, spelledNames } from './draft-facts';

const keys: Partial<Record<KeyAlgorithmId, string>> = {
  'ec-p256': '--kty EC --crv P-256',
  'ec-p384': '--kty EC --crv P-384',
  'ec-p521': '--kty EC --crv P-521',
  'rsa-2048': '--kty RSA --size 2048',
  'rsa-3072': '--kty RSA --size 3072',
  'rsa-4096': '--kty RSA --size 4096',
  ed25519: '--kty OKP --crv Ed25519',
};

/** As Go's crypto/x509 calls them, with a small first letter. */
const usageWords: Readonly<Record<KeyUsage, string>> = {
  digitalSignature: 'digitalSignature',
  nonRepudiation: 'contentCommitment',
  keyEncipherment: 'keyEncipherment',
  dataEncipherment: 'dataEncipherment',
  keyAgreement: 'keyAgreement',
  keyCertSign: 'certSign',
  cRLSign: 'crlSign',
  encipherOnly: 'encipherOnly',
  decipherOnly: 'decipherOnly',
};

const TEMPLATE = 'step-template.json';

export function stepCommands(wanted: Wanted): ProgramCommands {
  const { draft, signer, what, attributes } = wanted;
  const { template, cannot } = templateFor(wanted);
  const key = keys[draft.keyAlgorithm];
  const isHeld = wanted.key === 'held';
  const files = isHeld ? '--key key.pem' : 'key.pem';
  const made = isHeld ? '' : ` ${key ?? ''} --no-password --insecure`;
  const created = `step certificate create ${shellQuote(commonName(draft))}`;
  const options = ` --template ${TEMPLATE}${made}`;
  const command =
    what === 'request'
      ? `${created} request.pem ${files} --csr${options}`
      : signer === 'self'
        ? `${created} cert.pem ${files}${draft.extensions.basicConstraints?.ca === true ? '' : ' --subtle'}${options}${times(draft)}`
        : `${created} cert.pem ${files} --ca ca.pem --ca-key ca-key.pem${options}${times(draft)}`;
  const hasAttributes = what === 'request' && Object.values(attributes ?? {}).some((text) => text !== '');
  return {
    files: [{ path: TEMPLATE, contents: `${templateText(template)}\n` }],
    program: {
      program: 'step',
      commands: command.replace(/ {2,}/g, ' '),
      cannot: [
        ...cannot,
        ...(key === undefined && !isHeld ? ['Keys of this kind'] : []),
        ...(hasAttributes ? ['challengePassword and unstructuredName'] : []),
      ],
      tried: false,
    },
  };
}

/** step runs a template through Go's text/template before it reads it as JSON: two braces would begin a command there. */
const templateText = (template: object): string =>
  JSON.stringify(template, null, 2).replaceAll('{{', '{\\u007b');

/** An hour back, for slow clocks; both ends count (CA/B BR 6.3.2). Durations are reckoned from now. */
function times({ validity }: CertificateDraft): string {
  if (validity.kind === 'days') return ` --not-before=-1h --not-after=${daysOf(validity) * 86_400 - 3601}s`;
  return ` --not-before ${shellQuote(validity.notBefore)} --not-after ${shellQuote(validity.notAfter)}`;
}

const COMMON_NAME = '2.5.4.3';

/** What the command wants as its subject, though the template has the last word; a name that begins with `-` is no option. */
function commonName({ subject }: CertificateDraft): string {
  const value = subject.findLast(({ type }) => type === COMMON_NAME)?.value ?? '';
  return value === '' || value.startsWith('-') || value.includes('\0') ? 'certificate' : value;
}

function templateFor(wanted: Wanted): {
  readonly template: object;
  readonly cannot: readonly string[];
} {
  const { draft, what } = wanted;
  const said = new Set<string>();
  const template: Record<string, unknown> = {
    // In this order; by their names step would sort them.
    subject: { extraNames: draft.subject.map(({ type, value }) => ({ type: type.trim(), value })) },
  };
  const names = spelledNames(draft);
  // Go reads an address of a page and writes it anew, not always as it was.
  const plain = names.every(({ kind }) => kind === 'dns' || kind === 'ip' || kind === 'email');
  if (plain && !namesCritical(draft) && names.length > 0) {
    template['sans'] = names.map((name) => ({ type: name.kind, value: 'value' in name ? name.value : '' }));
    said.add(extensionOid.subjectAltName);
  }
  if (what === 'certificate') sayOfCertificate(draft, template, said);
  const algorithm = signatureName(draft.signature);
  if (algorithm !== undefined) template['signatureAlgorithm'] = algorithm;
  const others = encodedExtensions(draft).filter(({ oid }) => !said.has(oid));
  if (others.length > 0)
    template['extensions'] = others.map(({ oid, critical, value }) => ({
      id: oid,
      critical,
      value: toBase64(value),
    }));
  return { template, cannot: unsaid(wanted) };
}

/** What a template of certificates has words for; one of requests has none of them. */
function sayOfCertificate(
  draft: CertificateDraft,
  template: Record<string, unknown>,
  said: Set<string>,
): void {
  const { basicConstraints, keyUsage, extendedKeyUsage, subjectKeyIdentifier = 'hash' } = draft.extensions;
  // Go marks keyUsage and basicConstraints critical, and purposes not.
  if (keyUsage?.critical === true) {
    template['keyUsage'] = keyUsage.usages.map((usage) => usageWords[usage]);
    said.add(extensionOid.keyUsage);
  }
  // Not every release of step writes one that says CA:FALSE.
  if (basicConstraints?.critical === true && basicConstraints.ca) {
    template['basicConstraints'] = { isCA: true, maxPathLen: basicConstraints.pathLength ?? -1 };
    said.add(extensionOid.basicConstraints);
  }
  if (extendedKeyUsage?.critical === false) {
    template['unknownExtKeyUsage'] = extendedKeyUsage.purposes.map((purpose) => purpose.trim());
    said.add(extensionOid.extendedKeyUsage);
  }
  const identifier = subjectKeyIdentifier === 'hash' ? undefined : readHex(subjectKeyIdentifier, quiet);
  if (identifier !== undefined) template['subjectKeyId'] = toBase64(identifier);
  const serial = serialHex(draft);
  if (serial !== undefined) template['serialNumber'] = BigInt(`0x${serial}`).toString();
}

const quiet = (): undefined => undefined;

/** As Go calls it; nothing for what a key does by itself. */
function signatureName(signature: CertificateDraft['signature']): string | undefined {
  if (signature === 'default') return undefined;
  if (signature === 'ed25519') return 'Ed25519';
  const hash = hashOf(signature);
  if (hash === undefined) return undefined;
  if (signature.startsWith('ecdsa')) return `ECDSA-${hash}`;
  return `${hash}-RSA${signature.startsWith('rsa-pss') ? 'PSS' : ''}`;
}

function unsaid({ draft, signer, what }: Wanted): readonly string[] {
  const { subjectKeyIdentifier, authorityKeyIdentifier } = draft.extensions;
  const isCertificate = what === 'certificate';
  const self = signer === 'self';
  return [
    ...(isCertificate && subjectKeyIdentifier === undefined ? ['No subjectKeyIdentifier: it adds one'] : []),
    ...(!isCertificate && (subjectKeyIdentifier ?? 'hash') !== 'hash'
      ? ['A subjectKeyIdentifier in a request']
      : []),
    ...(isCertificate && self && authorityKeyIdentifier !== undefined
      ? ['authorityKeyIdentifier in a certificate that signs itself']
      : []),
    ...(isCertificate && !self && authorityKeyIdentifier !== 'key'
      ? ['Another authorityKeyIdentifier than the authority’s key, or none']
      : []),
    ...(draft.subject.length > 0
      ? ['UTF8String in names: step writes PrintableString where the letters allow it']
      : []),
  ];
}
