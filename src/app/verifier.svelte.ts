/**
 * The page Verify: what was given, which certificate of it is asked about and how, whom the person trusts, and what came of it.
 * Everything is reckoned in workers; the one that verifies keeps nothing, so that a cancelled question ends with it.
 */
import type { ItemId } from '../pki/inspect/item';
import type { ReplyOf, RequestOf } from '../worker/protocol';
import type { Authorities } from './authorities.svelte';
import { Checker, type AssessQuestion } from './checker';
import type { GivenFiles } from './dropped-files';
import { Inspector } from './inspector.svelte';
import { keptDocuments } from './kept-documents';
import { LatestAnswer } from './latest-answer.svelte';
import { suggestedName, wantedName, type Purpose } from './verification-name';
import {
  materialOf,
  ownRoots,
  sentChain,
  type CertificateItem,
  type Material,
  type RootGroup,
} from './verification-material';

export type Assessment = ReplyOf<'assess'>;
export type Verdicts = ReplyOf<'judge'>;
export type Profile = RequestOf<'assess'>['profile'];

type Octets = CertificateItem['octets'];

/** Roots as the page lists them. */
export interface Roots extends Omit<RootGroup, 'kind'> {
  readonly kind: RootGroup['kind'] | 'authorities';
  readonly trusted: boolean;
}

/** All that the answer depends on. */
export interface Question {
  readonly request: Omit<AssessQuestion, 'at'>;
  /** What a server would send, where a file says so. */
  readonly sent: readonly Octets[] | undefined;
  /** Whom clients would connect to; '' where they are not asked. */
  readonly host: string;
  /** ms since 1970; `undefined`: now, whenever that is. */
  readonly at: number | undefined;
}

export interface Answer {
  readonly question: Question;
  readonly assessment: Assessment;
  /** The moment it is about, ms since 1970. */
  readonly at: number;
}

export interface ClientAnswer {
  readonly host: string;
  readonly verdicts: Verdicts;
}

const purposes: Readonly<Record<Purpose, readonly string[]>> = {
  server: ['1.3.6.1.5.5.7.3.1'],
  client: ['1.3.6.1.5.5.7.3.2'],
  email: ['1.3.6.1.5.5.7.3.4'],
  any: [],
};

const profiles: Readonly<Record<Purpose, readonly Profile[]>> = {
  server: ['rfc5280', 'browsers', 'web-pki', 'x509-strict', 'path'],
  client: ['rfc5280', 'mtls-client', 'x509-strict', 'path'],
  email: ['rfc5280', 'email', 'x509-strict', 'path'],
  any: ['rfc5280', 'x509-strict', 'path'],
};

/** Between two keys of somebody who types fast, in milliseconds. */
const PAUSE = 60;

// It outlives the page that made it, and a `$derived` would not: what follows from state is reckoned when asked for.
export class Verifier {
  readonly given = new Inspector();
  /** What was given as trusted: in the same worker. */
  readonly trusted = new Inspector(this.given.client);
  purpose = $state<Purpose>('server');
  /** The chosen moment, ms since 1970; `undefined` for now. */
  at = $state.raw<number>();
  readonly answer = new LatestAnswer<Question, Answer>(
    (question, signal) => this.#assess(question, signal),
    () => this.#checker.end(),
  );
  readonly clients = new LatestAnswer<Answer, ClientAnswer | undefined>((answer, signal) =>
    this.#judge(answer, signal),
  );
  readonly #checker = new Checker();
  #profile = $state<Profile>('rfc5280');
  #leaf = $state.raw<ItemId>();
  #host = $state.raw<string>();
  /** Roots about which the person has said something. */
  #trust = $state.raw<ReadonlyMap<string, boolean>>(new Map());
  #authorities = $state.raw<Authorities>();

  /** The person's own authorities, once the page has them. */
  know(authorities: Authorities): void {
    this.#authorities = authorities;
    void authorities.open();
  }

  /** Rules that are made for the purpose. */
  get profiles(): readonly Profile[] {
    return profiles[this.purpose];
  }

  get profile(): Profile {
    return this.profiles.includes(this.#profile) ? this.#profile : 'rfc5280';
  }

  set profile(profile: Profile) {
    this.#profile = profile;
  }

  warm(): void {
    this.given.client.warm();
    this.#checker.warm();
  }

  /** Costs a look at every thing; whoever shows it keeps it until something comes in. */
  get material(): Material {
    return materialOf(this.given, this.trusted);
  }

  leafAmong({ leaves }: Material): CertificateItem | undefined {
    return leaves.find(({ id }) => id === this.#leaf) ?? leaves[0];
  }

  chooseLeaf(id: ItemId): void {
    this.#leaf = id;
    // Another certificate is for another host.
    this.#host = undefined;
  }

  /** As typed, else the first one the certificate is for; '' asks about no name. */
  hostFor(leaf: CertificateItem | undefined): string {
    if (this.#host !== undefined) return this.#host;
    return leaf === undefined ? '' : suggestedName(leaf.octets, this.purpose);
  }

  set host(host: string) {
    this.#host = host;
  }

  rootsFor(leaf: CertificateItem | undefined, { files }: Material): readonly Roots[] {
    const own = leaf === undefined ? [] : ownRoots(leaf, this.given);
    const kept = keptDocuments(this.#authorities);
    const authorities: readonly Omit<Roots, 'trusted'>[] =
      kept.roots.length === 0
        ? []
        : [{ id: 'authorities', kind: 'authorities', name: '', certificates: kept.roots }];
    // A chain that brings its root is asked about as such, until somebody says whom they trust.
    const asks = files.length === 0;
    return [...authorities, ...own, ...files].map((group) => ({
      ...group,
      trusted: this.#trust.get(group.id) ?? (group.kind === 'own' || group.kind === 'itself' ? asks : true),
    }));
  }

  trust(id: string, trusted: boolean): void {
    this.#trust = new Map([...this.#trust, [id, trusted]]);
  }

  questionFor(leaf: CertificateItem, material: Material, roots: readonly Roots[]): Question {
    const host = this.hostFor(leaf).trim();
    const kept = keptDocuments(this.#authorities);
    const name = wantedName(host, this.purpose);
    return {
      request: {
        leaf: leaf.octets,
        intermediates: [...material.certificates, ...kept.certificates],
        anchors: roots.flatMap(({ trusted, certificates }) => (trusted ? certificates : [])),
        profile: this.profile,
        names: name === undefined ? [] : [name],
        purposes: purposes[this.purpose],
        revocation: {
          lists: [...material.lists, ...kept.lists],
          responses: material.responses,
          demand: 'if-given',
        },
      },
      sent: sentChain(leaf, this.given),
      host: this.purpose === 'server' ? (name?.value ?? '') : '',
      at: this.at,
    };
  }

  ask(question: Question): void {
    this.answer.follow(question, this.answer.shown === undefined ? 0 : PAUSE);
  }

  /** There is nothing to ask about. */
  settle(): void {
    this.answer.clear();
    this.clients.clear();
  }

  readText(text: string): Promise<void> {
    return this.given.readText(text);
  }

  readFiles(files: GivenFiles): Promise<void> {
    return this.given.readFiles(files);
  }

  /** Documents from another page, the certificate first, in place of whatever was here. */
  async take(documents: readonly Octets[]): Promise<void> {
    this.clear();
    const files = documents.map((octets, place) => ({
      path: `${place + 1}.der`,
      file: new File([octets.slice()], 'document.der'),
    }));
    await this.given.readFiles(files);
  }

  /** Gives up the question that is on its way. */
  cancel(): void {
    this.answer.cancel();
  }

  /** Lets go of everything. */
  clear(): void {
    this.given.clear();
    this.trusted.clear();
    this.settle();
    this.#leaf = undefined;
    this.#host = undefined;
    this.at = undefined;
    this.#trust = new Map();
  }

  async #assess(question: Question, signal: AbortSignal): Promise<Answer> {
    const at = question.at ?? Date.now();
    const assessment = await this.#checker.assess({ ...question.request, at }, signal);
    const answer = { question, assessment, at };
    this.clients.follow(answer);
    return answer;
  }

  async #judge({ question, assessment, at }: Answer, signal: AbortSignal): Promise<ClientAnswer | undefined> {
    const { request, sent, host } = question;
    if (host === '') return undefined;
    const path = assessment.links.filter(({ role }) => role !== 'anchor').map(({ der }) => der);
    const chain = sent ?? (path.length > 0 ? path : [request.leaf]);
    const verdicts = await this.#checker.judge({ chain, anchors: request.anchors, host, at }, signal);
    return { host, verdicts };
  }
}
