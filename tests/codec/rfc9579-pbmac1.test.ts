// RFC 9579: a PKCS#12 file that PBMAC1 stamps, the RFC's own (appendix A.1; its password is 1234). Nothing here writes one.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fromBase64, type Bytes } from '../../src/codec/bytes';
import { KdfBudget } from '../../src/codec/kdf-budget';
import { openPkcs12 } from '../../src/codec/pkcs12-reader';

const file = (): Bytes =>
  fromBase64(readFileSync(join(import.meta.dirname, '../vectors/rfc9579-a1.txt'), 'utf8')) ??
  expect.unreachable();
const open = (octets: Bytes, ...passwords: readonly string[]) =>
  openPkcs12(octets, passwords, new KdfBudget());
const counts = async (octets: Bytes, ...passwords: readonly string[]) => {
  const opened = await open(octets, ...passwords);
  if (!opened.ok) return String(opened.error);
  const { privateKeys, certificates, problems, locked } = opened.value;
  return { keys: privateKeys.length, certificates: certificates.length, problems: problems.length, locked };
};

it('opens under its password, and under no other', async () => {
  expect(await counts(file(), 'wrong', '1234')).toEqual({
    keys: 1,
    certificates: 1,
    problems: 0,
    locked: false,
  });
  expect(await counts(file(), 'wrong')).toEqual({ keys: 0, certificates: 0, problems: 0, locked: true });
});

it('not where the stamp was changed, by its digest or by what it covers', async () => {
  const locked = { keys: 0, certificates: 0, problems: 0, locked: true };
  for (const back of [20, 1000]) {
    const octets = file();
    octets[octets.length - back] = (octets.at(-back) ?? 0) ^ 1;
    expect(await counts(octets, '1234')).toEqual(locked);
  }
});

it('not with a key of a length that weakens it (§5)', async () => {
  const octets = file();
  const at = Buffer.from(octets).lastIndexOf(Buffer.from([0x02, 0x01, 0x20]));
  octets[at + 2] = 19;
  expect(await counts(octets, '1234')).toMatch('length of the MAC key');
});
