/**
 * The order of certificates in one file. A server sends `fullchain.pem` as it stands, and TLS wants each certificate to be
 * certified by the one behind it (RFC 8446 §4.4.2; RFC 5246 §7.4.2 says `must`). Said for a file that is one chain in another
 * order; for a bundle of roots, or of several servers, there is no order to keep.
 */
import { encodePem } from '../../codec/pem';
import type { Item, ItemId, Relations } from './item';

export interface ChainOrder {
  /** From the leaf upwards. */
  readonly order: readonly ItemId[];
  /** Places in the file, from 0, whose certificate the next one did not issue. */
  readonly breaks: readonly number[];
  /** Certificates that are no part of the chain. */
  readonly strangers: readonly ItemId[];
  /** It ends with a certificate that signed itself, which clients have or do not trust: nothing needs it there. */
  readonly endsInRoot: boolean;
}

/** Certificates by the file they stood in, as they stood; files with a single one have no order. */
export function certificateFiles(items: readonly Item[]): readonly (readonly ItemId[])[] {
  const kindOf = new Map(items.map(({ id, kind }) => [id, kind]));
  const files = new Map<string, { readonly id: ItemId; readonly start: number }[]>();
  for (const { id, kind, sources } of items) {
    if (kind !== 'certificate') continue;
    for (const { input, path, span, container } of sources) {
      // What came out of PKCS#12 or PKCS#7 has no order that anybody sends; an archive has files.
      if (container !== undefined && kindOf.get(container) !== 'zip') continue;
      const name = `${input} ${path}`;
      const file = files.get(name) ?? [];
      files.set(name, file);
      file.push({ id, start: span.start });
    }
  }
  return [...files.values()]
    .filter((file) => file.length > 1)
    .map((file) => file.sort((a, b) => a.start - b.start).map(({ id }) => id));
}

/** What is wrong with the order of `file`; `undefined` where it is right, or the file is not one chain. */
export function chainOrder(file: readonly ItemId[], issuers: Relations['issuers']): ChainOrder | undefined {
  const inFile = new Set(file);
  const above = new Map(issuers.filter(([id]) => inFile.has(id)));
  const issuersOf = (id: ItemId): readonly ItemId[] =>
    (above.get(id) ?? []).filter((issuer) => issuer !== id && inFile.has(issuer));
  const issuing = new Set(file.flatMap(issuersOf));
  const [leaf, ...others] = file.filter((id) => !issuing.has(id) && issuersOf(id).length > 0);
  if (leaf === undefined || others.length > 0) return undefined;
  const order = [leaf];
  for (let at: ItemId | undefined = leaf; at !== undefined;) {
    at = issuersOf(at).find((issuer) => !order.includes(issuer));
    if (at !== undefined) order.push(at);
  }
  const breaks = file.slice(0, -1).flatMap((id, place) => {
    const next = file[place + 1];
    return next !== undefined && issuersOf(id).includes(next) ? [] : [place];
  });
  if (breaks.length === 0) return undefined;
  const strangers = file.filter((id) => !order.includes(id));
  const top = order.at(-1) ?? leaf;
  return { order, breaks, strangers, endsInRoot: above.get(top)?.includes(top) === true };
}

/** The chain as a file, in order, each certificate once. */
export const chainPem = (certificates: readonly Item[]): string =>
  certificates.map(({ octets }) => (octets === undefined ? '' : encodePem('CERTIFICATE', octets))).join('');
