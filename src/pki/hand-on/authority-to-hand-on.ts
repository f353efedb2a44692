/** An authority that is kept here, with its key opened for the purpose, made ready for another program. */
import type { Bytes } from '../../codec/bytes';
import { parseCertificate } from '../../codec/certificate';
import { failure, success, type Result } from '../../codec/malformed';
import { zip } from '../../codec/zip';
import { displayName } from '../anchor';
import { PkiError } from '../error';
import { safeFileName } from '../file-name';
import type { Download } from '../handover';
import { schemeOf } from '../signature-scheme';
import { handOn, type Successor } from './hand-on';

export interface KeptAuthority {
  readonly certificate: Bytes;
  /** Above it, its issuer first. */
  readonly chain: readonly Bytes[];
  /** Extractable. */
  readonly key: CryptoKey;
}

/**
 * @param passphrase of the key file, for a program that reads an encrypted one
 * @throws PkiError `not-found` where the octets are no certificate
 */
export async function handOnAuthority(
  { certificate, chain, key }: KeptAuthority,
  to: Successor,
  passphrase: string,
): Promise<Result<Download, 'unsupported-key' | 'needs-passphrase'>> {
  const parsed = parseCertificate(certificate);
  if (!parsed.ok) throw new PkiError('not-found', ['certificate']);
  const scheme = schemeOf(parsed.value.publicKey);
  if (scheme === undefined) return failure('unsupported-key');
  const name = displayName(parsed.value.subject);
  const privateKey = new Uint8Array(await crypto.subtle.exportKey('pkcs8', key));
  const authority = { name, family: scheme.family, chain: [certificate, ...chain] as const, privateKey };
  const files = await handOn(authority, to, passphrase);
  if (!files.ok) return files;
  const folder = safeFileName(`${name.replace(/\s+/g, '-')}-${to}`);
  return success({
    fileName: `${folder}.zip`,
    contents: await zip(folder, files.value),
    type: 'application/zip',
  });
}
