// The limit: the five operations that any certificate with a new key costs, and nothing else. No contestant can be faster.
const generation = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signing = { name: 'ECDSA', hash: 'SHA-256' } as const;

/** Where the EC point begins in the SubjectPublicKeyInfo of P-256. */
const POINT = 26;

export class RawWebCrypto {
  readonly #authority: CryptoKey;
  readonly #toSign: Uint8Array<ArrayBuffer>;

  /** @param toSign as many octets as the other contestants sign */
  constructor(authority: CryptoKey, toSign: Uint8Array<ArrayBuffer>) {
    this.#authority = authority;
    this.#toSign = toSign;
  }

  async fiveOperations(): Promise<void> {
    const { privateKey, publicKey } = await crypto.subtle.generateKey(generation, true, ['sign', 'verify']);
    const spki = await crypto.subtle.exportKey('spki', publicKey);
    await crypto.subtle.digest('SHA-1', new Uint8Array(spki, POINT));
    await crypto.subtle.sign(signing, this.#authority, this.#toSign);
    await crypto.subtle.exportKey('pkcs8', privateKey);
  }

  /** What a certificate costs when its key exists already. */
  async digestAndSign(spki: Uint8Array<ArrayBuffer>): Promise<void> {
    await crypto.subtle.digest('SHA-1', spki.subarray(POINT));
    await crypto.subtle.sign(signing, this.#authority, this.#toSign);
  }
}

/** What checking one signature from octets costs. */
export async function importAndVerify(
  spki: Uint8Array<ArrayBuffer>,
  signature: Uint8Array<ArrayBuffer>,
  data: Uint8Array<ArrayBuffer>,
): Promise<boolean> {
  const key = await crypto.subtle.importKey('spki', spki, generation, false, ['verify']);
  return crypto.subtle.verify(signing, key, signature, data);
}
