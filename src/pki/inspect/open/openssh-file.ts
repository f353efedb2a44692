/** OpenSSH's private keys: while they are locked, their public halves can be had. */
import type { Bytes } from '../../../codec/bytes';
import { attempt } from '../../../codec/malformed';
import { openOpenSshFile, parseOpenSshFile } from '../../../codec/openssh-private-key';
import { spkiFromSsh } from '../../../codec/ssh-public-key';
import { firstThatOpens, lockOf, member, notOpened, opened, type Means, type Opening } from './opening';

export async function openOpenSshKey(octets: Bytes, { passwords, budget }: Means): Promise<Opening> {
  const file = parseOpenSshFile(octets);
  if (!file.ok) return notOpened(file.error);
  const candidates = file.value.derivation === undefined ? [''] : passwords;
  const content = await firstThatOpens(candidates, (password) =>
    openOpenSshFile(file.value, password, budget),
  );
  const publicKeys = file.value.publicKeys.flatMap((blob) => {
    const spki = attempt(() => spkiFromSsh(blob));
    return spki.ok ? [member('public-key', spki.value)] : [];
  });
  if (!content.ok) {
    const lock = lockOf(content.error);
    return lock === undefined || publicKeys.length === 0
      ? notOpened(content.error)
      : opened(publicKeys, [], lock);
  }
  const { keys, problems } = content.value;
  const privateKeys = keys.map(({ pkcs8, comment }) => member('private-key', pkcs8, { name: comment }));
  // A security token's key has nothing private to show.
  return opened(keys.length > 0 ? privateKeys : publicKeys, problems);
}
