/** Which scheme a file's AlgorithmIdentifier asks for, and with which form of the password. One row per scheme. */
import type { AlgorithmIdentifier } from './algorithm-identifier';
import { isAscii, latin1, utf8, type Bytes } from './bytes';
import type { KdfBudget } from './kdf-budget';
import { Malformed } from './malformed';
import { decryptPbes1, isPbes1 } from './pbes1';
import { decryptPbes2, PBES2 } from './pbes2';
import { decryptPkcs12, isPkcs12Encryption } from './pkcs12-encryption';
import { bmpPassword } from './pkcs12-kdf';

/** A password in the two forms that the schemes take. */
export interface Password {
  readonly text: string;
  /** See `bmpPassword`. */
  readonly bmp: Bytes;
}

export const passwordOf = (text: string): Password => ({ text, bmp: bmpPassword(text) });

/** No password, as some programs write it into PKCS#12: not even the NUL of the empty one. */
const NO_PASSWORD: Password = { text: '', bmp: new Uint8Array(0) };

/**
 * Every form that programs have written a password into PKCS#12 in: where there is none, as the empty one or as nothing at
 * all; and before OpenSSL 1.1.0, each octet of the UTF-8 as a character of its own.
 */
export function passwordForms(text: string): readonly Password[] {
  if (text === '') return [passwordOf(''), NO_PASSWORD];
  return isAscii(text)
    ? [passwordOf(text)]
    : [passwordOf(text), { text, bmp: bmpPassword(latin1(utf8(text))) }];
}

/** @throws Malformed, WrongPassword */
export function decryptUnderPassword(
  algorithm: AlgorithmIdentifier,
  ciphertext: Bytes,
  password: Password,
  budget: KdfBudget,
): Promise<Bytes> {
  const { oid, parameters } = algorithm;
  if (oid === PBES2 && parameters !== undefined) {
    return decryptPbes2(parameters, ciphertext, password.text, budget);
  }
  if (isPkcs12Encryption(oid)) return decryptPkcs12(algorithm, ciphertext, password.bmp, budget);
  if (isPbes1(oid)) return decryptPbes1(algorithm, ciphertext, password.text, budget);
  return Promise.reject(new Malformed('unsupported', 0, `encryption ${oid}`));
}
