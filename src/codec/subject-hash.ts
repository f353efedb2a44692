/** OpenSSL's subject hashes: what files are called in hashed directories (`c_rehash`, Android's system store). */
import { md5 } from '@noble/hashes/legacy.js';
import { toHex, type Bytes } from './bytes';
import { DerWriter } from './der-writer';
import type { DistinguishedName } from './distinguished-name';
import * as Tag from './tag';

/** First four octets as a little-endian number, 8 hex digits. */
function hash32(digest: Uint8Array): string {
  return toHex(digest.slice(0, 4).reverse());
}

/**
 * OpenSSL's canonical form of a Name: the RDNs without the outer header, each value a UTF8String, lower-cased in
 * ASCII, white space trimmed and collapsed (x_name.c, `asn1_string_canon`).
 */
function canonicalName(name: DistinguishedName): Bytes {
  return DerWriter.encode((writer) => {
    for (const rdn of name.rdns) {
      const members = rdn.map(({ type, value }) => {
        const folded = value
          .replace(/^[ \t\n\v\f\r]+|[ \t\n\v\f\r]+$/g, '')
          .replace(/[ \t\n\v\f\r]+/g, ' ')
          .replace(/[A-Z]/g, (letter) => letter.toLowerCase());
        return DerWriter.encode((one) => one.sequence(() => one.oid(type).string(Tag.UTF8_STRING, folded)));
      });
      writer.setOf(members);
    }
  });
}

/** `openssl x509 -subject_hash`, since 1.0.0: SHA-1 of the canonical form. */
export async function subjectHash(name: DistinguishedName): Promise<string> {
  return hash32(new Uint8Array(await crypto.subtle.digest('SHA-1', canonicalName(name))));
}

/** `openssl x509 -subject_hash_old`: MD5 of the DER. */
export function subjectHashOld(name: DistinguishedName): string {
  return hash32(md5(name.der));
}
