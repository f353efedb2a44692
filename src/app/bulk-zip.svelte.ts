/** The zip that was made last, until there is a newer one. Keys in it are nowhere else before it is taken. */
import type { MadeManifest } from './vault/manifests';
import { linkTo, revoke, type DownloadLink } from './download';

export class BulkZip {
  readonly link: DownloadLink;
  readonly certificates: number;
  readonly authorities: number;
  #taken = $state.raw(false);

  constructor({ file, certificates, authorities }: MadeManifest) {
    this.link = linkTo(file);
    this.certificates = certificates;
    this.authorities = authorities;
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
