/** Words of the page Verify: what can be asked, whom one trusts, what is known of revocation. */
import type { Purpose } from '../../app/verification-name';
import type { Answer, Profile, Roots } from '../../app/verifier.svelte';
import type { LinkRow } from '../../app/verification-links';
import { instantOf } from '../instant';
import { counted } from '../words';

export const purposes: Readonly<Record<Purpose, string>> = {
  server: 'TLS server',
  client: 'TLS client',
  email: 'Email',
  any: 'Any purpose',
};

export const profiles: Readonly<Record<Profile, { readonly name: string; readonly about: string }>> = {
  path: { name: 'The path alone', about: 'Signatures, dates, names and who may sign: RFC 5280 §6.' },
  rfc5280: { name: 'RFC 5280', about: 'The path, and what RFC 5280 §4 asks of every certificate in it.' },
  'web-pki': {
    name: 'Web PKI',
    about: 'And what the CA/B Baseline Requirements ask of public servers’ certificates.',
  },
};

/** What somebody types a name for. */
export const nameLabels: Readonly<Record<Purpose, string>> = {
  server: 'Host name or address',
  client: 'Name in it, if one is asked for',
  email: 'Email address',
  any: 'Name in it, if one is asked for',
};

export const roles = { leaf: 'certificate', intermediate: 'intermediate', anchor: 'trusted root' } as const;

export function rootsSaid({ kind, name, certificates }: Roots): string {
  switch (kind) {
    case 'authorities':
      return 'Your authorities';
    case 'own':
      return name === '' ? 'The root of this chain' : name;
    case 'itself':
      return 'The certificate itself';
    case 'file':
      return `${name === '' ? 'What was pasted' : (name.split('/').at(-1) ?? name)}${certificates.length > 1 ? '' : ''}`;
  }
}

export function rootsAbout({ kind, certificates }: Roots): string {
  const roots = counted(certificates.length, 'root');
  switch (kind) {
    case 'authorities':
      return `${counted(certificates.length, 'authority', 'authorities')} on the page Authorities`;
    case 'own':
      return 'the root it came with: clients trust it once it is installed';
    case 'itself':
      return 'signed by itself: trusted as it stands';
    case 'file':
      return roots;
  }
}

/** What is known of a revocation; '' where nobody asked. */
export function revocationSaid({ revocation }: LinkRow): {
  readonly tone: 'good' | 'bad' | 'quiet';
  readonly text: string;
} {
  switch (revocation.state) {
    case 'good': {
      const until =
        revocation.until === undefined ? '' : `, known until ${instantOf(revocation.until.getTime())}`;
      return { tone: 'good', text: `not revoked, says the ${source[revocation.by]}${until}` };
    }
    case 'revoked': {
      const reason = revocation.reason === undefined ? '' : ` (${revocation.reason})`;
      return {
        tone: 'bad',
        text: `revoked ${instantOf(revocation.since.getTime())}${reason}, says the ${source[revocation.by]}`,
      };
    }
    case 'unknown':
      return { tone: 'quiet', text: `not known whether it was revoked: ${revocation.because.join(', ')}` };
    case 'unasked':
      return { tone: 'quiet', text: '' };
  }
}

const source = { list: 'revocation list', response: 'OCSP response' } as const;

/** A valid chain in words: for whom, since and until when, and what it takes. */
export function trustedSaid(
  { question, assessment }: Answer,
  rows: readonly LinkRow[],
  roots: readonly Roots[],
): { readonly head: string; readonly lines: readonly string[] } {
  const { names, profile } = question.request;
  const [name] = names;
  const anchor = rows.at(-1);
  const last = assessment.links.at(-1);
  const by = roots.find(
    ({ trusted, certificates }) => trusted && certificates.some((one) => same(one, last?.der)),
  );
  const lines: string[] = [];
  const { window } = assessment;
  if (window !== undefined) {
    const because = rows[window.untilBecause]?.title ?? '';
    const ends = because === '' ? '' : `, when “${because}” ends`;
    lines.push(`It holds until ${instantOf(window.until.getTime())}${ends}.`);
  }
  if (by?.kind === 'own')
    lines.push(
      `Clients accept it once “${anchor?.title ?? ''}” is installed on them: the chain brings that root itself.`,
    );
  else if (by?.kind === 'itself')
    lines.push('Clients accept it only where this very certificate is installed as trusted.');
  return {
    head: `Valid${name === undefined ? '' : ` for ${name.value}`}, by ${profile === 'path' ? 'its path' : `the rules of ${profiles[profile].name}`}.`,
    lines,
  };
}

const same = (one: Uint8Array, other: Uint8Array | undefined): boolean =>
  one.length === other?.length && one.every((octet, place) => octet === other[place]);
