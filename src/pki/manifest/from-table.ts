/**
 * A table as a manifest: one row an authority, a server or a client, in columns `kind`, `id`, `name`, `names`, `email`, `device`,
 * `organization`, `signed by`, `permitted`, `excluded`, `key`, `days`, `sha256`, in any order, most of them optional. What comes out is the text
 * of `certwright.json`, which is then read as any other: the table decides nothing that the manifest does not show.
 */
import { failure, success, type Result } from '../../codec/malformed';
import { readCsv } from '../record/csv-reader';

export type TableProblemCode =
  | 'no-header' // the first row has none of the columns
  | 'unknown-column' // facts: its header
  | 'column-twice' // facts: its header
  | 'no-rows'
  | 'too-many' // facts: limit
  | 'unclosed-quote'
  | 'not-a-kind' // facts: what stands there
  | 'not-a-number' // facts: what stands there
  | 'id-twice' // facts: the id
  | 'unsigned-intermediate' // facts: its name
  | 'signed-root'; // facts: its name, who signs it

export interface TableProblem {
  readonly code: TableProblemCode;
  /** From 1; 0 for the whole. */
  readonly line: number;
  readonly facts: readonly string[];
}

const columns = {
  kind: 'kind',
  type: 'kind',
  id: 'id',
  name: 'name',
  'common name': 'name',
  commonname: 'name',
  names: 'names',
  hosts: 'names',
  san: 'names',
  email: 'email',
  'e-mail': 'email',
  device: 'device',
  organization: 'organization',
  organisation: 'organization',
  'signed by': 'signedBy',
  signedby: 'signedBy',
  issuer: 'signedBy',
  ca: 'signedBy',
  permitted: 'permitted',
  excluded: 'excluded',
  key: 'key',
  days: 'days',
  sha256: 'sha256',
  'sha-256': 'sha256',
  fingerprint: 'sha256',
} as const;
/** Every heading there is. */
export const tableHeadings: readonly string[] = Object.keys(columns);
type Column = (typeof columns)[keyof typeof columns];

const kinds = {
  authority: 'authority',
  root: 'authority',
  intermediate: 'authority',
  ca: 'authority',
  server: 'server',
  host: 'server',
  client: 'client',
  person: 'client',
  user: 'client',
} as const;

const MAX_ROWS = 20_000;

/** Text that is no JSON, and whose first line names a column or two; or words, which are told what a table needs. */
export function looksLikeTable(text: string): boolean {
  const [first] = readCsv(text.slice(0, 2000), 1).rows;
  return (
    (first?.cells.filter((cell) => columnOf(cell) !== undefined).length ?? 0) >= 2 || looksLikeWords(text)
  );
}

/** Neither PEM nor bare base64 nor octets that are no text. */
const looksLikeWords = (text: string): boolean =>
  /\S/.test(text) && !/-----BEGIN|[^\P{Cc}\t\r\n]|\ufffd/u.test(text) && /[^\w+/=\s-]/.test(text);

function columnOf(header: string): Column | undefined {
  const word = header.trim().toLowerCase().replaceAll('_', ' ');
  return Object.hasOwn(columns, word) ? columns[word as keyof typeof columns] : undefined;
}

type Cells = Readonly<Partial<Record<Column, string>>>;

interface Reading {
  readonly line: number;
  readonly cells: Cells;
}

/** Without `kind`, a row with a fingerprint is an authority, one with names a server, and one with a person's name a client. */
function kindOf(cells: Cells): 'authority' | 'server' | 'client' | undefined {
  const said = cells.kind?.toLowerCase();
  if (said !== undefined) return Object.hasOwn(kinds, said) ? kinds[said as keyof typeof kinds] : undefined;
  if (cells.sha256 !== undefined) return 'authority';
  return cells.names === undefined ? 'client' : 'server';
}

export function manifestFromTable(text: string): Result<string, readonly TableProblem[]> {
  const { rows, unclosed } = readCsv(text, MAX_ROWS + 2);
  const [header, ...lines] = rows;
  const problems: TableProblem[] = [];
  const tell = (code: TableProblemCode, line: number, facts: readonly string[] = []) => {
    problems.push({ code, line, facts });
  };
  if (unclosed !== undefined) tell('unclosed-quote', unclosed);
  if (lines.length > MAX_ROWS) tell('too-many', 0, [String(MAX_ROWS)]);
  const heads = (header?.cells ?? []).map((cell, at) => {
    const column = columnOf(cell);
    if (column === undefined && cell !== '') tell('unknown-column', header?.line ?? 1, [cell]);
    const twice = header?.cells.slice(0, at).some((other) => columnOf(other) === column);
    if (column !== undefined && twice === true) tell('column-twice', header?.line ?? 1, [cell]);
    return column;
  });
  if (heads.every((column) => column === undefined))
    return failure([{ code: 'no-header', line: 1, facts: [] }]);
  if (lines.length === 0) tell('no-rows', 0);
  const readings = lines.slice(0, MAX_ROWS).map(({ cells: values, line }): Reading => ({
    line,
    cells: Object.fromEntries(
      heads.flatMap((column, at) =>
        column !== undefined && (values[at] ?? '') !== '' ? [[column, values[at]]] : [],
      ),
    ),
  }));
  const signerOf = signersIn(readings.map(({ cells }) => cells));
  const authorities = new Map<string, unknown>();
  const servers: unknown[] = [];
  const clients: unknown[] = [];
  for (const { cells, line } of readings) {
    const kind = kindOf(cells);
    const days = cells.days === undefined ? undefined : Number(cells.days);
    if (kind === undefined) tell('not-a-kind', line, [cells.kind ?? '']);
    if (days !== undefined && !Number.isInteger(days)) tell('not-a-number', line, [cells.days ?? '']);
    const { key, organization, name = '' } = cells;
    const signedBy = cells.signedBy === undefined ? undefined : signerOf(cells.signedBy);
    const common = {
      ...(signedBy !== undefined && { signedBy }),
      ...(key !== undefined && { key }),
      ...(days !== undefined && { days }),
      ...(organization !== undefined && { organization }),
    };
    if (kind === 'server') servers.push({ names: words(cells.names ?? cells.name ?? ''), ...common });
    else if (kind === 'client') clients.push({ ...personIn(cells), ...common });
    else if (kind === 'authority') {
      const id = idOf(cells);
      if (authorities.has(id)) tell('id-twice', line, [id]);
      // Somebody who writes its own name for its signer means that it signs itself.
      const signed = signedBy === id ? { ...common, signedBy: undefined } : common;
      const said = cells.kind?.toLowerCase();
      if (said === 'intermediate' && signed.signedBy === undefined && cells.sha256 === undefined)
        tell('unsigned-intermediate', line, [name === '' ? id : name]);
      if (said === 'root' && signed.signedBy !== undefined)
        tell('signed-root', line, [name === '' ? id : name, signed.signedBy]);
      authorities.set(id, authorityIn(cells, id, signed));
    }
  }
  if (problems.length > 0) return failure(problems);
  return success(manifestText(authorities, servers, clients));
}

const idOf = ({ id, name = '' }: Cells): string => id ?? idFrom(name);

/** Who signs, by id, or by the name as it stands in the table; what is neither stays as it is, and the manifest's reader says so. */
function signersIn(rows: readonly Cells[]): (said: string) => string {
  const ids = new Set<string>();
  const byName = new Map<string, string | undefined>();
  for (const cells of rows) {
    if (kindOf(cells) !== 'authority') continue;
    const id = idOf(cells);
    ids.add(id);
    const name = cells.name?.toLowerCase();
    // Two of one name: which of them is meant, nobody knows.
    if (name !== undefined) byName.set(name, byName.has(name) ? undefined : id);
  }
  return (said) => (ids.has(said) ? said : (byName.get(said.toLowerCase()) ?? said));
}

/** One that is there already has its fingerprint alone; what else is said of it is shown, and refused by the manifest's reader. */
function authorityIn({ name, permitted, excluded, sha256 }: Cells, id: string, common: object) {
  return {
    ...(sha256 === undefined ? { commonName: name ?? id } : { sha256 }),
    ...(permitted !== undefined && { permitted: permitted === 'anything' ? permitted : words(permitted) }),
    ...(excluded !== undefined && { excluded: words(excluded) }),
    ...common,
  };
}

const words = (text: string): readonly string[] => text.split(/[\s,;|]+/).filter((word) => word !== '');

function personIn({ name, email, device }: Cells) {
  return {
    name: name ?? device ?? email ?? '',
    ...(email !== undefined && { email }),
    ...(device !== undefined && name !== undefined && { device }),
  };
}

/** It names a folder. */
const idFrom = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60) || 'authority';

/** A line for each entry, as a person would write it and a version control system compare it. */
function manifestText(
  authorities: ReadonlyMap<string, unknown>,
  servers: readonly unknown[],
  clients: readonly unknown[],
): string {
  const named = [...authorities].map(([id, entry]) => `${JSON.stringify(id)}: ${JSON.stringify(entry)}`);
  const list = (entries: readonly unknown[]) => entries.map((entry) => JSON.stringify(entry));
  const block = (lines: readonly string[]) =>
    lines.length === 0 ? '' : `\n    ${lines.join(',\n    ')}\n  `;
  return `{
  "certwright": 1,
  "authorities": {${block(named)}},
  "servers": [${block(list(servers))}],
  "clients": [${block(list(clients))}]
}
`;
}
