/** A case that was made, with everything about it that the files of a kit tell. */
import type { ClientVerdict } from '../clients/client';
import type { CaseFacts } from './kit';
import type { MadeChain } from './workshop';

export interface MadeCase {
  readonly facts: CaseFacts;
  readonly made: MadeChain;
  /** By `ClientRelease.id`. */
  readonly verdicts: ReadonlyMap<string, ClientVerdict>;
}
