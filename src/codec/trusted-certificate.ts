/**
 * OpenSSL's TRUSTED CERTIFICATE: a certificate, and behind it what it is trusted and not trusted for, its alias and key
 * identifier (X509_CERT_AUX in OpenSSL's x_x509a.c). In no standard.
 */
import { derFromBer } from './ber';
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import { attempt, type Result } from './malformed';
import * as Tag from './tag';

export interface TrustedCertificate {
  readonly der: Bytes;
  readonly alias?: string;
  /** Purposes as object identifiers. */
  readonly trusted: readonly string[];
  readonly rejected: readonly string[];
}

export function parseTrustedCertificate(octets: Uint8Array): Result<TrustedCertificate> {
  return attempt(() => {
    const reader = new DerReader(octets);
    const der = DerReader.own(reader.element(Tag.SEQUENCE));
    if (reader.done) return { der, trusted: [], rejected: [] };
    const auxiliary = new DerReader(derFromBer(reader.element(Tag.SEQUENCE))).sequence();
    const trusted = auxiliary.peek() === Tag.SEQUENCE ? oidsOf(auxiliary.sequence()) : [];
    const rejected = auxiliary.peek() === Tag.explicit(0) ? oidsOf(auxiliary.enter(Tag.explicit(0))) : [];
    const alias = auxiliary.peek() === Tag.UTF8_STRING ? auxiliary.utf8String() : undefined;
    return { der, trusted, rejected, ...(alias !== undefined && { alias }) };
  });
}

function oidsOf(reader: DerReader): readonly string[] {
  const oids: string[] = [];
  while (!reader.done) oids.push(reader.oid());
  return oids;
}
