/** The archive of a manifest in parts: what is there at the beginning, each few servers and clients as they are made, and the rest. */
import type { Bytes } from '../../codec/bytes';
import type { NamedFile } from '../../codec/named-file';
import { zipAtOnce } from '../../codec/zip-at-once';

const FOLDER = 'certwright';

export const ARCHIVE_NAME = `${FOLDER}.zip`;

/** Where servers and clients have a folder each. */
export const leafFolders = { server: 'servers', client: 'clients' } as const;

/** A file whose contents may still be on their way. */
export interface ComingFile extends Omit<NamedFile, 'contents'> {
  readonly contents: NamedFile['contents'] | Promise<NamedFile['contents']>;
}

/**
 * Packed when all of them are there. Folders have no entry of their own, which every program that unpacks makes from the paths:
 * a quarter of the entries, of which each costs as much as a file.
 * @throws what a file on its way is rejected with
 */
export async function packPart(files: readonly ComingFile[]): Promise<Bytes> {
  const there = files.map(async ({ contents, ...file }) => ({ ...file, contents: await contents }));
  return zipAtOnce(FOLDER, await Promise.all(there));
}
