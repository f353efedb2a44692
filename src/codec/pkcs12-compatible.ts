/**
 * PKCS#12 for programs that know nothing newer (Windows Server 2016, older macOS and Android, Java before 8u301):
 * triple DES for key and certificates, HMAC-SHA-1 (RFC 7292 appendix C). Never RC2, which OpenSSL 3 opens no more.
 */
import type { Bytes } from './bytes';
import { encodeAuthenticatedSafe, encodePfx, type Pkcs12Contents, type Pkcs12Options } from './pkcs12';
import { encryptTripleDes } from './pkcs12-encryption';
import { stampSha1 } from './pkcs12-mac';
import type { RandomOctets } from './random';

export async function writeCompatiblePkcs12(
  contents: Pkcs12Contents,
  options: Pkcs12Options & { readonly random: RandomOctets },
): Promise<Bytes> {
  const { password } = options;
  const safe = await encodeAuthenticatedSafe(contents, (plaintext) =>
    encryptTripleDes(plaintext, password, options),
  );
  return encodePfx(safe, await stampSha1(safe, password, options));
}
