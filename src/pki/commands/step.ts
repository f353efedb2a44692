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
import { daysOf, encodedExtensions, namesCritical, serialHex, spelledNames } from './draft-facts';

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

export function stepCommands({ draft, signer, what }: Wanted): ProgramCommands {
  const { template, cannot } = templateFor(draft);
  const key = keys[draft.keyAlgorithm];
  const created = `step certificate create ${shellQuote(commonName(draft))}`;
  const options = ` --template ${TEMPLATE} ${key ?? ''} --no-password --insecure`;
  const days = ` --not-after ${daysOf(draft.validity) * 24}h`;
  const times =
    draft.validity.kind === 'dates'
      ? ` --not-before ${shellQuote(draft.validity.notBefore)} --not-after ${shellQuote(draft.validity.notAfter)}`
      : days;
  const command =
    what === 'request'
      ? `${created} request.pem key.pem --csr${options}`
      : signer === 'self'
        ? `${created} cert.pem key.pem${draft.extensions.basicConstraints?.ca === true ? '' : ' --subtle'}${options}${times}`
        : `${created} cert.pem key.pem --ca ca.pem --ca-key ca-key.pem${options}${times}`;
  return {
    files: [{ path: TEMPLATE, contents: `${JSON.stringify(template, null, 2)}\n` }],
    program: {
      program: 'step',
      commands: command.replace(/ {2,}/g, ' '),
      cannot: [
        ...cannot,
        ...(key === undefined ? ['Keys of this kind'] : []),
        ...(draft.signature === 'default' ? [] : ['Another signature algorithm than the key’s own']),
        ...(what === 'request' ? ['Extensions of requests other than the alternative names'] : []),
      ],
      tried: false,
    },
  };
}

const COMMON_NAME = '2.5.4.3';

/** What the command wants as its subject, though the template has the last word; a name that begins with `-` is no option. */
function commonName({ subject }: CertificateDraft): string {
  const value = subject.findLast(({ type }) => type === COMMON_NAME)?.value ?? '';
  return value === '' || value.startsWith('-') || value.includes('\0') ? 'certificate' : value;
}

function templateFor(draft: CertificateDraft): {
  readonly template: object;
  readonly cannot: readonly string[];
} {
  const { extensions } = draft;
  const { basicConstraints, keyUsage, extendedKeyUsage, subjectKeyIdentifier, authorityKeyIdentifier } =
    extensions;
  const said = new Set<string>();
  const template: Record<string, unknown> = {
    // In this order; by their names step would sort them.
    subject: { extraNames: draft.subject.map(({ type, value }) => ({ type, value })) },
  };
  const names = spelledNames(draft);
  const plain = names.every(
    ({ kind }) => kind === 'dns' || kind === 'ip' || kind === 'email' || kind === 'uri',
  );
  if (plain && !namesCritical(draft) && names.length > 0) {
    template['sans'] = names.map((name) => ({ type: name.kind, value: 'value' in name ? name.value : '' }));
    said.add(extensionOid.subjectAltName);
  }
  // Go marks keyUsage and basicConstraints critical, and purposes not.
  if (keyUsage?.critical === true) {
    template['keyUsage'] = keyUsage.usages.map((usage) => usageWords[usage]);
    said.add(extensionOid.keyUsage);
  }
  if (basicConstraints?.critical === true) {
    const { ca, pathLength } = basicConstraints;
    template['basicConstraints'] = { isCA: ca, ...(ca && { maxPathLen: pathLength ?? -1 }) };
    said.add(extensionOid.basicConstraints);
  }
  if (extendedKeyUsage?.critical === false) {
    template['unknownExtKeyUsage'] = extendedKeyUsage.purposes.map((purpose) => purpose.trim());
    said.add(extensionOid.extendedKeyUsage);
  }
  const serial = serialHex(draft);
  if (serial !== undefined) template['serialNumber'] = BigInt(`0x${serial}`).toString();
  const others = encodedExtensions(draft).filter(({ oid }) => !said.has(oid));
  if (others.length > 0)
    template['extensions'] = others.map(({ oid, critical, value }) => ({
      id: oid,
      critical,
      value: toBase64(value),
    }));
  const cannot = [
    ...(subjectKeyIdentifier === 'hash' ? [] : ['Another subjectKeyIdentifier than the key’s, or none']),
    ...(authorityKeyIdentifier === 'key-and-issuer' ? ['The issuer in authorityKeyIdentifier'] : []),
    ...(draft.subject.length > 0
      ? ['UTF8String in names: step writes PrintableString where the letters allow it']
      : []),
  ];
  return { template, cannot };
}
