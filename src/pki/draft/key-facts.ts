/** What a public key is, in the words of the registry of key algorithms where it has such a row. */
import type { Bytes } from '../../codec/bytes';
import { parsePublicKey, readRsaPublicKey } from '../../codec/public-key';
import { keyAlgorithms, type KeyAlgorithmId } from '../algorithms';
import { publicKeyLabel } from '../inspect/private-key-facts';
import { schemeOf } from '../signature-scheme';
import type { KeyFamily } from './profiles';

export interface KeyFacts {
  /** `ECDSA P-256`; of keys without a row as lists name them. */
  readonly label: string;
  readonly algorithm: KeyAlgorithmId | undefined;
  readonly family: KeyFamily | undefined;
}

export function keyFacts(spki: Bytes): KeyFacts {
  const key = parsePublicKey(spki);
  const scheme = key.ok ? schemeOf(key.value) : undefined;
  const rsa = key.ok && scheme?.family === 'rsa' ? readRsaPublicKey(key.value.octets) : undefined;
  const bits = rsa?.ok === true ? rsa.value.bits : undefined;
  const row = Object.values(keyAlgorithms).find(
    ({ scheme: usual, generation }) =>
      usual === scheme && (!('modulusLength' in generation) || generation.modulusLength === bits),
  );
  return { label: row?.label ?? publicKeyLabel(spki), algorithm: row?.id, family: scheme?.family };
}
