// What is weak in a certificate by itself: chains that are each wrong in one way, and keys made to be.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromHex, type Bytes } from '../../src/codec/bytes';
import { overviewOf } from '../../src/pki/inspect/overview';
import { hasRocaStructure } from '../../src/pki/inspect/roca';
import type { WeaknessCode } from '../../src/pki/inspect/weakness';
import { weaknesses } from '../../src/ui/weaknesses';
import { describeWithShared } from '../support/shared';

const derOf = (pem: string): Bytes => new Uint8Array(Buffer.from(pem.split('-----')[2] ?? '', 'base64'));

/** Each case of the matrix whose leaf is weak by itself; what is not listed must have nothing said of it. */
const expected: Readonly<Record<string, readonly WeaknessCode[]>> = {
  'good-ecdsa': [],
  'good-rsa2048': [],
  'ca-10y': [],
  'enc-serial-negative': ['serial-negative'],
  'enc-serial-highbit': ['serial-negative'],
  'enc-serial-zero': ['serial-zero'],
  'enc-serial-21': ['serial-long'],
  'enc-serial-20': ['serial-short'],
  'enc-serial-padded': ['serial-short'],
  'enc-v1-with-ext': ['version-1'],
  'key-rsa-e3': ['rsa-exponent'],
  'key-rsa1024': ['rsa-short'],
  'key-rsa512': ['rsa-short'],
  'leaf-ca-true': ['authority-as-server'],
  'leaf-duplicate-ext': ['extension-twice'],
  'leaf-unknown-critical': ['unknown-critical'],
  'name-no-san': ['no-alternative-names'],
  'sig-sha1-ecdsa': ['signature-sha1'],
  'sig-sha1-rsa': ['signature-sha1'],
  'val-10y': ['validity-over-825'],
  'val-825d': [],
  'val-830d': ['validity-over-825'],
  'val-expired': ['expired'],
  'val-future-2h': ['not-yet-valid'],
  'val-inverted': ['validity-inverted'],
};

describeWithShared('client-matrix', 'weaknesses of the client matrix', (path) => {
  it.each(Object.entries(expected))('%s: %j', async (name, codes) => {
    const der = derOf(readFileSync(path(`${name}/cert.pem`), 'utf8'));
    const { weaknesses: found } = await overviewOf('certificate', der, new Date('2026-11-22T00:12:00Z'));
    expect(found.map(({ code }) => code)).toEqual(codes);
    for (const { code, facts } of found) expect(weaknesses[code](facts)).not.toMatch(/undefined|NaN|“”/);
  });
});

describeWithShared('client-matrix', 'a certificate that contradicts itself', (path) => {
  it('says so with both algorithms', async () => {
    const der = derOf(readFileSync(path('good-ecdsa/cert.pem'), 'utf8'));
    const oid = Buffer.from('06082a8648ce3d040302', 'hex');
    der[Buffer.from(der).lastIndexOf(oid) + oid.length - 1] = 3;
    const { weaknesses: found } = await overviewOf('certificate', der, new Date('2026-11-22T00:12:00Z'));
    const facts = { inside: 'ECDSA with SHA-256', outside: 'ECDSA with SHA-384' };
    expect(found).toMatchObject([{ code: 'algorithms-differ', facts }]);
  });
});

describe('the structure of ROCA keys', () => {
  const primes = [
    ...[
      2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83, 89, 97, 101,
      103, 107,
    ],
    ...[109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167],
  ];
  const product = primes.reduce((all, prime) => all * BigInt(prime), 1n);
  const power = (exponent: bigint): bigint => {
    let result = 1n;
    let base = 65537n;
    for (let left = exponent; left > 0n; left >>= 1n) {
      if ((left & 1n) === 1n) result = (result * base) % product;
      base = (base * base) % product;
    }
    return result;
  };
  const octets = (number: bigint): Bytes => {
    const hex = number.toString(16);
    return fromHex(hex.length % 2 === 0 ? hex : `0${hex}`) ?? new Uint8Array();
  };
  /** As the faulty library made its primes: k·M + (65537^a mod M). Whether it is prime does not matter here. */
  const faulty = (k: bigint, a: bigint): bigint => k * product + power(a);

  it('is seen in the product of two such numbers', () => {
    expect(
      hasRocaStructure(octets(faulty(0x1234567890an, 987654321n) * faulty(0xabcdef012n, 123456789n))),
    ).toBe(true);
  });

  it('is not seen where one of them is another number', () => {
    const other = faulty(0x1234567890an, 987654321n) + 2n;
    expect(hasRocaStructure(octets(other * faulty(0xabcdef012n, 123456789n)))).toBe(false);
  });

  it('is not seen where the number is a power modulo each prime, but of no one exponent', () => {
    // 65537 modulo 3 and modulo 5 to exponents that contradict each other, by way of a common order of 2.
    const one = power(1n);
    const shifted = Array.from(
      { length: 5 * 7 * 11 * 13 },
      (_, step) => one + BigInt(step) * (product / 5n),
    ).find((number) => number % 5n === 65537n ** 2n % 5n);
    expect(shifted).toBeDefined();
    expect(hasRocaStructure(octets((shifted ?? 0n) + (product << 300n)))).toBe(false);
  });
});
