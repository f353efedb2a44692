/**
 * Numbers of revocation lists (RFC 5280 §5.2.3): up to 20 octets, and certtool makes them of the time in 19. The vault counts in
 * JavaScript's numbers, which order its lists as well; behind a larger one it goes on counting from an offset.
 */
import type { RevocationList } from '../../codec/revocation-list';
import type { AuthorityRecord, AuthorityRef, RevocationListRecord } from './authority-record';

type Counted = Pick<AuthorityRecord, 'listNumber' | 'listOffset'>;

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);
/** Clients take 20 octets and no more: one that came nearer than this to the end could not go on for long. */
const HIGHEST = 2n ** 159n - SAFE;

const hex = (number: bigint): string => number.toString(16);
const offsetOf = ({ listOffset }: Pick<Counted, 'listOffset'>): bigint =>
  listOffset === undefined ? 0n : BigInt(`0x${listOffset}`);

/** As stored: hex digits that a list's number has room for. */
export const isListOffset = (text: string): boolean =>
  /^[0-9a-f]{1,40}$/.test(text) && BigInt(`0x${text}`) < HIGHEST;

/** What stands in the list. */
export const fullNumber = (number: number, listOffset?: string): bigint =>
  BigInt(number) + offsetOf(listOffset === undefined ? {} : { listOffset });

/** How an authority goes on behind the highest number it can have given. @param lists as many as came along */
export function countedFrom(highest: bigint, lists: number): Counted {
  if (highest <= SAFE) return { listNumber: Number(highest) };
  // Nobody can count on from there; clients need not take such a number either.
  if (highest >= HIGHEST) return { listNumber: lists };
  return { listNumber: lists, listOffset: hex(highest - BigInt(lists)) };
}

/** Both go on behind the higher of the two. */
export function mergedCount(here: Counted, brought: Counted): Counted {
  const offset = [here, brought].map(offsetOf).reduce((one, other) => (other > one ? other : one));
  const listNumber = Math.max(here.listNumber, brought.listNumber);
  return { listNumber, ...(offset > 0n && { listOffset: hex(offset) }) };
}

/** Lists that came along, the oldest first. Where a number is too large for a record they are counted through. */
export function listRecords(
  authority: AuthorityRef,
  lists: readonly { readonly list: RevocationList; readonly number: bigint }[],
): readonly RevocationListRecord[] {
  const isLarge = lists.some(({ number }) => number > SAFE);
  return lists.flatMap(({ list, number }, place) => {
    // A record is never numbered 0.
    if (number < 1n) return [];
    const thisUpdate = list.thisUpdate.getTime();
    return [
      {
        ...{ authority, number: isLarge ? place + 1 : Number(number), der: list.der, thisUpdate },
        ...(isLarge && { fullNumber: hex(number) }),
        ...{ nextUpdate: list.nextUpdate?.getTime() ?? thisUpdate, count: list.revokedCount, revision: 0 },
      },
    ];
  });
}
