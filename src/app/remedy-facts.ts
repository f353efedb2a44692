/** What commands are written for: names as they are known, and as they are usually called where they are not. */
import { usualFacts, writtenRemedy, type RemedyFacts, type WrittenRemedy } from '../pki/diagnose/remedy';
import { trustFor } from '../pki/diagnose/trust-remedies';
import { namesOfFiles, type Given } from './diagnosis-files';
import type { Verdicts } from './verifier.svelte';

export type { WrittenRemedy };

export const remedyFacts = (given: readonly Given[], known: Partial<RemedyFacts>): RemedyFacts => ({
  ...usualFacts,
  ...known,
  ...namesOfFiles(given),
});

/** How a client comes to trust the root, each as a command. */
export const trustRemedies = (
  client: Verdicts[number]['client'],
  facts: RemedyFacts,
): readonly WrittenRemedy[] => trustFor[client].map((code) => writtenRemedy(code, facts));

/** What a server is to send: its certificate with the intermediate behind it. */
export const sendRemedies = (facts: RemedyFacts): readonly WrittenRemedy[] => [
  writtenRemedy('append-intermediate', facts),
];
