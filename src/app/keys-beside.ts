/** The private key of a certificate among what was given, in whichever pile it lies: told by its public half. */
import { certificateFacts } from '../pki/inspect/relations-facts';
import type { Item } from '../pki/inspect/item';
import type { Inspector } from './inspector.svelte';
import { sameOctets } from './same-octets';

type Octets = NonNullable<Item['octets']>;

export interface KeyBeside {
  readonly item: Item;
  readonly pile: Inspector;
}

/** One that is open; what is locked is no key yet. */
export function keyBeside(certificate: Octets, piles: readonly Inspector[]): KeyBeside | undefined {
  const wanted = certificateFacts(certificate)?.spki;
  if (wanted === undefined) return undefined;
  for (const pile of piles)
    for (const item of pile.items)
      if (item.lock === undefined && sameOctets(wanted, item.privateKey?.publicKey)) return { item, pile };
  return undefined;
}

/** From the worker that read it to the one that signs, on the person's click; the page keeps nothing of it. */
export async function keyFile({ item, pile }: KeyBeside): Promise<File | undefined> {
  const request = { pile: pile.pile, items: [item.id], format: 'pem', password: '' } as const;
  const reply = await pile.client.ask('exportItems', request);
  return reply.kind === 'file' ? new File([reply.file.contents], 'key.pem') : undefined;
}
