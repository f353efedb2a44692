/**
 * Fernet keys and what is done with them. Keys are handles of WebCrypto; their text is made when somebody asks to see it, and
 * nothing is stored anywhere.
 */
import {
  decryptFernet,
  encryptFernet,
  fernetClaim,
  fernetKeyText,
  importFernetKey,
  readFernetKey,
  type FernetFailure,
  type FernetKey,
} from '../pki/fernet';
import { randomOctets } from '../pki/random';
import { linkTo, revoke, save, type DownloadLink } from './download';

export interface HeldFernetKey {
  readonly id: number;
  readonly key: FernetKey;
  /** `made`: it exists in this tab alone until it is taken. */
  readonly origin: 'made' | 'given';
}

/** More than this makes a tab slow: a token is text, and a third larger. */
const LARGEST_FILE = 50_000_000;

export type Encryption =
  | { readonly kind: 'text'; readonly token: string }
  | { readonly kind: 'file'; readonly fileName: string; readonly size: number }
  | { readonly kind: 'too-large'; readonly fileName: string; readonly limit: number }
  | { readonly kind: 'unreadable'; readonly fileName: string };

export type Decryption =
  | {
      readonly kind: 'opened';
      /** Absent where the octets are no text. */
      readonly text?: string;
      readonly size: number;
      /** ms since 1970. */
      readonly madeAt: number;
      /** The place of the key that opened it, from 1. */
      readonly key: number;
    }
  | { readonly kind: 'failed'; readonly failure: FernetFailure; readonly now: number }
  | { readonly kind: 'too-large'; readonly fileName: string; readonly limit: number }
  | { readonly kind: 'unreadable'; readonly fileName: string };

export class FernetBench {
  /** What is pasted to become a key. */
  keyText = $state('');
  #keys = $state.raw<readonly HeldFernetKey[]>([]);
  #notAKey = $state.raw(false);
  #plaintext = $state.raw('');
  #encryption = $state.raw<Encryption>();
  #token = $state.raw('');
  #timeToLive = $state.raw<number>();
  #decryption = $state.raw<Decryption>();
  #contents = $state.raw<Uint8Array<ArrayBuffer>>();
  #ids = 0;
  /** Go up with every change, so that a result that took its time is seen to be of something else. */
  #encryptions = 0;
  #decryptions = 0;
  #link: DownloadLink | undefined;

  get keys(): readonly HeldFernetKey[] {
    return this.#keys;
  }

  /** What was pasted is none. */
  get notAKey(): boolean {
    return this.#notAKey;
  }

  get plaintext(): string {
    return this.#plaintext;
  }

  set plaintext(text: string) {
    this.#plaintext = text;
    this.#forgetMade();
  }

  get encryption(): Encryption | undefined {
    return this.#encryption;
  }

  get token(): string {
    return this.#token;
  }

  set token(text: string) {
    this.#token = text;
    this.#forgetOpened();
  }

  /** In seconds; `undefined` for any age. */
  get timeToLive(): number | undefined {
    return this.#timeToLive;
  }

  set timeToLive(seconds: number | null | undefined) {
    this.#timeToLive = seconds ?? undefined;
    this.#forgetOpened();
  }

  get timeToLiveIsCount(): boolean {
    return this.#timeToLive === undefined || (Number.isInteger(this.#timeToLive) && this.#timeToLive >= 0);
  }

  get decryption(): Decryption | undefined {
    return this.#decryption;
  }

  /** What the token says of itself without a key. */
  readonly claim = $derived(/\S/.test(this.#token) ? fernetClaim(this.#token) : undefined);

  async makeKey(): Promise<void> {
    this.#add(await importFernetKey(randomOctets(32)), 'made');
  }

  async addKey(): Promise<void> {
    const key = await readFernetKey(this.keyText);
    this.#notAKey = key === undefined;
    if (key === undefined) return;
    this.keyText = '';
    this.#add(key, 'given');
  }

  #add(key: FernetKey, origin: HeldFernetKey['origin']): void {
    this.#keys = [...this.#keys, { id: ++this.#ids, key, origin }];
    if (this.#keys.length === 1) this.#forgetMade();
    this.#forgetOpened();
  }

  textOf({ key }: HeldFernetKey): Promise<string> {
    return fernetKeyText(key);
  }

  remove(held: HeldFernetKey): void {
    if (this.#keys[0] === held) this.#forgetMade();
    this.#keys = this.#keys.filter((one) => one !== held);
    this.#forgetOpened();
  }

  /** To the front: that one encrypts from now on. */
  putFirst(held: HeldFernetKey): void {
    this.#keys = [held, ...this.#keys.filter((one) => one !== held)];
    this.#forgetMade();
    this.#forgetOpened();
  }

  async encryptText(): Promise<void> {
    const round = this.#forgetMade();
    const token = await this.#encrypted(new TextEncoder().encode(this.#plaintext));
    if (token !== undefined && round === this.#encryptions) this.#encryption = { kind: 'text', token };
  }

  /** The token as a file beside it, saved at once. */
  async encryptFile(file: File): Promise<void> {
    const round = this.#forgetMade();
    if (file.size > LARGEST_FILE) {
      this.#encryption = { kind: 'too-large', fileName: file.name, limit: LARGEST_FILE };
      return;
    }
    const contents = await file.arrayBuffer().catch(() => undefined);
    if (round !== this.#encryptions) return;
    if (contents === undefined) {
      this.#encryption = { kind: 'unreadable', fileName: file.name };
      return;
    }
    const token = await this.#encrypted(new Uint8Array(contents));
    if (token === undefined || round !== this.#encryptions) return;
    const fileName = `${file.name}.fernet`;
    this.#save(fileName, new TextEncoder().encode(token));
    this.#encryption = { kind: 'file', fileName, size: token.length };
  }

  async #encrypted(plaintext: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
    const [first] = this.#keys;
    return first && encryptFernet(first.key, plaintext, { seconds: now(), iv: randomOctets(16) });
  }

  async decrypt(): Promise<void> {
    const limits = { now: now(), ...(this.#timeToLive !== undefined && { timeToLive: this.#timeToLive }) };
    const keys = this.#keys.map(({ key }) => key);
    const round = ++this.#decryptions;
    const opened = await decryptFernet(keys, this.#token, limits);
    if (round !== this.#decryptions) return;
    if (!opened.ok) {
      this.#forgetOpened();
      this.#decryption = { kind: 'failed', failure: opened.error, now: limits.now };
      return;
    }
    const { plaintext, seconds, key } = opened.value;
    const text = textIn(plaintext);
    this.#contents = plaintext;
    this.#decryption = {
      kind: 'opened',
      ...(text !== undefined && { text }),
      size: plaintext.length,
      madeAt: seconds * 1000,
      key: key + 1,
    };
  }

  /** A token from a file, in the place of one that was pasted. */
  async readToken(file: File): Promise<void> {
    this.token = '';
    const round = this.#decryptions;
    const limit = 2 * LARGEST_FILE;
    if (file.size > limit) {
      this.#decryption = { kind: 'too-large', fileName: file.name, limit };
      return;
    }
    const text = await file.text().catch(() => undefined);
    // Something else was pasted in the meantime.
    if (round !== this.#decryptions) return;
    if (text === undefined) this.#decryption = { kind: 'unreadable', fileName: file.name };
    else this.token = text;
  }

  saveOpened(): void {
    if (this.#contents !== undefined)
      this.#save(
        this.#decryption?.kind === 'opened' && this.#decryption.text !== undefined
          ? 'decrypted.txt'
          : 'decrypted.bin',
        this.#contents,
      );
  }

  #save(fileName: string, contents: Uint8Array<ArrayBuffer>): void {
    revoke(this.#link);
    this.#link = linkTo({ fileName, contents, type: 'application/octet-stream' });
    save(this.#link);
  }

  /** @returns the round that begins with it */
  #forgetMade(): number {
    this.#encryption = undefined;
    return ++this.#encryptions;
  }

  #forgetOpened(): void {
    this.#decryptions += 1;
    this.#decryption = undefined;
    this.#contents = undefined;
  }
}

const now = (): number => Math.floor(Date.now() / 1000);

/** Longer is for a file, not for a page. */
const LONGEST_SHOWN = 100_000;

function textIn(octets: Uint8Array): string | undefined {
  if (octets.length > LONGEST_SHOWN) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets);
    return /[^\P{Cc}\t\r\n]/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
