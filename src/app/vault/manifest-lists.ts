/**
 * Lists of revoked certificates for the zip of a manifest, of the user's own authorities that sign it and of those above them: signed
 * anew where an authority is open here, under a number that is promised first. None is written down yet: what is cancelled leaves none.
 */
import type { AuthorityRef, RevocationListRecord } from '../../pki/authority/authority-record';
import type { BroughtList } from '../../pki/manifest/lists';
import type { Ledger } from './ledger.svelte';
import { listsAbove } from './lists-above';
import type { OpenKeys } from './open-keys.svelte';
import { done, type Outcome } from './outcome';
import type { Revoking } from './revoking';

interface ManifestLists {
  /** Whoever hands them out writes them down first. */
  readonly signed: readonly RevocationListRecord[];
  /** Those, and others that are still good. */
  readonly lists: readonly BroughtList[];
}

interface Here {
  readonly ledger: Ledger;
  readonly keys: OpenKeys;
  readonly revoking: Revoking;
}

/** An authority that may sign no lists has none. @param signers open ones */
export async function manifestLists(
  signers: readonly AuthorityRef[],
  { ledger, keys, revoking }: Here,
): Promise<Outcome<ManifestLists>> {
  const signed = new Map<AuthorityRef, RevocationListRecord | undefined>();
  const lists: BroughtList[] = [];
  /** @returns why it could not be */
  const sign = async (id: AuthorityRef, of: BroughtList['of']): Promise<Outcome<unknown> | undefined> => {
    if (!signed.has(id)) {
      const outcome = await revoking.signList(id);
      if (outcome.kind !== 'done' && outcome.kind !== 'refused') return outcome;
      signed.set(id, outcome.kind === 'done' ? outcome.value : undefined);
    }
    const list = signed.get(id);
    if (list !== undefined) lists.push({ of, der: list.der });
    return undefined;
  };
  for (const id of signers) {
    const record = ledger.authority(id);
    if (record === undefined) continue;
    const trouble = await sign(id, record.certificate);
    if (trouble !== undefined && trouble.kind !== 'done') return trouble;
    for (const { of, source } of listsAbove(record, [], { ledger, keys, now: Date.now() })) {
      if ('der' in source) lists.push({ of, der: source.der });
      // Where one above cannot be had after all, what is below it is served without.
      else if (source.kind === 'open') await sign(source.authority, of);
    }
  }
  return done({ signed: [...signed.values()].filter((one) => one !== undefined), lists });
}
