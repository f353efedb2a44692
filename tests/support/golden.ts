// A certificate as another parser saw it (pyca/cryptography, in the `golden` member of a corpus record), held field by
// field against ours. Fields ours does not read yet are not compared; fields the witness could not read are not either.
import type { Certificate } from '../../src/codec/certificate';
import { toHex } from '../../src/codec/bytes';
import type { DistinguishedName } from '../../src/codec/distinguished-name';
import { extensionValue, type ExtensionName } from '../../src/codec/extension';
import type { GeneralName } from '../../src/codec/general-name';
import type { Subtree } from '../../src/codec/name-constraint';
import { readRsaPublicKey } from '../../src/codec/public-key';
import type { CorpusRecord } from './shared';

const RSA = '1.2.840.113549.1.1.1';

const integer = (contents: Uint8Array): string => {
  const magnitude = BigInt(`0x${toHex(contents)}`);
  const negative = (contents[0] ?? 0) >= 0x80;
  return (negative ? magnitude - (1n << BigInt(8 * contents.length)) : magnitude).toString(16);
};

const attributes = ({ rdns }: DistinguishedName) =>
  rdns.map((rdn) => rdn.map(({ type, value }) => [type, value]));

function general(name: GeneralName | Subtree): readonly unknown[] {
  switch (name.kind) {
    case 'directory':
      return ['dir', attributes(name.name)];
    case 'registered-id':
      return ['rid', name.oid];
    case 'other':
      return ['other'];
    default:
      return [name.kind, 'value' in name ? name.value : name.base];
  }
}

/** pyca's spelling of a key usage. */
const usage = (name: string): string => {
  if (name === 'cRLSign') return 'crl_sign';
  if (name === 'nonRepudiation') return 'content_commitment';
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
};

/** Our reading of each field in the witness's words. `ext` in the record tells that it read the extensions. */
function ours(certificate: Certificate): Readonly<Record<string, () => unknown>> {
  const { extensions, validity, publicKey } = certificate;
  const value = <K extends ExtensionName, T>(
    name: K,
    show: (
      value: NonNullable<(ReturnType<typeof extensionValue<K>> & { readonly ok: true })['value']>['value'],
    ) => T,
  ): T | string | undefined => {
    const found = extensionValue(extensions, name);
    if (!found.ok) return 'malformed';
    return found.value === undefined ? undefined : show(found.value.value);
  };
  return {
    version: () => certificate.version,
    serial: () => integer(certificate.serialNumber),
    issuer: () => attributes(certificate.issuer),
    subject: () => attributes(certificate.subject),
    notBefore: () => validity.notBefore.getTime() / 1000,
    notAfter: () => validity.notAfter.getTime() / 1000,
    sigAlg: () => certificate.signatureAlgorithm.oid,
    spkiAlg: () => publicKey.algorithm.oid,
    key: () => {
      const rsa = readRsaPublicKey(publicKey.octets);
      return rsa.ok ? ['rsa', rsa.value.bits, Number(`0x${toHex(rsa.value.exponent)}`)] : 'malformed';
    },
    ext: () => extensions.map(({ oid, critical }) => [oid, critical]),
    bc: () => value('basicConstraints', ({ ca, pathLength }) => [ca, pathLength ?? null]),
    ku: () => value('keyUsage', (usages) => usages.map(usage).sort()),
    eku: () => value('extendedKeyUsage', (purposes) => purposes),
    ski: () => value('subjectKeyIdentifier', (identifier) => toHex(identifier)),
    san: () => value('subjectAltName', (names) => names.map(general)),
    aki: () =>
      value('authorityKeyIdentifier', ({ keyIdentifier, issuer, serialNumber }) => ({
        kid: keyIdentifier === undefined ? null : toHex(keyIdentifier),
        iss: issuer?.map(general) ?? null,
        ser: serialNumber === undefined ? null : integer(serialNumber),
      })),
    nc: () =>
      value('nameConstraints', ({ permitted, excluded }) => ({
        p: permitted.map(general),
        e: excluded.map(general),
      })),
  };
}

/** The witness's words for what ours carries without looking inside. */
const withoutOther = (words: unknown): unknown =>
  JSON.parse(JSON.stringify(words ?? null).replaceAll(/\["(?:other|unsupported)"[^[\]]*\]/g, '["other"]'));

/** Fields that ours sees differently from the witness. */
export function differencesFromGolden(
  { golden = {} }: CorpusRecord,
  certificate: Certificate,
): readonly string[] {
  const extensionFields = new Set(['bc', 'ku', 'eku', 'ski', 'san', 'aki', 'nc']);
  return Object.entries(ours(certificate)).flatMap(([field, read]) => {
    const given = golden[field];
    const witness = field === 'ku' && Array.isArray(given) ? given.map(String).sort() : given;
    const couldNotRead = typeof witness === 'object' && witness !== null && '_err' in witness;
    const notRead = witness === undefined && !(extensionFields.has(field) && 'ext' in golden);
    const otherKey =
      field === 'key' && (!Array.isArray(witness) || witness[0] !== 'rsa' || golden['spkiAlg'] !== RSA);
    if (couldNotRead || notRead || otherKey) return [];
    return JSON.stringify(read() ?? null) === JSON.stringify(withoutOther(witness)) ? [] : [field];
  });
}
