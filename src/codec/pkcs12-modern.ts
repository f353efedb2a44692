/**
 * PKCS#12 as OpenSSL 3 and Java 17 write it by default: AES-256-CBC under PBKDF2-HMAC-SHA-256 (RFC 8018) for key and
 * certificates, HMAC-SHA-256. pkijs encrypts and stamps, and draws its own salts; the bags are ours, because pkijs would
 * cut them into pieces of indefinite length, which Go refuses. Loaded on first use.
 */
import { readAlgorithmIdentifier } from './algorithm-identifier';
import { utf8, type Bytes } from './bytes';
import { DerReader } from './der-reader';
import { encodeAuthenticatedSafe, type Pkcs12Contents, type Pkcs12Options } from './pkcs12';

export async function writeModernPkcs12(contents: Pkcs12Contents, options: Pkcs12Options): Promise<Bytes> {
  const { AuthenticatedSafe, EncryptedData, PFX } = await import('pkijs');
  const password = utf8(options.password).slice().buffer;
  const hmacHashAlgorithm = 'SHA-256';

  const safe = await encodeAuthenticatedSafe(contents, async (plaintext) => {
    const encrypted = new EncryptedData();
    await encrypted.encrypt({
      password,
      // The type asks for a vector; the one used is random.
      contentEncryptionAlgorithm: { name: 'AES-CBC', length: 256, iv: new Uint8Array(16) },
      hmacHashAlgorithm,
      iterationCount: options.iterations,
      contentToEncrypt: plaintext.slice().buffer,
    });
    const { contentEncryptionAlgorithm } = encrypted.encryptedContentInfo;
    const identifier = new Uint8Array(contentEncryptionAlgorithm.toSchema().toBER());
    return {
      algorithm: DerReader.document(identifier, readAlgorithmIdentifier),
      ciphertext: new Uint8Array(encrypted.encryptedContentInfo.getEncryptedContent()),
    };
  });

  const pfx = new PFX({
    parsedValue: { integrityMode: 0, authenticatedSafe: AuthenticatedSafe.fromBER(safe) },
  });
  await pfx.makeInternalValues({
    password,
    iterations: options.iterations,
    pbkdf2HashAlgorithm: hmacHashAlgorithm,
    hmacHashAlgorithm,
  });
  return new Uint8Array(pfx.toSchema().toBER());
}
