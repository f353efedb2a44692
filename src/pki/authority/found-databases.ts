/**
 * What the databases of `openssl ca` in a folder say of the authorities that were found there. A line counts for the authority
 * whose certificate of that number is here; one without a certificate for the only authority there is, or the only one the
 * rest of the database speaks of. Where that is not clear it is left out and told, for a wrong revocation is worse than none.
 */
import type { Bytes } from '../../codec/bytes';
import type { AuthorityRef, IssuedRecord } from './authority-record';
import { readDatabase, readListNumber, type DatabaseEntry } from './openssl-database';

interface Worked {
  readonly ref: AuthorityRef;
  /** Of its own certificate: a database of XCA lists the root's too. */
  readonly serial: string;
  readonly issued: readonly IssuedRecord[];
}

export interface DatabaseNews {
  readonly issued: readonly IssuedRecord[];
  /** The highest number a list of it can have had; 0 where nothing says. */
  readonly listNumber: bigint;
  /** It says of a revocation that the lists did not know of. */
  readonly revokes: boolean;
}

interface Input {
  readonly path: string;
  readonly content: string | Bytes;
}

/** Larger than a line for each of the most a database may have. */
const MOST_OCTETS = 20_000_000;
const rank = { reserved: 0, good: 1, held: 2, revoked: 3 } as const;

/** @returns by authority, and the paths of databases, or parts of them, that nobody's are */
export function readDatabases(
  inputs: readonly Input[],
  authorities: readonly Worked[],
  at: Date,
): { readonly news: ReadonlyMap<AuthorityRef, DatabaseNews>; readonly unclear: readonly string[] } {
  const issued = new Map(
    authorities.map(({ ref, issued: some }) => [ref, new Map(some.map((one) => [one.serial, one]))] as const),
  );
  const revokes = new Set<AuthorityRef>();
  const listNumbers = new Map<AuthorityRef, bigint>();
  const unclear: string[] = [];
  const folders = new Map<string, AuthorityRef>();
  const texts = inputs.flatMap(({ path, content }) =>
    // `openssl ca` keeps the state before the last change beside it.
    content.length > MOST_OCTETS || /\.old$/i.test(path)
      ? []
      : [{ path, text: typeof content === 'string' ? content : latin1.decode(content) }],
  );
  for (const { path, text } of texts) {
    const entries = readDatabase(text);
    if (entries === undefined) continue;
    const spokenOf = authorities.filter(({ issued: some }) => {
      const serials = new Set(some.map(({ serial }) => serial));
      return entries.some(({ serial }) => serials.has(serial));
    });
    const [only, ...more] = authorities.length === 1 ? authorities : spokenOf;
    const rest = more.length === 0 ? only?.ref : undefined;
    if (rest !== undefined) folders.set(folderOf(path), rest);
    const own = new Set(authorities.map(({ serial }) => serial));
    for (const entry of entries) {
      if (own.has(entry.serial)) continue;
      const whose = authorities.find(({ ref }) => issued.get(ref)?.has(entry.serial))?.ref ?? rest;
      const records = whose && issued.get(whose);
      if (whose === undefined || records === undefined) {
        if (!unclear.includes(path)) unclear.push(path);
        continue;
      }
      const known = records.get(entry.serial);
      const record = recordOf(whose, entry, known, at);
      if (rank[record.status.kind] > rank[known?.status.kind ?? 'good']) revokes.add(whose);
      records.set(entry.serial, record);
    }
  }
  for (const { path, text } of texts) {
    const next = readListNumber(path, text);
    const whose = authorities.length === 1 ? authorities[0]?.ref : folders.get(folderOf(path));
    if (next !== undefined && whose !== undefined && next > (listNumbers.get(whose) ?? 0n))
      listNumbers.set(whose, next - 1n);
  }
  const news = new Map(
    authorities.map(({ ref }) => [
      ref,
      {
        issued: [...(issued.get(ref)?.values() ?? [])],
        listNumber: listNumbers.get(ref) ?? 0n,
        revokes: revokes.has(ref),
      },
    ]),
  );
  return { news, unclear };
}

/** Revoked on either side is revoked. */
function recordOf(
  authority: AuthorityRef,
  { serial, status, subject }: DatabaseEntry,
  known: IssuedRecord | undefined,
  at: Date,
): IssuedRecord {
  if (known !== undefined) return rank[status.kind] > rank[known.status.kind] ? { ...known, status } : known;
  const moment = status.kind === 'good' ? at.getTime() : status.at;
  return { authority, serial, status, at: moment, profile: 'custom', note: subject };
}

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));
const latin1 = new TextDecoder('latin1');
