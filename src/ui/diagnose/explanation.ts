/** What a person is told of a subject: in one sentence, in three, why it happens, the likeliest first, and what to look at. */
import type { FoundMessage } from '../../app/diagnoser.svelte';

export interface Known {
  /** '' where nobody said it. */
  readonly host: string;
  readonly facts: FoundMessage['facts'];
}

export interface Explanation {
  /** In a list. */
  readonly title: string;
  /** The answer, in one sentence. */
  readonly answer: (known: Known) => string;
  readonly meaning: string;
  readonly causes: readonly string[];
  readonly checks: readonly string[];
}

export type Subject = FoundMessage['subject'];

/** `this host` where nobody said which. */
export const hostOr = ({ host }: Known, otherwise: string): string => (host === '' ? otherwise : host);
