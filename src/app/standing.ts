/** How things stand with an item of a pile, as codes for the line below its name. The worst comes first. */
import type { Item, ItemId, ItemLock, ItemProblem } from '../pki/inspect/item';
import type { Inspector } from './inspector.svelte';

export type Standing =
  | { readonly code: 'unreadable'; readonly problem: ItemProblem }
  | { readonly code: 'locked'; readonly lock: ItemLock }
  | { readonly code: 'expired' | 'not-yet-valid' | 'overdue'; readonly moment: number }
  | { readonly code: 'ends-soon'; readonly days: number }
  | { readonly code: 'does-not-match'; readonly name: string }
  | { readonly code: 'issuer-expired'; readonly name: string }
  | { readonly code: 'issuer-missing'; readonly name: string; readonly authority: boolean }
  | { readonly code: 'chain-complete' | 'self-signed' | 'key-found' }
  | { readonly code: 'key-matches'; readonly name: string }
  | { readonly code: 'key-alone' | 'all-known' }
  | { readonly code: 'found-again'; readonly places: number };

const DAY = 86_400_000;
/** Days left of which the list speaks. */
const SOON = 30;

export function standingOf(item: Item, inspector: Inspector, now: number): readonly Standing[] {
  const { problem, lock } = item;
  const standing: Standing[] = [
    ...(problem === undefined ? [] : [{ code: 'unreadable', problem } as const]),
    ...(lock === undefined ? [] : [{ code: 'locked', lock } as const]),
    ...timesOf(item, inspector, now),
    ...keysOf(item, inspector),
    ...(item.kind === 'certificate' ? chainOf(item, inspector, now) : []),
  ];
  if (item.lock === undefined && containers.has(item.kind) && isEmptied(item, inspector))
    standing.push({ code: 'all-known' });
  const places = new Set(item.sources.map(({ path, input }) => `${input} ${path}`)).size;
  if (places > 1) standing.push({ code: 'found-again', places });
  // What is wrong comes first, and else the order of above.
  return [...standing.filter(({ code }) => isBad(code)), ...standing.filter(({ code }) => !isBad(code))];
}

const containers: ReadonlySet<Item['kind']> = new Set(['pkcs12', 'pkcs7', 'java-keystore', 'zip'] as const);

/** A container whose members were all here before it: they stand where they stood. */
function isEmptied({ id, sources }: Item, { items }: Inspector): boolean {
  const inside = sources.map(({ path }) => `${path} › `);
  return (
    !items.some(({ parent }) => parent === id) &&
    items.some((other) => other.sources.some(({ path }) => inside.some((start) => path.startsWith(start))))
  );
}

/** The first two of each: one of them is another than whoever asks. */
interface Holders {
  readonly keys: readonly ItemId[];
  readonly certificates: readonly ItemId[];
  readonly requests: readonly ItemId[];
}

/** Ten thousand certificates may have one key, and each of their rows asks. A group is made anew whenever it changes. */
const known = new WeakMap<readonly ItemId[], Holders>();

function holdersIn(group: readonly ItemId[], inspector: Inspector): Holders {
  const before = known.get(group);
  if (before !== undefined) return before;
  const keys: ItemId[] = [];
  const certificates: ItemId[] = [];
  const requests: ItemId[] = [];
  for (const id of group) {
    const { kind, privateKey } = inspector.item(id) ?? {};
    const list =
      privateKey !== undefined
        ? keys
        : kind === 'certificate'
          ? certificates
          : kind === 'request'
            ? requests
            : [];
    if (list.length < 2) list.push(id);
  }
  const holders = { keys, certificates, requests };
  known.set(group, holders);
  return holders;
}

function keysOf(item: Item, inspector: Inspector): readonly Standing[] {
  const group = inspector.ties.withKeyOf(item.id);
  const { keys, certificates, requests } = holdersIn(group, inspector);
  const other = (ids: readonly ItemId[]): Item | undefined => {
    const id = ids.find((one) => one !== item.id);
    return id === undefined ? undefined : inspector.item(id);
  };
  // What is symmetric matches nothing.
  const isKey = item.privateKey !== undefined && item.kind !== 'secret-key';
  if (!isKey && other(keys) !== undefined) return [{ code: 'key-found' }];
  if (!isKey && item.kind !== 'request') return [];
  const partner = other(certificates) ?? other(requests);
  if (partner !== undefined) return [{ code: 'key-matches', name: inspector.rows.of(partner).title }];
  const alone = isKey && inspector.items.some(({ kind }) => kind === 'certificate');
  return alone ? [{ code: 'key-alone' }] : [];
}

const badCodes: ReadonlySet<Standing['code']> = new Set([
  ...(['unreadable', 'locked', 'expired', 'not-yet-valid', 'overdue', 'ends-soon'] as const),
  ...(['does-not-match', 'issuer-expired'] as const),
]);
const isBad = (code: Standing['code']): boolean => badCodes.has(code);

function timesOf(item: Item, { rows }: Inspector, now: number): readonly Standing[] {
  const { notBefore, notAfter } = rows.of(item).document ?? {};
  if (notAfter !== undefined && notAfter < now)
    return [{ code: item.kind === 'revocation-list' ? 'overdue' : 'expired', moment: notAfter }];
  if (notBefore !== undefined && notBefore > now) return [{ code: 'not-yet-valid', moment: notBefore }];
  const days = notAfter === undefined ? Infinity : Math.floor((notAfter - now) / DAY);
  return days <= SOON && item.kind === 'certificate' ? [{ code: 'ends-soon', days }] : [];
}

function chainOf(item: Item, inspector: Inspector, now: number): readonly Standing[] {
  const { ties, rows } = inspector;
  const titleOf = (id: number): string => {
    const found = inspector.item(id);
    return found === undefined ? '' : rows.of(found).title;
  };
  if (ties.isSelfSigned(item.id)) return [{ code: 'self-signed' }];
  const { issuers, complete } = ties.chainOf(item.id);
  const expired = issuers.find((id) => {
    const issuer = inspector.item(id);
    return issuer !== undefined && (rows.of(issuer).document?.notAfter ?? Infinity) < now;
  });
  if (expired !== undefined) return [{ code: 'issuer-expired', name: titleOf(expired) }];
  // Of an authority below which it stands the list says so already.
  if (complete) return ties.hasIssued(item.id) ? [] : [{ code: 'chain-complete' }];
  const last = inspector.item(issuers.at(-1) ?? item.id);
  const mismatch = last === undefined ? undefined : ties.mismatchOf(last.id);
  if (mismatch !== undefined) return [{ code: 'does-not-match', name: titleOf(mismatch) }];
  const { issuer = '', authority = false } = (last === undefined ? undefined : rows.of(last).document) ?? {};
  return issuer === '' ? [] : [{ code: 'issuer-missing', name: issuer, authority }];
}
