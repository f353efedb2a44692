/**
 * Reads ASN.1 modules as RFCs print them (X.680), in the subset our own modules are written in: SEQUENCE, SET, CHOICE, OF,
 * tags (IMPLICIT unless EXPLICIT is said, and always EXPLICIT over a CHOICE), named numbers and bits, CONTAINING,
 * `ANY DEFINED BY member IN table`, and a statement of our own that fills those tables: `table 1.2.3 Type`.
 * It reads what we wrote, so a slip is a fault of ours and throws.
 */
import type { Asn1Member, Asn1Module, Asn1Type } from './asn1-type';

const TOKEN = /--[^\n]*|::=|\d+(?:\.\d+)*|[A-Za-z][\w-]*|[{}()[\],]/g;

const universal: ReadonlyMap<string, number> = new Map([
  ['BOOLEAN', 1],
  ['INTEGER', 2],
  ['NULL', 5],
  ['ENUMERATED', 10],
  ['UTF8String', 12],
  ['NumericString', 18],
  ['PrintableString', 19],
  ['TeletexString', 20],
  ['IA5String', 22],
  ['UTCTime', 23],
  ['GeneralizedTime', 24],
  ['VisibleString', 26],
  ['UniversalString', 28],
  ['BMPString', 30],
]);
const BIT_STRING = 3;
const OCTET_STRING = 4;
const OBJECT_IDENTIFIER = 6;

class Notation {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(text: string) {
    this.#tokens = (text.match(TOKEN) ?? []).filter((token) => !token.startsWith('--'));
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  peek(ahead = 0): string {
    return this.#tokens[this.#at + ahead] ?? '';
  }

  take(): string {
    return this.#tokens[this.#at++] ?? '';
  }

  skip(token: string): boolean {
    if (this.peek() !== token) return false;
    this.#at++;
    return true;
  }

  expect(token: string): void {
    const found = this.take();
    if (found !== token) throw new SyntaxError(`“${found}” where “${token}” belongs, token ${this.#at}`);
  }
}

export function readAsn1Notation(text: string): Asn1Module {
  const notation = new Notation(text);
  const types = new Map<string, Asn1Type>();
  const tables = new Map<string, Map<string, Asn1Type>>();
  while (!notation.done) {
    const name = notation.take();
    if (notation.skip('::=')) {
      types.set(name, readType(notation));
      continue;
    }
    const table = tables.get(name) ?? new Map<string, Asn1Type>();
    tables.set(name, table.set(notation.take(), readType(notation)));
  }
  return { types, tables };
}

function readType(notation: Notation): Asn1Type {
  const word = notation.take();
  switch (word) {
    case '[':
      return readTagged(notation);
    case 'SECRET':
      return { form: 'secret', of: readType(notation) };
    case 'SEQUENCE':
    case 'SET': {
      const form = word === 'SEQUENCE' ? 'sequence' : 'set';
      return notation.skip('OF')
        ? { form: `${form}-of`, of: readType(notation) }
        : { form, members: readMembers(notation) };
    }
    case 'CHOICE':
      return { form: 'choice', members: readMembers(notation) };
    case 'ANY':
      return readAny(notation);
    case 'OBJECT':
      notation.expect('IDENTIFIER');
      return { form: 'primitive', tag: OBJECT_IDENTIFIER };
    case 'BIT':
    case 'OCTET':
      notation.expect('STRING');
      return readString(notation, word === 'BIT' ? BIT_STRING : OCTET_STRING);
    default: {
      const tag = universal.get(word);
      if (tag === undefined) return { form: 'reference', name: word };
      return { form: 'primitive', tag, ...readNames(notation) };
    }
  }
}

function readTagged(notation: Notation): Asn1Type {
  const number = Number(notation.take());
  notation.expect(']');
  const explicit = notation.skip('EXPLICIT');
  return { form: 'tagged', number, explicit, of: readType(notation) };
}

function readAny(notation: Notation): Asn1Type {
  if (!notation.skip('DEFINED')) return { form: 'any' };
  notation.expect('BY');
  const by = notation.take();
  notation.expect('IN');
  return { form: 'open', by, table: notation.take() };
}

function readString(notation: Notation, tag: number): Asn1Type {
  const names = readNames(notation);
  return notation.skip('CONTAINING')
    ? { form: 'primitive', tag, containing: readType(notation) }
    : { form: 'primitive', tag, ...names };
}

/** `{ v1(0), v2(1) }` */
function readNames(notation: Notation): { readonly names?: ReadonlyMap<number, string> } {
  if (notation.peek() !== '{') return {};
  const names = new Map<number, string>();
  notation.expect('{');
  do {
    const name = notation.take();
    notation.expect('(');
    names.set(Number(notation.take()), name);
    notation.expect(')');
  } while (notation.skip(','));
  notation.expect('}');
  return { names };
}

function readMembers(notation: Notation): readonly Asn1Member[] {
  const members: Asn1Member[] = [];
  notation.expect('{');
  do {
    const name = notation.take();
    const type = readType(notation);
    const optional = notation.skip('OPTIONAL') || notation.skip('DEFAULT');
    members.push({ name, type, optional });
  } while (notation.skip(','));
  notation.expect('}');
  return members;
}
