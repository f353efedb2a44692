/** An OpenSSH certificate in words (PROTOCOL.certkeys), and why where it cannot be read. */
import { toHex, type Bytes } from '../../codec/bytes';
import { attempt } from '../../codec/malformed';
import { parseSshCertificate, type SshOption } from '../../codec/ssh-certificate';
import { spkiFromSsh } from '../../codec/ssh-public-key';
import type { Field } from './field';
import { publicKeyLabel } from './private-key-facts';
import { problemAt } from './problem';

const FOR_EVER = 2n ** 64n - 1n;
const citation = 'PROTOCOL.certkeys';

function moment(name: string, label: string, seconds: bigint): Field {
  if (seconds === FOR_EVER) return { name, label, value: 'for ever', citation };
  if (seconds === 0n) return { name, label, value: 'always', citation };
  const time = new Date(Number(seconds) * 1000);
  return Number.isNaN(time.getTime())
    ? { name, label, value: String(seconds), form: 'number', problem: 'It is no valid time.' }
    : { name, label, value: time.toISOString(), form: 'time', citation };
}

const options = (name: string, label: string, about: string, list: readonly SshOption[]): Field => ({
  ...{ name, label, about, citation },
  ...(list.length === 0 && { value: 'none' }),
  fields: list.map((one) => ({
    name: one.name,
    label: one.name,
    value: one.value === '' ? 'yes' : one.value,
  })),
});

const keyWords = (blob: Bytes): string => {
  const spki = attempt(() => spkiFromSsh(blob));
  return spki.ok ? publicKeyLabel(spki.value) : 'a key of another kind';
};

export function sshCertificateFields(octets: Bytes): readonly Field[] {
  const parsed = parseSshCertificate(octets);
  if (!parsed.ok) {
    const { code, offset } = parsed.error;
    return [{ name: 'certificate', label: 'Certificate', problem: problemAt(code, offset) }];
  }
  const { type, role, keyId, principals, serial, publicKey, authorityKey, ...rest } = parsed.value;
  return [
    { name: 'type', label: 'Type', value: type, form: 'code' },
    {
      ...{ name: 'role', label: 'For', citation },
      value: role === 'user' ? 'users, who log in with it' : role === 'host' ? 'hosts' : `type ${role}`,
    },
    { name: 'keyId', label: 'Key ID', value: keyId, about: 'What the server writes into its log.', citation },
    {
      ...{ name: 'principals', label: role === 'host' ? 'Host names' : 'User names', citation, list: true },
      value: principals.length === 0 ? 'any: no name is said' : principals.join(', '),
      fields: principals.map((value) => ({ name: 'principal', label: 'Name', value })),
    },
    moment('validAfter', 'Valid from', rest.validAfter),
    moment('validBefore', 'Valid until', rest.validBefore),
    { name: 'serial', label: 'Serial number', value: String(serial), form: 'number', citation },
    { name: 'publicKey', label: 'Public key', value: publicKeyLabel(publicKey) },
    options(
      'criticalOptions',
      'Critical options',
      'Whoever does not know one of them must refuse the certificate.',
      rest.criticalOptions,
    ),
    options('extensions', 'Extensions', 'What the one who logs in may do.', rest.extensions),
    { name: 'authorityKey', label: 'Signed by', value: keyWords(authorityKey) },
    { name: 'authorityKeyBlob', label: 'Key of the authority', value: toHex(authorityKey), form: 'hex' },
    { name: 'signatureType', label: 'Signature', value: rest.signatureType, form: 'code' },
    { name: 'signature', label: 'Signature value', value: toHex(rest.signature), form: 'hex' },
  ];
}
