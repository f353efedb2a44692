/** The rules that the first screen can do without, gathered so that they load as one chunk. See `rulebook.svelte.ts`. */
import { keyAlgorithms } from '../pki/algorithms';
import { subtreeOfRule } from '../pki/authority/house-rules';
import { folderName } from '../pki/file-name';
import { beyondLocal, localConstraints } from '../pki/local-authority';
import { readNames, toGeneralName } from '../pki/names';
import { permits } from '../pki/verify/name-constraints';

export const rules = {
  beyondLocal,
  folderName,
  keyAlgorithms,
  localConstraints,
  permits,
  readNames,
  subtreeOfRule,
  toGeneralName,
} as const;

export type Rules = typeof rules;
