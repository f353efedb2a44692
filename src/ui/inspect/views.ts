/** The views of an item, by its kind: those that have something to say of it. */
import type { Inspected, TextView } from '../../app/inspected';
import type { Item } from '../../pki/inspect/item';

type ViewId = 'overview' | 'clients' | 'fields' | 'bytes' | TextView;

export interface ViewTab {
  readonly id: ViewId;
  readonly label: string;
}

const tabs: readonly ViewTab[] = [
  { id: 'overview', label: 'Overview' },
  { id: 'clients', label: 'Clients' },
  { id: 'fields', label: 'Fields' },
  { id: 'bytes', label: 'ASN.1 and bytes' },
  { id: 'openssl', label: 'OpenSSL text' },
  { id: 'python', label: 'Python' },
  { id: 'json', label: 'JSON' },
  { id: 'pem', label: 'PEM' },
];

/** Of what a program other than ours has something to print. */
const inOpenssl: ReadonlySet<Item['kind']> = new Set([
  ...(['certificate', 'request', 'revocation-list'] as const),
  ...(['private-key', 'rsa-private-key', 'ec-private-key', 'dsa-private-key'] as const),
  ...(['public-key', 'rsa-public-key'] as const),
]);
/** Octets of another making than ASN.1, whose fields have a reader of their own and need no password. */
const ownFields: ReadonlySet<Item['kind']> = new Set([
  ...(['java-keystore', 'sct-list', 'jwk', 'ssh-public-key', 'ssh-certificate'] as const),
  ...(['openssh-private-key', 'putty-key', 'content'] as const),
]);
/** Octets that are those of the key in it, in the form that all keys have. */
const shownAsKey: ReadonlySet<Item['kind']> = new Set(['jwk', 'ssh-public-key'] as const);
/** Of which there is nothing but what came out of it. */
const inPieces: ReadonlySet<Item['kind']> = new Set(['zip'] as const);

export function tabsOf({ item }: Inspected): readonly ViewTab[] {
  const { kind, octets, lock, privateKey, keyInClear = false } = item;
  const hasOctets = octets !== undefined || keyInClear;
  if (kind === 'unreadable')
    return tabs.filter(({ id }) => id === 'overview' || (id === 'bytes' && octets !== undefined));
  const opened = lock === undefined;
  const own = ownFields.has(kind);
  const asn1 = !own && !inPieces.has(kind) && (hasOctets || privateKey !== undefined);
  const has: Readonly<Record<ViewId, boolean>> = {
    overview: true,
    clients: kind === 'certificate' && octets !== undefined,
    fields: own || (asn1 && (opened || hasOctets)),
    bytes: hasOctets || (privateKey !== undefined && opened),
    openssl: inOpenssl.has(kind) && opened,
    python: kind === 'certificate',
    json: own || (opened && asn1),
    pem:
      kind !== 'secret-key' &&
      (((asn1 || shownAsKey.has(kind)) && hasOctets) || (privateKey !== undefined && opened)),
  };
  return tabs.filter(({ id }) => has[id]);
}

const endings: Readonly<Record<TextView, string>> = {
  openssl: '.txt',
  python: '.py.txt',
  json: '.json',
  pem: '.pem',
};

/** `app.test.json`: a title as a file name that every system takes. */
export const fileNameFor = (title: string, view?: TextView): string =>
  `${
    title
      .replace(/[^\p{L}\p{N}._-]+/gu, '-')
      .replace(/^[-.]+|[-.]+$/g, '')
      .slice(0, 80) || 'item'
  }${view === undefined ? '' : endings[view]}`;
