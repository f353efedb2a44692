// pkijs reads what ours reads, and sees the same: every third certificate of the corpora, since pkijs takes milliseconds for
// each, and all that are known to differ. `npm test` thus spends seconds on it, not minutes.
import { expect, it } from 'vitest';
import { describeWithShared } from '../support/shared';
import {
  certificatesOfCorpora,
  differencesOfReaders,
  isListed,
  listedDifferences,
} from '../support/two-readers';

describeWithShared(
  'corpora',
  'both readers over every third certificate other projects test with',
  (path) => {
    it('agree field by field, except where listed with the reason', { timeout: 180_000 }, async () => {
      const records = certificatesOfCorpora(path).filter(({ id }, i) => i % 3 === 0 || isListed(id));
      expect(records.length).toBeGreaterThan(1000);
      expect(await differencesOfReaders(records)).toEqual(listedDifferences(records));
    });
  },
);
