/** What a message carries, in words: how long it is, and as text where it is some. */
import type { Bytes } from '../../codec/bytes';
import type { Field } from './field';
import { octets as hex } from './leaf';

/** Octets shown as text. */
const MAX_TEXT = 65_536;

export function contentFields(octets: Bytes): readonly Field[] {
  const text = textOf(octets.subarray(0, MAX_TEXT));
  const size: Field = {
    name: 'size',
    label: 'Size',
    value: `${octets.length.toLocaleString('en-GB')} octets`,
  };
  const span = { start: 0, end: octets.length };
  return text === undefined
    ? [size, { name: 'octets', label: 'Octets', span, ...hex(octets) }]
    : [
        size,
        { name: 'text', label: octets.length > MAX_TEXT ? 'Text, its beginning' : 'Text', span, value: text },
      ];
}

/** UTF-8 without control characters but tabs and line ends; a last character may be cut. */
function textOf(octets: Bytes): string | undefined {
  const text = new TextDecoder().decode(octets, { stream: true });
  return Array.from(text, (one) => one.charCodeAt(0)).some(isNoText) ? undefined : text;
}

const isNoText = (code: number): boolean => code < 9 || (code > 13 && code < 32) || code === 0xfffd;
