/** PKCS#12: what the passwords open, what needs none, and what stays locked. */
import type { Bytes } from '../../../codec/bytes';
import { openPkcs12 } from '../../../codec/pkcs12-reader';
import type { BagAttributes } from '../../../codec/pkcs12';
import { parsePrivateKeyInfo } from '../../../codec/private-key';
import { secretKeyName } from '../../../codec/secret-key';
import { member, notOpened, opened, type Means, type Opening } from './opening';

/** Java's symmetric keys and passwords have the form of a private key; what others put there is anything. */
function isSecretKey(der: Bytes): boolean {
  const key = parsePrivateKeyInfo(der);
  return key.ok && secretKeyName(key.value.algorithm.oid) !== undefined;
}

const about = ({ friendlyName, localKeyId }: BagAttributes) => ({ name: friendlyName, localKeyId });

export async function openPkcs12File(octets: Bytes, { passwords, budget }: Means): Promise<Opening> {
  // The empty password, and none, always; the given ones first, since each wrong one costs the file's whole work factor.
  const result = await openPkcs12(octets, [...passwords.filter((one) => one !== ''), ''], budget);
  if (!result.ok) {
    const isLocked = result.error === 'wrong-password' && passwords.length === 0;
    return notOpened(isLocked ? 'needs-password' : result.error);
  }
  const { privateKeys, certificates, revocationLists, secrets, problems, locked } = result.value;
  const members = [
    ...privateKeys.map((key) => member('private-key', key.pkcs8, about(key))),
    ...certificates.map((one) => member('certificate', one.der, about(one))),
    ...revocationLists.map((one) => member('revocation-list', one.der, about(one))),
    ...secrets.map((one) => member(isSecretKey(one.der) ? 'secret-key' : 'asn1', one.der, about(one))),
  ];
  if (!locked) return opened(members, problems);
  const reason = passwords.length === 0 ? 'needs-password' : 'wrong-password';
  return members.length === 0 ? { kind: 'locked', reason } : opened(members, problems, { reason });
}
