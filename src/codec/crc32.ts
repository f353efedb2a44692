/** CRC-32 as zip archives have it (APPNOTE 4.4.7: ISO 3309, reflected, all ones before and after). Finds accidents, and no intent. */

/** What an octet alone leaves behind. */
const table = Int32Array.from({ length: 256 }, (_, octet) => {
  let left = octet;
  for (let bit = 0; bit < 8; bit++) left = left & 1 ? (left >>> 1) ^ 0xedb88320 : left >>> 1;
  return left;
});

/** Unsigned, 32 bits. */
export function crc32(octets: Uint8Array): number {
  let crc = -1;
  for (const octet of octets) crc = (crc >>> 8) ^ (table[(crc ^ octet) & 0xff] ?? 0);
  return ~crc >>> 0;
}
