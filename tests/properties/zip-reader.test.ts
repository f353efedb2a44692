// A stranger's archive never makes the reader throw, whatever stands in its directory, and never yields more than was allowed.
import fc from 'fast-check';
import JSZip from 'jszip';
import { expect, it } from 'vitest';
import { zipMembers } from '../../src/codec/zip-reader';

const LIMIT = 5000;

async function archive(): Promise<Uint8Array<ArrayBuffer>> {
  const zip = new JSZip();
  zip.file('stored.txt', 'stored', { compression: 'STORE' });
  zip.file('folder/deflated.txt', 'deflated '.repeat(500), { compression: 'DEFLATE' });
  zip.file('too-much.bin', new Uint8Array(100_000), { compression: 'DEFLATE' });
  return new Uint8Array(await zip.generateAsync({ type: 'arraybuffer' }));
}

it('reads what JSZip writes, and stops at the limit', async () => {
  const members = zipMembers(await archive());
  const read = members.ok ? await Promise.all(members.value.map((member) => member.read(LIMIT))) : [];
  const lengths = read.map((one) => (one.ok ? one.value.length : one.error.code));
  expect(members.ok && members.value.map(({ path }) => path)).toEqual([
    ...['stored.txt', 'folder/deflated.txt', 'too-much.bin'],
  ]);
  expect(lengths).toEqual([6, 4500, 'too-large']);
});

it('never throws on a damaged one', async () => {
  const whole = await archive();
  const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 0, max: 255 })), {
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(damage, fc.nat(whole.length), async (changes, length) => {
      const file = Uint8Array.from(whole);
      for (const [at, octet] of changes) file[at] = octet;
      // Half of them are cut as well; a cut one has no directory and ends soon.
      const members = zipMembers(length % 2 === 0 ? file : file.subarray(0, length));
      for (const member of members.ok ? members.value : []) {
        const read = await member.read(LIMIT);
        expect(read.ok ? read.value.length : 0).toBeLessThanOrEqual(LIMIT);
      }
    }),
    { numRuns: 300 },
  );
});
