/** The archive of a manifest in parts: what is there at the beginning, each few servers and clients as they are made, and the rest. */
import type { Bytes } from '../../codec/bytes';
import type { ComingFile } from '../../codec/named-file';
import { zip } from '../../codec/zip';

const FOLDER = 'certwright';

export const ARCHIVE_NAME = `${FOLDER}.zip`;

/** Where servers and clients have a folder each. */
export const leafFolders = { server: 'servers', client: 'clients' } as const;

/** @param kinds of leaves that other parts have: their folders begin here */
export const packFirst = (
  files: readonly ComingFile[],
  kinds: readonly (keyof typeof leafFolders)[],
): Promise<Bytes> => zip(FOLDER, files, { begins: kinds.map((kind) => leafFolders[kind]) });

const elsewhere = ['', ...Object.values(leafFolders)];

export const packMore = (files: readonly ComingFile[]): Promise<Bytes> => zip(FOLDER, files, { elsewhere });
