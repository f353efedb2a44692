/** What was made of a manifest, as one zip. */
import { joinZips } from '../../codec/zip-join';
import type { Download } from '../handover';
import { ARCHIVE_NAME, packPart } from './archive-parts';
import { firstFiles, lastFiles } from './files';
import type { BegunManifest } from './make';

/** @param manifest,passphrase as for its files. @throws what making any of it fails with */
export async function manifestArchive(
  begun: BegunManifest,
  manifest: string,
  passphrase: string,
  signal: AbortSignal,
): Promise<Download> {
  const parts = await Promise.all([
    firstFiles(begun, manifest).then(packPart),
    ...begun.packed,
    lastFiles(begun, passphrase, { signal }).then(packPart),
  ]);
  return { fileName: ARCHIVE_NAME, contents: joinZips(parts), type: 'application/zip' };
}
