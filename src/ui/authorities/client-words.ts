/** Sentences of the tab "Clients". */
import type { GivenListProblem } from '../../pki/client-kit/given-lists';
import type { KitProblem } from '../../pki/client-kit/kit-plan';
import type { PeopleColumn, PeopleProblem, PeopleProblemCode } from '../../pki/record/people';
import { problemSaid } from '../certificate/problem-words';

/** Of `run/`, in the order of its README; those that want a list from every authority up to the root apart. */
export const mostServers = 'Python, uvicorn, gunicorn, Flask, uWSGI, hypercorn';
export const wholeChainServers = 'Node and nginx';

/** Of an authority above that may not be known here. */
export const nameAbove = (name: string): string => (name === '' ? 'the authority above' : name);

export const givenListProblems: Readonly<Record<GivenListProblem, string>> = {
  'no-list': 'There is no list of revoked certificates in that file.',
  'not-of-these': 'That list is not of an authority above this one: its name or its signature is another’s.',
  overdue: 'That list is past its next update: with it every client would be turned away.',
  partial: 'That list covers a part of what its authority revoked. Take the complete one.',
};

const columns: Readonly<Record<PeopleColumn, string>> = {
  name: 'name',
  email: 'address',
  device: 'device',
  password: 'password',
  uri: 'URI',
  userPrincipalName: 'user principal name',
};
const columnSaid = (column: string): string => columns[column as PeopleColumn];

const people: Readonly<Record<PeopleProblemCode, (facts: readonly string[]) => string>> = {
  nobody: () => 'There is nobody in it.',
  'too-many': ([limit = '']) => `There are more than ${limit} rows.`,
  'too-large': ([limit = '']) => `It is longer than ${limit} characters.`,
  'quote-not-closed': () => 'a quotation mark is never closed.',
  'header-twice': ([header = '']) => `the column “${header}” is there twice; the second is left out.`,
  'header-unknown': ([header = '']) => `“${header}” is no column that is known; it is left out.`,
  'no-name': () => 'neither a name nor a device nor an address; left out.',
  'not-an-email': ([text = '']) => `“${text}” is no mailbox; left out.`,
  'cells-without-headers': () =>
    'more than a name, an address and a device; left out. A password needs a first line that says which column it is.',
  'too-many-cells': () => 'more cells than columns; left out.',
  'too-long': ([column = '', limit = '']) =>
    `the ${columnSaid(column)} is longer than ${limit} characters; left out.`,
  'control-character': ([column = '']) => `a control character in the ${columnSaid(column)}; left out.`,
  twice: ([line = '']) => `stands on line ${line} already; left out.`,
};

export function peopleProblemSaid({ code, facts, line }: PeopleProblem): string {
  return (line > 0 ? `Line ${line}: ` : '') + people[code](facts);
}

export function kitProblemSaid(problem: KitProblem): string {
  switch (problem.code) {
    case 'no-people':
      return 'Name at least one person or device.';
    case 'too-many-people':
      return `More than ${problem.limit} at once make a zip nobody opens: take them in parts.`;
    case 'name-missing':
      return `The ${ordinal(problem.person)} has no name.`;
    case 'password-too-short':
      return `The password of the ${ordinal(problem.person)} has fewer than ${problem.limit} characters. Leave it out, and one is made up.`;
    case 'password-like-formula':
      return `The password of the ${ordinal(problem.person)} begins like a formula (with = + - or @). Spreadsheets would run it, so passwords.csv could not tell it as it is. Begin it otherwise, or leave it out, and one is made up.`;
    case 'authority-not-for-this':
      return `“${problem.authority}” is for other purposes than ${problem.purpose} alone, so servers would refuse what it signs.`;
    case 'root-missing':
      return `The root above “${problem.authority}” is not here, and servers could not follow a certificate to it. Import the authority together with its root.`;
    case 'name-of-authority-too-long':
      return `The authority’s name is longer than ${problem.limit} characters.`;
    case 'client-draft':
      return `The ${ordinal(problem.person)}: ${problemSaid(problem.problem)}`;
    case 'server-draft':
      return `The server: ${problemSaid(problem.problem)}`;
  }
}

const ordinal = (index: number): string => `person in row ${index + 1}`;
