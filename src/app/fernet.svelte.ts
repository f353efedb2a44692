/** What is done with Fernet keys: texts are worked on here, what comes as a file in the worker. Nothing is stored anywhere. */
import { decryptFernet, encryptFernet, fernetClaim, type FernetFailure, type FernetKey } from '../pki/fernet';
import { randomOctets } from '../pki/random';
import type { WorkerClient } from '../worker/client';
import { linkTo, revoke, save, type DownloadLink } from './download';
import { FernetKeys } from './fernet-keys.svelte';

/** More than this makes a tab slow: a token is text, and a third larger. */
const LARGEST_FILE = 50_000_000;
/** Characters of a token that a text field lays out, and this thread reads, within a frame or two. */
const MOST_SHOWN = 200_000;

/** A token longer than that: it stays what it is, and the worker reads it. */
interface HeldToken {
  /** '' where it was pasted. */
  readonly fileName: string;
  readonly file: Blob;
}

type Claim = ReturnType<typeof fernetClaim>;

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
  readonly #client: WorkerClient;
  readonly keys = new FernetKeys((what) => {
    if (what === 'first') this.#forgetMade();
    this.#forgetOpened();
  });
  #plaintext = $state.raw('');
  #encryption = $state.raw<Encryption>();
  #token = $state.raw('');
  #held = $state.raw<HeldToken>();
  #heldClaim = $state.raw<Claim>();
  #timeToLive = $state.raw<number>();
  #decryption = $state.raw<Decryption>();
  #contents = $state.raw<Uint8Array<ArrayBuffer>>();
  /** Go up with every change, so that a result that took its time is seen to be of something else. */
  #encryptions = 0;
  #decryptions = 0;
  #tokens = 0;
  #link: DownloadLink | undefined;

  constructor(client: WorkerClient) {
    this.#client = client;
  }

  get unsaved(): boolean {
    return this.keys.unsaved;
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
    this.#tokens += 1;
    this.#held = undefined;
    const long = text.length > MOST_SHOWN;
    this.#token = long ? '' : text;
    this.#forgetOpened();
    if (long) void this.#hold({ fileName: '', file: new Blob([text]) });
  }

  /** In the place of a text: one that is longer than can be shown. */
  get held(): HeldToken | undefined {
    return this.#held;
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
  readonly claim: Claim | undefined = $derived.by(() => {
    if (this.#held !== undefined) return this.#heldClaim;
    return /\S/.test(this.#token) ? fernetClaim(this.#token) : undefined;
  });

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
    const [first] = this.keys.all;
    if (first === undefined) return;
    const request = { file, key: first.key, seconds: now(), iv: randomOctets(16) };
    const made = await this.#client.ask('encryptFernetFile', request).catch(() => unreadable);
    if (round !== this.#encryptions) return;
    if (made.kind === 'unreadable') {
      this.#encryption = { kind: 'unreadable', fileName: file.name };
      return;
    }
    const fileName = `${file.name}.fernet`;
    this.#save(fileName, made.contents);
    this.#encryption = { kind: 'file', fileName, size: made.contents.length };
  }

  async #encrypted(plaintext: Uint8Array<ArrayBuffer>): Promise<string | undefined> {
    const [first] = this.keys.all;
    return first && encryptFernet(first.key, plaintext, { seconds: now(), iv: randomOctets(16) });
  }

  async decrypt(): Promise<void> {
    const limits = { now: now(), ...(this.#timeToLive !== undefined && { timeToLive: this.#timeToLive }) };
    const keys = this.keys.all.map(({ key }) => key);
    const round = ++this.#decryptions;
    const held = this.#held;
    const opened = await (held === undefined
      ? openedHere(keys, this.#token, limits)
      : this.#client.ask('openFernetFile', { file: held.file, keys, ...limits }).catch(() => unreadable));
    if (round !== this.#decryptions) return;
    if (opened.kind === 'opened') {
      const { contents, seconds, key } = opened;
      const text = textIn(contents);
      this.#contents = contents;
      this.#decryption = {
        kind: 'opened',
        ...(text !== undefined && { text }),
        size: contents.length,
        madeAt: seconds * 1000,
        key: key + 1,
      };
      return;
    }
    this.#forgetOpened();
    this.#decryption =
      opened.kind === 'failed'
        ? { ...opened, now: limits.now }
        : { kind: 'unreadable', fileName: held?.fileName ?? '' };
  }

  /** A token from a file, in the place of one that was pasted. */
  async readToken(file: File): Promise<void> {
    this.token = '';
    const round = this.#tokens;
    const limit = 2 * LARGEST_FILE;
    if (file.size > limit) {
      this.#decryption = { kind: 'too-large', fileName: file.name, limit };
      return;
    }
    if (file.size > MOST_SHOWN) return this.#hold({ fileName: file.name, file });
    const text = await file.text().catch(() => undefined);
    // Something else was pasted in the meantime.
    if (round !== this.#tokens) return;
    if (text === undefined) this.#decryption = { kind: 'unreadable', fileName: file.name };
    else this.token = text;
  }

  async #hold(held: HeldToken): Promise<void> {
    this.#held = held;
    this.#heldClaim = undefined;
    const read = await this.#client.ask('fernetFileClaim', { file: held.file }).catch(() => unreadable);
    if (this.#held !== held) return;
    if (read.kind === 'read') this.#heldClaim = read.claim;
    else {
      this.#held = undefined;
      this.#decryption = { kind: 'unreadable', fileName: held.fileName };
    }
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

const unreadable = { kind: 'unreadable' } as const;

async function openedHere(
  keys: readonly FernetKey[],
  token: string,
  limits: Parameters<typeof decryptFernet>[2],
) {
  const opened = await decryptFernet(keys, token, limits);
  if (!opened.ok) return { kind: 'failed', failure: opened.error } as const;
  const { plaintext, seconds, key } = opened.value;
  return { kind: 'opened', contents: plaintext, seconds, key } as const;
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
