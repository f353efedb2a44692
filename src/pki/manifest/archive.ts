/** What was made of a manifest, as one zip. */
import { joinZips } from '../../codec/zip-join';
import type { Download } from '../handover';
import { ARCHIVE_NAME, packFirst, packLast } from './archive-parts';
import { firstFiles, lastFiles } from './files';
import { kindOf } from './leaf-files';
import type { BegunManifest } from './make';

/** @param manifest,passphrase as for its files. @throws what making any of it fails with */
export async function manifestArchive(
  begun: BegunManifest,
  manifest: string,
  passphrase: string,
  signal: AbortSignal,
): Promise<Download> {
  const kinds = new Set(begun.orders.map(({ entry }) => kindOf(entry)));
  const parts = await Promise.all([
    firstFiles(begun, manifest).then((files) => packFirst(files, [...kinds])),
    ...begun.packed,
    lastFiles(begun, passphrase, { signal }).then(packLast),
  ]);
  return { fileName: ARCHIVE_NAME, contents: joinZips(parts), type: 'application/zip' };
}
