/**
 * What somebody wants of a certificate or a signing request: the draft that fields write to, whose key, who signs, what the
 * worker says of it, and what was made. It outlives the page, so that looking something up elsewhere costs nothing.
 */
import type { KeyAlgorithmId } from '../pki/algorithms';
import { readyMadeDraft, type ReadyMadeId } from '../pki/draft/ready-made';
import {
  draftFor,
  familyOf,
  withKeyAlgorithm,
  withKeyFamily,
  withProfile,
  type KeyFamily,
} from '../pki/draft/profiles';
import type { AuthoritySettings } from '../pki/authority/authority-record';
import type { CertificateDraft, DraftName, ProfileId } from '../pki/draft/certificate-draft';
import { attributesIn, keptSubject } from '../pki/draft/kept-subject';
import type { WorkerClient } from '../worker/client';
import type { Commands, WantedOfOthers } from './certificate-commands.svelte';
import { isRequest, type Taken } from './certificate-taken';
import { withoutBlanks } from './certificate-blanks';
import { editable, type Editable, type EditableDraft } from './certificate-editable';
import { add, has, remove, type ExtensionId, type ExtensionRow } from './certificate-extensions';
import { CertificateKey } from './certificate-key.svelte';
import { schemesLike, type SchemeId } from './certificate-schemes';
import { CertificateMaking } from './certificate-making.svelte';
import { DraftPreview, keyOf, type Place, type Preview, type Problem } from './certificate-preview.svelte';
import { COMMON_NAME } from './certificate-subject';
import { withAddresses } from '../pki/authority/issuer-addresses';
import { CertificateSigner } from './certificate-signer.svelte';
import type { Rulebook } from './rulebook.svelte';

/** What only a user who has seen the form whole can have left out. */
const onlyWhenAsked: ReadonlySet<Problem['code']> = new Set(['empty', 'no-name']);

/** The form as it was, before something else took its place. */
interface Before {
  readonly draft: CertificateDraft;
  readonly lost: 'extensions' | 'everything';
}

export class CertificateForm {
  readonly what: 'certificate' | 'request';
  readonly rulebook: Rulebook;
  readonly key: CertificateKey;
  readonly signer: CertificateSigner;
  readonly preview: DraftPreview;
  readonly making: CertificateMaking;
  readonly #client: WorkerClient;
  draft = $state<EditableDraft>(inForm(draftFor('tls-server')));
  /** Of a request (RFC 2985). */
  readonly attributes = $state({ challengePassword: '', unstructuredName: '' });
  /** What came to it from elsewhere last. */
  taken = $state.raw<Taken>();
  /** Sections that stand open. */
  #open = $state.raw<ReadonlySet<string>>(new Set());
  #before = $state.raw<Before>();
  /** Somebody has tried to make it: what is missing may be said. */
  #asked = $state.raw(false);
  /** Of the key whose usages stand in the draft; `undefined` for the kind of key to be made. */
  #family: KeyFamily | undefined;
  /** The job it was filled in for last. */
  #readyMade: ReadyMadeId | undefined;
  /** What an extension had when it was taken out, should it come back. */
  readonly #away = new Map<ExtensionId, ExtensionRow['fresh']>();

  constructor(client: WorkerClient, rulebook: Rulebook, what: CertificateForm['what']) {
    this.what = what;
    this.rulebook = rulebook;
    this.#client = client;
    this.key = new CertificateKey(client, () => this.#followKey());
    this.signer = new CertificateSigner(client);
    this.making = new CertificateMaking(client);
    this.preview = new DraftPreview((signal) => this.#askForPreview(signal));
  }

  /** As it stands, shared with nobody. */
  get plain(): CertificateDraft {
    return $state.snapshot(this.draft);
  }

  /** As it is asked for: rows nobody filled in are not there. */
  get asked(): CertificateDraft {
    return withoutBlanks(this.plain).draft;
  }

  /** As it is kept for another time: of a request with its name, without its password. */
  get template(): CertificateDraft {
    const { unstructuredName } = this.attributes;
    return unstructuredName === '' ? this.asked : { ...this.asked, unstructuredName };
  }

  /** What can sign it, the usual first. */
  get schemes(): readonly SchemeId[] {
    if (this.signer.kind !== 'self') return this.signer.schemes;
    if (this.key.held !== undefined) return this.key.held.schemes;
    return schemesLike(this.rulebook.rules?.keyAlgorithms[this.draft.keyAlgorithm].scheme.id);
  }

  /** How other programs make the same, as it stands now. */
  readonly commands = (): Promise<Commands> => this.making.commands(this.forOthers);

  get forOthers(): WantedOfOthers {
    const signer = this.signer.kind === 'self' ? 'self' : 'authority';
    const [scheme] = this.schemes;
    const wanted = { draft: this.asked, signer, what: this.what, key: this.key.kind } as const;
    return { ...wanted, attributes: { ...this.attributes }, ...(scheme !== undefined && { scheme }) };
  }

  /** Whether the subject of a copy is still as it was, octet for octet; `undefined` where its words say all of it. */
  get subjectIsKept(): boolean | undefined {
    return this.draft.subjectOctets === undefined ? undefined : keptSubject(this.draft) !== undefined;
  }

  restoreSubject(): void {
    const attributes = attributesIn(this.draft.subjectOctets ?? '');
    if (attributes !== undefined) this.draft.subject = editable([...attributes]);
  }

  /** Everything the preview depends on: to be read where a change is to be followed. */
  get wanted(): unknown {
    return [this.plain, this.signer.wanted, this.key.wanted, { ...this.attributes }];
  }

  get problems(): readonly Problem[] {
    const { stage } = this.making;
    const all = stage.kind === 'refused' ? stage.problems : (this.preview.shown?.problems ?? []);
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
    const own = familyOf(before.keyAlgorithm);
    const untouched = withKeyFamily(withProfile(before, before.profile), own, this.#family ?? own);
    const changed = JSON.stringify(untouched.extensions) !== JSON.stringify(before.extensions);
    this.#before = changed && profile !== 'custom' ? { draft: before, lost: 'extensions' } : undefined;
    this.draft = editable(profile === 'custom' ? { ...before, profile } : withProfile(before, profile));
    if (profile !== 'custom') this.#family = undefined;
    this.#followKey();
    this.#away.clear();
  }

  /** Another kind of key: what only such keys can do follows it. */
  takeKeyAlgorithm(algorithm: KeyAlgorithmId): void {
    this.draft = editable(withKeyAlgorithm(this.plain, algorithm));
  }

  /** Key usages that are the profile's own become those of the key that is here, and again those of the kind to be made. */
  #followKey(draft = this.plain): void {
    const own = familyOf(draft.keyAlgorithm);
    const followed = withKeyFamily(draft, this.#family ?? own, this.key.family ?? own);
    this.#family = this.key.family;
    if (followed !== draft) this.draft.extensions = editable(followed.extensions);
  }

  /** A draft from elsewhere in place of this one. */
  take(draft: CertificateDraft): void {
    this.#before = { draft: this.plain, lost: 'everything' };
    const { unstructuredName, ...rest } = draft;
    this.draft = inForm(rest);
    if (this.what === 'request' && unstructuredName !== undefined)
      this.attributes.unstructuredName = unstructuredName;
    this.#family = undefined;
    this.#followKey();
    this.#readyMade = undefined;
    this.#asked = false;
    this.#away.clear();
  }

  /** A job of the list: what was typed stays where the job leaves room for it. */
  takeReadyMade(id: ReadyMadeId): void {
    this.take(readyMadeDraft(id, this.asked, this.#readyMade));
    this.#readyMade = id;
    this.taken = { kind: 'template' };
  }

  /** One change of somebody who knows what is unusual. */
  mend(draft: CertificateDraft): void {
    this.#before = undefined;
    this.draft = inForm(draft);
  }

  /** What of the form was replaced at one go, and can come back. */
  get lost(): Before['lost'] | undefined {
    return this.#before?.lost;
  }

  undo(): void {
    if (this.#before !== undefined) this.draft = inForm(this.#before.draft);
    this.#before = undefined;
  }

  /** There is nothing to go back to that anybody remembers. */
  forgetUndo(): void {
    this.#before = undefined;
  }

  /** Adds every name in a text, each as what it is; what is none is there to be mended. Tells how many. */
  async addNames(text: string): Promise<number> {
    const { readNames, toGeneralName } = await this.rulebook.open();
    // An address of a page is asked to name its host elsewhere; here it may be meant as it stands.
    const isUri = /^[a-z][a-z0-9+.-]*:\/\//i;
    const names = readNames(text).map((name): Editable<DraftName> => {
      if (!name.ok) return { kind: isUri.test(name.input) ? 'uri' : 'dns', value: name.input };
      const { kind, value } = toGeneralName(name);
      return { kind, value };
    });
    this.draft.alternativeNames.push(...names);
    return names.length;
  }

  /** Where an authority's certificate and lists lie, unless the form says something else already. */
  takeAddresses(settings: AuthoritySettings): void {
    const { extensions } = this.plain;
    const { crlDistributionPoints, authorityInfoAccess } = withAddresses(this.plain, settings).extensions;
    const wanted = { crlDistributionPoints, authorityInfoAccess };
    for (const id of ['crlDistributionPoints', 'authorityInfoAccess'] as const)
      if (extensions[id] === undefined && wanted[id] !== undefined)
        Object.assign(this.draft.extensions, { [id]: editable(wanted[id]) });
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
    this.taken = { kind: 'copy', leftOut: read.leftOut, request: isRequest(octets) };
    return read.leftOut;
  }

  /** @param losingTheLast the key of what was made before may go */
  async make(losingTheLast = false): Promise<void> {
    this.#asked = true;
    const wanted = { signer: this.signer, key: this.key.wanted, others: this.forOthers };
    await this.making.make({ ...wanted, ...withoutBlanks(this.plain) }, losingTheLast);
    if (this.making.stage.kind === 'idle') this.#asked = false;
  }

  async #askForPreview(signal: AbortSignal): Promise<Preview> {
    const { draft, placed } = withoutBlanks(this.plain);
    const key = this.key.wanted ?? { kind: 'new' };
    const signer = this.signer.wanted ?? { kind: 'self' };
    const preview =
      this.what === 'request'
        ? await this.#client.ask(
            'previewRequest',
            { draft, key, attributes: { ...this.attributes } },
            { signal },
          )
        : await this.#client.ask('preview', { draft, signer, key, at: Date.now() }, { signal });
    const here = <T extends { readonly at: Place }>(one: T): T => ({ ...one, at: placed(one.at) });
    return { ...preview, problems: preview.problems.map(here), remarks: preview.remarks.map(here) };
  }
}

/** With a row to type a name in where there is none. */
function inForm(draft: CertificateDraft): EditableDraft {
  const subject = draft.subject.length > 0 ? draft.subject : [{ type: COMMON_NAME, value: '' }];
  return editable({ ...draft, subject });
}
