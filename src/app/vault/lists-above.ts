/**
 * Where the lists of the authorities above a signer come from: servers that ask for one of every authority up to the root do
 * without nothing less. Signed anew where that authority is open here, else as it is kept here, else as somebody brought it.
 */
import type { AuthorityRecord, AuthorityRef } from '../../pki/authority/authority-record';
import type { GivenList } from '../../pki/client-kit/given-lists';
import { isCertificateOf, sameOctets } from '../same-octets';
import type { Ledger } from './ledger.svelte';
import type { OpenKeys } from './open-keys.svelte';

export interface ListAbove {
  /** Empty where nobody here knows it. */
  readonly name: string;
  /** Its certificate. */
  readonly of: Uint8Array<ArrayBuffer>;
  readonly source: ListSource;
}

type ListSource =
  /** It is open: a new one is signed. */
  | { readonly kind: 'open'; readonly authority: AuthorityRef }
  | {
      readonly kind: 'kept' | 'given';
      readonly der: Uint8Array<ArrayBuffer>;
      /** ms since 1970. */
      readonly nextUpdate: number;
      /** Something was revoked since. */
      readonly outdated: boolean;
    }
  | { readonly kind: 'locked'; readonly authority: AuthorityRef }
  | { readonly kind: 'may-not-sign' | 'not-here' };

interface Here {
  readonly ledger: Pick<Ledger, 'authorities' | 'lists'>;
  readonly keys: Pick<OpenKeys, 'held'>;
  readonly now: number;
}

/** Its issuer's first, the root's last. */
export function listsAbove(
  { chain, facts }: AuthorityRecord,
  given: readonly GivenList[],
  { ledger, keys, now }: Here,
): readonly ListAbove[] {
  return chain.map((of, place): ListAbove => {
    const owner = ledger.authorities.find((one) => isCertificateOf(one, of));
    const name = owner?.facts.name ?? (place === 0 ? facts.issuerName : '');
    const brought = given.find((one) => sameOctets(one.of, of) && one.nextUpdate > now);
    if (owner !== undefined && owner.facts.signsLists && keys.held(owner.id) !== undefined)
      return { name, of, source: { kind: 'open', authority: owner.id } };
    if (brought !== undefined) return { name, of, source: { ...brought, kind: 'given', outdated: false } };
    if (owner === undefined) return { name, of, source: { kind: 'not-here' } };
    const [newest] = ledger.lists
      .filter(({ authority, nextUpdate }) => authority === owner.id && nextUpdate > now)
      .sort((one, other) => other.number - one.number);
    if (newest !== undefined) {
      const { der, nextUpdate, revision } = newest;
      return { name, of, source: { kind: 'kept', der, nextUpdate, outdated: revision < owner.revision } };
    }
    if (!owner.facts.signsLists) return { name, of, source: { kind: 'may-not-sign' } };
    return { name, of, source: { kind: 'locked', authority: owner.id } };
  });
}
