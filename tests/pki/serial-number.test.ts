// RFC 5280 §4.1.2.2 and CA/B Baseline Requirements 7.1: serial numbers as drawn.
import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/codec/bytes';
import { randomSerialNumber } from '../../src/pki/serial-number';

describe('serial numbers', () => {
  it('are positive, of 20 octets as encoded, and all different', () => {
    const seen = new Set<string>();
    for (let i = 0; i < 5000; i++) {
      const serial = randomSerialNumber();
      expect(serial).toHaveLength(20);
      // 01…: positive without a sign octet, and never shorter than 159 bits.
      expect((serial[0] ?? 0) >> 6).toBe(1);
      seen.add(toHex(serial));
    }
    expect(seen.size).toBe(5000);
  });

  it('have every other bit at chance', () => {
    const ones = new Array<number>(160).fill(0);
    const draws = 4000;
    for (let i = 0; i < draws; i++) {
      for (const [index, octet] of randomSerialNumber().entries()) {
        for (let bit = 0; bit < 8; bit++)
          if ((octet & (0x80 >> bit)) !== 0) ones[8 * index + bit] = (ones[8 * index + bit] ?? 0) + 1;
      }
    }
    // Seven standard deviations: a fair bit fails this once in 10^11 runs.
    const slack = 7 * Math.sqrt(draws / 4);
    for (const count of ones.slice(2)) expect(Math.abs(count - draws / 2)).toBeLessThan(slack);
  });
});
