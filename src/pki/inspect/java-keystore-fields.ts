/**
 * A Java keystore in words (sun.security.provider.JavaKeyStore, com.sun.crypto.provider.JceKeyStore): its entries under keytool's
 * names, with what of them stands in clear. What is damaged is said after the entries before it.
 */
import { readAlgorithmIdentifier } from '../../codec/algorithm-identifier';
import { toHex, type Bytes } from '../../codec/bytes';
import { DerReader } from '../../codec/der-reader';
import { parseJavaKeystore, type KeystoreEntry, type StoredCertificate } from '../../codec/java-keystore';
import type { JavaObject } from '../../codec/java-object';
import { attempt } from '../../codec/malformed';
import { readPbeParameters } from '../../codec/pbes1';
import type { Field } from './field';
import { problemAt } from './problem';
import { documentRow } from './row';

const protections: Readonly<Record<string, string>> = {
  '1.3.6.1.4.1.42.2.17.1.1':
    'Java’s own, a stream of SHA-1: weak, each guess of the password costs next to nothing',
  '1.3.6.1.4.1.42.2.19.1': 'MD5 and triple DES',
};
/** Entries shown; the largest store of authorities has four hundred. */
const MAX_ENTRIES = 2000;

export function javaKeystoreFields(octets: Bytes): readonly Field[] {
  const parsed = parseJavaKeystore(octets);
  if (!parsed.ok)
    return [
      { name: 'keystore', label: 'Keystore', problem: problemAt(parsed.error.code, parsed.error.offset) },
    ];
  const { type, version, count, entries, digest, problems } = parsed.value;
  const shown = entries.slice(0, MAX_ENTRIES);
  const left = entries.length - shown.length;
  return [
    {
      ...{ name: 'type', label: 'Type', value: type, span: { start: 0, end: 4 } },
      about: 'Java’s form from before PKCS#12, which is the default since Java 9.',
    },
    { name: 'version', label: 'Version', value: String(version), form: 'number', span: { start: 4, end: 8 } },
    { name: 'count', label: 'Entries', value: String(count), form: 'number', span: { start: 8, end: 12 } },
    ...shown.map(entryField),
    ...(left > 0 ? [{ name: 'more', label: 'Not shown', value: `${left} more entries` }] : []),
    ...problems.map(({ code, offset }) => ({
      ...{ name: 'entry', label: 'Entry', problem: problemAt(code, offset) },
      about: 'Where it ends nobody can tell, so what follows it is not read.',
    })),
    {
      ...{
        name: 'digest',
        label: 'Integrity',
        value: toHex(octets.subarray(digest.start, digest.end)),
        form: 'hex',
      },
      ...{ span: digest, about: 'SHA-1 of the store’s password and everything before it.' },
    },
  ];
}

function entryField(entry: KeystoreEntry): Field {
  const { alias, created, span } = entry;
  const common: readonly Field[] = [
    { name: 'alias', label: 'Alias', value: alias },
    { name: 'created', label: 'Made on', ...momentOf(created) },
  ];
  switch (entry.kind) {
    case 'certificate':
      return {
        ...{ name: 'trustedCertEntry', label: 'Trusted certificate', value: alias, span },
        fields: [...common, certificateField(entry.certificate, 'Certificate')],
      };
    case 'private-key': {
      const { protectedKey, chain } = entry;
      return {
        ...{ name: 'privateKeyEntry', label: 'Private key', value: alias, span },
        fields: [
          ...common,
          ...protectionFields(protectedKey),
          ...chain.map((one, at) => certificateField(one, at === 0 ? 'Its certificate' : `Issuer ${at}`)),
        ],
      };
    }
    case 'secret-key':
      return {
        ...{ name: 'secretKeyEntry', label: 'Secret key', value: alias, span },
        fields: [...common, ...sealedFields(entry.sealed)],
      };
  }
}

function momentOf(created: bigint): Partial<Field> {
  const time = new Date(Number(created));
  return Number.isNaN(time.getTime())
    ? { value: String(created), form: 'number', problem: 'It is no valid time.' }
    : { value: time.toISOString(), form: 'time' };
}

function certificateField({ der, span }: StoredCertificate, label: string): Field {
  const { subject, title } = documentRow('certificate', der);
  return { name: 'certificate', label, value: subject === '' ? title : subject, span };
}

const iterationField = (iterations: number): Field => ({
  ...{ name: 'iterations', label: 'Iterations', value: String(iterations), form: 'number' },
});

function protectionFields(protectedKey: Bytes): readonly Field[] {
  const algorithm = attempt(() => readAlgorithmIdentifier(new DerReader(protectedKey).sequence()));
  if (!algorithm.ok)
    return [
      {
        name: 'protection',
        label: 'Protection',
        problem: problemAt(algorithm.error.code, algorithm.error.offset),
      },
    ];
  const { oid } = algorithm.value;
  const cost = attempt(() => readPbeParameters(algorithm.value));
  return [
    { name: 'protection', label: 'Protection', value: protections[oid] ?? oid, oid },
    ...(cost.ok ? [iterationField(cost.value.iterations)] : []),
    { name: 'privateKey', label: 'Private key', about: 'Encrypted.' },
  ];
}

function sealedFields({ className, fields }: JavaObject): readonly Field[] {
  const [scheme, parameters] = [fields.get('sealAlg'), fields.get('encodedParams')];
  const cost =
    parameters instanceof Uint8Array ? attempt(() => readPbeParameters({ oid: '', parameters })) : undefined;
  return [
    { name: 'className', label: 'Java class', value: className, form: 'code' },
    ...(typeof scheme === 'string'
      ? [{ name: 'protection', label: 'Protection', value: scheme, form: 'code' as const }]
      : []),
    ...(cost?.ok === true ? [iterationField(cost.value.iterations)] : []),
    { name: 'secretKey', label: 'Secret key', about: 'Encrypted, its algorithm with it.' },
  ];
}
