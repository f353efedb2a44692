/** `-subj '/C=DE/O=Team/CN=app.test'`: a backslash takes the next character in, `+` joins what belongs to one RDN. */
import type { DraftAttribute } from '../draft/certificate-draft';
import { oidOf } from './object-identifier';
import type { Remarks } from './remarks';

export function readSubjectText(text: string, line: number, remarks: Remarks): readonly DraftAttribute[] {
  // Git's shell on Windows takes one slash for a path; two are what people were told to write.
  const parts = split(text.replace(/^\/\/(?=[\w.]+=)/, '/'));
  return parts.flatMap(({ source, joined }): DraftAttribute | [] => {
    const equals = source.findIndex((character) => character === '=');
    const name = source.slice(0, Math.max(0, equals)).join('').trim();
    const value = source
      .slice(equals + 1)
      .map((character) =>
        character.length === 2 && character.startsWith('\\') ? character.slice(1) : character,
      )
      .join('');
    const type = oidOf(name);
    if (equals < 0 || type === undefined) {
      remarks.add('attribute-unknown', line, name === '' ? source.join('') : name);
      return [];
    }
    if (joined) remarks.add('several-in-one', line, name);
    // OpenSSL leaves an attribute without a value out.
    return value === '' ? [] : { type, value };
  });
}

interface Part {
  /** Characters, an escaped one with its backslash. */
  readonly source: string[];
  readonly joined: boolean;
}

function split(text: string): readonly Part[] {
  const parts: Part[] = [];
  let part: Part = { source: [], joined: false };
  const next = (joined: boolean): void => {
    if (part.source.length > 0) parts.push(part);
    part = { source: [], joined };
  };
  for (const [character] of text.matchAll(/\\.|./gsu)) {
    if (character === '/') next(false);
    // A plus sign begins another attribute only where one follows.
    else if (character === '+') next(true);
    else part.source.push(character);
  }
  next(false);
  return parts;
}
