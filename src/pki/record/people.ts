/**
 * People and devices from a table or a pasted list, one a row: name, e-mail, device, password, URI, UPN, the headers in any order or
 * missing. Every row is read or its problem told with its line; nothing is guessed that would put a name on somebody else's key.
 */
import { readEmail } from '../email-name';
import { readCsv, type CsvRow } from './csv-reader';

interface Person {
  readonly line: number;
  readonly name: string;
  readonly email: string;
  readonly device: string;
  /** Empty where one is to be made up. */
  readonly password: string;
  /** Alternative names that machines and Windows domains go by. */
  readonly uri: string;
  readonly userPrincipalName: string;
}

export type PeopleProblemCode =
  | 'nobody' // no row with anything in it
  | 'too-many' // facts: limit
  | 'too-large' // facts: limit in characters
  | 'quote-not-closed'
  | 'header-twice' // facts: header
  | 'header-unknown' // its column is left out; facts: header
  | 'no-name' // neither a name nor a device nor an e-mail address
  | 'not-an-email' // facts: text
  | 'too-many-cells' // more than there are headers
  | 'cells-without-headers' // more than can be guessed
  | 'too-long' // facts: column, limit
  | 'control-character' // facts: column
  | 'twice'; // facts: the line it stands on already

export interface PeopleProblem {
  readonly code: PeopleProblemCode;
  readonly line: number;
  readonly facts: readonly string[];
}

export interface PeopleReading {
  readonly people: readonly Person[];
  readonly problems: readonly PeopleProblem[];
}

export type PeopleColumn = Exclude<keyof Person, 'line'>;
type Column = PeopleColumn;

const MOST_ROWS = 10_000;
const LONGEST_TEXT = 4_000_000;
/** What a CommonName may have is 64, and what a mailbox may, 254. */
const limits: Readonly<Record<Column, number>> = {
  name: 64,
  email: 254,
  device: 64,
  password: 128,
  uri: 2048,
  userPrincipalName: 254,
};

const headers: Readonly<Record<string, Column>> = {
  name: 'name',
  'full name': 'name',
  person: 'name',
  user: 'name',
  'common name': 'name',
  cn: 'name',
  email: 'email',
  'e-mail': 'email',
  mail: 'email',
  'email address': 'email',
  'e-mail address': 'email',
  device: 'device',
  machine: 'device',
  computer: 'device',
  host: 'device',
  password: 'password',
  passphrase: 'password',
  uri: 'uri',
  'spiffe id': 'uri',
  upn: 'userPrincipalName',
  'user principal name': 'userPrincipalName',
};

const columnOf = (header: string): Column | undefined => {
  const word = header
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .trim();
  return Object.hasOwn(headers, word) ? headers[word] : undefined;
};

export function readPeople(text: string): PeopleReading {
  const problems: PeopleProblem[] = [];
  const tell = (code: PeopleProblemCode, line: number, ...facts: readonly string[]): void => {
    problems.push({ code, line, facts });
  };
  if (text.length > LONGEST_TEXT) {
    tell('too-large', 0, String(LONGEST_TEXT));
    return { people: [], problems };
  }
  // One more for the headers, and one to see that there are too many.
  const { rows, unclosed } = readCsv(text, MOST_ROWS + 2);
  if (unclosed !== undefined) tell('quote-not-closed', unclosed);
  const [first] = rows;
  const heads = first?.cells.some((cell) => columnOf(cell) !== undefined) ? first : undefined;
  const columns = heads && columnsOf(heads, tell);
  const bodies = heads === undefined ? rows : rows.slice(1);
  if (bodies.length === 0) tell('nobody', 0);
  if (bodies.length > MOST_ROWS) tell('too-many', 0, String(MOST_ROWS));
  const seen = new Map<string, number>();
  const people = bodies.slice(0, MOST_ROWS).flatMap((row): readonly Person[] => {
    const known = columns ?? guessed(row, tell);
    const person = known && personOf(row, known, tell);
    if (person === undefined) return [];
    const key = JSON.stringify([person.name, person.email, person.device].map((one) => one.toLowerCase()));
    const before = seen.get(key);
    if (before !== undefined) {
      tell('twice', person.line, String(before));
      return [];
    }
    seen.set(key, person.line);
    return [person];
  });
  return { people, problems: problems.toSorted((a, b) => a.line - b.line) };
}

type Tell = (code: PeopleProblemCode, line: number, ...facts: readonly string[]) => void;

/** Which column each cell of a row is; `undefined` for one that is left out. */
function columnsOf({ cells, line }: CsvRow, tell: Tell): readonly (Column | undefined)[] {
  const taken = new Set<Column>();
  return cells.map((cell) => {
    const column = columnOf(cell);
    if (column === undefined) {
      if (cell !== '') tell('header-unknown', line, cell.slice(0, 40));
      return undefined;
    }
    if (taken.has(column)) {
      tell('header-twice', line, cell);
      return undefined;
    }
    taken.add(column);
    return column;
  });
}

/** Without headers: what has an @ is the address; of the others the first is the name, the second the device. */
function guessed({ cells, line }: CsvRow, tell: Tell): readonly (Column | undefined)[] | undefined {
  const free: Column[] = ['name', 'device'];
  let hasEmail = false;
  const columns: (Column | undefined)[] = [];
  for (const cell of cells) {
    const isEmail: boolean = !hasEmail && /^[^\s@]+@[^\s@]+$/.test(cell);
    const column = cell === '' ? undefined : isEmail ? 'email' : free.shift();
    if (column === undefined && cell !== '') {
      // A password, as like as not: whoever chose it must not be given another one without a word.
      tell('cells-without-headers', line);
      return undefined;
    }
    hasEmail ||= isEmail;
    columns.push(column);
  }
  return columns;
}

function personOf(row: CsvRow, columns: readonly (Column | undefined)[], tell: Tell): Person | undefined {
  const { cells, line } = row;
  const found: Record<Column, string> = {
    name: '',
    email: '',
    device: '',
    password: '',
    uri: '',
    userPrincipalName: '',
  };
  if (cells.slice(columns.length).some((cell) => cell !== '')) {
    tell('too-many-cells', line);
    return undefined;
  }
  for (const [at, column] of columns.entries()) if (column !== undefined) found[column] = cells[at] ?? '';
  for (const column of Object.keys(limits) as Column[]) {
    const value = found[column];
    if (/\p{Cc}|\p{Cs}/u.test(value)) {
      tell('control-character', line, column);
      return undefined;
    }
    if ([...value].length > limits[column]) {
      tell('too-long', line, column, String(limits[column]));
      return undefined;
    }
  }
  if (found.email !== '') {
    const email = readEmail(found.email);
    if (!email.ok) {
      tell('not-an-email', line, found.email);
      return undefined;
    }
    found.email = email.value;
  }
  if (found.name === '' && found.email === '' && found.device === '') {
    tell('no-name', line);
    return undefined;
  }
  return { line, ...found };
}
