/** What a fact of a finding means: an identifier in dotted decimal by its name, a moment as one. */
import { algorithmNames } from '../pki/inspect/meaning/algorithms';
import { identifierName } from '../pki/inspect/meaning/identifiers';

/** `sha1WithRSAEncryption`; as it stands where nobody here knows it. */
export const identifierInWords = (text: string): string =>
  /^\d+(?:\.\d+)+$/.test(text) ? (algorithmNames.get(text) ?? identifierName(text) ?? text) : text;
