/** Which strings Go reads in a Name (crypto/x509 `parseName`): of six types, each with the characters it may have. */
import { attempt } from '../../codec/malformed';
import * as Tag from '../../codec/tag';
import { LenientReader, type Element } from './lenient-reader';

/** @returns Go's words after `x509: `, or `undefined` where it reads the name */
export function goNameMalformed(der: Uint8Array): string | undefined {
  const read = attempt(() => {
    const sequence = new LenientReader(der).enter(Tag.SEQUENCE);
    for (const { tag, contents } of sequence.rest()) {
      if (tag !== Tag.SET) return 'invalid RDNSequence';
      for (const attribute of sequence.into(contents).rest()) {
        const reader = sequence.into(attribute.contents);
        reader.next(Tag.OBJECT_IDENTIFIER);
        const words = stringMalformed(reader.next());
        if (words !== undefined) return `invalid RDNSequence: invalid attribute value: ${words}`;
      }
    }
    return undefined;
  });
  return read.ok ? read.value : 'invalid RDNSequence';
}

/** PrintableString, with the `*` and the `&` that certificates have in it against X.680 §41.4. */
const PRINTABLE = /^[A-Za-z0-9 '()+,\-./:=?*&]*$/;

function stringMalformed({ tag, contents }: Element): string | undefined {
  const text = () => String.fromCharCode(...contents.subarray(0, 10_000));
  switch (tag) {
    case Tag.TELETEX_STRING:
      return undefined;
    case Tag.PRINTABLE_STRING:
      return PRINTABLE.test(text()) ? undefined : 'invalid PrintableString';
    case Tag.UTF8_STRING:
      return isUtf8(contents) ? undefined : 'invalid UTF-8 string';
    case Tag.BMP_STRING:
      return contents.length % 2 === 0 ? undefined : 'invalid BMPString';
    case Tag.IA5_STRING:
      return contents.every((octet) => octet < 0x80) ? undefined : 'invalid IA5String';
    case Tag.NUMERIC_STRING:
      return /^[\d ]*$/.test(text()) ? undefined : 'invalid NumericString';
    default:
      return `unsupported string type: ${tag}`;
  }
}

function isUtf8(contents: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(contents);
    return true;
  } catch {
    return false;
  }
}
