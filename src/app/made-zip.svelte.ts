/** A zip that was made, until there is a newer one. Keys in it are nowhere else before it is taken. */
import type { Download } from '../pki/handover';
import { linkTo, revoke, type DownloadLink } from './download';
import type { MadeManifest } from './vault/manifests';

/** What *In bulk* makes. */
export type BulkZip = MadeZip<Pick<MadeManifest, 'certificates' | 'authorities'>>;

export class MadeZip<Facts> {
  readonly link: DownloadLink;
  /** What the page says of it. */
  readonly facts: Facts;
  #taken = $state.raw(false);

  constructor(file: Download, facts: Facts) {
    this.link = linkTo(file);
    this.facts = facts;
  }

  get taken(): boolean {
    return this.#taken;
  }

  /** The link was followed. */
  take(): void {
    this.#taken = true;
  }

  dispose(): void {
    revoke(this.link);
  }
}
