/** What the page and the worker say about a message of a program. The worker keeps nothing of what was pasted. */
import type { CaseFile } from '../pki/diagnose/case-file';
import type { ConnectionFacts, Diagnosis, FoundMessage, KnownMessage } from '../pki/diagnose/diagnosis';
import type { Evidence } from '../pki/diagnose/evidence';

export interface DiagnosisVerbs {
  /** Every known message in a text, the one that tells most first. */
  diagnose(request: { readonly text: string }): Diagnosis;
  /** Whether the files are what the message speaks of. @property at ms since 1970 */
  examine(request: {
    readonly message: Pick<FoundMessage, 'subject' | 'speaker'>;
    readonly facts: ConnectionFacts;
    readonly files: readonly CaseFile[];
    /** As typed; '' for what the message has. */
    readonly host: string;
    readonly at: number;
  }): readonly Evidence[];
  knownMessages(request: undefined): readonly KnownMessage[];
}
