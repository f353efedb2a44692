// The list of a pile: everything once, members below their container, and the chain of a certificate below it.
import { describe, expect, it } from 'vitest';
import { inOrder, Ties } from '../../src/app/inspection-ties';
import type { Item, Relations } from '../../src/pki/inspect/item';

const item = (id: number, kind: Item['kind'] = 'certificate', parent?: number): Item => ({
  id,
  kind,
  sources: [],
  label: '',
  notes: [],
  ...(parent !== undefined && { parent }),
});

const ties = (relations: Partial<Relations>): Ties =>
  new Ties({ sameKey: [], issuers: [], doesNotMatch: [], ...relations });

/** `0 1' 2''`: ids in order, with a stroke for each step in. */
const drawn = (items: readonly Item[], relations: Partial<Relations>): string =>
  inOrder(items, ties(relations))
    .map(({ item: { id }, depth }) => `${id}${"'".repeat(depth)}`)
    .join(' ');

describe('order', () => {
  it('leaf, then intermediate, then root, whatever order they came in', () => {
    const issuers: Relations['issuers'] = [
      [0, [0]],
      [1, [0]],
      [2, [1]],
    ];
    expect(drawn([item(0), item(1), item(2)], { issuers })).toBe("2 1' 0''");
  });

  it('two leaves of one authority: it stands once, below the first', () => {
    const issuers: Relations['issuers'] = [
      [0, [2]],
      [1, [2]],
      [2, [2]],
    ];
    expect(drawn([item(0), item(1), item(2)], { issuers })).toBe("0 2' 1");
  });

  it('members of a container below it, chains within', () => {
    const items = [
      item(0, 'pkcs12'),
      item(1, 'private-key', 0),
      item(2, 'certificate', 0),
      item(3, 'certificate', 0),
    ];
    expect(
      drawn(items, {
        issuers: [
          [2, [3]],
          [3, [3]],
        ],
      }),
    ).toBe("0 1' 2' 3''");
  });

  it('an authority in a container stays there, though it issued one outside', () => {
    const items = [item(0), item(1, 'pkcs7'), item(2, 'certificate', 1)];
    expect(drawn(items, { issuers: [[0, [2]]] })).toBe("0 1 2'");
  });

  it('authorities that issued each other are all there', () => {
    expect(
      drawn([item(0), item(1)], {
        issuers: [
          [0, [1]],
          [1, [0]],
        ],
      }),
    ).toBe('0 1');
  });

  it('ten thousand leaves of one authority', () => {
    const items = Array.from({ length: 10_001 }, (_, id) => item(id));
    const issuers = items.map(({ id }): readonly [number, readonly number[]] => [id, [10_000]]);
    expect(inOrder(items, ties({ issuers }))).toHaveLength(10_001);
  });
});

describe('chain', () => {
  it('is complete where the last one signed itself', () => {
    const known = ties({
      issuers: [
        [0, [1]],
        [1, [1]],
      ],
    });
    expect(known.chainOf(0)).toEqual({ issuers: [1], complete: true });
  });

  it('of a cross-signed authority goes by the issuer that ends it', () => {
    const known = ties({
      issuers: [
        [0, [1, 2]],
        [1, [3]],
        [2, [2]],
      ],
    });
    expect(known.chainOf(0)).toEqual({ issuers: [2], complete: true });
  });

  it('ends where the issuer is not here, and in a circle', () => {
    expect(ties({ issuers: [[0, [1]]] }).chainOf(0)).toEqual({ issuers: [1], complete: false });
    expect(
      ties({
        issuers: [
          [0, [1]],
          [1, [0]],
        ],
      }).chainOf(0),
    ).toEqual({ issuers: [1], complete: false });
  });
});

it('keys: all with the same one', () => {
  const known = ties({ sameKey: [[0, 1, 2]] });
  expect(known.withKeyOf(1)).toEqual([0, 1, 2]);
  expect(known.withKeyOf(3)).toEqual([]);
});
