/** Java's modified UTF-8 (java.io.DataInput): surrogates each for themselves, NUL in two octets. Total. */
export function modifiedUtf8(octets: Uint8Array): string {
  let text = '';
  for (let at = 0; at < octets.length;) {
    const [a = 0, b = 0, c = 0] = octets.subarray(at, at + 3);
    const [code, length] =
      a < 0x80
        ? [a, 1]
        : a < 0xe0
          ? [((a & 0x1f) << 6) | (b & 0x3f), 2]
          : [((a & 0x0f) << 12) | ((b & 0x3f) << 6) | (c & 0x3f), 3];
    text += String.fromCharCode(code);
    at += length;
  }
  return text;
}
