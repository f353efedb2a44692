/**
 * Fields that stand twice in one object of a JSON text. `JSON.parse` takes the last without a word (RFC 8259 §4 leaves it open), and
 * of two authorities `root` one would be passed over. Reads the text once, from left to right; it is valid JSON already.
 */
import type { FieldReader } from './field-reader';

/** An object or list that is open at this point. */
interface Level {
  /** Of an object; a list has none. */
  readonly fields: Set<string> | undefined;
  readonly at: string;
  field: string;
  index: number;
}

/** @param text which `JSON.parse` takes */
export function sayRepeatedFields(text: string, reader: FieldReader): void {
  const levels: Level[] = [];
  const here = (): string => {
    const level = levels.at(-1);
    if (level === undefined) return '';
    if (level.fields === undefined) return `${level.at}[${level.index}]`;
    return level.at === '' ? level.field : `${level.at}.${level.field}`;
  };
  /** A text right after `{` or `,` in an object is a field. */
  let fieldNext = false;
  for (let i = 0; i < text.length; i++) {
    const level = levels.at(-1);
    switch (text.charAt(i)) {
      case '{':
      case '[': {
        const isObject = text.charAt(i) === '{';
        levels.push({ fields: isObject ? new Set() : undefined, at: here(), field: '', index: 0 });
        fieldNext = isObject;
        break;
      }
      case '}':
      case ']':
        levels.pop();
        fieldNext = false;
        break;
      case ',':
        if (level !== undefined) level.index++;
        fieldNext = level?.fields !== undefined;
        break;
      case '"': {
        const end = endOfText(text, i);
        if (fieldNext && level?.fields !== undefined) {
          // By escapes one field has many spellings.
          level.field = String(JSON.parse(text.slice(i, end + 1)));
          if (level.fields.has(level.field)) reader.say(here(), 'repeated-field');
          level.fields.add(level.field);
        }
        fieldNext = false;
        i = end;
        break;
      }
    }
  }
}

/** Where the quotation mark is that closes the one at `start`. */
function endOfText(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end;
}
