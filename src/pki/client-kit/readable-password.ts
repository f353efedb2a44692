/**
 * A password to be read out or typed off: four groups of four of Crockford's base 32, which has no letter that looks like
 * another or like a digit. 80 bits: no work factor has to help it.
 */
import { randomOctets } from '../random';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** `k7mp-x3qd-9wtc-hv4n` */
export function readablePassword(random = randomOctets): string {
  // 32 symbols: five bits of each octet, all equally likely.
  const symbols = [...random(16)].map((octet) => ALPHABET.charAt(octet & 31)).join('');
  return symbols.replace(/.{4}(?=.)/g, '$&-');
}
