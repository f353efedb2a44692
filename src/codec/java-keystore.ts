/**
 * Java's keystores from before PKCS#12: JKS and JCEKS (sun.security.provider.JavaKeyStore, com.sun.crypto.provider.JceKeyStore),
 * which no standard has. Certificates stand in clear; keys are opened by `java-key-protection.ts`, and the secret keys of JCEKS,
 * which are sealed Java objects, by `java-secret-key.ts`.
 */
import { concat, equalBytes, utf8, type Bytes } from './bytes';
import { encodeBmp } from './bmp-string';
import { parseJavaObject, type JavaObject } from './java-object';
import { attempt, Malformed, type Result } from './malformed';
import { modifiedUtf8 } from './modified-utf8';
import { sha1 } from './sha1';

const JKS = 0xfeedfeed;
const JCEKS = 0xcececece;
const DIGEST = 20;
const [KEY, CERTIFICATE, SECRET] = [1, 2, 3];
/** Mixed into the digest so that it is no plain SHA-1. */
const WHITENER = utf8('Mighty Aphrodite');

interface Place {
  readonly start: number;
  readonly end: number;
}

interface EntryHead {
  readonly alias: string;
  /** When it was made, ms since 1970. */
  readonly created: bigint;
  readonly span: Place;
}

export interface StoredCertificate {
  readonly der: Bytes;
  readonly span: Place;
}

export type KeystoreEntry = EntryHead &
  (
    | {
        readonly kind: 'private-key';
        /** EncryptedPrivateKeyInfo. */
        readonly protectedKey: Bytes;
        /** The leaf first. */
        readonly chain: readonly StoredCertificate[];
      }
    | { readonly kind: 'certificate'; readonly certificate: StoredCertificate }
    | { readonly kind: 'secret-key'; readonly sealed: JavaObject }
  );

export interface JavaKeystore {
  readonly type: 'JKS' | 'JCEKS';
  readonly version: number;
  /** What the file says it has. */
  readonly count: number;
  readonly entries: readonly KeystoreEntry[];
  /** SHA-1 under the store’s password. */
  readonly digest: Place;
  readonly problems: readonly Malformed[];
}

export function parseJavaKeystore(file: Uint8Array): Result<JavaKeystore> {
  return attempt(() => {
    const reader = new KeystoreReader(file);
    const magic = reader.number(4);
    if (magic !== JKS && magic !== JCEKS) throw new Malformed('bad-value', 0, 'magic');
    const version = reader.number(4);
    if (version !== 1 && version !== 2) throw new Malformed('unsupported', 4, `version ${version}`);
    const count = reader.number(4);
    return {
      ...{ type: magic === JKS ? 'JKS' : 'JCEKS', version, count },
      ...reader.entries(version, count),
      digest: { start: file.length - DIGEST, end: file.length },
    };
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

  /** What could be read where one entry could not: where it ends nobody knows, so what follows it is lost. */
  entries(version: number, count: number): Pick<JavaKeystore, 'entries' | 'problems'> {
    const entries: KeystoreEntry[] = [];
    while (entries.length < count) {
      const read = attempt(() => this.#entry(version));
      if (!read.ok) return { entries, problems: [read.error] };
      entries.push(read.value);
    }
    return { entries, problems: [] };
  }

  #entry(version: number): KeystoreEntry {
    const start = this.#at;
    const tag = this.number(4);
    const alias = modifiedUtf8(this.#octets(this.number(2)));
    const created = this.#octets(8).reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
    const head = () => ({ alias, created, span: { start, end: this.#at } });
    if (tag === KEY) {
      const protectedKey = this.#sized();
      const length = this.number(4);
      const chain: StoredCertificate[] = [];
      for (let at = 0; at < length; at++) chain.push(this.#certificate(version));
      return { kind: 'private-key', protectedKey, chain, ...head() };
    }
    if (tag === CERTIFICATE) {
      const certificate = this.#certificate(version);
      return { kind: 'certificate', certificate, ...head() };
    }
    if (tag !== SECRET) throw new Malformed('bad-value', start, `entry of kind ${tag}`);
    const sealed = parseJavaObject(this.#file.subarray(0, this.#end), this.#at);
    if (!sealed.ok) throw sealed.error;
    this.#at = sealed.value.end;
    return { kind: 'secret-key', sealed: sealed.value.object, ...head() };
  }

  #certificate(version: number): StoredCertificate {
    const type = version === 1 ? 'X.509' : modifiedUtf8(this.#octets(this.number(2)));
    const der = this.#sized();
    if (type !== 'X.509')
      throw new Malformed('unsupported', this.#at, `certificate of type ${type.slice(0, 80)}`);
    return { der, span: { start: this.#at - der.length, end: this.#at } };
  }

  #sized(): Bytes {
    return this.#octets(this.number(4));
  }

  #octets(length: number): Bytes {
    if (length > this.#end - this.#at) throw new Malformed('truncated', this.#at);
    const octets = new Uint8Array(this.#file.subarray(this.#at, this.#at + length));
    this.#at += length;
    return octets;
  }
}
