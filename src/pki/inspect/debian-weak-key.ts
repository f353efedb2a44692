/**
 * RSA keys that Debian's and Ubuntu's OpenSSL made from 2006 to 2008, when its random numbers came from the number of the process
 * alone (CVE-2008-0166). What stands in `debian-weak-keys.txt` is said at its head: keys of 2048 bits, as `openssl genrsa` and
 * `openssl req` made them. Shorter ones are weak for that; longer ones, and those of ssh-keygen, are not known here.
 *
 * The list has half a megabyte, so it is loaded when such a key is looked at, and never before. It is loaded whole, since a part of
 * it chosen by the key would tell a web server something of the key. By chance one other key in a million is found in it.
 */
import { fromBase64, type Bytes } from '../../codec/bytes';

/** Of the modulus: the eight octets before the last one. */
const SAID_OF_A_KEY = 8;
/** The keys that are told apart for each one on the list. */
export const KEYS_FOR_EACH = 1_000_000;
/** Bits of a difference that are written as they are; what is above them is counted out in ones, with a zero to end it. */
const PLAIN_BITS = 19;

/** @param modulus big-endian, without zeros in front */
export async function isDebianWeakKey(modulus: Bytes): Promise<boolean> {
  if (modulus.length !== 256) return false;
  const { default: list } = await import('./debian-weak-keys.txt?raw');
  return isListed(modulus, list);
}

/** What stands for a modulus among `count` others: a number below `count` million. */
export function placeOf(modulus: Bytes, count: number): number {
  let said = 0n;
  for (const octet of modulus.subarray(-SAID_OF_A_KEY - 1, -1)) said = (said << 8n) | BigInt(octet);
  return Number(said % BigInt(count * KEYS_FOR_EACH));
}

/**
 * @param list lines of `#`, then `count base64`: the places in order, as Golomb-Rice codes of what each is above the one before.
 * A damaged list has nobody in it.
 */
export function isListed(modulus: Bytes, list: string): boolean {
  const [count = '', coded = ''] = list.slice(list.search(/^\d/m)).trimEnd().split(' ');
  const octets = fromBase64(coded);
  if (octets === undefined || !(Number(count) > 0)) return false;
  const wanted = placeOf(modulus, Number(count));
  let at = 0;
  let place = 0;
  for (let left = Number(count); left > 0 && place <= wanted; left--) {
    for (; bitsAt(octets, at, 1) === 1; at++) place += 2 ** PLAIN_BITS;
    place += bitsAt(octets, at + 1, PLAIN_BITS);
    at += 1 + PLAIN_BITS;
    if (place === wanted) return true;
  }
  return false;
}

/** @param count at most 25; behind the end there are zeros */
function bitsAt(octets: Bytes, at: number, count: number): number {
  const first = at >>> 3;
  const word =
    ((octets[first] ?? 0) << 24) |
    ((octets[first + 1] ?? 0) << 16) |
    ((octets[first + 2] ?? 0) << 8) |
    (octets[first + 3] ?? 0);
  return (word << (at & 7)) >>> (32 - count);
}
