/** Everything on the page, put together once. */
import { WorkerClient } from '../worker/client';
import { Announcer } from './announcer.svelte';
import type { Authorities } from './authorities.svelte';
import type { BadCertificatesForm } from './bad-certificates.svelte';
import type { Bulk } from './bulk.svelte';
import type { CertificateForm } from './certificate-form.svelte';
import type { ClientKits } from './client-kits.svelte';
import type { Diagnoser } from './diagnoser.svelte';
import type { Fault } from './fault';
import type { FernetBench } from './fernet.svelte';
import type { Inspector } from './inspector.svelte';
import { Kept } from './kept.svelte';
import { Issuance } from './issuance.svelte';
import { LocalHttpsForm } from './local-https.svelte';
import { Location } from './location.svelte';
import type { Addition } from './names-box.svelte';
import { Preferences } from './preferences.svelte';
import { Rulebook } from './rulebook.svelte';
import type { Verifier } from './verifier.svelte';

/** Text that holds a certificate or a key, and so no list of names. */
const looksLikePem = (text: string): boolean => /-----BEGIN [A-Z0-9 ]+-----/.test(text);

/** State that outlives the page it belongs to, in chunks of its own. */
interface PageStates {
  readonly authorities: Authorities;
  readonly 'client-kits': ClientKits;
  readonly fernet: FernetBench;
  readonly inspect: Inspector;
  readonly bulk: Bulk;
  readonly 'bad-certificates': BadCertificatesForm;
  readonly certificate: CertificateForm;
  readonly request: CertificateForm;
  readonly diagnose: Diagnoser;
  readonly verify: Verifier;
}

export class Workbench {
  readonly client = new WorkerClient();
  readonly announcer = new Announcer();
  readonly preferences = new Preferences();
  readonly rulebook = new Rulebook();
  readonly form = new LocalHttpsForm(this.client, this.rulebook);
  readonly issuance = new Issuance(this.client);
  readonly #kept = new Kept<PageStates>();
  readonly location = new Location((page) => page !== 'ready' || this.issuance.handover !== undefined);

  /** What lies on a page: made when that is first opened, and kept while the user is elsewhere. */
  kept<Page extends keyof PageStates>(page: Page, make: () => PageStates[Page]): PageStates[Page] {
    return this.#kept.of(page, make);
  }

  /** Fetches what the first screen did without, and starts the worker. A failure shows where it matters. */
  async prepare(): Promise<void> {
    const rules = this.rulebook.open().catch(() => undefined);
    await Promise.all([rules, this.form.key.findOut(this.client)]);
    await this.client.ask('prepare', undefined).catch(() => undefined);
  }

  /** Why nothing can be made here, if so: found out when the page was idle. */
  get fault(): Fault | undefined {
    return this.rulebook.missing ? { code: 'page-incomplete', facts: [] } : this.form.key.fault;
  }

  /** Closing the tab now would lose a key, on this page or on another. */
  get unsaved(): boolean {
    return (this.issuance.handover?.unsaved ?? false) || this.#kept.unsaved;
  }

  async create(losingTheLast = false): Promise<void> {
    if (await this.issuance.create(this.form, losingTheLast)) this.location.go('ready');
  }

  /** Text that came from anywhere on the page. True where it was taken for an authority. */
  takesAsAuthority(text: string): boolean {
    if (!looksLikePem(text)) return false;
    this.#wantsAuthority();
    void this.form.signer.given.paste(text);
    return true;
  }

  /** Names that came from anywhere on the page. */
  takeNames(text: string): Promise<Addition> {
    this.location.go('local-https');
    return this.form.names.add(text);
  }

  /** Files dropped anywhere. */
  takeFiles(files: readonly File[]): void {
    this.#wantsAuthority();
    void this.form.signer.given.addFiles(files);
  }

  #wantsAuthority(): void {
    this.location.go('local-https');
    this.form.signer.kind = 'given';
    this.form.show('signer');
  }
}
