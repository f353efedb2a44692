/**
 * OpenSSH's own private keys, `openssh-key-v1` (PROTOCOL.key): public keys in clear, private ones perhaps under a password.
 * To PKCS#8. Keys that live in a security token have nothing private in the file, which is said.
 */
import { NULL_PARAMETERS } from './algorithm-identifier';
import { bcryptPbkdf } from './bcrypt-pbkdf';
import { concat, equalBytes, utf8, type Bytes } from './bytes';
import { DerWriter } from './der-writer';
import { fitScalar } from './ec-private-key';
import type { KdfBudget } from './kdf-budget';
import { attempt, Malformed, type Result } from './malformed';
import { opening, WrongPassword, type OpenFailure } from './opening';
import { openSshCipher } from './openssh-cipher';
import { encodeEcPrivateKeyInfo, encodePrivateKeyInfo, RSA_ENCRYPTION } from './private-key';
import { curveNamed, DSA, dsaParameters, ED25519 } from './ssh-public-key';
import { SshReader } from './ssh-wire';

const MAGIC = utf8('openssh-key-v1\0');
/** Keys in one file. OpenSSH itself writes and reads one. */
const MAX_KEYS = 100;

export interface OpenSshFile {
  readonly cipher: string;
  readonly derivation: { readonly salt: Bytes; readonly rounds: number } | undefined;
  /** As SSH writes them. */
  readonly publicKeys: readonly Bytes[];
  /** Of the first key, where nothing is encrypted. */
  readonly comment?: string;
  /** Ciphertext, or plaintext where the cipher is `none`, and the tag behind it. */
  readonly sealed: Bytes;
}

interface OpenSshKey {
  readonly pkcs8: Bytes;
  readonly comment: string;
}

export interface OpenedOpenSsh {
  readonly keys: readonly OpenSshKey[];
  readonly problems: readonly Malformed[];
}

export function parseOpenSshFile(octets: Uint8Array): Result<OpenSshFile> {
  return attempt(() => {
    if (!equalBytes(octets.subarray(0, MAGIC.length), MAGIC)) throw new Malformed('bad-value', 0, 'magic');
    const reader = new SshReader(octets, MAGIC.length);
    const cipher = reader.name();
    const kdf = reader.name();
    const options = new SshReader(reader.string());
    if (kdf !== 'none' && kdf !== 'bcrypt') {
      throw new Malformed('unsupported', 0, `key derivation ${kdf.slice(0, 80)}`);
    }
    const derivation = kdf === 'none' ? undefined : { salt: options.string(), rounds: options.uint32() };
    const count = reader.uint32();
    if (count > MAX_KEYS) throw new Malformed('too-large', 0, `${count} keys`);
    const publicKeys = Array.from({ length: count }, () => reader.string());
    const ciphertext = reader.string();
    const sealed = concat(ciphertext, reader.rest());
    const comment = cipher === 'none' ? attempt(() => commentIn(sealed)) : undefined;
    return { cipher, derivation, publicKeys, sealed, ...(comment?.ok && { comment: comment.value }) };
  });
}

/** @throws Malformed */
function commentIn(plaintext: Bytes): string {
  const reader = new SshReader(plaintext);
  reader.octets(8);
  readSshPrivateKey(reader.name(), reader);
  return reader.text();
}

/** @param password unused where the file needs none */
export function openOpenSshFile(
  file: OpenSshFile,
  password: string,
  budget: KdfBudget,
): Promise<Result<OpenedOpenSsh, OpenFailure>> {
  return opening(async () => {
    const plaintext = await decrypt(file, password, budget);
    const reader = new SshReader(plaintext);
    // The same number twice, so that a wrong password shows.
    if (reader.uint32() !== reader.uint32()) throw new WrongPassword();
    const keys: OpenSshKey[] = [];
    const problems: Malformed[] = [];
    while (keys.length < file.publicKeys.length) {
      const type = reader.name();
      const pkcs8 = attempt(() => readSshPrivateKey(type, reader));
      // What is not known has no known end either.
      if (!pkcs8.ok) {
        problems.push(pkcs8.error);
        break;
      }
      keys.push({ pkcs8: pkcs8.value, comment: reader.text() });
    }
    return { keys, problems };
  });
}

async function decrypt(file: OpenSshFile, password: string, budget: KdfBudget): Promise<Uint8Array> {
  const { cipher: name, derivation, sealed } = file;
  if (derivation === undefined || name === 'none') return sealed;
  const { keyLength, ivLength, blockLength, tagLength, decrypt: decryptWith } = openSshCipher(name);
  if (derivation.salt.length === 0 || derivation.rounds === 0 || password === '') throw new WrongPassword();
  if (sealed.length <= tagLength || (sealed.length - tagLength) % blockLength !== 0) {
    throw new Malformed('truncated', 0, 'ciphertext of broken blocks');
  }
  const { salt, rounds } = derivation;
  const key = await bcryptPbkdf(password, salt, rounds, keyLength + ivLength, budget);
  return decryptWith(key.slice(0, keyLength), key.slice(keyLength), sealed);
}

/** The fields of a key, without its type and comment, as PKCS#8. @throws Malformed */
export function readSshPrivateKey(type: string, reader: SshReader): Bytes {
  switch (type) {
    case 'ssh-ed25519': {
      reader.string();
      const seed = reader.string().slice(0, 32);
      return encodePrivateKeyInfo({
        algorithm: { oid: ED25519 },
        key: DerWriter.encode((writer) => writer.octetString(seed)),
      });
    }
    case 'ssh-rsa':
      return readRsa(reader);
    case 'ssh-dss': {
      const parameters = dsaParameters(reader.magnitude(), reader.magnitude(), reader.magnitude());
      reader.magnitude();
      const x = reader.magnitude();
      return encodePrivateKeyInfo({
        algorithm: { oid: DSA, parameters },
        key: DerWriter.encode((writer) => writer.unsignedInteger(x)),
      });
    }
    case 'ecdsa-sha2-nistp256':
    case 'ecdsa-sha2-nistp384':
    case 'ecdsa-sha2-nistp521': {
      const curve = curveNamed(reader.name());
      const publicKey = reader.string();
      return encodeEcPrivateKeyInfo({ scalar: fitScalar(reader.magnitude(), curve), curve, publicKey });
    }
    default:
      throw new Malformed('unsupported', 0, `private key of type ${type.slice(0, 80)}`);
  }
}

function readRsa(reader: SshReader): Bytes {
  const [n, e, d] = [reader.magnitude(), reader.magnitude(), reader.magnitude()];
  const [inverse, p, q] = [reader.magnitude(), reader.magnitude(), reader.magnitude()];
  const secret = integerOf(d);
  const reduced = (prime: Bytes): bigint => {
    const modulus = integerOf(prime) - 1n;
    if (modulus < 1n) throw new Malformed('bad-value', 0, 'prime');
    return secret % modulus;
  };
  const [dp, dq] = [reduced(p), reduced(q)];
  const key = DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.integer(0);
      for (const number of [n, e, d, p, q]) writer.unsignedInteger(number);
      writer.integer(dp).integer(dq).unsignedInteger(inverse);
    }),
  );
  return encodePrivateKeyInfo({ algorithm: { oid: RSA_ENCRYPTION, parameters: NULL_PARAMETERS }, key });
}

/** Octets a number may have to be calculated with: RSA-16384. */
const MAX_NUMBER = 2048;

function integerOf(octets: Bytes): bigint {
  if (octets.length > MAX_NUMBER) throw new Malformed('too-large', 0, 'RSA number');
  return octets.reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
}
