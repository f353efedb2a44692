/**
 * Symmetric keys in the form that Java puts them into PKCS#12 with: PrivateKeyInfo with the cipher as algorithm, so that one reader
 * serves all stores. What JCEKS names in Java's words gets the identifier here.
 */
import type { Bytes } from './bytes';
import { encodePrivateKeyInfo } from './private-key';

const PASSWORD = '1.2.840.113549.1.5.3';

/** Java's name (JCA Standard Algorithm Names), the identifier (sun.security.util.KnownOIDs), and what people say. */
const rows: readonly (readonly [java: string, oid: string, name: string])[] = [
  ['AES', '2.16.840.1.101.3.4.1', 'AES'],
  ['DES', '1.3.14.3.2.7', 'DES'],
  ['DESede', '1.3.14.3.2.17', 'Triple DES'],
  ['DESede', '1.2.840.113549.3.7', 'Triple DES'],
  ['RC2', '1.2.840.113549.3.2', 'RC2'],
  ['ARCFOUR', '1.2.840.113549.3.4', 'RC4'],
  ['Blowfish', '1.3.6.1.4.1.3029.1.1.2', 'Blowfish'],
  ['ChaCha20', '1.2.840.113549.1.9.16.3.18', 'ChaCha20'],
  ['HmacMD5', '1.3.6.1.5.5.8.1.1', 'HMAC with MD5'],
  ['HmacSHA1', '1.2.840.113549.2.7', 'HMAC with SHA-1'],
  ['HmacSHA224', '1.2.840.113549.2.8', 'HMAC with SHA-224'],
  ['HmacSHA256', '1.2.840.113549.2.9', 'HMAC with SHA-256'],
  ['HmacSHA384', '1.2.840.113549.2.10', 'HMAC with SHA-384'],
  ['HmacSHA512', '1.2.840.113549.2.11', 'HMAC with SHA-512'],
  ['HmacSHA512/224', '1.2.840.113549.2.12', 'HMAC with SHA-512/224'],
  ['HmacSHA512/256', '1.2.840.113549.2.13', 'HMAC with SHA-512/256'],
  ['HmacSHA3-224', '2.16.840.1.101.3.4.2.13', 'HMAC with SHA3-224'],
  ['HmacSHA3-256', '2.16.840.1.101.3.4.2.14', 'HMAC with SHA3-256'],
  ['HmacSHA3-384', '2.16.840.1.101.3.4.2.15', 'HMAC with SHA3-384'],
  ['HmacSHA3-512', '2.16.840.1.101.3.4.2.16', 'HMAC with SHA3-512'],
  // What `keytool -importpass` keeps a password as.
  ['PBEWithMD5AndDES', PASSWORD, 'password'],
  ['PBE', PASSWORD, 'password'],
];

const names: ReadonlyMap<string, string> = new Map(rows.map(([, oid, name]) => [oid, name]));

/** `undefined` for an algorithm without an identifier here. */
export function encodeSecretKey(java: string, key: Bytes): Bytes | undefined {
  const oid = rows.find(([name]) => name.toLowerCase() === java.toLowerCase())?.[1];
  return oid === undefined ? undefined : encodePrivateKeyInfo({ algorithm: { oid }, key });
}

/** `AES`, `HMAC with SHA-256`, `password`; `undefined` for what is no symmetric key. */
export const secretKeyName = (oid: string): string | undefined => names.get(oid);
