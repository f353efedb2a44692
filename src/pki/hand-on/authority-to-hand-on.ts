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
import { readPile } from '../unlock';
import { handOn, type HandOnRefusal, type Successor } from './hand-on';
import type { WorkDone } from './work-done';

export interface KeptAuthority {
  readonly certificate: Bytes;
  /** Above it, its issuer first, as far as known. */
  readonly chain: readonly Bytes[];
  /** Files with what is missing above it, the root most of all. */
  readonly added: readonly (string | Bytes)[];
  readonly work: WorkDone;
  /** Extractable. */
  readonly key: CryptoKey;
}

/**
 * @param passphrase of the key file, for a program that reads an encrypted one
 * @throws PkiError `not-found` where the octets are no certificate
 */
export async function handOnAuthority(
  { certificate, chain, added, key, work }: KeptAuthority,
  to: Successor,
  passphrase: string,
  at: Date,
): Promise<Result<Download, HandOnRefusal>> {
  const parsed = parseCertificate(certificate);
  if (!parsed.ok) throw new PkiError('not-found', ['certificate']);
  const scheme = schemeOf(parsed.value.publicKey);
  if (scheme === undefined) return failure('unsupported-key');
  const name = displayName(parsed.value.subject);
  const privateKey = new Uint8Array(await crypto.subtle.exportKey('pkcs8', key));
  const above = [...chain, ...(await readPile(added)).certificates];
  const authority = { name, family: scheme.family, certificate, above, privateKey, work };
  const files = await handOn(authority, to, passphrase, at);
  if (!files.ok) return files;
  const folder = safeFileName(`${name.replace(/\s+/g, '-')}-${to}`);
  return success({
    fileName: `${folder}.zip`,
    contents: await zip(folder, files.value),
    type: 'application/zip',
  });
}
