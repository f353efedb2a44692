/** PuTTY's private keys: while they are locked, their public halves can be had. */
import type { Bytes } from '../../../codec/bytes';
import { attempt } from '../../../codec/malformed';
import { openPuttyFile, parsePuttyFile } from '../../../codec/putty-key';
import { spkiFromSsh } from '../../../codec/ssh-public-key';
import { firstThatOpens, lockOf, member, notOpened, opened, type Means, type Opening } from './opening';

export async function openPuttyKey(octets: Bytes, { passwords, budget }: Means): Promise<Opening> {
  const parsed = parsePuttyFile(octets);
  if (!parsed.ok) return notOpened(parsed.error);
  const { encrypted, comment: name, publicKey } = parsed.value;
  const content = await firstThatOpens(encrypted ? passwords : [''], (password) =>
    openPuttyFile(parsed.value, password, budget),
  );
  if (content.ok) return opened([member('private-key', content.value, { name })]);
  const lock = lockOf(content.error);
  const spki = attempt(() => spkiFromSsh(publicKey));
  return lock === undefined || !spki.ok
    ? notOpened(content.error)
    : opened([member('public-key', spki.value, { name })], [], lock);
}
