/** Signed certificate timestamps (RFC 6962 §3.2, §3.3) as OpenSSL 3.0 prints them: the list and each entry. */
import { toHex, utf8 } from '../../codec/bytes';
import type { DerReader } from '../../codec/der-reader';
import { Malformed } from '../../codec/malformed';
import * as Tag from '../../codec/tag';
import { pad } from './openssl-lines';
import { opensslTime } from './openssl-time';

/** Hash and signature numbers (RFC 5246 §7.4.1.4.1) of the combinations OpenSSL reads. */
const algorithms: ReadonlyMap<number, string> = new Map([
  [0x0403, 'ecdsa-with-SHA256'],
  [0x0401, 'sha256WithRSAEncryption'],
]);

const LOG_ID = 32;
const FIXED_PART = 1 + LOG_ID + 8 + 2;

/** Items behind lengths of two octets (RFC 5246 §4.3). */
function items(octets: Uint8Array): readonly Uint8Array[] {
  const found: Uint8Array[] = [];
  const list = item(octets, 0);
  if (list.length + 2 !== octets.length) throw new Malformed('trailing-data', list.length + 2);
  for (let at = 0; at < list.length; at += 2 + (found.at(-1)?.length ?? 0)) found.push(item(list, at));
  return found;
}

function item(octets: Uint8Array, at: number): Uint8Array {
  const length = ((octets[at] ?? 0) << 8) | (octets[at + 1] ?? 0);
  if (at + 2 + length > octets.length) throw new Malformed('truncated', at);
  return octets.subarray(at + 2, at + 2 + length);
}

/** `BIO_hex_string`: rows of 16, the first without indentation. */
function hexString(octets: Uint8Array, indent: number): string {
  const rows: string[] = [];
  for (let at = 0; at < octets.length; at += 16) rows.push(toHex(octets.subarray(at, at + 16), ':'));
  return rows.join(`:\n${pad(indent)}`).toUpperCase();
}

function timestamp(octets: Uint8Array): string {
  const milliseconds = BigInt(`0x${toHex(octets)}`);
  // Beyond the year 9999 OpenSSL's buffer has no room either.
  const time = new Date(Number(milliseconds));
  if (!(time.getTime() < Date.UTC(10_000, 0))) return 'Bad time value';
  const digits = `${time.toISOString().slice(0, 19).replace(/[-T:]/g, '')}.${String(milliseconds % 1000n).padStart(3, '0')}Z`;
  return opensslTime({ tag: Tag.GENERALIZED_TIME, octets: utf8(digits) }) ?? 'Bad time value';
}

function entry(sct: Uint8Array, indent: number): string {
  const inner = indent + 4;
  const hexIndent = indent + 16;
  const line = (label: string, value: string): string => `\n${pad(inner)}${label}: ${value}`;
  const head = `${pad(indent)}Signed Certificate Timestamp:`;
  if (sct[0] !== 0) {
    return `${head}${line('Version   ', 'unknown')}\n${pad(hexIndent)}${hexString(sct, hexIndent)}`;
  }
  if (sct.length < FIXED_PART) throw new Malformed('truncated', 0);
  const extensions = item(sct, FIXED_PART - 2);
  const signed = sct.subarray(FIXED_PART + extensions.length);
  const algorithm = algorithms.get(((signed[0] ?? 0) << 8) | (signed[1] ?? 0));
  if (algorithm === undefined) throw new Malformed('unsupported', 0, 'signature algorithm');
  const signature = item(signed, 2);
  return [
    head,
    line('Version   ', 'v1 (0x0)'),
    line('Log ID    ', hexString(sct.subarray(1, 1 + LOG_ID), hexIndent)),
    line('Timestamp ', timestamp(sct.subarray(1 + LOG_ID, FIXED_PART - 2))),
    line('Extensions', extensions.length === 0 ? 'none' : hexString(extensions, hexIndent)),
    line('Signature ', algorithm),
    `\n${pad(hexIndent)}${hexString(signature, hexIndent)}`,
  ].join('');
}

/** @throws Malformed */
export function sctList(reader: DerReader, indent: number): string {
  return items(reader.octetString())
    .map((sct) => entry(sct, indent))
    .join('\n');
}
