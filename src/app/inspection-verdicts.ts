/** What clients would say to a certificate of a pile as a server's, with its root installed on them. */
import type { Item } from '../pki/inspect/item';
import type { ReplyOf } from '../worker/protocol';
import type { Inspector } from './inspector.svelte';
import { suggestedName } from './verification-name';
import { ownRoots, sentChain, type CertificateItem } from './verification-material';

export type ItemVerdicts =
  | {
      readonly kind: 'told';
      readonly host: string;
      readonly root: string;
      readonly titles: readonly string[];
      /** The certificate and whoever stands above it. */
      readonly links: readonly CertificateItem['octets'][];
      readonly verdicts: ReplyOf<'judge'>;
    }
  /** Without its root every client says the same. */
  | { readonly kind: 'no-root'; readonly issuer: string }
  | { readonly kind: 'no-host' };

export async function verdictsOn(item: Item, inspector: Inspector): Promise<ItemVerdicts> {
  if (item.octets === undefined) return { kind: 'no-host' };
  const leaf: CertificateItem = { ...item, octets: item.octets };
  const host = suggestedName(leaf.octets, 'server');
  if (host === '') return { kind: 'no-host' };
  const above = inspector.ties.chainOf(item.id).issuers.flatMap((id) => inspector.item(id) ?? []);
  const [root] = ownRoots(item, inspector);
  if (root === undefined) {
    const last = above.at(-1) ?? item;
    return { kind: 'no-root', issuer: inspector.rows.of(last).document?.issuer ?? '' };
  }
  const anchors = root.certificates;
  const between = above.filter(({ id }) => !inspector.ties.isSelfSigned(id));
  const chain = sentChain(item, inspector) ?? [
    leaf.octets,
    ...between.flatMap(({ octets }) => (octets === undefined ? [] : [octets])),
  ];
  const request = { chain, anchors, host, at: Date.now() };
  const verdicts = await inspector.client.ask('judge', request);
  const titles = [item, ...above].map((one) => inspector.rows.of(one).title);
  const links = [leaf, ...above].flatMap(({ octets }) => (octets === undefined ? [] : [octets]));
  return { kind: 'told', host, root: root.name, titles, links, verdicts };
}
