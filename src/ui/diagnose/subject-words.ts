/** Every subject's explanation: a `Record` over the codes, so that a missing one fails the build. */
import { connectionWords } from './connection-words';
import type { Explanation, Subject } from './explanation';
import { fieldWords } from './field-words';
import { fileWords } from './file-words';
import { nameWords } from './name-words';
import { trustWords } from './trust-words';

export const explanations: Readonly<Record<Subject, Explanation>> = {
  ...fileWords,
  ...trustWords,
  ...nameWords,
  ...fieldWords,
  ...connectionWords,
};
