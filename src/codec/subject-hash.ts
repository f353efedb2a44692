/** OpenSSL's subject hashes: what files are called in hashed directories (`c_rehash`, Android's system store). */
import { md5 } from '@noble/hashes/legacy.js';
import { toHex, type Bytes } from './bytes';
import { DerReader } from './der-reader';
import { DerWriter } from './der-writer';
import type { DistinguishedName } from './distinguished-name';
import * as Tag from './tag';

/** First four octets as a little-endian number, 8 hex digits. */
function hash32(digest: Uint8Array): string {
  return toHex(digest.slice(0, 4).reverse());
}

/** String types that OpenSSL folds; anything else, NumericString included, goes into the canonical form as it stands. */
const folded: ReadonlySet<number> = new Set([
  Tag.UTF8_STRING,
  Tag.BMP_STRING,
  Tag.UNIVERSAL_STRING,
  Tag.PRINTABLE_STRING,
  Tag.TELETEX_STRING,
  Tag.IA5_STRING,
  Tag.VISIBLE_STRING,
]);

function fold(value: string): string {
  return value
    .replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, '')
    .replace(/[ \t\n\v\f\r]+/g, ' ')
    .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/**
 * OpenSSL's canonical form of a Name: the RDNs without the outer header, each value a UTF8String, lower-cased in
 * ASCII, white space trimmed and collapsed (x_name.c, `asn1_string_canon`).
 */
function canonicalName(name: DistinguishedName): Bytes {
  const values = name.rdns.flat().values();
  return DerReader.document(name.der, (reader) => {
    const rdns = reader.sequence();
    return DerWriter.encode((writer) => {
      while (!rdns.done) {
        const rdn = rdns.set();
        const members: Bytes[] = [];
        while (!rdn.done) members.push(canonicalAttribute(rdn, values.next().value?.value ?? ''));
        // OpenSSL drops an RDN without attributes.
        if (members.length > 0) writer.setOf(members);
      }
    });
  });
}

function canonicalAttribute(rdn: DerReader, value: string): Bytes {
  const attribute = rdn.sequence();
  const type = attribute.element();
  const isText = folded.has(attribute.peek());
  return DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.raw(type);
      if (isText) writer.string(Tag.UTF8_STRING, fold(value));
      else writer.raw(attribute.element());
    }),
  );
}

/** `openssl x509 -subject_hash`, since 1.0.0: SHA-1 of the canonical form. */
export async function subjectHash(name: DistinguishedName): Promise<string> {
  return hash32(new Uint8Array(await crypto.subtle.digest('SHA-1', canonicalName(name))));
}

/** `openssl x509 -subject_hash_old`: MD5 of the DER. */
export function subjectHashOld(name: DistinguishedName): string {
  return hash32(md5(name.der));
}
