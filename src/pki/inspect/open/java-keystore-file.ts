/** JKS and JCEKS: certificates without a password, and each key under the store's password or one of its own. */
import type { Bytes } from '../../../codec/bytes';
import { utf8 } from '../../../codec/bytes';
import { openJavaKey } from '../../../codec/java-key-protection';
import { isKeystorePassword, parseJavaKeystore, type KeystoreEntry } from '../../../codec/java-keystore';
import { openJavaSecretKey } from '../../../codec/java-secret-key';
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

type KeyEntry = Exclude<KeystoreEntry, { readonly kind: 'certificate' }>;

export async function openJavaKeystore(octets: Bytes, { passwords, budget }: Means): Promise<Opening> {
  const parsed = parseJavaKeystore(octets);
  if (!parsed.ok) return notOpened(parsed.error);
  const { entries, problems } = parsed.value;
  const keys = entries.filter((entry): entry is KeyEntry => entry.kind !== 'certificate');
  const members: Member[] = entries.flatMap((entry) =>
    entry.kind === 'certificate' ? [member('certificate', entry.certificate.der, { name: entry.alias })] : [],
  );
  const said: Malformed[] = [...problems];
  let lock: ReturnType<typeof lockOf>;
  const ordered = keys.length === 0 ? [] : storePasswordFirst(octets, passwords);
  for (const entry of keys) {
    const about = { name: entry.alias, localKeyId: utf8(entry.alias) };
    const key = await firstThatOpens(ordered, (password) =>
      opening(() =>
        entry.kind === 'private-key'
          ? openJavaKey(entry.protectedKey, password, budget)
          : openJavaSecretKey(entry.sealed, password, budget),
      ),
    );
    if (key.ok) members.push(member(entry.kind, key.value, about));
    else {
      const locked = lockOf(key.error);
      if (locked !== undefined) lock = locked;
      else if (typeof key.error !== 'string') said.push(key.error);
    }
    // The leaf is the key's own; the rest of its chain belongs to it no more than to others.
    const [leaf, ...issuers] = entry.kind === 'private-key' ? entry.chain : [];
    if (leaf !== undefined) members.push(member('certificate', leaf.der, about));
    members.push(...issuers.map(({ der }) => member('certificate', der)));
  }
  if (members.length > 0 || lock === undefined) return opened(members, said, lock);
  return { kind: 'locked', ...lock };
}
