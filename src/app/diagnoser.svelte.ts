/**
 * The page Diagnose: a pasted message, the files that were given with it, what they say together, and the one of several
 * messages that is looked at. The text is read in the worker and let go when the page is left; what is kept of it is the answer.
 */
import type { Diagnosis, FoundMessage, KnownMessage } from '../pki/diagnose/diagnosis';
import type { Evidence } from '../pki/diagnose/evidence';
import { movesFor, type Move } from '../pki/diagnose/move';
import { publicBlocks } from '../pki/diagnose/redact';
import { remediesOf } from '../pki/diagnose/remedies';
import type { WrittenRemedy } from '../pki/diagnose/remedy';
import type { WorkerClient } from '../worker/client';
import type { RequestOf } from '../worker/protocol';
import { caseFilesOf, nameInFiles, type Given } from './diagnosis-files';
import type { GivenFile } from './dropped-files';
import { faultOf, type Fault } from './fault';
import { Inspector } from './inspector.svelte';
import { LatestAnswer } from './latest-answer.svelte';
import { NotedInspector } from './noted-inspector';
import { remedyFacts } from './remedy-facts';

export type { Diagnosis, Evidence, FoundMessage, KnownMessage, Move, WrittenRemedy };

/** Between two keys of somebody who types fast, in milliseconds. */
const PAUSE = 120;
/** Octets of a log that is read: of a longer one the pasted end says as much. */
const LARGEST_LOG = 20_000_000;

interface Question {
  readonly request: Omit<RequestOf<'examine'>, 'at'>;
  readonly given: readonly Given[];
}

interface Examined {
  readonly evidence: readonly Evidence[];
  /** What the numbers in it stand for. */
  readonly given: readonly Given[];
}

// It outlives the page that made it, and a `$derived` would not: what follows from state is reckoned when asked for.
export class Diagnoser {
  /** What was dropped and chosen. */
  readonly files = new NotedInspector((file) => this.#takesLog(file));
  /** Certificates that stand in the pasted text. */
  readonly pasted = new Inspector();
  readonly answer: LatestAnswer<string, Diagnosis>;
  readonly examined: LatestAnswer<Question, Examined>;
  readonly #client: WorkerClient;
  #text = $state('');
  #host = $state('');
  #chosen = $state.raw<string>();
  #known = $state.raw<readonly KnownMessage[]>([]);
  #fault = $state.raw<Fault>();
  #blocks = '';

  constructor(client: WorkerClient) {
    this.#client = client;
    this.answer = new LatestAnswer((text, signal) => client.ask('diagnose', { text }, { signal }));
    this.examined = new LatestAnswer(async ({ request, given }, signal) => ({
      evidence: await client.ask('examine', { ...request, at: Date.now() }, { signal }),
      given,
    }));
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    this.#chosen = undefined;
    if (/\S/.test(text)) this.answer.follow(text, PAUSE);
    else this.answer.clear();
    const blocks = publicBlocks(text);
    if (blocks === this.#blocks) return;
    this.#blocks = blocks;
    this.pasted.clear();
    if (blocks !== '') void this.pasted.readText(blocks);
  }

  /** What the person says they connect to; '' for what the message says. */
  get host(): string {
    return this.#host;
  }

  set host(host: string) {
    this.#host = host.trim();
  }

  /** Every message that is known, once it was asked for. */
  get known(): readonly KnownMessage[] {
    return this.#known;
  }

  get fault(): Fault | undefined {
    return this.#fault ?? this.answer.fault;
  }

  async loadKnown(): Promise<void> {
    if (this.#known.length > 0) return;
    try {
      this.#known = await this.#client.ask('knownMessages', undefined);
    } catch (error) {
      this.#fault = faultOf(error);
    }
  }

  /** The message that is looked at: the one that tells most, or the one that was chosen. */
  get message(): FoundMessage | undefined {
    const found = this.answer.shown?.found ?? [];
    return found.find(({ id }) => id === this.#chosen) ?? found[0];
  }

  choose(id: string): void {
    this.#chosen = id;
  }

  /** Everything that was given, dropped and pasted. */
  get given(): readonly Given[] {
    return [this.files, this.pasted].flatMap((inspector) =>
      inspector.items.map((item): Given => ({ item, inspector })),
    );
  }

  /** The host: as typed, as the message has it, as the text has it. */
  get wantedHost(): string {
    if (this.#host !== '') return this.#host;
    return this.message?.facts.host ?? this.answer.shown?.facts.host ?? '';
  }

  /** Asks what the files have to do with the message. */
  examine(): void {
    const { message, given } = this;
    const facts = this.answer.shown?.facts;
    if (message === undefined || facts === undefined || given.length === 0) {
      this.examined.clear();
      return;
    }
    const { subject, speaker } = message;
    this.examined.follow({
      request: { message: { subject, speaker }, facts, files: caseFilesOf(given), host: this.wantedHost },
      given,
    });
  }

  /** What to type, with the names that are known. */
  get remedies(): readonly WrittenRemedy[] {
    const { message } = this;
    if (message === undefined) return [];
    const { port, program } = this.answer.shown?.facts ?? {};
    const host = this.wantedHost === '' ? nameInFiles(this.given) : this.wantedHost;
    const alias = message.facts.alias;
    const facts = remedyFacts(this.given, {
      ...(host !== '' && { host }),
      ...(port !== undefined && { port }),
      ...(alias !== undefined && alias !== '' && { alias }),
    });
    return remediesOf(message.subject, { speaker: message.speaker, program }, facts);
  }

  /** Pages where it is mended or looked at. */
  get moves(): readonly Move[] {
    return this.message === undefined ? [] : movesFor(this.message.subject);
  }

  /** Files as they were given, for a page that they are taken along to. */
  get handles(): readonly GivenFile[] {
    const { handles } = this.files;
    if (this.#blocks === '') return handles;
    return [...handles, { path: 'pasted.pem', file: new File([this.#blocks], 'pasted.pem') }];
  }

  /** A log that was dropped is text to be read for messages, and no file to be held against them. */
  #takesLog({ file }: GivenFile): boolean {
    if (!/\.(?:log|txt|out|err)$/i.test(file.name) || file.size > LARGEST_LOG) return false;
    void file.text().then((text) => {
      this.text = text;
    });
    return true;
  }

  /** Nobody sees the page any more: what was pasted goes, its answer stays. */
  leave(): void {
    this.#text = '';
  }

  clear(): void {
    this.text = '';
    this.#host = '';
    this.files.clear();
    this.examined.clear();
  }
}
