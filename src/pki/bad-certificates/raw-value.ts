/** Values of extensions member by member, where honest writers would refuse what a case wants in them. */
import { toHex, utf8, type Bytes } from '../../codec/bytes';
import { DerWriter } from '../../codec/der-writer';
import * as Tag from '../../codec/tag';

/** A GeneralName as tag and octets. */
export interface RawName {
  readonly tag: number;
  readonly contents: Uint8Array;
}

/** @param number 1 mailbox, 2 DNS name, 6 URI */
export const text = (number: number, value: string): RawName => ({
  tag: Tag.implicit(number),
  contents: utf8(value),
});

export const dns = (value: string): RawName => text(2, value);

export const generalNames = (...names: readonly RawName[]): Bytes =>
  DerWriter.encode((writer) =>
    writer.sequence(() => {
      for (const { tag, contents } of names) writer.primitive(tag, contents);
    }),
  );

/** An AuthorityKeyIdentifier with issuer and serial number (RFC 5280 §4.2.1.1). */
export const pointingAt = (issuer: Uint8Array, serialNumber: Uint8Array, keyIdentifier?: Uint8Array): Bytes =>
  DerWriter.encode((writer) =>
    writer.sequence(() => {
      if (keyIdentifier !== undefined) writer.octetString(keyIdentifier, Tag.implicit(0));
      writer.constructed(Tag.explicit(1), () =>
        writer.constructed(Tag.explicit(4), () => writer.raw(issuer)),
      );
      writer.primitive(Tag.implicit(2), serialNumber);
    }),
  );

/** BasicConstraints with its BOOLEAN as an octet. */
export const basicConstraints = (ca: number | undefined, pathLength?: number): Bytes =>
  DerWriter.encode((writer) =>
    writer.sequence(() => {
      if (ca !== undefined) writer.primitive(Tag.BOOLEAN, Uint8Array.of(ca));
      if (pathLength !== undefined) writer.integer(pathLength);
    }),
  );

/** A BIT STRING: unused bits, then octets. */
export const bits = (...contents: readonly number[]): Bytes =>
  DerWriter.encode((writer) => writer.primitive(Tag.BIT_STRING, Uint8Array.from(contents)));

/** The octets of `found` in `der`, once, by others of the same length. */
export function exchanged(der: Bytes, found: Uint8Array, by: Uint8Array): Bytes {
  const place = toHex(der).indexOf(toHex(found)) / 2;
  if (place < 0 || !Number.isInteger(place) || by.length !== found.length)
    throw new RangeError('nothing there to exchange');
  const changed = der.slice();
  changed.set(by, place);
  return changed;
}
