/**
 * Finds certificates and private keys in whatever was pasted or dropped: PEM among prose, DER, PKCS#12, JWK; keys in
 * PKCS#8 or traditional form, encrypted or not. Judged by content, never by file name. One passphrase is tried on
 * everything, all work together is bounded, and no input makes it throw. What belongs together is not asked here.
 */
import { latin1, toHex, type Bytes } from '../codec/bytes';
import { parseCertificate } from '../codec/certificate';
import { DerReader } from '../codec/der-reader';
import { decryptPem, isEncryptedPem } from '../codec/encrypted-pem';
import { decryptPrivateKey, parseEncryptedPrivateKey } from '../codec/encrypted-private-key';
import { decodeJwks } from '../codec/jwk';
import { KdfBudget } from '../codec/kdf-budget';
import { attempt, failure, Malformed, type Result } from '../codec/malformed';
import type { OpenFailure } from '../codec/opening';
import { decodePem, type PemBlock } from '../codec/pem';
import { looksLikePkcs12, readPkcs12 } from '../codec/pkcs12-reader';
import { parsePrivateKeyInfo, portablePrivateKey } from '../codec/private-key';
import * as Tag from '../codec/tag';
import { fromEcPrivateKey, fromRsaPrivateKey } from '../codec/traditional-key';

/** Something a passphrase opens, and this one or none did not. */
export interface Locked {
  readonly what: 'private-key' | 'pkcs12';
  readonly reason: 'needs-passphrase' | 'wrong-passphrase';
  /** Which of the inputs, from 0. */
  readonly input: number;
}

/** Something that was meant to be of use and is not. */
interface PileProblem {
  /** The PEM label, or what it looked like. */
  readonly what: string;
  readonly error: Malformed;
  readonly input: number;
}

export interface Pile {
  /** Each once, in the order found. */
  readonly certificates: readonly Bytes[];
  /** PKCS#8 as every WebCrypto takes it, each once. */
  readonly privateKeys: readonly Bytes[];
  readonly locked: readonly Locked[];
  readonly problems: readonly PileProblem[];
}

type KeyFailure = OpenFailure | 'needs-passphrase';

const traditionalForms: ReadonlyMap<string, (der: Uint8Array) => Result<Bytes>> = new Map([
  ['EC PRIVATE KEY', fromEcPrivateKey],
  ['RSA PRIVATE KEY', fromRsaPrivateKey],
]);

/** Octets or characters, over all inputs. */
const MAX_INPUT = 64 * 1024 * 1024;
/** Failures after which no further block is tried: a pile of nothing but these is an attack or an accident. */
const MAX_FAILURES = 1000;

/** @param passphrase `undefined` where none was given */
export async function readPile(inputs: readonly (string | Bytes)[], passphrase?: string): Promise<Pile> {
  const reader = new PileReader(passphrase);
  let room = MAX_INPUT;
  for (const [index, input] of inputs.entries()) {
    room -= input.length;
    await reader.read(input, index, room >= 0);
  }
  return reader.pile();
}

class PileReader {
  readonly #passphrase: string | undefined;
  readonly #budget = new KdfBudget();
  /** By their hex, so that what is found twice is kept once. */
  readonly #certificates = new Map<string, Bytes>();
  readonly #privateKeys = new Map<string, Bytes>();
  readonly #locked: Locked[] = [];
  readonly #problems: PileProblem[] = [];
  #input = 0;

  constructor(passphrase: string | undefined) {
    this.#passphrase = passphrase;
  }

  pile(): Pile {
    return {
      certificates: [...this.#certificates.values()],
      privateKeys: [...this.#privateKeys.values()],
      locked: this.#locked,
      problems: this.#problems,
    };
  }

  async read(input: string | Bytes, index: number, fits: boolean): Promise<void> {
    this.#input = index;
    if (!fits) this.#problem('input', new Malformed('too-large', 0, `${input.length} octets`));
    else if (typeof input === 'string' || input[0] !== Tag.SEQUENCE || !(await this.#der(input))) {
      const text = typeof input === 'string' ? input : textOf(input);
      if ((await this.#pem(decodePem(text))) || this.#jwk(text)) return;
      this.#problem('input', new Malformed('unsupported', 0, 'nothing recognised'));
    }
  }

  /** Whether the blocks held anything of interest, readable or not. */
  async #pem(blocks: readonly PemBlock[]): Promise<boolean> {
    let found = false;
    for (const block of blocks) {
      if (this.#problems.length + this.#locked.length >= MAX_FAILURES) break;
      const read = await this.#block(block);
      found ||= read;
    }
    return found;
  }

  async #block({ label, headers, der }: PemBlock): Promise<boolean> {
    const certificate = /^(X509 |TRUSTED )?CERTIFICATE$/.test(label);
    if (!certificate && label !== 'PKCS12' && !label.endsWith('PRIVATE KEY')) return false;
    if (!der.ok) this.#problem(label, der.error);
    else if (label === 'TRUSTED CERTIFICATE') {
      // OpenSSL's: a certificate, and after it what it is trusted for.
      const first = attempt(() => DerReader.own(new DerReader(der.value).element()));
      if (first.ok) this.#certificate(first.value, label);
      else this.#problem(label, first.error);
    } else if (certificate) this.#certificate(der.value, label);
    else if (label === 'PKCS12') await this.#pkcs12(der.value);
    else this.#key(label, await this.#keyIn(label, headers, der.value));
    return true;
  }

  async #keyIn(label: string, headers: PemBlock['headers'], der: Bytes): Promise<Result<Bytes, KeyFailure>> {
    if (label === 'PRIVATE KEY') return portablePrivateKey(der);
    if (label === 'ENCRYPTED PRIVATE KEY') return this.#decrypted(der);
    const convert = traditionalForms.get(label);
    if (convert === undefined) return failure(new Malformed('unsupported', 0, label));
    if (!isEncryptedPem(headers)) return convert(der);
    if (this.#passphrase === undefined) return failure('needs-passphrase');
    const opened = await decryptPem(headers, der, this.#passphrase);
    if (!opened.ok) return opened;
    // Noise can have valid padding, one time in 256; it has no structure then.
    const noise = !attempt(() => DerReader.document(opened.value, (reader) => reader.sequence())).ok;
    return noise ? failure('wrong-password') : convert(opened.value);
  }

  async #decrypted(der: Bytes): Promise<Result<Bytes, KeyFailure>> {
    if (this.#passphrase === undefined) return failure('needs-passphrase');
    const opened = await decryptPrivateKey(der, this.#passphrase, this.#budget);
    return opened.ok ? portablePrivateKey(opened.value) : opened;
  }

  /** Whether the octets are anything known. */
  async #der(der: Bytes): Promise<boolean> {
    if (parseCertificate(der).ok) this.#certificate(der, 'certificate');
    else if (parsePrivateKeyInfo(der).ok) this.#key('private key', portablePrivateKey(der));
    else if (parseEncryptedPrivateKey(der).ok) this.#key('private key', await this.#decrypted(der));
    else if (looksLikePkcs12(der)) await this.#pkcs12(der);
    else {
      const converted = [...traditionalForms.values()].map((convert) => convert(der));
      const key =
        converted.find(({ ok }) => ok) ??
        converted.find((one) => !one.ok && one.error.code === 'unsupported');
      if (key === undefined) return false;
      this.#key('private key', key);
    }
    return true;
  }

  /** Whether the text is a JWK or a set of them. */
  #jwk(text: string): boolean {
    const keys = decodeJwks(text);
    for (const key of keys ?? []) this.#key('JWK', key);
    return keys !== undefined;
  }

  async #pkcs12(file: Bytes): Promise<void> {
    // Files without a password are common, and open whatever was given for the rest of the pile.
    const given =
      this.#passphrase === undefined ? undefined : await readPkcs12(file, this.#passphrase, this.#budget);
    const opened =
      given === undefined || (!given.ok && given.error === 'wrong-password')
        ? await readPkcs12(file, '', this.#budget)
        : given;
    if (!opened.ok) {
      if (opened.error === 'wrong-password') this.#lock('pkcs12');
      else this.#problem('PKCS#12', opened.error);
      return;
    }
    for (const { der } of opened.value.certificates) this.#certificate(der, 'PKCS#12 certificate');
    for (const { pkcs8 } of opened.value.privateKeys) this.#key('PKCS#12 key', portablePrivateKey(pkcs8));
    for (const error of opened.value.problems) this.#problem('PKCS#12', error);
  }

  #certificate(der: Bytes, what: string): void {
    const parsed = parseCertificate(der);
    if (parsed.ok) this.#certificates.set(toHex(der), der);
    else this.#problem(what, parsed.error);
  }

  #key(what: string, key: Result<Bytes, KeyFailure>): void {
    if (key.ok) this.#privateKeys.set(toHex(key.value), key.value);
    else if (typeof key.error === 'string') this.#lock('private-key');
    else this.#problem(what, key.error);
  }

  #lock(what: Locked['what']): void {
    const reason = this.#passphrase === undefined ? 'needs-passphrase' : 'wrong-passphrase';
    this.#locked.push({ what, reason, input: this.#input });
  }

  #problem(what: string, error: Malformed): void {
    this.#problems.push({ what, error, input: this.#input });
  }
}

/**
 * PEM and JWK are ASCII, so one character per octet reads them in any encoding that extends it; Windows PowerShell
 * redirects into UTF-16, which does not.
 */
function textOf(bytes: Bytes): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return latin1(bytes).replace(/^\u00ef\u00bb\u00bf/, '');
}
