/**
 * Items on their way to the page: their octets as views on one new buffer, which changes hands, so that nothing is copied there.
 * A view that is sent takes its whole buffer along, and in that of an item the secrets beside it may stand.
 */
import type { Bytes } from '../codec/bytes';
import type { Item } from '../pki/inspect/item';

export interface ItemBatch {
  readonly items: readonly Item[];
  readonly buffer: ArrayBuffer;
}

export function packed(items: readonly Item[]): ItemBatch {
  const parts = items.flatMap(({ octets, sha256 }) => [octets, sha256]);
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + (part?.length ?? 0), 0));
  let at = 0;
  const moved = (part: Bytes): Bytes => {
    joined.set(part, at);
    at += part.length;
    return joined.subarray(at - part.length, at);
  };
  return {
    items: items.map((item) => ({
      ...item,
      ...(item.octets && { octets: moved(item.octets) }),
      ...(item.sha256 && { sha256: moved(item.sha256) }),
    })),
    buffer: joined.buffer,
  };
}
