/** What is reckoned from an item and stands in none of its fields: fingerprints, pins, key identifiers, hashes of the name. */
import { fromBase64, toBase64, toHex, type Bytes } from '../../codec/bytes';
import { DerReader } from '../../codec/der-reader';
import { readDistinguishedName } from '../../codec/distinguished-name';
import { attempt } from '../../codec/malformed';
import { publicKeyOctets } from '../../codec/public-key';
import { sha1 } from '../../codec/sha1';
import { sshPublicLine } from '../../codec/ssh-public-line';
import { subjectHash, subjectHashOld } from '../../codec/subject-hash';
import type { Field } from './field';
import { octetsOf } from './field-lookup';

const sha256 = async (octets: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', octets));

/** SHA-256 and SHA-1 of the whole document. */
export async function fingerprints(document: Bytes): Promise<readonly Field[]> {
  return [
    {
      name: 'sha256',
      label: 'SHA-256 fingerprint',
      value: toHex(await sha256(document)),
      form: 'hex',
      about: 'Tells this file from every other.',
    },
    { name: 'sha1', label: 'SHA-1 fingerprint', value: toHex(sha1(document)), form: 'hex' },
  ];
}

/** @param key the field of the SubjectPublicKeyInfo in `document` */
export async function keyRows(key: Field | undefined, document: Bytes): Promise<readonly Field[]> {
  const spki = octetsOf(key, document);
  const octets = spki && attempt(() => publicKeyOctets(spki));
  if (spki === undefined || octets?.ok !== true) return [];
  const digest = sha1(octets.value);
  // RFC 5280 §4.2.1.2 (2): 0100, then the last 60 bits.
  const short = digest.slice(-8);
  short[0] = 0x40 | ((short[0] ?? 0) & 0x0f);
  return [
    {
      name: 'spkiPin',
      label: 'Public key pin',
      value: toBase64(await sha256(spki)),
      form: 'code',
      citation: 'RFC 7469 §2.4',
      about: 'SHA-256 of the public key: stays the same when a certificate is renewed with the same key.',
    },
    {
      name: 'keyIdentifierSha1',
      label: 'Key identifier, 160 bits',
      value: toHex(digest),
      form: 'hex',
      citation: 'RFC 5280 §4.2.1.2 (1)',
      about: 'SHA-1 of the key, the usual subject key identifier.',
    },
    {
      name: 'keyIdentifierShort',
      label: 'Key identifier, 64 bits',
      value: toHex(short),
      form: 'hex',
      citation: 'RFC 5280 §4.2.1.2 (2)',
      about: 'The last 60 bits of it, the short form.',
    },
    { name: 'publicKeyHex', label: 'Public key, octets', value: toHex(octets.value), form: 'hex' },
  ];
}

/** What `ssh-keygen -l` prints; none for keys that SSH has no name for. */
export async function sshRows(spki: Bytes): Promise<readonly Field[]> {
  const blob = fromBase64(sshPublicLine(spki, '')?.split(' ')[1] ?? '');
  if (blob === undefined || blob.length === 0) return [];
  return [
    {
      name: 'sshFingerprint',
      label: 'OpenSSH fingerprint',
      value: `SHA256:${toBase64(await sha256(blob)).replace(/=+$/, '')}`,
      form: 'code',
      about: 'What ssh and ssh-keygen -l call the key.',
    },
  ];
}

/** What OpenSSL calls files in a directory of authorities. @param subject the field of the Name in `document` */
export async function nameHashes(subject: Field | undefined, document: Bytes): Promise<readonly Field[]> {
  const der = octetsOf(subject, document);
  const name = der && attempt(() => DerReader.document(der, readDistinguishedName));
  if (name?.ok !== true) return [];
  return [
    {
      name: 'subjectHash',
      label: 'Subject hash',
      value: await subjectHash(name.value),
      form: 'code',
      about: 'What OpenSSL calls the file in a directory of authorities.',
    },
    {
      name: 'subjectHashOld',
      label: 'Subject hash, old',
      value: subjectHashOld(name.value),
      form: 'code',
      about: 'The same for OpenSSL before 1.0 and for Android.',
    },
  ];
}
