// CVE-2008-0166: the keys that Debian's OpenSSL made can be made again, and those on our list are found in it. What we make is
// held against what others published: the sum over the nine keys of one process (github.com/CVE-2008-0166/key_generator,
// run_tests.sh), and lines of the list that Debian shipped as openssl-blacklist, which has the end of a SHA-1 for each key.
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { machines, primesOf, seeds, type Machine, type Seed } from '../../.ci/debian-openssl.mjs';
import { listOf } from '../../.ci/debian-weak-keys.mjs';
import text from '../../src/pki/inspect/debian-weak-keys.txt?raw';
import { fromHex, type Bytes } from '../../src/codec/bytes';
import { isDebianWeakKey, isListed, KEYS_FOR_EACH, placeOf } from '../../src/pki/inspect/debian-weak-key';

function modulusOf(machine: Machine, seed: Seed, pid: number): string {
  const [p, q] = primesOf(machine, seed, pid, 2048);
  return (p * q).toString(16);
}

/** As `openssl rsa -modulus | sha1sum` has it. */
const sumOf = (modulus: string): string =>
  createHash('sha1').update(`Modulus=${modulus.toUpperCase()}\n`).digest('hex');

const octets = (hex: string): Bytes => fromHex(hex) ?? new Uint8Array();

/** The same numbers each time. */
const numbered = (index: number): string =>
  Array.from({ length: 4 }, (_, part) =>
    createHash('sha512')
      .update(`${String(index)} ${String(part)}`)
      .digest('hex'),
  ).join('');

describe('the keys of process 32767', () => {
  const all = (Object.keys(machines) as Machine[]).flatMap((machine) =>
    seeds.map((seed) => ({ of: `${machine} ${seed}`, modulus: modulusOf(machine, seed, 32767) })),
  );

  it('are those that others made', () => {
    const sums = all.map(({ modulus }) => `${sumOf(modulus)}\n`).sort();
    expect(createHash('sha1').update(sums.join('')).digest('hex')).toBe(
      '2a910e906624766546114d300ca6b671c7acc08c',
    );
  });

  it('are on the list where its head says so', async () => {
    const covered = ['le64 rnd', 'le64 nornd', 'le64 noreadrnd', 'le32 rnd', 'le32 nornd', 'le32 noreadrnd'];
    for (const { of, modulus } of all)
      expect(await isDebianWeakKey(octets(modulus)), of).toBe(covered.includes(of));
    expect(text).toContain('# on le64: rnd, nornd, noreadrnd; le32: rnd, nornd, noreadrnd.\n');
  });
});

describe('lines of Debian’s own list', () => {
  it.each([
    ['le64', 'rnd', 28003, '00006aa0ce2cd60e6660'],
    ['le64', 'noreadrnd', 2186, '00015b6662ff95aefa3f'],
    ['le32', 'rnd', 18691, '00015e77627966ce16e7'],
    ['le32', 'noreadrnd', 9656, '00008be7025d9f1a9088'],
  ] as const)('%s %s %d is one', async (machine, seed, pid, line) => {
    const modulus = modulusOf(machine, seed, pid);
    expect(sumOf(modulus).slice(20)).toBe(line);
    expect(await isDebianWeakKey(octets(modulus))).toBe(true);
  });
});

it('a key that draws until OpenSSL’s place in its pool is one past the end is on the list', async () => {
  expect(await isDebianWeakKey(octets(modulusOf('le32', 'noreadrnd', 17)))).toBe(true);
});

it('other keys are not on the list', async () => {
  for (let index = 0; index < 20; index++) expect(await isDebianWeakKey(octets(numbered(index)))).toBe(false);
  expect(await isDebianWeakKey(octets(modulusOf('le64', 'rnd', 1)).subarray(1))).toBe(false);
});

describe('a list', () => {
  const keys = Array.from({ length: 40 }, (_, index) => numbered(index));
  const list = listOf(keys, 'nothing');

  it('has all that were put in it', () => {
    expect(keys.filter((key) => !isListed(octets(key), list))).toEqual([]);
  });

  it('has one in a million of all others', () => {
    const count = 2;
    const places = new Set(keys.map((key) => placeOf(octets(key), count)));
    expect(Math.max(...places)).toBeLessThan(count * KEYS_FOR_EACH);
    expect(Math.max(...places)).toBeGreaterThan((count * KEYS_FOR_EACH) / 2);
    const others = Array.from({ length: 2000 }, (_, index) => numbered(1000 + index));
    expect(others.filter((key) => isListed(octets(key), list))).toEqual([]);
  });

  it('that is damaged has nobody in it', () => {
    for (const damaged of ['', '40 !', list.slice(0, -100), '40 '])
      expect(isListed(octets(keys[39] ?? ''), damaged)).toBe(false);
  });
});
