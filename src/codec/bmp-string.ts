/**
 * BMPString (X.690 §8.23.8) as PKCS#12 uses it: UTF-16, big-endian. Characters beyond the BMP, which the type has no room
 * for, go as surrogate pairs: so do OpenSSL, Java and Windows.
 */
import type { Bytes } from './bytes';
import { Malformed } from './malformed';

export function encodeBmp(text: string): Bytes {
  const octets = new Uint8Array(2 * text.length);
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    octets[2 * i] = unit >> 8;
    octets[2 * i + 1] = unit & 0xff;
  }
  return octets;
}

/** @throws Malformed */
export function decodeBmp(octets: Uint8Array): string {
  if (octets.length % 2 !== 0) throw new Malformed('bad-string', 0, 'half a character');
  let text = '';
  for (let i = 0; i < octets.length; i += 2) {
    text += String.fromCharCode(((octets[i] ?? 0) << 8) | (octets[i + 1] ?? 0));
  }
  return text;
}
