/** A private key somebody has already, from texts and files: one key, as a handle, with its public half. */
import type { Bytes } from '../../codec/bytes';
import { privateKeyFacts } from '../inspect/private-key-facts';
import type { SignatureSchemeId } from '../signature-scheme';
import { SigningKey } from '../signing-key';
import { readPile } from '../unlock';
import { keyFacts } from './key-facts';
import type { HeldKey } from './make';

export type OpenedKey =
  | {
      readonly kind: 'opened';
      readonly key: HeldKey;
      readonly label: string;
      readonly schemes: readonly SignatureSchemeId[];
    }
  | { readonly kind: 'locked'; readonly wrongPassphrase: boolean }
  | { readonly kind: 'refused'; readonly problem: 'nothing-found' | 'unsupported-key' | 'several-keys' };

const refused = (problem: Extract<OpenedKey, { kind: 'refused' }>['problem']): OpenedKey => ({
  kind: 'refused',
  problem,
});

/** @param passphrase '' for none */
export async function openHeldKey(
  inputs: readonly (string | Bytes)[],
  passphrase: string,
): Promise<OpenedKey> {
  const given = passphrase === '' ? undefined : passphrase;
  const { privateKeys, locked, problems } = await readPile(inputs, given);
  const [pkcs8, ...others] = privateKeys;
  if (others.length > 0) return refused('several-keys');
  if (pkcs8 !== undefined) return held(pkcs8);
  if (locked.length > 0) return { kind: 'locked', wrongPassphrase: given !== undefined };
  const unusable = problems.some(({ what }) => /key/i.test(what));
  return refused(unusable ? 'unsupported-key' : 'nothing-found');
}

async function held(pkcs8: Bytes): Promise<OpenedKey> {
  const { publicKey } = await privateKeyFacts(pkcs8);
  const signing = publicKey && (await SigningKey.open(pkcs8, publicKey));
  const [scheme] = signing?.schemes ?? [];
  if (publicKey === undefined || signing === undefined || scheme === undefined)
    return refused('unsupported-key');
  try {
    // Extractable: the person who brought it takes it home in a bundle.
    const privateKey = await crypto.subtle.importKey('pkcs8', pkcs8, scheme.importing, true, ['sign']);
    return {
      kind: 'opened',
      key: { privateKey, publicKey, signing },
      label: keyFacts(publicKey).label,
      schemes: signing.schemes.map(({ id }) => id),
    };
  } catch {
    return refused('unsupported-key');
  }
}
