/** BMPString (X.690 §8.23.8), which PKCS#12 has for names and, in a way, for passwords: two octets a character. */
import type { Bytes } from './bytes';
import { Malformed } from './malformed';

/** Characters beyond the BMP go as surrogate pairs, which the type has no room for: every program does it for passwords. */
export function encodeBmp(text: string): Bytes {
  const octets = new Uint8Array(2 * text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    octets[2 * i] = unit >> 8;
    octets[2 * i + 1] = unit & 0xff;
  }
  return octets;
}

/** Characters beyond the BMP replaced: OpenSSL and Python show no name at all where a surrogate is in it. */
export const encodeBmpName = (name: string): Bytes =>
  encodeBmp(name.replace(/[\u{10000}-\u{10ffff}]/gu, '\ufffd'));

/** @throws Malformed */
export function decodeBmp(octets: Uint8Array): string {
  if (octets.length % 2 !== 0) throw new Malformed('bad-string', 0, 'half a character');
  let text = '';
  for (let i = 0; i < octets.length; i += 2) {
    text += String.fromCharCode(((octets[i] ?? 0) << 8) | (octets[i + 1] ?? 0));
  }
  return text;
}
