/**
 * What lies on the page Verify, sorted by what it is good for: certificates that can be asked about, roots that somebody trusts,
 * what may stand between, lists and responses about revocation. Whoever drops a bundle of roots has not said so.
 */
import type { Item, ItemId } from '../pki/inspect/item';
import type { Inspector } from './inspector.svelte';

type Octets = NonNullable<Item['octets']>;
export type CertificateItem = Item & { readonly octets: Octets };

/** Roots that came in one file, or the ones that the chain brings itself. */
export interface RootGroup {
  /** The same as long as its file lies here. */
  readonly id: string;
  /** `own`: a root above the certificate. `itself`: it is its own. `file`: somebody gave it as trusted, or it holds nothing but roots. */
  readonly kind: 'own' | 'itself' | 'file';
  /** The file's path, '' for pasted text; of one root its name. */
  readonly name: string;
  readonly certificates: readonly Octets[];
}

export interface Material {
  /** Certificates to ask about, the likeliest first. */
  readonly leaves: readonly CertificateItem[];
  /** All that may stand in a chain. */
  readonly certificates: readonly Octets[];
  readonly files: readonly RootGroup[];
  readonly lists: readonly Octets[];
  readonly responses: readonly Octets[];
  /** What lies here and is of no use to a verification: keys, requests. */
  readonly others: number;
}

/** From so many self-signed authorities on, a file with nothing else in it is a trust store: no chain has more than one. */
const LEAST_OF_BUNDLE = 3;
/** Certificates that can be chosen among. */
const MOST_LEAVES = 1000;
/** Certificates a server sends: clients stop at ten. A longer file is a list. */
const MOST_SENT = 10;

const isCertificate = (item: Item): item is CertificateItem =>
  item.kind === 'certificate' && item.octets !== undefined;
const isRoot = (item: CertificateItem, { rows }: Inspector): boolean => {
  const { document } = rows.of(item);
  return document?.selfIssued === true && document.authority;
};

/** @param trusted what was given as trusted */
export function materialOf(given: Inspector, trusted: Inspector): Material {
  const certificates = given.items.filter(isCertificate);
  const bundles = bundlesIn(certificates, given);
  const bundled = new Set(bundles.flatMap(({ members }) => members));
  const anchors = trusted.items.filter(isCertificate);
  const everything = [...given.items, ...trusted.items];
  const octetsOf = (kind: Item['kind']): readonly Octets[] =>
    everything.flatMap((item) => (item.kind === kind && item.octets !== undefined ? [item.octets] : []));
  const useful = new Set<Item['kind']>(['certificate', 'revocation-list', 'ocsp-response']);
  const containers = new Set(everything.map(({ parent }) => parent));
  return {
    leaves: leavesAmong(
      certificates.filter((item) => !bundled.has(item)),
      given,
    ),
    certificates: [...certificates, ...anchors].map(({ octets }) => octets),
    files: [
      ...bundles.map(({ path, members }) => groupOf(`given ${path}`, path, members)),
      ...byFile(anchors).map(([path, members]) => groupOf(`trusted ${path}`, path, members)),
    ],
    lists: octetsOf('revocation-list'),
    responses: octetsOf('ocsp-response'),
    others: given.items.filter(({ kind, id }) => !useful.has(kind) && !containers.has(id)).length,
  };
}

const groupOf = (id: string, path: string, members: readonly CertificateItem[]): RootGroup => ({
  ...{ id, kind: 'file', name: path },
  certificates: members.map(({ octets }) => octets),
});

function byFile(items: readonly CertificateItem[]): readonly [string, readonly CertificateItem[]][] {
  const files = new Map<string, CertificateItem[]>();
  for (const item of items) {
    const path = item.sources[0]?.path.split(' › ')[0] ?? '';
    const file = files.get(path);
    if (file === undefined) files.set(path, [item]);
    else file.push(item);
  }
  return [...files];
}

function bundlesIn(
  certificates: readonly CertificateItem[],
  given: Inspector,
): readonly { readonly path: string; readonly members: readonly CertificateItem[] }[] {
  return byFile(certificates).flatMap(([path, members]) =>
    members.length >= LEAST_OF_BUNDLE && members.every((item) => isRoot(item, given))
      ? [{ path, members }]
      : [],
  );
}

/** Those that issued nothing here first, and of them those that are no authorities; otherwise as they were found. */
function leavesAmong(items: readonly CertificateItem[], inspector: Inspector): readonly CertificateItem[] {
  const { rows, ties } = inspector;
  const rank = (item: CertificateItem): number =>
    (ties.hasIssued(item.id) ? 2 : 0) + (rows.of(item).document?.authority === true ? 1 : 0);
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .sort((one, other) => one.rank - other.rank)
    .slice(0, MOST_LEAVES)
    .map(({ item }) => item);
}

/** The certificate and whoever may stand above it, along every way there is. */
function upwards(leaf: Item, { ties }: Inspector): ReadonlySet<ItemId> {
  const issuers = new Map(ties.issuers);
  const reached = new Set<ItemId>([leaf.id]);
  // A set takes what is added to it while it is walked.
  for (const id of reached) for (const issuer of issuers.get(id) ?? []) reached.add(issuer);
  return reached;
}

/** Roots that the chain brings itself: above the certificate, along every way there is; or the certificate where it is its own. */
export function ownRoots(leaf: Item, inspector: Inspector): readonly RootGroup[] {
  const { ties, rows } = inspector;
  return [...upwards(leaf, inspector)]
    .filter((id) => ties.isSelfSigned(id))
    .flatMap((id): readonly RootGroup[] => {
      const root = inspector.item(id);
      if (root?.octets === undefined) return [];
      const kind = id === leaf.id ? 'itself' : 'own';
      return [{ id: `own ${id}`, kind, name: rows.of(root).title, certificates: [root.octets] }];
    });
}

/** What a server would send: its file as it stands, where the certificate leads it and others follow; `undefined` otherwise. */
export function sentChain(leaf: Item, { items }: Inspector): readonly Octets[] | undefined {
  const [source] = leaf.sources;
  if (source === undefined || source.container !== undefined) return undefined;
  const inFile = items
    .filter(isCertificate)
    .flatMap((item) => {
      const place = item.sources.find(({ input, path }) => input === source.input && path === source.path);
      return place === undefined ? [] : [{ item, start: place.span.start }];
    })
    .sort((one, other) => one.start - other.start)
    .map(({ item }) => item);
  const chain = inFile.length > 1 && inFile.length <= MOST_SENT && inFile[0]?.id === leaf.id;
  return chain ? inFile.map(({ octets }) => octets) : undefined;
}

/** Documents of a pile that go along when one certificate of it is verified: the leaf first, then whoever may stand above it. */
export function familyFor(leaf: Item, inspector: Inspector): readonly Octets[] {
  const { items } = inspector;
  const reached = upwards(leaf, inspector);
  const known = new Map(items.map((item) => [item.id, item]));
  const revocation = items.filter(({ kind }) => kind === 'revocation-list' || kind === 'ocsp-response');
  return [...[...reached].flatMap((id) => known.get(id) ?? []), ...revocation].flatMap(({ octets }) =>
    octets === undefined ? [] : [octets],
  );
}
