/** Words of the page Verify: what can be asked, whom one trusts, what is known of revocation. */
import type { Purpose } from '../../app/verification-name';
import type { Answer, Profile, Roots, Verifier } from '../../app/verifier.svelte';
import type { LinkRow } from '../../app/verification-links';
import { instantOf } from '../instant';
import { counted, listedBriefly } from '../words';
import { sameOctets } from '../../app/same-octets';

export const purposes: Readonly<Record<Purpose, string>> = {
  server: 'TLS server',
  client: 'TLS client',
  email: 'Email',
  any: 'Any purpose',
};

/** In the order of a list to choose from. */
export const profiles: Readonly<Record<Profile, { readonly name: string; readonly about: string }>> = {
  rfc5280: { name: 'RFC 5280', about: 'The path, and what RFC 5280 §4 asks of every certificate in it.' },
  browsers: {
    name: 'Browsers',
    about: 'And what one of Chrome, Firefox and Safari refuses in a public server’s certificate.',
  },
  'web-pki': {
    name: 'Web PKI',
    about: 'And what the CA/B Baseline Requirements ask of who issues them, though no browser looks.',
  },
  'mtls-client': {
    name: 'Mutual TLS',
    about: 'And what servers ask of the certificates that people and devices show them.',
  },
  email: { name: 'S/MIME', about: 'And what signed and encrypted mail asks: RFC 8550.' },
  'x509-strict': {
    name: 'Python ≥ 3.13, openssl -x509_strict',
    about: 'The path, and what these two are strict about.',
  },
  path: { name: 'The path alone', about: 'Signatures, dates, names and who may sign: RFC 5280 §6.' },
};

/** What somebody types a name for. */
export const nameLabels: Readonly<Record<Purpose, string>> = {
  server: 'Host name or address',
  client: 'Name in it, if one is asked for',
  email: 'Email address',
  any: 'Name in it, if one is asked for',
};

export const roles = { leaf: 'certificate', intermediate: 'intermediate', anchor: 'trusted root' } as const;

export function rootsSaid({ kind, name }: Roots): string {
  switch (kind) {
    case 'authorities':
      return 'Your authorities';
    case 'own':
      return name === '' ? 'The root of this chain' : name;
    case 'itself':
      return 'The certificate itself';
    case 'file':
      return name === '' ? 'What was pasted' : (name.split('/').at(-1) ?? name);
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
      return {
        tone: 'quiet',
        text: `not known whether it was revoked: ${listedBriefly(revocation.because.map((doubt) => doubts[doubt]))}`,
      };
    case 'unasked':
      return { tone: 'quiet', text: '' };
  }
}

type Doubt = Extract<LinkRow['revocation'], { state: 'unknown' }>['because'][number];

const doubts: Readonly<Record<Doubt, string>> = {
  'list-malformed': 'the list cannot be read',
  'list-not-yet-valid': 'the list is not valid yet',
  'list-expired': 'the list is out of date',
  'list-unknown-critical': 'the list insists on an extension that is not known here',
  'list-other-scope': 'the list is for other certificates',
  'list-issuer-unknown': 'who signed the list is not here',
  'list-issuer-may-not-sign': 'whoever signed the list may not (no cRLSign)',
  'list-signature-wrong': 'the signature on the list is wrong',
  'list-algorithm-unsupported': 'the signature on the list cannot be checked in this browser',
  'list-weak-signature': 'the list is signed over a broken digest',
  'list-nonconforming': 'the list lacks its number, its end or the identifier of its issuer',
  'delta-without-complete-list': 'there are only changes to a list that is not here',
  'some-reasons-uncovered': 'the lists speak of some reasons only',
  'response-not-yet-valid': 'the OCSP response is not valid yet',
  'response-expired': 'the OCSP response is out of date',
  'response-unknown-critical': 'the OCSP response insists on an extension that is not known here',
  'response-signer-unknown': 'who signed the OCSP response is not here',
  'response-signer-may-not-sign': 'whoever signed the OCSP response may not (no OCSPSigning)',
  'response-signer-expired': 'whoever signed the OCSP response has expired',
  'response-signer-revoked': 'whoever signed the OCSP response was revoked',
  'response-signature-wrong': 'the signature on the OCSP response is wrong',
  'response-algorithm-unsupported': 'the signature on the OCSP response cannot be checked in this browser',
  'response-weak-signature': 'the OCSP response is signed over a broken digest',
  'response-says-unknown': 'the OCSP responder does not know it',
  'too-much-work': 'there are more lists than any client would read',
};

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
    ({ trusted, certificates }) => trusted && certificates.some((one) => sameOctets(one, last?.der)),
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

/** What is no name of its own, within a sentence. */
const inMidst: Readonly<Partial<Record<Roots['kind'], string>>> = {
  authorities: 'your authorities',
  itself: 'the certificate itself',
};

/** What is asked, in a line: `app.test, as TLS server, by RFC 5280, now, trusting Team Root CA`. */
export function askedSaid({ purpose, profile, at }: Verifier, host: string, roots: readonly Roots[]): string {
  const trusted = roots
    .filter((group) => group.trusted)
    .map((group) => inMidst[group.kind] ?? rootsSaid(group));
  return [
    ...(host === '' ? [] : [host]),
    `as ${purposes[purpose]}`,
    `by ${profiles[profile].name}`,
    at === undefined ? 'now' : instantOf(at),
    trusted.length === 0 ? 'trusting nobody' : `trusting ${listedBriefly(trusted, 2)}`,
  ].join(', ');
}
