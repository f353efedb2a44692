/** A finished kit as one zip. */
import type { NamedFile } from '../../codec/named-file';
import { zip } from '../../codec/zip';
import type { Download } from '../handover';

/** Folder and name of the zip. */
const NAME = 'bad-certificates';

export async function badCertificatesDownload(files: readonly NamedFile[]): Promise<Download> {
  return { fileName: `${NAME}.zip`, contents: await zip(NAME, files), type: 'application/zip' };
}
