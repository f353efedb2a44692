/** The form "Local HTTPS": what the user wants, and what follows from it before anything is made. */
import { applicableRecipes, plannedFiles, type BundleShape, type PlannedFile } from '../pki/planned-files';
import type { WorkerClient } from '../worker/client';
import type { CreateRequest } from '../worker/protocol';
import { fileTree, type TreeRow } from './file-tree';
import { KeyChoice } from './key-choice.svelte';
import { KeyPassword } from './key-password.svelte';
import { NamesBox } from './names-box.svelte';
import type { Rulebook } from './rulebook.svelte';
import { Signer } from './signer.svelte';
import { SubjectFields } from './subject-fields.svelte';
import { Validity } from './validity.svelte';

/** What the page knows to be missing without asking the worker. */
export type Obstacle =
  | 'names-to-decide' // refused names wait to be mended or dismissed
  | 'authority-missing'
  | 'names-outside-authority'
  | 'passwords-differ';

/** What can be changed in a panel of its own. */
export type Panel = 'signer' | 'key' | 'validity' | 'password';

export class LocalHttpsForm {
  readonly names: NamesBox;
  readonly signer: Signer;
  readonly key: KeyChoice;
  readonly validity = new Validity();
  readonly password = new KeyPassword();
  readonly subject = new SubjectFields();
  #panel = $state.raw<Panel>();

  readonly #shape: BundleShape = $derived.by(() => ({
    keyEncrypted: this.password.isSet,
    selfSigned: this.signer.kind === 'self',
    hasHosts: this.names.hosts.length > 0,
  }));
  /** Every file of the zip. */
  readonly files: readonly PlannedFile[] = $derived(plannedFiles(this.#shape));
  readonly tree: readonly TreeRow[] = $derived(fileTree(this.files, applicableRecipes(this.#shape)));

  readonly #rulebook: Rulebook;

  constructor(client: WorkerClient, rulebook: Rulebook) {
    this.#rulebook = rulebook;
    this.names = new NamesBox(rulebook);
    this.signer = new Signer(client, rulebook);
    this.key = new KeyChoice(rulebook);
  }

  /** The panel that is open. */
  get panel(): Panel | undefined {
    return this.#panel;
  }

  show(panel: Panel | undefined): void {
    this.#panel = panel;
  }

  /** Names that the chosen authority may not sign. */
  get outside(): readonly string[] {
    return this.signer.outside(this.names.planned).map(({ value }) => value);
  }

  get endsAt(): number | undefined {
    return this.validity.endsAt(this.signer.authority?.notAfter);
  }

  get obstacle(): Obstacle | undefined {
    if (this.names.refused.length > 0) return 'names-to-decide';
    if (this.signer.signedBy === undefined) return 'authority-missing';
    if (this.outside.length > 0) return 'names-outside-authority';
    return this.password.differs ? 'passwords-differ' : undefined;
  }

  /** Takes in what is still being typed, and waits for the rules that `request` needs. */
  async settle(): Promise<void> {
    await this.#rulebook.open();
    await this.names.commit();
    this.names.dismissDuplicates();
    this.validity.refresh();
  }

  /** What to ask the worker for. Everything else that may be wrong with it is for the worker to refuse. */
  request(at: number): CreateRequest | Obstacle {
    const { obstacle } = this;
    const { signedBy } = this.signer;
    if (obstacle !== undefined || signedBy === undefined) return obstacle ?? 'authority-missing';
    return {
      names: this.names.planned,
      hosts: this.names.hosts,
      folder: this.names.folder,
      signedBy,
      keyAlgorithm: this.key.id,
      days: this.validity.days ?? 0,
      insistsOnDays: this.validity.insists,
      subject: this.subject.attributes,
      keyPassword: this.password.value,
      at,
    };
  }
}
