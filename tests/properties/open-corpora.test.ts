// Other projects' keys and containers, damaged: none makes opening throw, and what an iteration count becomes costs seconds at most.
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { KdfBudget } from '../../src/codec/kdf-budget';
import { detect } from '../../src/pki/detect';
import { openFound } from '../../src/pki/inspect/open';
import { corpusRecords, derOf, describeWithShared, type CorpusRecord } from '../support/shared';

type LockedRecord = CorpusRecord & { readonly passwords?: readonly string[] };
const kinds: readonly string[] = ['key', 'p12', 'p7', 'sshkey', 'spki', 'rsapub'];

describeWithShared('corpora/decode', 'never throws on the corpora', (path) => {
  it('with octets changed, cut out or doubled', { timeout: 120_000 }, async () => {
    const records = readdirSync(path(''))
      .flatMap((file) => corpusRecords(path(file)) as readonly LockedRecord[])
      .filter(({ kind, der = '' }) => kinds.includes(kind) && der !== '');
    expect(records.length).toBeGreaterThan(900);
    const budget = new KdfBudget();
    const change = fc.record({ at: fc.nat(), to: fc.nat({ max: 255 }), length: fc.constantFrom(0, 1, 2, 7) });
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: records.length - 1 }),
        fc.array(change, { minLength: 1, maxLength: 4 }),
        async (pick, changes) => {
          const record = records[pick] ?? expect.unreachable();
          const octets = [...derOf(record)];
          for (const { at, to, length } of changes)
            octets.splice(at % octets.length, 1, ...Array<number>(length).fill(to));
          for (const found of detect(new Uint8Array(octets))) {
            const opening = await openFound(found, record.passwords ?? ['x'], budget);
            expect(['opened', 'locked', 'unreadable']).toContain(opening.kind);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
