/** Sentences of the page "In bulk". */
import type { BulkRow } from '../../app/bulk.svelte';
import type { ManifestProblem, ManifestProblemCode } from '../../pki/manifest/field-reader';
import type { TableProblem, TableProblemCode } from '../../pki/manifest/from-table';
import type { MakeRefusal } from '../../pki/manifest/make';
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
  'not-an-id': () =>
    'Names a folder: letters, digits, dots, hyphens and underscores, a letter or digit first.',
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
      return `“${refusal.authority}” may not sign ${listedBriefly(refusal.names, 5)}.`;
    case 'twice':
      return `“${refusal.identity}” is in the manifest twice.`;
  }
}

const differences: Readonly<Record<'signedBy' | 'key' | 'organization', string>> = {
  signedBy: 'another authority',
  key: 'another kind of key',
  organization: 'another organization',
};

export function changeSaid({ change }: BulkRow): string {
  switch (change.kind) {
    case 'make':
      return 'make';
    case 'keep':
      return change.until === ''
        ? 'is there already'
        : `stays, good until ${dayOf(Date.parse(change.until))}`;
    case 'renew':
      return `renew, ends ${dayOf(Date.parse(change.until))}`;
    case 'remake':
      return `make again: ${listed(change.differs.map((one) => differences[one]))}`;
  }
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
