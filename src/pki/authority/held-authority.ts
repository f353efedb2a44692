/** An authority put together from its certificates and a key that is known to be its own, and the name it is kept under. */
import { concat, toHex, type Bytes } from '../../codec/bytes';
import { parseCertificate, type Certificate } from '../../codec/certificate';
import { authorityWith, judgeAuthority, type OpenedAuthority } from '../open-authority';
import type { SigningKey } from '../signing-key';
import type { AuthorityRef } from './authority-record';

export async function refOf({ subject, publicKey }: Certificate): Promise<AuthorityRef> {
  const digest = await crypto.subtle.digest('SHA-256', concat(subject.der, publicKey.der));
  return toHex(new Uint8Array(digest)) as AuthorityRef;
}

export async function refOfOctets(der: Bytes): Promise<AuthorityRef | undefined> {
  const parsed = parseCertificate(der);
  return parsed.ok ? refOf(parsed.value) : undefined;
}

/**
 * @param at for what is cautioned about; an authority that is past its end or may not sign is put together all the same, and
 * refused when it is to sign
 * @returns `undefined` where the certificate cannot be read or the key has no scheme
 */
export function heldAuthority(
  certificate: Bytes,
  above: readonly Bytes[],
  signing: SigningKey,
  at: Date,
): OpenedAuthority | undefined {
  const own = parseCertificate(certificate);
  const [scheme] = signing.schemes;
  if (!own.ok || scheme === undefined) return undefined;
  const parsed = above.flatMap((der) => {
    const one = parseCertificate(der);
    return one.ok ? [one.value] : [];
  });
  const chain = [own.value, ...parsed] as const;
  const verdict = judgeAuthority(chain, at);
  return authorityWith(chain, { scheme, signing }, typeof verdict === 'string' ? [] : verdict);
}
