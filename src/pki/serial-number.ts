/** Serial numbers of certificates. */
import type { Bytes } from '../codec/bytes';
import { randomOctets } from './random';

const OCTETS = 20;

/**
 * Octets for numbers to come: a browser takes as long to draw 20 octets as to draw 1,000, and a serial number is no secret.
 */
let drawn: Bytes = new Uint8Array(0);
let used = 0;

/**
 * 20 octets, the most RFC 5280 §4.1.2.2 allows, positive and of constant length: the two top bits are fixed to 01,
 * the other 158 random (CA/B Baseline Requirements 7.1 asks for 64).
 */
export function randomSerialNumber(): Bytes {
  if (used === drawn.length) {
    drawn = randomOctets(50 * OCTETS);
    used = 0;
  }
  const octets = drawn.slice(used, used + OCTETS);
  used += OCTETS;
  octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40;
  return octets;
}
