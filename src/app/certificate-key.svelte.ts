/** Whose key a certificate is for: one still to be made, one that the user has, or one of which only the public half is here. */
import type { KeyFamily } from '../pki/draft/profiles';
import { signatureSchemes } from '../pki/signature-scheme';
import type { WorkerClient } from '../worker/client';
import type { ReplyOf, RequestOf } from '../worker/protocol';
import { faultOf, type Fault } from './fault';

type DraftKey = RequestOf<'preview'>['key'];
type Octets = Uint8Array<ArrayBuffer>;
type OpenKeyReply = ReplyOf<'openKey'>;
export type KeySummary = Extract<OpenKeyReply, { kind: 'opened' }>['key'];
export type KeyProblem = Extract<OpenKeyReply, { kind: 'refused' }>['problem'] | 'too-large';
export type KeyKind = DraftKey['kind'];

export type KeyOpening =
  | { readonly kind: 'empty' | 'opening' }
  | { readonly kind: 'locked'; readonly wrongPassphrase: boolean }
  | { readonly kind: 'refused'; readonly problem: KeyProblem }
  | { readonly kind: 'failed'; readonly fault: Fault }
  | { readonly kind: 'opened'; readonly key: KeySummary };

/** A key is a few kilobytes; what is larger is something else. */
const MOST_OCTETS = 1_000_000;

export class CertificateKey {
  readonly #client: WorkerClient;
  /** Told when it is another key, or none any more: what only such keys can do follows it. */
  readonly #changed: () => void;
  #kind = $state<KeyKind>('new');
  /** What stands in the fields. */
  pasted = $state('');
  passphrase = $state('');
  /** Of a certificate that was copied: it can be certified again without its private key being here. */
  #copied = $state.raw<{ readonly publicKey: Octets; readonly from: string }>();
  #opening = $state.raw<KeyOpening>({ kind: 'empty' });
  #files: readonly Octets[] = [];
  #attempt: AbortController | undefined;

  constructor(client: WorkerClient, changed: () => void) {
    this.#client = client;
    this.#changed = changed;
  }

  get kind(): KeyKind {
    return this.#kind;
  }

  set kind(kind: KeyKind) {
    this.#kind = kind;
    this.#changed();
  }

  get opening(): KeyOpening {
    return this.#opening;
  }

  get held(): KeySummary | undefined {
    return this.#opening.kind === 'opened' ? this.#opening.key : undefined;
  }

  /** Of the key that is here; `undefined` where one is to be made. */
  get family(): KeyFamily | undefined {
    const [usual] = (this.kind === 'held' ? this.held?.schemes : undefined) ?? [];
    return usual && signatureSchemes[usual].family;
  }

  /** What the public key that could be certified came from. */
  get copiedFrom(): string | undefined {
    return this.#copied?.from;
  }

  /** For the worker; `undefined` while one is wanted that is not here. */
  get wanted(): DraftKey | undefined {
    if (this.kind === 'new') return { kind: 'new' };
    if (this.kind === 'public') return this.#copied && { kind: 'public', publicKey: this.#copied.publicKey };
    return this.held && { kind: 'held', key: this.held.id };
  }

  copied(publicKey: Octets, from: string): void {
    this.#copied = { publicKey, from };
  }

  async openFiles(files: readonly File[]): Promise<void> {
    this.close();
    this.kind = 'held';
    if (files.reduce((sum, { size }) => sum + size, 0) > MOST_OCTETS) {
      this.#opening = { kind: 'refused', problem: 'too-large' };
      return;
    }
    this.#files = await Promise.all(files.map(async (file) => new Uint8Array(await file.arrayBuffer())));
    await this.open();
  }

  async paste(text: string): Promise<void> {
    this.close();
    this.kind = 'held';
    this.pasted = text;
    await this.open();
  }

  /** Opens what was given, with the passphrase in the field. */
  async open(): Promise<void> {
    const inputs = [...this.#files, this.pasted].filter(({ length }) => length > 0);
    this.#attempt?.abort();
    if (inputs.length === 0) {
      this.#opening = { kind: 'empty' };
      return;
    }
    const attempt = new AbortController();
    this.#attempt = attempt;
    this.#opening = { kind: 'opening' };
    try {
      const request = { inputs, passphrase: this.passphrase };
      const reply = await this.#client.ask('openKey', request, { signal: attempt.signal });
      this.#opening = reply;
      if (reply.kind !== 'opened') return;
      this.#letGoOfSources();
      this.#changed();
    } catch (error) {
      if (!attempt.signal.aborted) this.#opening = { kind: 'failed', fault: faultOf(error) };
    }
  }

  /** Lets go of the key, for another one. */
  close(): void {
    this.#attempt?.abort();
    if (this.held !== undefined)
      void this.#client.ask('forgetKey', { key: this.held.id }).catch(() => undefined);
    this.#letGoOfSources();
    this.#opening = { kind: 'empty' };
    this.#changed();
  }

  #letGoOfSources(): void {
    this.pasted = '';
    this.passphrase = '';
    this.#files = [];
  }
}
