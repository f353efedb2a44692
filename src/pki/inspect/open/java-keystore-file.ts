/** JKS and JCEKS: certificates without a password, and each key under the store's password or one of its own. */
import type { Bytes } from '../../../codec/bytes';
import { utf8 } from '../../../codec/bytes';
import { openJavaKey } from '../../../codec/java-key-protection';
import { isKeystorePassword, parseJavaKeystore } from '../../../codec/java-keystore';
import type { Malformed } from '../../../codec/malformed';
import { opening } from '../../../codec/opening';
import {
  firstThatOpens,
  lockOf,
  member,
  notOpened,
  opened,
  type Means,
  type Member,
  type Opening,
} from './opening';

/** Octets of a store that it is worth hashing for a better order; one of a hundred keys has a megabyte. */
const MAX_HASHED = 8 * 1024 * 1024;

/** The store's own password opens most keys. */
function storePasswordFirst(file: Bytes, passwords: readonly string[]): readonly string[] {
  if (passwords.length < 2 || file.length > MAX_HASHED) return passwords;
  const own = passwords.filter((password) => isKeystorePassword(file, password));
  return [...own, ...passwords.filter((password) => !own.includes(password))];
}

export async function openJavaKeystore(octets: Bytes, { passwords, budget }: Means): Promise<Opening> {
  const parsed = parseJavaKeystore(octets);
  if (!parsed.ok) return notOpened(parsed.error);
  const { keys, certificates, problems } = parsed.value;
  const members: Member[] = certificates.map(({ alias, der }) => member('certificate', der, { name: alias }));
  const said: Malformed[] = [...problems];
  let lock: ReturnType<typeof lockOf>;
  const ordered = keys.length === 0 ? [] : storePasswordFirst(octets, passwords);
  for (const { alias, protectedKey, chain } of keys) {
    // The leaf is the key's own; the rest of its chain belongs to it no more than to others.
    const [leaf, ...issuers] = chain;
    const about = { name: alias, localKeyId: utf8(alias) };
    const key = await firstThatOpens(ordered, (password) =>
      opening(() => openJavaKey(protectedKey, password, budget)),
    );
    if (key.ok) members.push(member('private-key', key.value, about));
    else {
      const locked = lockOf(key.error);
      if (locked !== undefined) lock = locked;
      else if (typeof key.error !== 'string') said.push(key.error);
    }
    if (leaf !== undefined) members.push(member('certificate', leaf, about));
    members.push(...issuers.map((der) => member('certificate', der)));
  }
  if (members.length > 0 || lock === undefined) return opened(members, said, lock);
  return { kind: 'locked', ...lock };
}
