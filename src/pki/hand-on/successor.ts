/** What one program that takes an authority over contributes: data and files. */
import type { Bytes } from '../../codec/bytes';
import type { NamedFile } from '../../codec/named-file';
import type { WorkDone } from './work-done';

/** As a successor's module sees it. */
interface HandingOn {
  readonly name: string;
  /** PEM of the authority and what stands between it and the root, without the root unless it is the authority itself. */
  readonly chain: string;
  /** PEM. */
  readonly root: string;
  /** It signs itself: its key is what everything rests on. */
  readonly isRoot: boolean;
  readonly privateKey: Bytes;
  /** Its record and its list lie in the folder whoever takes it over; the README is the program's own. */
  readonly work: WorkDone;
  /** Of the key file, where the program reads an encrypted one. */
  readonly passphrase: string;
}

/** What a program takes an authority over with. */
export interface SuccessorRow {
  readonly label: string;
  /** The key file is encrypted under a passphrase; otherwise it stands in clear, since the program reads no other. */
  readonly encrypted: boolean;
  files(authority: HandingOn): Promise<readonly NamedFile[]>;
}
