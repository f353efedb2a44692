// Everything under ../shared/corpora/decode in one pile: nothing throws and every object has its place. No
// password is given; that those which are known open is held by another test. What is said not to match, Node
// does not verify either. The counts are printed.
import { X509Certificate } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { ItemId } from '../../src/pki/inspect/item';
import { HeardPile } from '../support/pile';
import { corpusRecords, derOf, describeWithShared } from '../support/shared';

describeWithShared('corpora/decode', 'the corpora in one pile', (path) => {
  it('every object is an item or part of one', { timeout: 300_000 }, async () => {
    const records = readdirSync(path('')).flatMap((file) => corpusRecords(path(file)));
    const pile = new HeardPile();
    let given = 0;
    const lost: number[] = [];
    for (const record of records) {
      const content = record.pem ?? (record.der === undefined ? undefined : derOf(record));
      if (content === undefined || content.length === 0) continue;
      given++;
      const before = pile.items.size;
      const changed = await pile.add(content, { path: `${record.id}` });
      if (pile.items.size === before && changed.length === 0) lost.push(record.id);
    }
    const counts = new Map<string, number>();
    for (const word of pile.words) counts.set(word, (counts.get(word) ?? 0) + 1);
    const { sameKey, issuers, doesNotMatch } = await pile.relations();
    console.log(
      `${given} objects: ${pile.items.size} items;`,
      [...counts]
        .sort(([, a], [, b]) => b - a)
        .map(([word, count]) => `${count} ${word}`)
        .join(', ') + ';',
      `${sameKey.length} keys shared, ${issuers.length} issuers found, ${doesNotMatch.length} do not match`,
    );
    // A request whose outermost length octet says 1: nothing is left that tells it from noise.
    expect(lost).toEqual([11_021]);
    const certificate = (id: ItemId) => new X509Certificate(pile.items.get(id)?.octets ?? new Uint8Array());
    const accused = doesNotMatch.filter(([id, issuer]) => {
      try {
        return certificate(id).verify(certificate(issuer).publicKey);
      } catch {
        // Node reads fewer certificates and keys than there are.
        return false;
      }
    });
    expect(accused).toEqual([]);
    expect(given).toBeGreaterThan(4200);
    expect(issuers.length).toBeGreaterThan(500);
  });
});
