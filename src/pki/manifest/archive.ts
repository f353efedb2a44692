/** What was made of a manifest, as one zip. */
import { zip } from '../../codec/zip';
import type { Download } from '../handover';
import { manifestFiles } from './files';
import type { BegunManifest } from './make';

const FOLDER = 'certwright';

/** @param manifest,passphrase as for `manifestFiles` */
export async function manifestArchive(
  begun: BegunManifest,
  manifest: string,
  passphrase: string,
  signal: AbortSignal,
): Promise<Download> {
  const files = manifestFiles(begun, manifest, passphrase, { signal });
  return { fileName: `${FOLDER}.zip`, contents: await zip(FOLDER, files), type: 'application/zip' };
}
