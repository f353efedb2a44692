/** What the page says of a case and of who refuses it. */
import type { CaseRow } from '../../app/bad-certificates.svelte';
import { clientNames } from '../verify/client-words';

type Judged = NonNullable<CaseRow['judged']>;
export type Tone = 'good' | 'warn' | 'bad' | '';

/** Few enough to be named. */
const NAMED = 3;

/** In a line: nobody, who, or how many of them. */
export function refusalOf({ verdicts }: Judged): { readonly tone: Tone; readonly text: string } {
  const refusing = verdicts
    .filter(({ outcome }) => outcome === 'refused')
    .map(({ client }) => clientNames[client]);
  if (verdicts.length === 0) return { tone: '', text: '' };
  if (refusing.length === 0) return { tone: 'good', text: 'all accept' };
  if (refusing.length === verdicts.length) return { tone: 'bad', text: 'all refuse' };
  if (refusing.length <= NAMED) return { tone: 'warn', text: `refused by ${refusing.join(', ')}` };
  return { tone: 'warn', text: `refused by ${refusing.length} of ${verdicts.length}` };
}

/** How often one client refuses, of everything that was made. */
export function refusalsBy(cases: readonly Judged[], client: Judged['verdicts'][number]['client']): number {
  return cases.filter(({ verdicts }) =>
    verdicts.some((one) => one.client === client && one.outcome === 'refused'),
  ).length;
}

export const servingWords: Readonly<Record<NonNullable<CaseRow['facts']['serving']>, string>> = {
  'not-by-openssl': 'Python and Node do not load it as servers; run/serve.go serves it.',
  'not-by-openssl-3.5':
    'From OpenSSL 3.5 on, Python and Node do not load it as servers; run/serve.go serves it.',
  'not-by-python': 'Python does not load it as a server; run/serve.mjs and run/serve.go serve it.',
  'tls-1.2': 'Served with TLS 1.2: the key is too short for more.',
};

export const NOT_MADE = 'This browser has no keys of that kind, so it is not in the zip.';
