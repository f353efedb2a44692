// Our own reader and pkijs over the same octets. Where they differ the record stands in a list with the reason; a record
// that no longer differs has to go from it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseCertificate } from '../../src/codec/certificate';
import { ownSheet } from '../../src/codec/field-sheet';
import { secondSheet } from '../../src/codec/second-reader';
import { corpusRecords, derOf, type CorpusRecord } from './shared';

interface Exception {
  readonly field: string;
  readonly reason: string;
  readonly records: readonly number[];
}

const exceptions = JSON.parse(
  readFileSync(join(import.meta.dirname, '../vectors/second-reader-exceptions.json'), 'utf8'),
) as readonly Exception[];

/** `field id` of every listed difference in these records. */
export function listedDifferences(records: readonly CorpusRecord[]): readonly string[] {
  const ids = new Set(records.map(({ id }) => id));
  return exceptions
    .flatMap(({ field, records: listed }) => listed.filter((id) => ids.has(id)).map((id) => `${field} ${id}`))
    .sort();
}

export const isListed = (id: number): boolean => exceptions.some(({ records }) => records.includes(id));

/** `field id` of every field in which the two readers differ; what ours cannot read is not compared. */
export async function differencesOfReaders(records: readonly CorpusRecord[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const record of records) {
    const der = derOf(record);
    const parsed = parseCertificate(der);
    if (!parsed.ok) continue;
    const own = ownSheet(parsed.value);
    const second = await secondSheet(der);
    for (const field of new Set([...own.keys(), ...second.keys()])) {
      if (own.get(field) !== second.get(field)) found.push(`${field} ${record.id}`);
    }
  }
  return found.sort();
}

/** Every certificate of the corpora; `path` leads into `../shared/corpora`. */
export function certificatesOfCorpora(path: (name: string) => string): readonly CorpusRecord[] {
  const decode = readdirSync(path('decode')).map((file) => path(`decode/${file}`));
  return [...decode, path('pqc/hackathon-r5.jsonl.gz')]
    .flatMap(corpusRecords)
    .filter(({ kind, der }) => kind === 'cert' && der !== undefined);
}
