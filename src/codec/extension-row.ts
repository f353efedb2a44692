/** What the registry in `extension.ts` wants of an extension: its identifier, its writer and its reader. */
import type { DerReader } from './der-reader';
import type { DerWriter } from './der-writer';

export interface ExtensionRow<T> {
  readonly oid: string;
  readonly write: (writer: DerWriter, value: T) => void;
  /** @throws Malformed */
  readonly read: (reader: DerReader) => T;
}

export const row = <T>(definition: ExtensionRow<T>): ExtensionRow<T> => definition;
