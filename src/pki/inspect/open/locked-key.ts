/**
 * Private keys that may be under a password by themselves: EncryptedPrivateKeyInfo, and the traditional forms with or without
 * the headers of RFC 1421.
 */
import type { Bytes } from '../../../codec/bytes';
import { DerReader } from '../../../codec/der-reader';
import { decryptPem, isEncryptedPem } from '../../../codec/encrypted-pem';
import { decryptPrivateKey } from '../../../codec/encrypted-private-key';
import { envelopPrivateKey, type OlderKey } from '../../../codec/key-envelope';
import { attempt, failure, success, type Result } from '../../../codec/malformed';
import { parsePrivateKeyInfo } from '../../../codec/private-key';
import {
  firstThatOpens,
  member,
  notOpened,
  opened,
  type FoundItem,
  type Means,
  type Opening,
} from './opening';

export async function openEncryptedKey(octets: Bytes, { passwords, budget }: Means): Promise<Opening> {
  const key = await firstThatOpens(passwords, (password) => decryptPrivateKey(octets, password, budget));
  return key.ok ? opened([member('private-key', key.value)]) : notOpened(key.error);
}

type KeyForm = OlderKey | 'private-key';

const pkcs8Of = (form: KeyForm, der: Bytes): Result<Bytes> => {
  if (form !== 'private-key') return envelopPrivateKey(form, der);
  const parsed = parsePrivateKeyInfo(der);
  return parsed.ok ? success(der) : parsed;
};

/** Which of the forms `octets` are in, by the label or by their structure. */
export async function openTraditionalKey(
  form: KeyForm,
  { headers = [] }: FoundItem,
  octets: Bytes,
  { passwords }: Means,
): Promise<Opening> {
  const key = isEncryptedPem(headers)
    ? await firstThatOpens(passwords, async (password) => {
        const decrypted = await decryptPem(headers, octets, password);
        if (!decrypted.ok) return decrypted;
        // Noise can have valid padding, one time in 256; it has no structure then.
        const isNoise = !attempt(() => DerReader.document(decrypted.value, (reader) => reader.sequence())).ok;
        return isNoise ? failure('wrong-password') : pkcs8Of(form, decrypted.value);
      })
    : pkcs8Of(form, octets);
  return key.ok ? opened([member('private-key', key.value)]) : notOpened(key.error);
}
