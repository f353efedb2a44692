// Whatever is in an input, opened with passwords, as the inspector does it; and what Node's OpenSSL makes of the keys.
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { expect } from 'vitest';
import { toHex, type Bytes } from '../../src/codec/bytes';
import { KdfBudget } from '../../src/codec/kdf-budget';
import { detect } from '../../src/pki/detect';
import { openFound } from '../../src/pki/inspect/open';
import type { Member, Opening } from '../../src/pki/inspect/open/opening';

export function open(input: string | Bytes, passwords: readonly string[] = []): Promise<readonly Opening[]> {
  const budget = new KdfBudget();
  return Promise.all(detect(input).map((one) => openFound(one, passwords, budget)));
}

/** The members of the one thing that is in an input, all of it open. */
export async function membersOf(
  input: string | Bytes,
  passwords: readonly string[] = [],
): Promise<readonly Member[]> {
  const [opening, ...others] = await open(input, passwords);
  expect(others).toEqual([]);
  if (opening?.kind !== 'opened') return expect.unreachable(JSON.stringify(opening));
  expect(opening.problems.map(({ message }) => message)).toEqual([]);
  expect(opening.locked).toBeUndefined();
  return opening.members;
}

/** SubjectPublicKeyInfo in hex of a key in PKCS#8, by Node. */
export const publicHalf = (pkcs8: Uint8Array): string =>
  toHex(
    createPublicKey(createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' })).export({
      format: 'der',
      type: 'spki',
    }),
  );

export const describeMember = ({ kind, octets, name, localKeyId }: Member): readonly unknown[] => [
  kind,
  kind === 'private-key' ? publicHalf(octets) : toHex(octets),
  name,
  localKeyId,
];
