// In bulk our own reader proves every certificate, and pkijs a random hundred of them.
import { describe, expect, it } from 'vitest';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { keyAlgorithms } from '../../src/pki/algorithms';
import { issue, selfIssue } from '../../src/pki/issue';
import { generateKeyPair } from '../../src/pki/keys';
import { profiles } from '../../src/pki/profile';
import { proveAll, secondReadings } from '../../src/pki/proof';

describe('which of a batch pkijs reads', () => {
  const alike = (count: number): readonly string[] => Array.from({ length: count }, () => 'server');

  it.each([0, 1, 2, 100])('all of %i', (count) => {
    expect([...secondReadings(alike(count))]).toEqual(Array.from({ length: count }, (_, index) => index));
  });

  it.each([101, 250, 10_000])('some 16 of %i, each once', (count) => {
    const chosen = [...secondReadings(alike(count))];
    expect(new Set(chosen).size).toBe(chosen.length);
    // The first of its kind is among the random ones or beside them.
    expect([16, 17]).toContain(chosen.length);
    expect(chosen).toContain(0);
    expect(chosen.every((index) => Number.isInteger(index) && index >= 0 && index < count)).toBe(true);
  });

  it('one of each kind at least, however rare', () => {
    const kinds = alike(5000).map((kind, index) =>
      index === 777 ? 'client' : index > 4990 ? `${index}` : kind,
    );
    const chosen = secondReadings(kinds);
    for (const index of [0, 777, 4991, 4999]) expect(chosen.has(index)).toBe(true);
    expect(chosen.size).toBeLessThanOrEqual(16 + 11);
  });

  it('random ones: every one can be among them, and no draw is like another', () => {
    const draws = Array.from({ length: 800 }, () => secondReadings(alike(200)));
    // Left out of one draw eleven times in twelve, so of all 800 with a chance of 2^-100.
    expect(new Set(draws.flatMap((draw) => [...draw])).size).toBe(200);
    expect(new Set(draws.map((draw) => [...draw].sort().join())).size).toBe(800);
  });
});

describe('a batch', () => {
  it('is refused for one bad certificate anywhere in it', async () => {
    const at = new Date('2026-11-22T12:00:00Z');
    const keys = await generateKeyPair(keyAlgorithms['ec-p256'], false);
    const name = distinguishedName([{ type: '2.5.4.3', value: 'Root' }]);
    const { issuer } = await selfIssue(profiles.rootCa, name, keys, { at });
    const subject = {
      name,
      alternativeNames: [{ kind: 'dns', value: 'app.test' } as const],
      publicKey: keys.publicKey,
      family: 'ec' as const,
    };
    const batch = await Promise.all(
      Array.from({ length: 101 }, async () => ({
        issued: await issue(profiles.tlsServer, subject, issuer, { at }),
        signer: issuer,
      })),
    );
    await proveAll(batch);
    const [first, second] = batch;
    if (first === undefined || second === undefined) expect.unreachable();
    const wrong = { ...first, issued: { ...first.issued, der: second.issued.der } };
    await expect(proveAll(batch.with(77, wrong))).rejects.toMatchObject({ code: 'proof-failed' });
  });
});
