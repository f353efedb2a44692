/** Finished files on their way to the disk, by object URL: no server sees them, and nothing is kept once they are revoked. */
import type { Download } from '../pki/handover';

export interface DownloadLink {
  readonly fileName: string;
  readonly url: string;
  /** In octets. */
  readonly size: number;
}

export function linkTo({ fileName, contents, type }: Download): DownloadLink {
  const url = URL.createObjectURL(new Blob([contents], { type }));
  return { fileName, url, size: contents.length };
}

export function revoke(link: DownloadLink | undefined): void {
  if (link !== undefined) URL.revokeObjectURL(link.url);
}

/** As if the user had clicked a link to it: for files that are made at the click. */
export function save({ fileName, url }: DownloadLink): void {
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = fileName;
  anchor.click();
}
