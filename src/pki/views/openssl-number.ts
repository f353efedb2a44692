/** INTEGERs and addresses as OpenSSL holds and prints them. */
import { toHex } from '../../codec/bytes';

/** Sign and magnitude of two's-complement octets, without leading zeros; zero keeps one octet. */
export function signedMagnitude(octets: Uint8Array): {
  readonly negative: boolean;
  readonly magnitude: Uint8Array;
} {
  const negative = (octets[0] ?? 0) >= 0x80;
  const magnitude = Uint8Array.from(octets);
  if (negative) {
    let carry = 1;
    for (let at = magnitude.length - 1; at >= 0; at--) {
      const sum = (~(magnitude[at] ?? 0) & 0xff) + carry;
      magnitude[at] = sum & 0xff;
      carry = sum >> 8;
    }
  }
  return { negative, magnitude: unsignedMagnitude(magnitude) };
}

/** Without leading zeros; zero keeps one octet. */
export function unsignedMagnitude(octets: Uint8Array): Uint8Array {
  let start = 0;
  while (start < octets.length - 1 && octets[start] === 0) start++;
  return octets.subarray(start);
}

/** `192.0.2.1`; eight groups in upper case without `::`; `undefined` for any other number of octets. */
export function addressText(octets: Uint8Array): string | undefined {
  if (octets.length === 4) return octets.join('.');
  if (octets.length !== 16) return undefined;
  const groups: string[] = [];
  for (let at = 0; at < 16; at += 2) {
    groups.push((((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0)).toString(16).toUpperCase());
  }
  return groups.join(':');
}

/** `AB:CD`. */
export const colonHex = (octets: Uint8Array): string => toHex(octets, ':').toUpperCase();

/** Of an unsigned number. */
export function bitLength(octets: Uint8Array): number {
  const magnitude = unsignedMagnitude(octets);
  return 8 * magnitude.length - Math.clz32(magnitude[0] ?? 0) + 24;
}
