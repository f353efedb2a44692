/** Sentences of the page "In bulk". */
import type { BulkRow } from '../../app/bulk.svelte';
import type { ManifestProblem, ManifestProblemCode } from '../../pki/manifest/field-reader';
import type { TableProblem, TableProblemCode } from '../../pki/manifest/from-table';
import type { Difference } from '../../pki/manifest/change';
import type { MakeRefusal } from '../../pki/manifest/refusals';
import { dayOf } from '../moment';
import { listed, listedBriefly } from '../words';

type Sentence = (facts: readonly string[]) => string;

const problems: Readonly<Record<ManifestProblemCode, Sentence>> = {
  'too-large': ([limit = '']) => `It is longer than ${limit} characters.`,
  'not-json': ([why = '']) => `This is not JSON yet. ${why}`,
  'not-version-1': () => 'Must be 1, the version of this form.',
  missing: () => 'Is missing.',
  'not-an-object': () => 'Must be an object: { … }.',
  'not-a-list': () => 'Must be a list: [ … ].',
  'not-a-text': () => 'Must be a text: "…".',
  'not-a-count': ([most = '']) => `Must be a whole number from 1 to ${most}.`,
  'too-long': ([limit = '']) => `Is longer than ${limit} characters.`,
  'too-many': ([limit = '']) => `Has more than ${limit} entries.`,
  'unknown-field': (known) => `There is no such field here. There are ${listed(known)}.`,
  'control-character': () => 'Has a control character in it.',
  'not-one-of': (choices) => `Must be one of ${listed(choices)}.`,
  'repeated-field': () => 'Stands here twice, and only one of them can be meant.',
  'not-an-id': () =>
    'Names a folder, on Windows too: letters, digits, hyphens, underscores and single dots, a letter or digit first, no dot last, and not CON, NUL and the like.',
  'same-folder': ([other = '']) => `Would share a folder with “${other}” where case makes no difference.`,
  'not-a-fingerprint': () => 'Must be a SHA-256 fingerprint: 64 hexadecimal digits.',
  'not-beside-sha256': () => 'An authority that is there already has nothing but its sha256.',
  'not-a-name': ([name = '', why]) =>
    `“${name}” is no name that a certificate can have${why === undefined ? '' : ` (${why.replaceAll('-', ' ')})`}.`,
  'not-an-email': ([text = '']) => `“${text}” is no mailbox.`,
  'not-a-zone': ([text = '']) => `“${text}” is no DNS name.`,
  'not-a-range': ([text = '']) => `“${text}” is no address and no range such as 10.0.0.0/8.`,
  'permits-nothing': () => 'Permits nothing. Leave the field out, or say "anything".',
  'no-such-authority': ([id = '']) => `There is no authority “${id}” under authorities.`,
  'signed-in-a-circle': () => 'The authorities sign each other in a circle; one of them must sign itself.',
};

export function problemSaid({ code, facts }: ManifestProblem): string {
  return problems[code](facts);
}

const tableProblems: Readonly<Record<TableProblemCode, Sentence>> = {
  'no-header': () => 'The first row must name the columns: kind, name, names, signed by, days and so on.',
  'unknown-column': ([header = '']) => `There is no column “${header}”.`,
  'column-twice': ([header = '']) => `“${header}” is there twice.`,
  'no-rows': () => 'There is no row below the headers.',
  'too-many': ([limit = '']) => `There are more than ${limit} rows.`,
  'unclosed-quote': () => 'A quotation mark here is never closed.',
  'not-a-kind': ([kind = '']) => `“${kind}” is no kind: authority, server or client.`,
  'not-a-number': ([text = '']) => `“${text}” is no number of days.`,
  'id-twice': ([id = '']) => `There are two authorities “${id}”.`,
  'unsigned-intermediate': ([name = '']) =>
    `“${name}” is an intermediate, and nobody signs it: say who, in the column “signed by”.`,
  'signed-root': ([name = '', signer = '']) =>
    `“${name}” is a root, which signs itself, and is to be signed by “${signer}”. Call it an intermediate, or leave its signer out.`,
};

export function tableProblemSaid({ code, facts, line }: TableProblem): string {
  return (line > 0 ? `Line ${line}: ` : '') + tableProblems[code](facts);
}

export function refusalSaid(refusal: MakeRefusal): string {
  switch (refusal.code) {
    case 'authority-not-open':
      return `The key of “${refusal.authority}” is needed: drop its certificate and key. Its SHA-256 begins ${refusal.sha256.slice(0, 16)}.`;
    case 'authority-expired':
      return `“${refusal.authority}” has expired and can sign nothing any more.`;
    case 'path-too-long':
      return `“${refusal.authority}” may not sign another authority: its path length leaves no room.`;
    case 'too-many-zones':
      return `“${refusal.authority}” would be limited to ${refusal.count} names one by one, more than clients compare. Give it “permitted” with the few zones they are in.`;
    case 'outside-constraints':
      return `“${refusal.authority}” may not sign ${listedBriefly(refusal.names, 5)}.${
        refusal.wasMade === true
          ? ' It was made for other names: leave its entry out of made.json, and it is made again for these.'
          : ''
      }`;
    case 'subject-outside':
      return `“${refusal.authority}” may not sign the subject ${listedBriefly(refusal.subjects, 5)}: programs hold a person’s or device’s name that looks like a host’s against what an authority may sign. Give it another name, or the authority “permitted”.`;
    case 'authority-not-for-this':
      return `${refusal.authority}, or an authority above it, is limited to other purposes than signing ${refusal.purpose}: they would be refused.`;
    case 'root-missing':
      return `The root above ${refusal.authority} is missing, and nobody could follow what it signs. Open it together with the root’s certificate.`;
    case 'twice':
      return `“${refusal.identity}” is in the manifest twice.`;
  }
}

const differences: Readonly<Record<Difference, string>> = {
  commonName: 'another name',
  signedBy: 'another authority',
  signer: 'its authority changed',
  key: 'another kind of key',
  organization: 'another organization',
  days: 'another number of days',
  limits: 'may sign other names',
  room: 'room for another authority below',
};

const day = (moment: string): string => dayOf(Date.parse(moment));

export function changeSaid({ change, cut }: BulkRow): string {
  const ends = cut === undefined ? '' : `, only until ${day(cut)}: its authority ends`;
  switch (change.kind) {
    case 'make':
      return `make${ends}`;
    case 'keep':
      if (change.until === '') return 'is there already';
      if (change.ends === undefined) return `stays, good until ${day(change.until)}`;
      return change.ends === 'soon'
        ? `stays, ends ${day(change.until)}: name the sha256 of the next one`
        : `ended ${day(change.until)}: name the sha256 of the next one`;
    case 'renew':
      return `renew, ends ${day(change.until)}${ends}`;
    case 'remake':
      return `make again: ${listed(change.differs.map((one) => differences[one]))}${ends}`;
  }
}

/** What follows from authorities that are made again; '' where none is. */
export function replacedSaid(rows: readonly BulkRow[]): string {
  const replaced = rows.filter(
    ({ kind, change }) => kind === 'authority' && (change.kind === 'renew' || change.kind === 'remake'),
  );
  if (replaced.length === 0) return '';
  const forNames = replaced.some(
    ({ entry, change }) =>
      'scope' in entry &&
      entry.scope.kind === 'what-it-signs' &&
      change.kind === 'remake' &&
      change.differs.includes('limits'),
  );
  return [
    `${listedBriefly(replaced.map(rowName), 3)} ${replaced.length === 1 ? 'gets a new key and certificate' : 'get new keys and certificates'}: all that is signed below is made again, and whoever trusts the old root must be given the new one.`,
    ...(forNames ? ['With the zones under “permitted”, names in them can be added without that.'] : []),
  ].join(' ');
}

export const kinds: Readonly<Record<BulkRow['kind'], string>> = {
  authority: 'authority',
  server: 'server',
  client: 'client',
};

export function rowName(row: BulkRow): string {
  switch (row.kind) {
    case 'authority':
      return row.entry.kind === 'new' ? row.entry.commonName : row.entry.id;
    case 'server':
      return listedBriefly(row.entry.names.map(({ display }) => display));
    case 'client':
      return row.entry.device === '' ? row.entry.name : `${row.entry.name}, ${row.entry.device}`;
  }
}

export const example = `{
  "certwright": 1,
  "defaults": { "organization": "Example" },
  "authorities": {
    "root": { "commonName": "Example root", "permitted": ["example.test", "10.0.0.0/8"] },
    "issuing": { "commonName": "Example issuing", "signedBy": "root", "days": 1826 }
  },
  "servers": [
    { "names": ["app.example.test", "10.0.0.5"], "signedBy": "issuing", "days": 90 },
    { "names": ["*.example.test"], "signedBy": "issuing", "key": "rsa-2048" }
  ],
  "clients": [
    { "name": "Alice", "email": "alice@example.test", "device": "laptop", "signedBy": "issuing" }
  ]
}
`;
