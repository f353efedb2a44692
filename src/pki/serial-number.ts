/** Serial numbers of certificates. */
import type { Bytes } from '../codec/bytes';
import { randomOctets } from './random';

/**
 * 20 octets, the most RFC 5280 §4.1.2.2 allows, positive and of constant length: the two top bits are fixed to 01,
 * the other 158 random (CA/B Baseline Requirements 7.1 asks for 64).
 */
export function randomSerialNumber(): Bytes {
  const octets = randomOctets(20);
  octets[0] = ((octets[0] ?? 0) & 0x3f) | 0x40;
  return octets;
}
