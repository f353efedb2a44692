/** What trust stores know a certificate by: fingerprints, OpenSSL's subject hashes, a printable name. */
import { md5 } from '@noble/hashes/legacy.js';
import { toHex, type Bytes } from '../codec/bytes';
import { parseCertificate, type Certificate } from '../codec/certificate';
import { DerWriter } from '../codec/der-writer';
import { attributeOf, formatDistinguishedName, type DistinguishedName } from '../codec/distinguished-name';
import { encodePem } from '../codec/pem';
import * as Tag from '../codec/tag';
import type { RecipeContext } from './recipes/recipe';

const COMMON_NAME = '2.5.4.3';

/** First four octets as a little-endian number, in hex: what file names in hashed directories are made of. */
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

const sha1 = async (data: Bytes) => new Uint8Array(await crypto.subtle.digest('SHA-1', data));

/** CommonName, else the whole subject in words. */
export function displayName(name: DistinguishedName): string {
  const shown = attributeOf(name, COMMON_NAME) ?? formatDistinguishedName(name);
  return shown === '' ? 'Unnamed' : shown;
}

/** Facts about a certificate that parses; `undefined` where it does not. */
export async function anchorFacts(
  der: Bytes,
): Promise<(RecipeContext['anchor'] & { certificate: Certificate }) | undefined> {
  const parsed = parseCertificate(der);
  if (!parsed.ok) return undefined;
  const { subject, validity } = parsed.value;
  return {
    certificate: parsed.value,
    name: displayName(subject),
    der,
    pem: encodePem('CERTIFICATE', der),
    sha256: toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', der))),
    sha1: toHex(await sha1(der)),
    subjectHash: hash32(await sha1(canonicalName(subject))),
    subjectHashOld: hash32(md5(subject.der)),
    notAfter: validity.notAfter.toISOString(),
  };
}
