/** A private key as WebCrypto's handle, extractable: to have its public half computed, or another form of it written. */
import type { Bytes } from '../../codec/bytes';
import { parsePrivateKeyInfo } from '../../codec/private-key';
import { schemeOf } from '../signature-scheme';

interface ExtractableKey {
  readonly key: CryptoKey;
  readonly importing: Algorithm | EcKeyImportParams | RsaHashedImportParams;
  /** A key for agreement, which signs nothing. */
  readonly exchanges: boolean;
}

const X25519 = '1.3.101.110';

/** @returns `undefined` where WebCrypto here has no such keys, or finds this one wrong */
export async function extractableKey(pkcs8: Bytes): Promise<ExtractableKey | undefined> {
  const info = parsePrivateKeyInfo(pkcs8);
  if (!info.ok) return undefined;
  const exchanges = info.value.algorithm.oid === X25519;
  const scheme = schemeOf(info.value);
  const importing = exchanges ? { name: 'X25519' } : scheme?.importing;
  if (importing === undefined) return undefined;
  try {
    const usages: KeyUsage[] = exchanges ? ['deriveBits'] : ['sign'];
    return {
      key: await crypto.subtle.importKey('pkcs8', pkcs8, importing, true, usages),
      importing,
      exchanges,
    };
  } catch {
    return undefined;
  }
}
