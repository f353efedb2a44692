/**
 * OpenSSH's and PuTTY's keys in words: the public key as SSH writes it (RFC 4253 §6.6, RFC 5656 §3.1, RFC 8709 §4, PROTOCOL.u2f), the
 * file around a private one (PROTOCOL.key; PuTTY's manual, appendix C). What is private is named and never read.
 */
import { fromBase64, toHex, type Bytes } from '../../codec/bytes';
import { attempt } from '../../codec/malformed';
import { parseOpenSshFile } from '../../codec/openssh-private-key';
import { parsePuttyFile } from '../../codec/putty-key';
import { spkiFromSsh } from '../../codec/ssh-public-key';
import { SshReader } from '../../codec/ssh-wire';
import type { Field } from './field';
import { publicKeyLabel } from './private-key-facts';
import { PRIVATE } from './private-words';
import { problemAt } from './problem';

/** One part of a key's blob behind its type. */
type Part = readonly [name: string, label: string, form: 'text' | 'hex', about?: string];

const EC: readonly Part[] = [
  ['curve', 'Curve', 'text'],
  ['point', 'Public key', 'hex', 'The point on the curve, uncompressed.'],
];
const APPLICATION: Part = [
  'application',
  'Application',
  'text',
  'What the security key was asked to keep it for; `ssh:` in nearly all.',
];
const ED: readonly Part[] = [['key', 'Public key', 'hex']];

const parts: Readonly<Record<string, readonly Part[]>> = {
  'ssh-rsa': [
    ['publicExponent', 'Public exponent', 'hex', '65537 (010001) in nearly all keys.'],
    ['modulus', 'Modulus', 'hex', 'The public number that the key’s size is counted by.'],
  ],
  'ssh-dss': [
    ['p', 'P', 'hex'],
    ['q', 'Q', 'hex'],
    ['g', 'G', 'hex'],
    ['y', 'Public key', 'hex'],
  ],
  'ssh-ed25519': ED,
  'ssh-ed448': ED,
  'ecdsa-sha2-nistp256': EC,
  'ecdsa-sha2-nistp384': EC,
  'ecdsa-sha2-nistp521': EC,
  'sk-ssh-ed25519@openssh.com': [...ED, APPLICATION],
  'sk-ecdsa-sha2-nistp256@openssh.com': [...EC, APPLICATION],
};

const typeNote: Readonly<Record<string, string>> = {
  'ssh-rsa': 'The type of the key; how it signs, with SHA-1 or SHA-2, is agreed anew each time.',
  'ssh-dss': 'DSA with SHA-1, which OpenSSH no longer takes.',
};

/** The fields of a public key's blob. */
function blobFields(blob: Bytes): readonly Field[] {
  const reader = new SshReader(blob);
  const type = attempt(() => reader.name());
  if (!type.ok)
    return [{ name: 'key', label: 'Key', problem: problemAt(type.error.code, type.error.offset) }];
  const spki = attempt(() => spkiFromSsh(blob));
  const fields: Field[] = [
    {
      ...{ name: 'type', label: 'Type', value: type.value, form: 'code' },
      about: typeNote[type.value] ?? 'What SSH calls keys of this kind.',
      citation: 'RFC 4253 §6.6',
    },
    ...(spki.ok ? [{ name: 'algorithm', label: 'Key', value: publicKeyLabel(spki.value) }] : []),
  ];
  const known = parts[type.value];
  if (known === undefined) {
    const rest = attempt(() => reader.rest());
    return [
      ...fields,
      {
        name: 'key',
        label: 'Key',
        ...(rest.ok && { value: toHex(rest.value), form: 'hex' }),
        problem: problemAt('unsupported', 0),
      },
    ];
  }
  for (const [name, label, form, about] of known) {
    const part = attempt(() => reader.string());
    if (!part.ok) return [...fields, { name, label, problem: problemAt(part.error.code, part.error.offset) }];
    const value = form === 'text' ? new TextDecoder().decode(part.value) : numberHex(part.value);
    fields.push({
      name,
      label,
      value,
      form: form === 'text' ? 'code' : 'hex',
      ...(about !== undefined && { about }),
    });
  }
  return reader.done
    ? fields
    : [...fields, { name: 'trailing', label: 'After the end', problem: problemAt('trailing-data', 0) }];
}

/** Without the zero that keeps a number from being negative. */
const numberHex = (octets: Bytes): string => toHex(octets[0] === 0 ? octets.subarray(1) : octets);

const commentField = (value: string): Field => ({
  ...{ name: 'comment', label: 'Comment', value: value === '' ? 'none' : value },
  about: 'Says nothing to programs; usually who made the key, and where.',
});

/** A line of `authorized_keys`: type, base64, comment. */
export function sshLineFields(octets: Bytes): readonly Field[] {
  const line = new TextDecoder().decode(octets);
  const [, type = '', base64 = '', comment = ''] = /^\s*(\S+)\s+(\S+)[ \t]*([^\r\n]*)/.exec(line) ?? [];
  const blob = fromBase64(base64);
  if (blob === undefined) return [{ name: 'key', label: 'Key', problem: problemAt('bad-base64', 0) }];
  const fields = blobFields(blob);
  const [inside] = fields;
  const differs = inside?.value !== undefined && inside.value !== type;
  const said: Field = { name: 'lineType', label: 'Type said in front', value: type, form: 'code' };
  return [
    ...(differs ? [{ ...said, problem: 'The key itself is of another type.' }] : []),
    ...fields,
    commentField(comment.trim()),
  ];
}

export function openSshFileFields(octets: Bytes): readonly Field[] {
  const file = parseOpenSshFile(octets);
  const citation = 'PROTOCOL.key';
  if (!file.ok)
    return [{ name: 'file', label: 'File', problem: problemAt(file.error.code, file.error.offset) }];
  const { cipher, derivation, publicKeys, sealed, comment } = file.value;
  return [
    {
      ...{ name: 'cipher', label: 'Cipher', citation },
      value: cipher === 'none' ? 'none: the private key is not encrypted' : cipher,
    },
    ...(derivation === undefined
      ? [{ name: 'kdf', label: 'Key derivation', value: 'none', citation }]
      : [
          {
            name: 'kdf',
            label: 'Key derivation',
            value: 'bcrypt',
            citation,
            about: 'Makes each guess of the password slow.',
          },
          { name: 'rounds', label: 'Rounds', value: String(derivation.rounds), form: 'number' as const },
          { name: 'salt', label: 'Salt', value: toHex(derivation.salt), form: 'hex' as const },
        ]),
    ...publicKeys.map((blob, at): Field => ({
      name: 'publicKey',
      label: publicKeys.length === 1 ? 'Public key' : `Public key ${at + 1}`,
      about: 'In clear, also where the private key is encrypted.',
      fields: blobFields(blob),
    })),
    ...(comment === undefined ? [] : [commentField(comment)]),
    {
      ...{ name: 'privateKey', label: 'Private key', citation },
      about: cipher === 'none' ? PRIVATE : `Encrypted, ${sealed.length} octets.`,
    },
  ];
}

export function puttyFields(octets: Bytes): readonly Field[] {
  const file = parsePuttyFile(octets);
  const citation = 'PuTTY manual C';
  if (!file.ok)
    return [{ name: 'file', label: 'File', problem: problemAt(file.error.code, file.error.offset) }];
  const { version, encrypted, comment, publicKey, derivation, mac } = file.value;
  return [
    { name: 'version', label: 'Version', value: String(version), form: 'number', citation },
    {
      ...{ name: 'encryption', label: 'Cipher', citation },
      value: encrypted ? 'aes256-cbc' : 'none: the private key is not encrypted',
    },
    commentField(comment),
    ...(derivation === undefined
      ? []
      : [
          { name: 'memory', label: 'Argon2 memory', value: `${derivation.memory} KiB`, citation },
          {
            name: 'passes',
            label: 'Argon2 passes',
            value: String(derivation.passes),
            form: 'number' as const,
          },
          {
            name: 'parallelism',
            label: 'Argon2 lanes',
            value: String(derivation.parallelism),
            form: 'number' as const,
          },
          { name: 'salt', label: 'Salt', value: toHex(derivation.salt), form: 'hex' as const },
        ]),
    { name: 'publicKey', label: 'Public key', fields: blobFields(publicKey) },
    {
      ...{ name: 'privateKey', label: 'Private key', citation },
      about: encrypted ? 'Encrypted.' : PRIVATE,
    },
    {
      ...{ name: 'mac', label: 'MAC', value: toHex(mac), form: 'hex', citation },
      about: 'Shows whether the password is right and the file unchanged.',
    },
  ];
}
