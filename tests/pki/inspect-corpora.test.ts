// Fields of everything in other projects' test suites: none throws, and certificates say field by field what
// pyca/cryptography says. Where not, the record stands in a list with the reason, and has to go from it once it agrees.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { FoundKind } from '../../src/pki/detect/found';
import type { Field } from '../../src/pki/inspect/field';
import { fieldAt } from '../../src/pki/inspect/field-lookup';
import { fieldsOf } from '../../src/pki/inspect/fields';
import { comparedWithGolden } from '../support/golden-fields';
import { corpusRecords, derOf, describeWithShared, type CorpusRecord } from '../support/shared';

const exceptions = JSON.parse(
  readFileSync(join(import.meta.dirname, '../vectors/inspect-exceptions.json'), 'utf8'),
) as readonly {
  readonly field: string;
  readonly reason: string;
  readonly records: readonly (number | string)[];
}[];

const kinds: Readonly<Partial<Record<CorpusRecord['kind'], FoundKind>>> = {
  cert: 'certificate',
  csr: 'request',
  crl: 'revocation-list',
  key: 'private-key',
  spki: 'public-key',
  p7: 'pkcs7',
  p12: 'pkcs12',
  rsapub: 'rsa-public-key',
};

const countOf = (fields: readonly Field[]): number =>
  fields.reduce((sum, field) => sum + 1 + countOf(field.fields ?? []), 0);

const holdsProblem = (fields: readonly Field[]): boolean =>
  fields.some(({ problem, fields: inner }) => problem !== undefined || holdsProblem(inner ?? []));

describeWithShared('corpora', 'fields of what other projects test with', (path) => {
  const records = () =>
    readdirSync(path('decode'))
      .filter((file) => file.endsWith('.gz'))
      .sort()
      .flatMap((file) => corpusRecords(path(`decode/${file}`)));

  it('are there for every object, spans lie within it, and what all parsers read has no problem', () => {
    let fieldCount = 0;
    const damaged: (number | string)[] = [];
    const seen = new Map<string, number>();
    const spans = (fields: readonly Field[], end: number): boolean =>
      fields.every(
        ({ span, fields: inner }) =>
          (span === undefined || (span.start >= 0 && span.start <= span.end && span.end <= end)) &&
          spans(inner ?? [], end),
      );
    for (const record of records()) {
      const kind = kinds[record.kind];
      if (kind === undefined || record.der === undefined) continue;
      const der = derOf(record);
      const fields = fieldsOf(kind, der);
      expect(fields.length, `${record.id}`).toBeGreaterThan(0);
      expect(spans(fields, der.length), `${record.id}`).toBe(true);
      fieldCount += countOf(fields);
      const { openssl, gnutls, pyca, go } = record.accept;
      const readByAll = [openssl, gnutls, pyca, go].every((reads) => reads === true);
      if (record.kind === 'cert' && readByAll && holdsProblem(fields)) damaged.push(record.id);
      seen.set(record.kind, (seen.get(record.kind) ?? 0) + 1);
    }
    const listed = [...seen].map(([kind, count]) => `${count} ${kind}`).join(', ');
    console.info(`fields of ${listed}: ${fieldCount}`);
    const listedAsDamaged = exceptions
      .filter(({ field }) => field === 'problem')
      .flatMap(({ records: ids }) => ids);
    expect(damaged.sort()).toEqual([...listedAsDamaged].sort());
    expect(seen.get('cert')).toBeGreaterThan(2900);
    expect(seen.get('crl')).toBeGreaterThan(200);
    expect(seen.get('csr')).toBeGreaterThan(40);
  });

  it('say of certificates what pyca/cryptography says', async () => {
    let compared = 0;
    const differing: string[] = [];
    for (const record of [...records(), ...corpusRecords(path('pqc/hackathon-r5.jsonl.gz'))]) {
      if (record.kind !== 'cert' || record.golden === undefined || record.der === undefined) continue;
      const der = derOf(record);
      const outcome = await comparedWithGolden(record, fieldsOf('certificate', der), der);
      compared += outcome.fields;
      differing.push(...outcome.differing.map((field) => `${field} ${record.id}`));
    }
    const listed = exceptions
      .filter(({ field }) => field !== 'problem')
      .flatMap(({ field, records: ids }) => ids.map((id) => `${field} ${id}`));
    console.info(`${compared} fields compared with pyca, ${listed.length} listed as different`);
    expect(differing.sort()).toEqual(listed.sort());
    expect(compared).toBeGreaterThan(50_000);
  });

  it('name the algorithms of post-quantum certificates', () => {
    const named = corpusRecords(path('pqc/hackathon-r5.jsonl.gz')).flatMap((record) => {
      if (record.kind !== 'cert' || record.der === undefined) return [];
      const fields = fieldsOf('certificate', derOf(record));
      return [fieldAt(fields, 'subjectPublicKeyInfo'), fieldAt(fields, 'signatureAlgorithm')];
    });
    console.info(
      `${named.length} algorithms of post-quantum certificates, ${new Set(named.map((field) => field?.value)).size} of them different`,
    );
    expect(named.length).toBeGreaterThan(500);
    const unnamed = named.filter(
      (field) => field?.value === undefined || /^\d+(?:\.\d+)+$/.test(field.value),
    );
    expect(unnamed.map((field) => field?.oid)).toEqual([]);
  });
});
