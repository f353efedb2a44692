/**
 * What somebody wants of a certificate or a signing request: the draft that fields write to, whose key, who signs, what the
 * worker says of it, and what was made. It outlives the page, so that looking something up elsewhere costs nothing.
 */
import type { KeyAlgorithmId } from '../pki/algorithms';
import { draftFor, withKeyAlgorithm, withProfile } from '../pki/draft/profiles';
import type { CertificateDraft, ProfileId } from '../pki/draft/certificate-draft';
import type { WorkerClient } from '../worker/client';
import type { ReplyOf, RequestOf } from '../worker/protocol';
import { withoutBlanks } from './certificate-blanks';
import { editable, type EditableDraft } from './certificate-editable';
import { add, has, remove, type ExtensionId, type ExtensionRow } from './certificate-extensions';
import { CertificateKey } from './certificate-key.svelte';
import { schemesLike, type SchemeId } from './certificate-schemes';
import { Made } from './certificate-made.svelte';
import { DraftPreview, keyOf, type Place, type Preview, type Problem } from './certificate-preview.svelte';
import { COMMON_NAME } from './certificate-subject';
import { faultOf, type Fault } from './fault';
import { GivenAuthority } from './given-authority.svelte';
import type { Rulebook } from './rulebook.svelte';

type Signer = RequestOf<'preview'>['signer'];

export type Stage =
  | { readonly kind: 'idle' | 'working' }
  /** Nothing was made: see the problems. */
  | { readonly kind: 'refused' }
  /** Making another would lose the key of this one. */
  | { readonly kind: 'unsaved-key'; readonly title: string }
  | { readonly kind: 'key-missing' | 'authority-missing' }
  | { readonly kind: 'failed'; readonly fault: Fault };

/** What only a user who has seen the form whole can have left out. */
const onlyWhenAsked: ReadonlySet<Problem['code']> = new Set(['empty', 'no-name']);

export class CertificateForm {
  readonly what: 'certificate' | 'request';
  readonly rulebook: Rulebook;
  readonly key: CertificateKey;
  readonly given: GivenAuthority;
  readonly preview: DraftPreview;
  readonly #client: WorkerClient;
  draft = $state<EditableDraft>(blankForm());
  signedBy = $state<Signer['kind']>('self');
  /** Of a request (RFC 2985). */
  readonly attributes = $state({ challengePassword: '', unstructuredName: '' });
  /** Sections that stand open. */
  #open = $state.raw<ReadonlySet<string>>(new Set());
  #before = $state.raw<CertificateDraft>();
  #stage = $state.raw<Stage>({ kind: 'idle' });
  #made = $state.raw<Made>();
  #refused = $state.raw<readonly Problem[]>([]);
  /** Somebody has tried to make it: what is missing may be said. */
  #asked = $state.raw(false);
  /** What an extension had when it was taken out, should it come back. */
  readonly #away = new Map<ExtensionId, ExtensionRow['fresh']>();

  constructor(client: WorkerClient, rulebook: Rulebook, what: CertificateForm['what']) {
    this.what = what;
    this.rulebook = rulebook;
    this.#client = client;
    this.key = new CertificateKey(client);
    this.given = new GivenAuthority(client, rulebook);
    this.preview = new DraftPreview((signal) => this.#askForPreview(signal));
  }

  get stage(): Stage {
    return this.#stage;
  }

  get made(): Made | undefined {
    return this.#made;
  }

  /** Closing the tab now would lose a key. */
  get unsaved(): boolean {
    return this.#made?.unsaved ?? false;
  }

  /** As it stands, shared with nobody. */
  get plain(): CertificateDraft {
    return $state.snapshot(this.draft);
  }

  /** Who signs; `undefined` while an authority is wanted and none is open. */
  get signer(): Signer | undefined {
    if (this.signedBy === 'self') return { kind: 'self' };
    const { opened } = this.given;
    return opened && { kind: 'authority', authority: opened.id };
  }

  /** As it is asked for: rows nobody filled in are not there. */
  get asked(): CertificateDraft {
    return withoutBlanks(this.plain).draft;
  }

  /** What can sign it, the usual first. */
  get schemes(): readonly SchemeId[] {
    const { rules } = this.rulebook;
    const { opened } = this.given;
    if (this.signedBy === 'self' && this.key.held !== undefined) return this.key.held.schemes;
    if (this.signedBy === 'self') return schemesLike(rules?.keyAlgorithms[this.draft.keyAlgorithm].scheme.id);
    return schemesLike(opened?.algorithm);
  }

  /** How other programs make the same. */
  commands(): Promise<ReplyOf<'commandsFor'>> {
    return this.#client.ask('commandsFor', { draft: this.asked, signer: this.signedBy, what: this.what });
  }

  /** Everything the preview depends on: to be read where a change is to be followed. */
  get wanted(): unknown {
    return [this.plain, this.signer, this.key.wanted, { ...this.attributes }];
  }

  get problems(): readonly Problem[] {
    const all = this.#stage.kind === 'refused' ? this.#refused : (this.preview.shown?.problems ?? []);
    return this.#asked ? all : all.filter(({ code }) => !onlyWhenAsked.has(code));
  }

  /** Exactly there. */
  problemsAt(place: Place): readonly Problem[] {
    const key = keyOf(place);
    return this.problems.filter(({ at }) => keyOf(at) === key);
  }

  /** There or further in. */
  troubled(place: Place): boolean {
    return this.problems.some(({ at }) => place.every((step, index) => at[index] === step));
  }

  isOpen(section: string): boolean {
    return this.#open.has(section);
  }

  show(section: string, open = true): void {
    const sections = new Set(this.#open);
    if (open) sections.add(section);
    else sections.delete(section);
    this.#open = sections;
  }

  /** Takes a profile's extensions and validity; whom it is for, its key and its numbers stay. */
  takeProfile(profile: ProfileId): void {
    const before = this.plain;
    const untouched = withProfile(before, before.profile);
    const changed = JSON.stringify(untouched.extensions) !== JSON.stringify(before.extensions);
    this.#before = changed && profile !== 'custom' ? before : undefined;
    this.draft = editable(profile === 'custom' ? { ...before, profile } : withProfile(before, profile));
    this.#away.clear();
  }

  /** Another kind of key: what only such keys can do follows it. */
  takeKeyAlgorithm(algorithm: KeyAlgorithmId): void {
    this.draft = editable(withKeyAlgorithm(this.plain, algorithm));
  }

  /** A draft from elsewhere in place of this one. */
  take(draft: CertificateDraft): void {
    this.#before = this.plain;
    this.draft = editable(draft);
    this.#asked = false;
    this.#away.clear();
  }

  /** One change of somebody who knows what is unusual. */
  mend(draft: CertificateDraft): void {
    this.#before = this.plain;
    this.draft = editable(draft);
  }

  get canUndo(): boolean {
    return this.#before !== undefined;
  }

  undo(): void {
    if (this.#before !== undefined) this.draft = editable(this.#before);
    this.#before = undefined;
  }

  /** There is nothing to go back to that anybody remembers. */
  forgetUndo(): void {
    this.#before = undefined;
  }

  /** Adds every name in a text, each as what it is; what is none is there to be mended. Tells how many. */
  async addNames(text: string): Promise<number> {
    const { readNames, toGeneralName } = await this.rulebook.open();
    const names = readNames(text).map((name) =>
      name.ok ? toGeneralName(name) : ({ kind: 'dns', value: name.input } as const),
    );
    this.draft.alternativeNames.push(...names.map(({ kind, value }) => ({ kind, value })));
    return names.length;
  }

  addExtension(row: ExtensionRow): void {
    const fresh = this.#away.get(row.id) ?? row.fresh;
    if (!has(this.draft.extensions, row.id)) add(this.draft.extensions, { ...row, fresh });
    this.show(row.id);
  }

  removeExtension({ id }: ExtensionRow): void {
    this.#away.set(id, { [id]: $state.snapshot(this.draft.extensions[id]) });
    remove(this.draft.extensions, id);
    this.show(id, false);
  }

  /** Fills the form with what a certificate or a request says. `undefined` where the octets are neither. */
  async copyFrom(octets: Uint8Array<ArrayBuffer>): Promise<readonly string[] | undefined> {
    const read = await this.#client.ask('draftFrom', { octets });
    if (read === undefined) return undefined;
    this.take(read.draft);
    this.key.copied(read.publicKey, read.draft.subject.at(-1)?.value ?? '');
    return read.leftOut;
  }

  /** @param losingTheLast the key of what was made before may go */
  async make(losingTheLast = false): Promise<void> {
    if (this.#stage.kind === 'working') return;
    this.#asked = true;
    const { signer } = this;
    const key = this.key.wanted;
    const obstacle = this.#obstacle(losingTheLast);
    if (obstacle !== undefined || key === undefined || signer === undefined) {
      this.#stage = obstacle ?? { kind: 'key-missing' };
      return;
    }
    this.#stage = { kind: 'working' };
    try {
      const { draft, inForm } = withoutBlanks(this.plain);
      const reply =
        this.what === 'certificate'
          ? await this.#client.ask('makeCertificate', { draft, signer, key, at: Date.now() })
          : await this.#client.ask('makeRequest', { draft, key, attributes: { ...this.attributes } });
      if (reply.kind === 'refused') {
        this.#refused = reply.problems.map((problem) => ({ ...problem, at: inForm(problem.at) }));
        this.#stage = { kind: 'refused' };
        return;
      }
      this.#made?.dispose();
      this.#made = new Made(this.#client, this.what, reply.made, key.kind === 'new');
      this.#asked = false;
      this.#stage = { kind: 'idle' };
    } catch (error) {
      this.#stage = { kind: 'failed', fault: faultOf(error) };
    }
  }

  /** Whoever made it is done with it. */
  letGo(): void {
    this.#made?.dispose();
    this.#made = undefined;
    this.settle();
  }

  #obstacle(losingTheLast: boolean): Stage | undefined {
    if (this.unsaved && !losingTheLast)
      return { kind: 'unsaved-key', title: this.#made?.summary.title ?? '' };
    if (this.key.wanted === undefined) return { kind: 'key-missing' };
    return this.signer === undefined ? { kind: 'authority-missing' } : undefined;
  }

  /** What was said of the last try does not hold any more. */
  settle(): void {
    if (this.#stage.kind !== 'working') this.#stage = { kind: 'idle' };
  }

  async #askForPreview(signal: AbortSignal): Promise<Preview> {
    const { draft, inForm } = withoutBlanks(this.plain);
    const key = this.key.wanted ?? { kind: 'new' };
    const signer = this.signer ?? { kind: 'self' };
    const preview =
      this.what === 'request'
        ? await this.#client.ask(
            'previewRequest',
            { draft, key, attributes: { ...this.attributes } },
            { signal },
          )
        : await this.#client.ask('preview', { draft, signer, key, at: Date.now() }, { signal });
    const here = <T extends { readonly at: Place }>(one: T): T => ({ ...one, at: inForm(one.at) });
    return { ...preview, problems: preview.problems.map(here), remarks: preview.remarks.map(here) };
  }
}

/** What most come for, with a row to type a name in. */
function blankForm(): EditableDraft {
  return editable({ ...draftFor('tls-server'), subject: [{ type: COMMON_NAME, value: '' }] });
}
