// pkijs reads every certificate of the corpora that ours reads, and sees the same.
import { expect, it } from 'vitest';
import { describeWithShared } from '../support/shared';
import { certificatesOfCorpora, differencesOfReaders, listedDifferences } from '../support/two-readers';

describeWithShared('corpora', 'both readers over every certificate other projects test with', (path) => {
  it('agree field by field, except where listed with the reason', { timeout: 180_000 }, async () => {
    const records = certificatesOfCorpora(path);
    expect(records.length).toBeGreaterThan(3000);
    expect(await differencesOfReaders(records)).toEqual(listedDifferences(records));
  });
});
