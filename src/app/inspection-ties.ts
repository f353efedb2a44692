/** What belongs to what in a pile, ready to be asked: the keys of a certificate, who issued it, how its chain ends. */
import type { Item, ItemId, Relations } from '../pki/inspect/item';

/** How the way from a certificate to a root ends. */
export interface Chain {
  /** Issuers, nearest first. */
  readonly issuers: readonly ItemId[];
  /** The last one signed itself. */
  readonly complete: boolean;
}

const noOne: readonly ItemId[] = [];

export class Ties {
  readonly #sameKey = new Map<ItemId, readonly ItemId[]>();
  readonly #issuers: ReadonlyMap<ItemId, readonly ItemId[]>;
  readonly #mismatched: ReadonlyMap<ItemId, ItemId>;
  /** Certificates that issued another one here. */
  readonly #issuing = new Set<ItemId>();

  /** Certificate → who issued it, as the pile told it. */
  readonly issuers: Relations['issuers'];

  constructor({ sameKey, issuers, doesNotMatch }: Relations) {
    this.issuers = issuers;
    for (const group of sameKey) for (const id of group) this.#sameKey.set(id, group);
    this.#issuers = new Map(issuers);
    this.#mismatched = new Map(doesNotMatch);
    for (const [id, above] of issuers)
      for (const issuer of above) if (issuer !== id) this.#issuing.add(issuer);
  }

  /** All with its public key, itself among them; none where no other has it. */
  withKeyOf(id: ItemId): readonly ItemId[] {
    return this.#sameKey.get(id) ?? noOne;
  }

  /** One that bears the issuer's name and key identifier, and did not sign it. */
  mismatchOf(id: ItemId): ItemId | undefined {
    return this.#mismatched.get(id);
  }

  hasIssued(id: ItemId): boolean {
    return this.#issuing.has(id);
  }

  isSelfSigned(id: ItemId): boolean {
    return this.#issuers.get(id)?.includes(id) ?? false;
  }

  /** The issuer to follow: where several signed it, as with cross-signed authorities, the one that ends a chain. */
  issuerOf(id: ItemId): ItemId | undefined {
    const above = this.#issuers.get(id) ?? noOne;
    if (above.includes(id)) return undefined;
    return above.find((issuer) => this.isSelfSigned(issuer)) ?? above[0];
  }

  chainOf(id: ItemId): Chain {
    const issuers: ItemId[] = [];
    const passed = new Set([id]);
    let at = id;
    for (let next = this.issuerOf(at); next !== undefined && !passed.has(next); next = this.issuerOf(at)) {
      issuers.push(next);
      passed.add(next);
      at = next;
    }
    return { issuers, complete: this.isSelfSigned(at) };
  }
}

/** A row of the list: an item, and how far in it stands. */
export interface Place {
  readonly item: Item;
  /** 0 at the edge. */
  readonly depth: number;
}

/**
 * Everything once, in the order found: what came out of a container below it, and below a certificate that issued nothing
 * here the authorities above it, as far as they do not stand somewhere already.
 */
export function inOrder(items: readonly Item[], ties: Ties): readonly Place[] {
  const members = new Map<ItemId | undefined, Item[]>();
  const known = new Map(items.map((item) => [item.id, item]));
  for (const item of items) {
    const parent = item.parent !== undefined && known.has(item.parent) ? item.parent : undefined;
    const siblings = members.get(parent);
    if (siblings === undefined) members.set(parent, [item]);
    else siblings.push(item);
  }
  const places: Place[] = [];
  const placed = new Set<ItemId>();
  const put = (item: Item, depth: number): void => {
    if (placed.has(item.id)) return;
    placed.add(item.id);
    places.push({ item, depth });
    const inside = members.get(item.id);
    if (inside !== undefined) putAll(inside, depth + 1);
  };
  const putAll = (siblings: readonly Item[], depth: number): void => {
    for (const item of siblings) {
      // Its turn comes below one it issued; whoever is left over from a circle comes after all.
      if (item.kind === 'certificate' && ties.hasIssued(item.id)) continue;
      put(item, depth);
      if (item.kind !== 'certificate') continue;
      ties.chainOf(item.id).issuers.forEach((issuer, step) => {
        const above = known.get(issuer);
        if (above?.parent === item.parent && above !== undefined) put(above, depth + 1 + step);
      });
    }
    for (const item of siblings) put(item, depth);
  };
  putAll(members.get(undefined) ?? [], 0);
  return places;
}
