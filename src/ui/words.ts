/**
 * Words the first screen needs: names of things, and lists. Sentences about what is wrong are in `messages.ts`, which the
 * first screen does without.
 */
import type { Addition } from '../app/names-box.svelte';
import type { AlgorithmLimit, KeyAlgorithmId } from '../pki/algorithms';
import type { NameKind } from '../pki/name';

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 name`, `3 names`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** As `listed`, cut short: `a, b, c and 3 more`. */
export function listedBriefly(items: readonly string[], most = 3): string {
  return items.length > most + 1
    ? `${items.slice(0, most).join(', ')} and ${items.length - most} more`
    : listed(items);
}

export const nameKinds: Readonly<Record<NameKind, string>> = {
  dns: 'DNS',
  wildcard: 'wildcard',
  ipv4: 'IPv4',
  ipv6: 'IPv6',
  uri: 'URI',
  email: 'email',
};

/** What an addition of names came to, for the live region. */
export function additionSaid({ accepted, refused }: Addition): string {
  const [first] = accepted;
  const said: string[] = [];
  if (first !== undefined) {
    said.push(
      accepted.length === 1
        ? `Added ${first.display}, ${nameKinds[first.kind]}.`
        : `Added ${counted(accepted.length, 'name')}.`,
    );
  }
  if (refused.length > 0) said.push(`${counted(refused.length, 'name')} not taken, see below.`);
  return said.join(' ');
}

/** Who signs where no authority is there already. */
export const signers = {
  'new-authority': 'New local authority',
  self: 'None: self-signed',
} as const;

export const keyAbout: Readonly<Record<KeyAlgorithmId, string>> = {
  'ec-p256': 'fast, accepted everywhere',
  'ec-p384': 'slower, accepted everywhere',
  'ec-p521': 'slower still',
  'rsa-2048': 'for programs that know no elliptic curves',
  'rsa-3072': 'larger, slower to make',
  'rsa-4096': 'large; making one takes a second or more',
  ed25519: 'small and fast',
  'ml-dsa-44': 'certificates of about 4 kB',
  'ml-dsa-65': 'certificates of about 5.5 kB',
  'ml-dsa-87': 'certificates of about 7.5 kB',
};

export const keyLimits: Readonly<Record<AlgorithmLimit, string>> = {
  'no-browser': 'No browser accepts it; OpenSSL, Python, Java, Go, Node and curl do.',
  'no-chromium': 'Chrome, Edge and other Chromium browsers refuse it; everything else accepts it.',
  'few-clients':
    'Withstands quantum computers. Accepted by OpenSSL 3.5 and what is built on it, and by Chromium 156 with a root set by policy; by nothing else yet.',
};

/** What the folders of the zip hold, from the labels of the recipes in them. */
export const folderAbout: Readonly<Record<'run' | 'trust', (labels: readonly string[]) => string>> = {
  run: (servers) => `${counted(servers.length, 'server')}, ready to start`,
  trust: (systems) => listedBriefly(systems, 2),
};
