/** An open authority as the page knows it: octets and facts, without its key. */
import type { Bytes } from '../../codec/bytes';
import { PkiError } from '../error';
import type { OpenedAuthority } from '../open-authority';
import { authorityFacts, type AuthorityFacts } from './authority-facts';
import type { AuthorityRef } from './authority-record';
import { refOf } from './held-authority';

export interface DescribedAuthority {
  readonly ref: AuthorityRef;
  readonly certificate: Bytes;
  /** Above it, its issuer first. */
  readonly chain: readonly Bytes[];
  readonly facts: AuthorityFacts;
}

export async function describeHeld({ certificate, chain }: OpenedAuthority): Promise<DescribedAuthority> {
  const above = chain.slice(1).map(({ der }) => der);
  const facts = await authorityFacts(certificate.der, above);
  if (facts === undefined) throw new PkiError('proof-failed', ['own reader']);
  return { ref: await refOf(certificate), certificate: certificate.der, chain: above, facts };
}
