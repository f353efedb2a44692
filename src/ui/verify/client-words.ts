/** What the page calls the clients and their answers, and what mends a refusal: `Record`s, so that a new one fails the build. */
import type { Verdicts } from '../../app/verifier.svelte';
import { counted } from '../words';

export type ClientVerdict = Verdicts[number];
type Hit = ClientVerdict['hits'][number];
export type Fix = NonNullable<Hit['fix']>;

export const clientNames: Readonly<Record<ClientVerdict['client'], string>> = {
  chrome: 'Chrome, Edge',
  firefox: 'Firefox',
  safari: 'Safari, iOS',
  android: 'Android',
  'python-3.13': 'Python ≥ 3.13',
  'python-3.12': 'Python ≤ 3.12',
  curl: 'curl',
  openssl: 'OpenSSL',
  'openssl-strict': 'OpenSSL -x509_strict',
  node: 'Node',
  go: 'Go',
  java: 'Java',
  gnutls: 'GnuTLS',
  dotnet: '.NET, Windows',
  rustls: 'rustls',
};

export const outcomes: Readonly<
  Record<ClientVerdict['outcome'], { readonly mark: string; readonly word: string; readonly tone: string }>
> = {
  accepted: { mark: '✓', word: 'accepts', tone: 'good' },
  'accepted-but': { mark: '✓', word: 'accepts, but', tone: 'warn' },
  refused: { mark: '✗', word: 'refuses', tone: 'bad' },
  unknown: { mark: '?', word: 'cannot be told', tone: '' },
};

export const bases: Readonly<Record<Hit['basis'], string>> = {
  measured: 'Measured with the real program.',
  documented: 'From its source or documentation, not measured.',
};

export const fixes: Readonly<Record<Fix, string>> = {
  'issue-leaf-with-names': 'Issue the certificate again with the host among its subject alternative names.',
  'issue-leaf-by-authority': 'Have an authority sign it, as a certificate with CA:FALSE.',
  'issue-leaf-with-usable-key': 'Issue it again with an ECDSA P-256 or RSA 2048 key.',
  'issue-leaf-with-sha256': 'Issue it again, signed with SHA-256.',
  'issue-leaf-shorter': 'Issue it again for fewer days.',
  'issue-leaf-now': 'Issue it again with dates that hold today.',
  'issue-leaf-cleanly': 'Issue it again: its encoding, serial number or extensions are not as they must be.',
  'issue-leaf-for-servers':
    'Issue it again for servers: key usage digitalSignature, extended key usage serverAuth.',
  'issue-authority-again':
    'Have the authority’s certificate made again with Basic Constraints, Key Usage and identifiers as they must be.',
  'send-intermediate': 'Have the server send the intermediate: leaf first, then each issuer (fullchain.pem).',
  'trust-root': 'Install the root in this client’s trust store.',
  'connect-by-name': 'Connect by a name that is in the certificate.',
};

/** In the order of the list: what was refused, by which of how many. */
export function summaryOf(verdicts: Verdicts): {
  readonly tone: 'good' | 'warn' | 'bad';
  readonly text: string;
} {
  const told = verdicts.filter(({ outcome }) => outcome !== 'unknown');
  const refused = told.filter(({ outcome }) => outcome === 'refused');
  const but = told.filter(({ outcome }) => outcome === 'accepted-but');
  const clients = counted(told.length, 'client');
  if (told.length === 0) return { tone: 'warn', text: 'No client can be told' };
  if (refused.length === told.length) return { tone: 'bad', text: `Refused by all ${clients}` };
  if (refused.length > 0) return { tone: 'bad', text: `Refused by ${refused.length} of ${clients}` };
  if (but.length > 0)
    return { tone: 'good', text: `Accepted by all ${clients}, by ${but.length} with a remark` };
  return { tone: 'good', text: `Accepted by all ${clients}` };
}
