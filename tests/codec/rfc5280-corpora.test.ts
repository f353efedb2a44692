// Certificates from the test suites of other projects: what four other parsers read is read here too, and the fields say
// what pyca/cryptography says. Where not, the record stands in a list with the reason, and has to go from it once it agrees.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parseCertificate } from '../../src/codec/certificate';
import { differencesFromGolden } from '../support/golden';
import { derOf, describeWithShared } from '../support/shared';
import { certificatesOfCorpora } from '../support/two-readers';

interface Exceptions {
  /** Read by at least one of the others, not by us. */
  readonly refused: readonly { readonly reason: string; readonly records: readonly number[] }[];
  readonly differing: readonly {
    readonly field: string;
    readonly reason: string;
    readonly records: readonly number[];
  }[];
}
const exceptions = JSON.parse(
  readFileSync(join(import.meta.dirname, '../vectors/corpora-exceptions.json'), 'utf8'),
) as Exceptions;

describeWithShared('corpora', 'certificates other projects test with', (path) => {
  const certificates = () =>
    certificatesOfCorpora(path).map((record) => ({ record, parsed: parseCertificate(derOf(record)) }));

  it('are refused where nobody reads them, and else read, or listed with the reason', () => {
    const all = certificates();
    expect(all.length).toBeGreaterThan(3000);
    const someoneReads = ({ record }: (typeof all)[number]) => Object.values(record.accept).includes(true);
    const ids = (some: typeof all) => some.map(({ record }) => record.id).sort((a, b) => a - b);
    const nobodys = all.filter((one) => !someoneReads(one));
    expect(ids(nobodys.filter(({ parsed }) => parsed.ok))).toEqual([]);
    const refused = all.filter((one) => someoneReads(one) && !one.parsed.ok);
    const listed = exceptions.refused.flatMap(({ records }) => records).sort((a, b) => a - b);
    expect(ids(refused)).toEqual(listed);
  });

  it('say field by field what pyca/cryptography says', () => {
    const differing = certificates()
      .flatMap(({ record, parsed }) => (parsed.ok ? [{ record, certificate: parsed.value }] : []))
      .flatMap(({ record, certificate }) =>
        differencesFromGolden(record, certificate).map((field) => `${field} ${record.id}`),
      );
    const listed = exceptions.differing.flatMap(({ field, records }) =>
      records.map((id) => `${field} ${id}`),
    );
    expect(differing.sort()).toEqual(listed.sort());
  });
});
