/**
 * An authority as one file under a password: PKCS#12, or a PEM file with its certificate, those above it and its key. These
 * are what every other program opens; the sealed form is for the browser's storage alone.
 */
import { utf8, type Bytes } from '../../codec/bytes';
import { identity, PKCS12_ITERATIONS } from '../../codec/pkcs12';
import { writeCompatiblePkcs12 } from '../../codec/pkcs12-compatible';
import { writeModernPkcs12 } from '../../codec/pkcs12-modern';
import { encodePem } from '../../codec/pem';
import { portablePrivateKey } from '../../codec/private-key';
import { PkiError } from '../error';
import { exportPrivateKey } from '../key-export';
import { randomOctets } from '../random';

export type AuthorityForm = 'pkcs12' | 'pkcs12-compatible' | 'pem';

export interface AuthorityToWrite {
  readonly certificate: Bytes;
  /** Above it, its issuer first. */
  readonly chain: readonly Bytes[];
  readonly name: string;
  /** Extractable. */
  readonly key: CryptoKey;
}

/** @param password never empty */
export async function writeAuthority(
  { certificate, chain, name, key }: AuthorityToWrite,
  form: AuthorityForm,
  password: string,
): Promise<Bytes> {
  if (form === 'pem') {
    const exported = await exportPrivateKey(key, 'pkcs8-encrypted', password);
    if (!exported.ok) throw new PkiError('platform-refused', ['exporting the key', exported.error]);
    const certificates = [certificate, ...chain].map((der) => encodePem('CERTIFICATE', der));
    return utf8(certificates.join('') + exported.value.text);
  }
  const portable = portablePrivateKey(new Uint8Array(await crypto.subtle.exportKey('pkcs8', key)));
  if (!portable.ok) throw new PkiError('platform-refused', ['exporting the key'], portable.error);
  const contents = await identity(portable.value, [certificate, ...chain], name);
  const options = { password, iterations: PKCS12_ITERATIONS.chosenPassword };
  return form === 'pkcs12'
    ? writeModernPkcs12(contents, options)
    : writeCompatiblePkcs12(contents, { ...options, random: randomOctets });
}
