/** The archive of a manifest in parts: what is there at the beginning, each few servers and clients as they are made, and the rest. */
import type { Bytes } from '../../codec/bytes';
import type { ComingFile, NamedFile } from '../../codec/named-file';
import { zip } from '../../codec/zip';
import { zipAtOnce } from '../../codec/zip-at-once';

const FOLDER = 'certwright';

export const ARCHIVE_NAME = `${FOLDER}.zip`;

/** Where servers and clients have a folder each. */
export const leafFolders = { server: 'servers', client: 'clients' } as const;

/** @param kinds of leaves that other parts have: their folders begin here */
export const packFirst = (
  files: readonly ComingFile[],
  kinds: readonly (keyof typeof leafFolders)[],
): Promise<Bytes> => zip(FOLDER, files, { begins: kinds.map((kind) => leafFolders[kind]) });

/**
 * Some servers and clients, whose files are all there. Their folders have no entry of their own, which every program that unpacks makes from
 * the paths: a quarter of the entries, of which each costs as much as a file.
 */
export const packLeaves = (files: readonly NamedFile[]): Promise<Bytes> => zipAtOnce(FOLDER, files);

/** What comes last; its folders have no entry either. */
export function packLast(files: readonly ComingFile[]): Promise<Bytes> {
  const elsewhere = new Set(['']);
  for (const { path } of files) elsewhere.add(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
  return zip(FOLDER, files, { elsewhere: [...elsewhere] });
}
