/** Signatures by hashes that are broken: MD5 for all; SHA-1 for all that is issued now (RFC 6194), though §6 has nothing against it. */
import { asks, type PathProfile } from './path-request';

const md5: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.2',
  '1.2.840.113549.1.1.3',
  '1.2.840.113549.1.1.4',
  '1.3.14.3.2.3',
]);
const sha1: ReadonlySet<string> = new Set([
  '1.2.840.113549.1.1.5',
  '1.2.840.10045.4.1',
  '1.2.840.10040.4.3',
  '1.3.14.3.2.29',
]);

/** @param oid of the signature's algorithm */
export const isBrokenSignature = (oid: string, profile: PathProfile): boolean =>
  md5.has(oid) || (asks(profile, 'rfc5280') && sha1.has(oid));
