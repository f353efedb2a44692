/**
 * Java's keystores from before PKCS#12: JKS and JCEKS (sun.security.provider.JavaKeyStore, com.sun.crypto.provider.JceKeyStore),
 * which no standard has. Certificates stand in clear; keys are opened by `java-key-protection.ts`. Secret keys of JCEKS are
 * serialised Java objects: they are passed over and said.
 */
import { concat, equalBytes, utf8, type Bytes } from './bytes';
import { encodeBmp } from './bmp-string';
import { attempt, Malformed, type Result } from './malformed';
import { sha1 } from './sha1';

const JKS = 0xfeedfeed;
const JCEKS = 0xcececece;
const DIGEST = 20;
const KEY = 1;
const CERTIFICATE = 2;
/** Octets searched for the end of a serialised secret key; an AES key has 600. */
const MAX_SECRET = 4096;
/** Mixed into the digest so that it is no plain SHA-1. */
const WHITENER = utf8('Mighty Aphrodite');

interface KeystoreKey {
  readonly alias: string;
  /** EncryptedPrivateKeyInfo. */
  readonly protectedKey: Bytes;
  /** The leaf first. */
  readonly chain: readonly Bytes[];
}

export interface JavaKeystore {
  readonly keys: readonly KeystoreKey[];
  readonly certificates: readonly { readonly alias: string; readonly der: Bytes }[];
  readonly problems: readonly Malformed[];
}

export function parseJavaKeystore(file: Uint8Array): Result<JavaKeystore> {
  return attempt(() => {
    const reader = new KeystoreReader(file);
    const magic = reader.number(4);
    if (magic !== JKS && magic !== JCEKS) throw new Malformed('bad-value', 0, 'magic');
    const version = reader.number(4);
    if (version !== 1 && version !== 2) throw new Malformed('unsupported', 4, `version ${version}`);
    return reader.entries(version, reader.number(4));
  });
}

/** Whether the file is whole and `password` is its own; keys may have others. */
export function isKeystorePassword(file: Uint8Array, password: string): boolean {
  const end = file.length - DIGEST;
  if (end < 0) return false;
  return equalBytes(sha1(concat(encodeBmp(password), WHITENER, file.subarray(0, end))), file.subarray(end));
}

class KeystoreReader {
  readonly #file: Uint8Array;
  readonly #end: number;
  readonly #keys: KeystoreKey[] = [];
  readonly #certificates: { readonly alias: string; readonly der: Bytes }[] = [];
  readonly #problems: Malformed[] = [];
  #at = 0;

  constructor(file: Uint8Array) {
    this.#file = file;
    this.#end = file.length - DIGEST;
  }

  number(length: number): number {
    let value = 0;
    for (const octet of this.#octets(length)) value = value * 256 + octet;
    return value;
  }

  /** What could be read where one entry could not. */
  entries(version: number, count: number): JavaKeystore {
    for (let entry = 0; entry < count; entry++) {
      const read = attempt(() => this.#entry(version, count - entry - 1));
      if (read.ok) continue;
      this.#problems.push(read.error);
      break;
    }
    return { keys: this.#keys, certificates: this.#certificates, problems: this.#problems };
  }

  #entry(version: number, more: number): void {
    const start = this.#at;
    const tag = this.number(4);
    const alias = this.#utf();
    // When it was made.
    this.#octets(8);
    if (tag === KEY) {
      const protectedKey = this.#sized();
      const length = this.number(4);
      const chain: Bytes[] = [];
      for (let at = 0; at < length; at++) chain.push(this.#certificate(version));
      this.#keys.push({ alias, protectedKey, chain });
    } else if (tag === CERTIFICATE) {
      this.#certificates.push({ alias, der: this.#certificate(version) });
    } else if (tag === 3) {
      this.#problems.push(new Malformed('unsupported', start, `secret key ${alias}`));
      this.#skipSecret(more);
    } else throw new Malformed('bad-value', start, `entry of kind ${tag}`);
  }

  /** To the next entry or the end: the object's length is nowhere, and an entry begins so that it is not to be mistaken. */
  #skipSecret(more: number): void {
    if (more === 0) return;
    const last = Math.min(this.#end - 16, this.#at + MAX_SECRET);
    for (; this.#at < last; this.#at++) {
      const [a, b, c, tag = 0, high = 0, low = 0] = this.#file.subarray(this.#at, this.#at + 6);
      const date = this.#at + 6 + 256 * high + low;
      const plausible =
        a === 0 && b === 0 && c === 0 && tag >= 1 && tag <= 3 && low > 0 && date + 12 < this.#end;
      // Milliseconds since 1970 begin with two zeros until the year 10889.
      if (plausible && this.#file[date] === 0 && this.#file[date + 1] === 0 && this.#file[date + 2] !== 0)
        return;
    }
    throw new Malformed('unsupported', this.#at, 'entries behind a secret key');
  }

  #certificate(version: number): Bytes {
    const type = version === 1 ? 'X.509' : this.#utf();
    const der = this.#sized();
    if (type !== 'X.509')
      throw new Malformed('unsupported', this.#at, `certificate of type ${type.slice(0, 80)}`);
    return der;
  }

  #sized(): Bytes {
    return this.#octets(this.number(4));
  }

  /** Java's modified UTF-8: surrogates each for themselves, NUL in two octets. */
  #utf(): string {
    const octets = this.#octets(this.number(2));
    let text = '';
    for (let at = 0; at < octets.length;) {
      const [a = 0, b = 0, c = 0] = octets.subarray(at, at + 3);
      const [code, length] =
        a < 0x80
          ? [a, 1]
          : a < 0xe0
            ? [((a & 0x1f) << 6) | (b & 0x3f), 2]
            : [((a & 0x0f) << 12) | ((b & 0x3f) << 6) | (c & 0x3f), 3];
      text += String.fromCharCode(code);
      at += length;
    }
    return text;
  }

  #octets(length: number): Bytes {
    if (length > this.#end - this.#at) throw new Malformed('truncated', this.#at);
    const octets = new Uint8Array(this.#file.subarray(this.#at, this.#at + length));
    this.#at += length;
    return octets;
  }
}
