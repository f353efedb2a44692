/** Everything on the page, put together once. */
import { WorkerClient } from '../worker/client';
import { Announcer } from './announcer.svelte';
import { Issuance } from './issuance.svelte';
import { LocalHttpsForm } from './local-https.svelte';
import { Location } from './location.svelte';
import { ThemeChoice } from './theme.svelte';

/** Text that holds a certificate or a key, and so no list of names. */
const looksLikePem = (text: string): boolean => /-----BEGIN [A-Z0-9 ]+-----/.test(text);

export class Workbench {
  readonly client = new WorkerClient();
  readonly announcer = new Announcer();
  readonly theme = new ThemeChoice();
  readonly form = new LocalHttpsForm(this.client);
  readonly issuance = new Issuance(this.client);
  readonly location = new Location((page) => page !== 'ready' || this.issuance.handover !== undefined);

  /** Closing the tab now would lose a key. */
  get unsaved(): boolean {
    return this.issuance.handover?.unsaved ?? false;
  }

  async create(losingTheLast = false): Promise<void> {
    if (await this.issuance.create(this.form, losingTheLast)) this.location.go('ready');
  }

  /** Text pasted or dropped anywhere. True where it was taken for an authority. */
  takesAsAuthority(text: string): boolean {
    if (!looksLikePem(text)) return false;
    this.form.signer.kind = 'given';
    void this.form.signer.given.paste(text);
    return true;
  }

  /** Files dropped anywhere. */
  async takeFiles(files: readonly File[]): Promise<void> {
    this.form.signer.kind = 'given';
    await this.form.signer.given.addFiles(files);
  }
}
