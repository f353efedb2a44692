/**
 * OpenSSH's certificates (PROTOCOL.certkeys): a public key, whose it is, where and how long it may be used, and the authority's
 * signature over it. They are read; whether the signature holds is not asked.
 */
import { concat, utf8, type Bytes } from './bytes';
import { attempt, Malformed, type Result } from './malformed';
import { spkiFromSsh } from './ssh-public-key';
import { SshReader, sshString } from './ssh-wire';

/** Names and options of one certificate; OpenSSH takes 256 names. */
const MOST_ENTRIES = 1000;

export interface SshCertificate {
  /** `ssh-ed25519-cert-v01@openssh.com` */
  readonly type: string;
  /** The certified key as SubjectPublicKeyInfo. */
  readonly publicKey: Bytes;
  readonly serial: bigint;
  readonly role: 'user' | 'host' | `${number}`;
  readonly keyId: string;
  /** None: good for any name. */
  readonly principals: readonly string[];
  /** Seconds since 1970. */
  readonly validAfter: bigint;
  /** 2^64 − 1: for ever. */
  readonly validBefore: bigint;
  readonly criticalOptions: readonly SshOption[];
  readonly extensions: readonly SshOption[];
  /** As SSH writes it. */
  readonly authorityKey: Bytes;
  readonly signatureType: string;
  readonly signature: Bytes;
}

export interface SshOption {
  readonly name: string;
  /** '' where its name says it all. */
  readonly value: string;
}

const TYPE = /^((?:sk-)?(?:ssh|ecdsa)-[a-z0-9-]+?)-cert-v01@openssh\.com$/;
/** Fields of a public key behind its type. */
const keyFields: Readonly<Record<string, number>> = {
  'ssh-rsa': 2,
  'ssh-dss': 4,
  'ssh-ed25519': 1,
  'sk-ssh-ed25519': 2,
  'ecdsa-sha2-nistp256': 2,
  'ecdsa-sha2-nistp384': 2,
  'ecdsa-sha2-nistp521': 2,
  'sk-ecdsa-sha2-nistp256': 3,
};

export const isSshCertificateType = (type: string): boolean => TYPE.test(type);

export function parseSshCertificate(blob: Bytes): Result<SshCertificate> {
  return attempt(() => {
    const reader = new SshReader(blob);
    const type = reader.name();
    const plain = TYPE.exec(type)?.[1] ?? '';
    const count = keyFields[plain];
    if (count === undefined)
      throw new Malformed('unsupported', 0, `certificate of type ${type.slice(0, 80)}`);
    // Against chosen prefixes; nothing follows from it.
    reader.string();
    const key = Array.from({ length: count }, () => sshString(reader.string()));
    const plainType = plain.startsWith('sk-') ? `${plain}@openssh.com` : plain;
    const publicKey = spkiFromSsh(concat(sshString(utf8(plainType)), ...key));
    const serial = reader.uint64();
    const role = reader.uint32();
    const keyId = reader.text();
    const principals = entriesOf(reader.string(), (names) => names.text());
    const [validAfter, validBefore] = [reader.uint64(), reader.uint64()];
    const [criticalOptions, extensions] = [optionsOf(reader.string()), optionsOf(reader.string())];
    reader.string();
    const authorityKey = reader.string();
    const signed = new SshReader(reader.string());
    return {
      ...{ type, publicKey, serial, keyId, principals, validAfter, validBefore },
      role: role === 1 ? 'user' : role === 2 ? 'host' : `${role}`,
      ...{ criticalOptions, extensions, authorityKey },
      ...{ signatureType: signed.name(), signature: signed.string() },
    };
  });
}

function entriesOf<T>(octets: Bytes, read: (reader: SshReader) => T): readonly T[] {
  const reader = new SshReader(octets);
  const entries: T[] = [];
  while (!reader.done) {
    if (entries.length === MOST_ENTRIES) throw new Malformed('too-large', 0, 'a list of names');
    entries.push(read(reader));
  }
  return entries;
}

/** A value is a string within a string, or nothing. */
const optionsOf = (octets: Bytes): readonly SshOption[] =>
  entriesOf(octets, (reader) => {
    const name = reader.text();
    const value = new SshReader(reader.string());
    return { name, value: value.done ? '' : value.text() };
  });
