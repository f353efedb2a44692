/**
 * An authority the user already has, pasted or dropped piece by piece and opened in the worker. Once it is open the page
 * lets go of every text and file it came from: the key is the worker's.
 */
import type { AuthorityProblem } from '../pki/open-authority';
import type { AuthoritySummary } from '../worker/protocol';
import type { WorkerClient } from '../worker/client';
import { faultOf, type Fault } from './fault';

/** A large folder of certificates; what is bigger is no authority. */
const MOST_OCTETS = 8_000_000;

export type Opening =
  | { readonly kind: 'empty' }
  | { readonly kind: 'opening' }
  | { readonly kind: 'locked'; readonly wrongPassphrase: boolean }
  | { readonly kind: 'refused'; readonly problem: AuthorityProblem | 'too-large'; readonly name: string }
  | { readonly kind: 'failed'; readonly fault: Fault }
  | { readonly kind: 'opened'; readonly authority: AuthoritySummary };

export interface GivenFile {
  readonly name: string;
  readonly contents: Uint8Array<ArrayBuffer>;
}

export class GivenAuthority {
  readonly #client: WorkerClient;
  /** What stands in the fields. */
  pasted = $state('');
  passphrase = $state('');
  #files = $state.raw<readonly GivenFile[]>([]);
  #opening = $state.raw<Opening>({ kind: 'empty' });
  #attempt: AbortController | undefined;

  constructor(client: WorkerClient) {
    this.#client = client;
  }

  get files(): readonly GivenFile[] {
    return this.#files;
  }

  get opening(): Opening {
    return this.#opening;
  }

  get opened(): AuthoritySummary | undefined {
    return this.#opening.kind === 'opened' ? this.#opening.authority : undefined;
  }

  /** Adds pasted text to what is there already and tries to open it all. */
  async paste(text: string): Promise<void> {
    this.#begin();
    this.pasted = this.pasted === '' ? text : `${this.pasted.trimEnd()}\n${text}`;
    await this.open();
  }

  async addFiles(files: readonly File[]): Promise<void> {
    this.#begin();
    const total = [...files.map(({ size }) => size), ...this.#files.map(({ contents }) => contents.length)];
    if (total.reduce((sum, size) => sum + size, 0) > MOST_OCTETS) {
      this.#opening = { kind: 'refused', problem: 'too-large', name: '' };
      return;
    }
    const read = files.map(async (file) => ({
      name: file.name,
      contents: new Uint8Array(await file.arrayBuffer()),
    }));
    this.#files = [...this.#files, ...(await Promise.all(read))];
    await this.open();
  }

  removeFile(file: GivenFile): void {
    this.#files = this.#files.filter((one) => one !== file);
    this.#opening = { kind: 'empty' };
  }

  /** Opens what was given, with the passphrase in the field. */
  async open(): Promise<void> {
    const inputs = [...this.#files.map(({ contents }) => contents), this.pasted].filter(
      ({ length }) => length > 0,
    );
    this.#attempt?.abort();
    if (inputs.length === 0) {
      this.#opening = { kind: 'empty' };
      return;
    }
    const attempt = new AbortController();
    this.#attempt = attempt;
    this.#opening = { kind: 'opening' };
    try {
      const request = { inputs, passphrase: this.passphrase, at: Date.now() };
      const reply = await this.#client.ask('openAuthority', request, { signal: attempt.signal });
      this.#opening = reply;
      if (reply.kind === 'opened') this.#letGoOfSources();
    } catch (error) {
      if (!attempt.signal.aborted) this.#opening = { kind: 'failed', fault: faultOf(error) };
    }
  }

  /** Lets go of it all, for another one. */
  close(): void {
    this.#attempt?.abort();
    const { opened } = this;
    if (opened !== undefined) void this.#client.ask('forget', { id: opened.id }).catch(() => undefined);
    this.#letGoOfSources();
    this.#opening = { kind: 'empty' };
  }

  /** Whatever comes after an authority was opened is another one. */
  #begin(): void {
    if (this.opened !== undefined) this.close();
  }

  #letGoOfSources(): void {
    this.pasted = '';
    this.passphrase = '';
    this.#files = [];
  }
}
