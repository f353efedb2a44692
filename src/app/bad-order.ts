/** A file with a chain in it that does not stand in the order servers must send it in, and the file as it should be. */
import { certificateFiles, chainOrder, chainPem } from '../pki/inspect/chain-order';
import type { Item } from '../pki/inspect/item';
import type { Inspector } from './inspector.svelte';

export interface BadOrder {
  /** '' for pasted text. */
  readonly path: string;
  readonly stands: readonly Item[];
  readonly order: readonly Item[];
  /** Certificates in it that are no part of the chain. */
  readonly strangers: readonly Item[];
  /** The repaired file: PEM, from the leaf upwards. */
  readonly repaired: string;
}

/** Certificates of a file that is meant as one chain; a longer one is a list of authorities, in whatever order. */
const MOST_IN_CHAIN = 100;

/** Of the first file with `item` in it whose order is wrong. */
export function badOrderAround(item: Item, inspector: Inspector): BadOrder | undefined {
  if (item.kind !== 'certificate') return undefined;
  const own = new Set(item.sources.map(({ input, path }) => `${input} ${path}`));
  const beside = inspector.items.filter(({ sources }) =>
    sources.some(({ input, path }) => own.has(`${input} ${path}`)),
  );
  if (beside.length > MOST_IN_CHAIN) return undefined;
  const found = (ids: readonly number[]): readonly Item[] => ids.flatMap((id) => inspector.item(id) ?? []);
  for (const file of certificateFiles(beside)) {
    if (!file.includes(item.id)) continue;
    const wrong = chainOrder(file, inspector.ties.issuers);
    if (wrong === undefined) continue;
    const order = found(wrong.order);
    const path = item.sources.find((source) => own.has(`${source.input} ${source.path}`))?.path ?? '';
    return {
      ...{ path, order, stands: found(file), strangers: found(wrong.strangers) },
      repaired: chainPem(order),
    };
  }
  return undefined;
}
