/**
 * PuTTY's private keys, `.ppk` of versions 2 and 3 (PuTTY's manual, appendix C): the public half in clear, the private one perhaps
 * under a password, both under a MAC. To PKCS#8. Version 1, which PuTTY itself stopped to read, is refused.
 */
import { cbc } from '@noble/ciphers/aes.js';
import { argon2dAsync, argon2iAsync, argon2idAsync } from '@noble/hashes/argon2.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha1 as hmacSha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concat, equalBytes, fromBase64, fromHex, utf8, type Bytes } from './bytes';
import type { KdfBudget } from './kdf-budget';
import { attempt, Malformed, type Result } from './malformed';
import { opening, WrongPassword, type OpenFailure } from './opening';
import { readSshPrivateKey } from './openssh-private-key';
import { sha1 } from './sha1';
import { SshReader, sshString } from './ssh-wire';

const [KEY, IV, MAC_KEY] = [32, 16, 32];
/** Lines of base64 in either half: RSA-16384 has 200. */
const MOST_LINES = 1000;
const flavours = { Argon2d: argon2dAsync, Argon2i: argon2iAsync, Argon2id: argon2idAsync };

interface Derivation {
  readonly derive: (typeof flavours)['Argon2d'];
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly salt: Bytes;
}

export interface PuttyFile {
  readonly version: 2 | 3;
  readonly type: string;
  readonly encrypted: boolean;
  readonly comment: string;
  /** As SSH writes it. */
  readonly publicKey: Bytes;
  readonly derivation: Derivation | undefined;
  readonly sealed: Bytes;
  readonly mac: Bytes;
}

export function parsePuttyFile(octets: Bytes): Result<PuttyFile> {
  return attempt(() => {
    const lines = new TextDecoder().decode(octets).split(/\r\n|[\r\n]/);
    let at = 0;
    const header = (name: string): string => {
      const [, found, value = ''] = /^([A-Za-z0-9-]+): ?(.*)$/.exec(lines[at] ?? '') ?? [];
      if (found !== name) throw new Malformed('bad-value', at, `no ${name} in line ${at + 1}`);
      at++;
      return value;
    };
    const count = (name: string): number => {
      const text = header(name);
      if (!/^\d{1,9}$/.test(text)) throw new Malformed('bad-value', at, name);
      return Number(text);
    };
    const block = (name: string): Bytes => {
      const length = count(name);
      if (length > MOST_LINES) throw new Malformed('too-large', at, name);
      const read = fromBase64(lines.slice(at, at + length).join(''));
      at += length;
      if (read === undefined) throw new Malformed('bad-base64', at, name);
      return read;
    };
    const hex = (name: string): Bytes => {
      const read = fromHex(header(name).trim());
      if (read === undefined) throw new Malformed('bad-value', at, name);
      return read;
    };
    const version = lines[0]?.startsWith('PuTTY-User-Key-File-2:') === true ? 2 : 3;
    const type = header(`PuTTY-User-Key-File-${version}`);
    const cipher = header('Encryption');
    if (cipher !== 'none' && cipher !== 'aes256-cbc')
      throw new Malformed('unsupported', 0, `cipher ${cipher.slice(0, 80)}`);
    const encrypted = cipher !== 'none';
    const comment = header('Comment');
    const publicKey = block('Public-Lines');
    const derivation = encrypted && version === 3 ? readDerivation(header, count, hex) : undefined;
    const sealed = block('Private-Lines');
    const mac = hex('Private-MAC');
    return { version, type, encrypted, comment, publicKey, derivation, sealed, mac };
  });
}

function readDerivation(
  header: (name: string) => string,
  count: (name: string) => number,
  hex: (name: string) => Bytes,
): Derivation {
  const flavour = header('Key-Derivation');
  const derive = Object.entries(flavours).find(([name]) => name === flavour)?.[1];
  if (derive === undefined) throw new Malformed('unsupported', 0, `key derivation ${flavour.slice(0, 80)}`);
  const [memory, passes] = [count('Argon2-Memory'), count('Argon2-Passes')];
  return { derive, memory, passes, parallelism: count('Argon2-Parallelism'), salt: hex('Argon2-Salt') };
}

/** PKCS#8. @param password unused where the file needs none */
export function openPuttyFile(
  file: PuttyFile,
  password: string,
  budget: KdfBudget,
): Promise<Result<Bytes, OpenFailure>> {
  return opening(async () => {
    const secret = file.encrypted ? utf8(password) : new Uint8Array(0);
    const { key, iv, macKey } = await derived(file, secret, budget);
    if (file.encrypted && (file.sealed.length === 0 || file.sealed.length % IV !== 0))
      throw new Malformed('truncated', 0, 'ciphertext of broken blocks');
    const plain = file.encrypted
      ? new Uint8Array(cbc(key, iv, { disablePadding: true }).decrypt(file.sealed))
      : file.sealed;
    const { type, comment, publicKey } = file;
    const parts = [utf8(type), utf8(file.encrypted ? 'aes256-cbc' : 'none'), utf8(comment), publicKey, plain];
    const hash = file.version === 3 ? sha256 : hmacSha1;
    if (!equalBytes(hmac(hash, macKey, concat(...parts.map(sshString))), file.mac)) {
      if (file.encrypted) throw new WrongPassword();
      throw new Malformed('bad-value', 0, 'its MAC is of another key');
    }
    return pkcs8Of(type, publicKey, plain);
  });
}

interface Keys {
  readonly key: Bytes;
  readonly iv: Bytes;
  readonly macKey: Bytes;
}

async function derived(
  { version, encrypted, derivation }: PuttyFile,
  password: Bytes,
  budget: KdfBudget,
): Promise<Keys> {
  if (version === 2) {
    const half = (number: number): Bytes => sha1(concat(new Uint8Array([0, 0, 0, number]), password));
    const key = concat(half(0), half(1)).slice(0, KEY);
    return {
      key,
      iv: new Uint8Array(IV),
      macKey: sha1(concat(utf8('putty-private-key-file-mac-key'), password)),
    };
  }
  const none = new Uint8Array(0);
  if (!encrypted || derivation === undefined) return { key: none, iv: none, macKey: none };
  const { derive, memory, passes, parallelism, salt } = derivation;
  budget.argon2({ memory, passes, parallelism });
  const octets = await derive(password, salt, {
    ...{ m: memory, t: passes, p: parallelism, dkLen: KEY + IV + MAC_KEY },
    onProgress: () => {
      budget.stopIfTold();
    },
  });
  const part = (from: number, to?: number): Bytes => new Uint8Array(octets.slice(from, to));
  return { key: part(0, KEY), iv: part(KEY, KEY + IV), macKey: part(KEY + IV) };
}

/** OpenSSH writes the public fields and then the private ones, but for RSA, where both are mixed. */
function pkcs8Of(type: string, publicKey: Bytes, secret: Bytes): Bytes {
  const reader = new SshReader(publicKey);
  if (reader.name() !== type) throw new Malformed('bad-value', 0, 'two types of key');
  if (type !== 'ssh-rsa') return readSshPrivateKey(type, new SshReader(concat(reader.rest(), secret)));
  const [e, n] = [reader.string(), reader.string()];
  const numbers = new SshReader(secret);
  const [d, p, q, inverse] = [numbers.string(), numbers.string(), numbers.string(), numbers.string()];
  return readSshPrivateKey(type, new SshReader(concat(...[n, e, d, inverse, p, q].map(sshString))));
}
