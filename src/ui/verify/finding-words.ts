/**
 * What verification found, in a sentence each, and what mends it: a `Record` over the codes, so that a new one without words
 * fails the build.
 */
import { identifierInWords } from '../../app/identifier-in-words';
import type { Assessment } from '../../app/verifier.svelte';
import { instantOf } from '../instant';
import { listedBriefly } from '../words';

export type Finding = Assessment['findings'][number];
type Role = Assessment['links'][number]['role'];

/** Whom a finding is about. */
export interface Subject {
  readonly title: string;
  readonly role: Role;
  /** Name of its issuer. */
  readonly issuer: string;
}

interface Words {
  readonly says: (facts: readonly string[], subject: Subject) => string;
  /** What to do about it, in the imperative. */
  readonly mend: (subject: Subject, facts: readonly string[]) => string;
}

const quoted = (text: string): string => `“${text}”`;
const some = (facts: readonly string[]): string => listedBriefly(facts.map(identifierInWords));
const momentOf = (fact = ''): string => {
  const moment = Date.parse(fact);
  return Number.isNaN(moment) ? fact : instantOf(moment);
};
const named = ({ title, role }: Subject): string =>
  title !== '' ? quoted(title) : role === 'leaf' ? 'The certificate' : 'An authority without a name';

/** The certificate itself can be made anew by whoever asks; an authority is somebody's. */
const again = ({ role }: Subject, how: string): string =>
  role === 'leaf'
    ? `Issue the certificate again${how}.`
    : `Have the authority’s certificate made again${how}, with the same key; what it signed stays good.`;

const extensions: Readonly<Record<string, string>> = {
  subjectKeyIdentifier: 'Subject Key Identifier',
  authorityKeyIdentifier: 'Authority Key Identifier',
  basicConstraints: 'Basic Constraints',
  keyUsage: 'Key Usage',
  extendedKeyUsage: 'Extended Key Usage',
  subjectAltName: 'Subject Alternative Name',
  nameConstraints: 'Name Constraints',
  authorityInfoAccess: 'Authority Information Access',
  keyCertSign: 'keyCertSign',
};
const fields = (facts: readonly string[]): string =>
  listedBriefly(facts.map((fact) => extensions[fact] ?? identifierInWords(fact)));

const findings: Readonly<Record<Finding['code'], Words>> = {
  unreadable: {
    says: ([detail = '']) =>
      `The certificate cannot be read to its end${detail === '' ? '' : ` (${detail})`}.`,
    mend: () => 'Copy it again, whole: a line or a few octets of it are missing or changed.',
  },
  'signature-wrong': {
    says: (_, subject) =>
      `The signature on ${named(subject)} does not fit the key of ${quoted(subject.issuer)}: it was changed, or somebody else signed it.`,
    mend: (subject) => again(subject, ''),
  },
  'issuer-key-differs': {
    says: (_, subject) =>
      `${named(subject)} was signed by another key than the one of ${quoted(subject.issuer)} that is here.`,
    mend: ({ issuer }) =>
      `The authority ${quoted(issuer)} was made anew under its old name. Use the certificate it had when it signed this, or issue this one again.`,
  },
  revoked: {
    says: ([since], subject) =>
      `${named(subject)} was revoked${since === undefined ? '' : ` (${some([momentOf(since)])})`}.`,
    mend: (subject) => again(subject, ' with a new key'),
  },
  'no-issuer': {
    says: (_, subject) =>
      subject.role === 'leaf'
        ? `The chain ends at the certificate itself: ${quoted(subject.issuer)}, which signed it, is not here.`
        : `The chain ends at ${named(subject)}: ${quoted(subject.issuer)}, which signed it, is neither here nor trusted.`,
    mend: ({ issuer }) =>
      `Add the certificate of ${quoted(issuer)}: to the chain where it is an intermediate, under “Trusted” where it is the root.`,
  },
  'untrusted-root': {
    says: (_, subject) =>
      subject.role === 'leaf'
        ? 'The certificate signed itself, and nothing says that it is trusted.'
        : `The chain is whole, and its root ${named(subject)} is not among those you trust.`,
    mend: (subject) => `Trust ${named(subject)}: install it on every client, or tick it under “Trusted”.`,
  },
  'name-not-in-certificate': {
    says: (facts) => `The certificate is not for ${some(facts)}.`,
    mend: (_, facts) => `Connect by a name it has, or issue it again with ${some(facts)} among its names.`,
  },
  'no-alternative-names': {
    says: () => 'The certificate has no alternative names, the only place where clients look for one.',
    mend: (_, facts) =>
      `Issue it again with ${facts.length === 0 ? 'its names' : some(facts)} as subject alternative name; the common name counts for nothing.`,
  },
  expired: {
    says: ([end], subject) => `${named(subject)} expired on ${momentOf(end)}.`,
    mend: (subject) => again(subject, ' with new dates'),
  },
  'not-yet-valid': {
    says: ([start], subject) => `${named(subject)} is not valid before ${momentOf(start)}.`,
    mend: (subject) => `Check the clock of the machine, or wait. ${again(subject, ' with new dates')}`,
  },
  'name-excluded': {
    says: (facts, subject) => `An authority above ${named(subject)} must not sign for ${some(facts)}.`,
    mend: () => 'Leave the name out, or have another authority sign it.',
  },
  'name-not-permitted': {
    says: (facts, subject) =>
      `${some(facts)} is not among the names that an authority above ${named(subject)} may sign for.`,
    mend: () => 'Leave the name out, or have an authority sign it that may.',
  },
  'name-constraint-unsupported': {
    says: (_, subject) =>
      `An authority above ${named(subject)} limits names of a form that cannot be compared here, and insists on it.`,
    mend: () => 'Have an authority without that limit sign it.',
  },
  'not-an-authority': {
    says: (_, subject) => `${named(subject)} is no authority: its Basic Constraints do not say so.`,
    mend: (subject) => again(subject, ' with Basic Constraints CA:TRUE'),
  },
  'path-too-long': {
    says: ([most = '', found = ''], subject) =>
      `${named(subject)} allows ${most} authorities below it, and there are ${found}.`,
    mend: () => 'Have an authority higher up sign it, or make that one again with a longer path length.',
  },
  'may-not-sign-certificates': {
    says: (_, subject) => `${named(subject)} may not sign certificates: its Key Usage lacks keyCertSign.`,
    mend: (subject) => again(subject, ' with keyCertSign and cRLSign'),
  },
  'wrong-purpose': {
    says: (facts, subject) => `${named(subject)} is not for this purpose: it does not allow ${some(facts)}.`,
    mend: (subject, facts) => again(subject, ` with the extended key usage ${some(facts)}`),
  },
  'wrong-key-usage': {
    says: (facts, subject) =>
      `The Key Usage of ${named(subject)} forbids what it is used for${facts.length === 0 ? '' : ` (${fields(facts)})`}.`,
    mend: (subject) => again(subject, ' with the key usage of its purpose'),
  },
  'unknown-critical-extension': {
    says: (facts, subject) =>
      `${named(subject)} insists on an extension that clients do not know (${some(facts)}), so they must refuse it.`,
    mend: (subject) => again(subject, ' without it, or with it not critical'),
  },
  'policy-required': {
    says: (_, subject) =>
      `No certificate policy holds along the whole chain, and ${named(subject)} demands one.`,
    mend: () => 'Issue the chain with one policy in all of it, or without the demand.',
  },
  'extension-malformed': {
    says: (facts, subject) => `In ${named(subject)} this is not as the standard writes it: ${fields(facts)}.`,
    mend: (subject) => again(subject, ', cleanly'),
  },
  'extension-misplaced': {
    says: (facts, subject) =>
      `${fields(facts)} ${facts.length > 1 ? 'have' : 'has'} no place in ${named(subject)} as it stands.`,
    mend: (subject) => again(subject, ' from a current profile'),
  },
  'criticality-wrong': {
    says: (facts, subject) =>
      `${fields(facts)} in ${named(subject)} ${facts.length > 1 ? 'are' : 'is'} marked critical, or not, against the standard.`,
    mend: (subject) => again(subject, ' from a current profile'),
  },
  'identifier-missing': {
    says: (facts, subject) => `${named(subject)} lacks ${fields(facts)}.`,
    mend: (subject, facts) => again(subject, ` with ${fields(facts)}`),
  },
  'identifier-wrong': {
    says: (facts, subject) => `${fields(facts)} of ${named(subject)} does not fit.`,
    mend: (subject) => again(subject, ' with the right identifiers'),
  },
  'algorithms-disagree': {
    says: ([inside = '', beside = ''], subject) =>
      `${named(subject)} names ${identifierInWords(inside)} inside and ${identifierInWords(beside)} beside its signature, and both must be the same.`,
    mend: (subject) => again(subject, ''),
  },
  'algorithm-malformed': {
    says: (facts, subject) =>
      `${named(subject)} names its algorithm with parameters it does not have, or without those it has (${some(facts)}).`,
    mend: (subject) => again(subject, ', cleanly'),
  },
  'algorithm-unsupported': {
    says: (facts, subject) =>
      `The signature on ${named(subject)} (${some(facts)}) cannot be checked in this browser.`,
    mend: () => 'Check it elsewhere, or sign with ECDSA P-256 or RSA and SHA-256, which every client can.',
  },
  'weak-key': {
    says: ([key = ''], subject) =>
      `${named(subject)} has a key that is too weak${key === '' ? '' : ` (${key})`}.`,
    mend: (subject) =>
      subject.role === 'leaf'
        ? 'Issue it again with a new key: ECDSA P-256 or RSA 2048.'
        : 'Make a new authority with a stronger key.',
  },
  'weak-signature': {
    says: (facts, subject) => `${named(subject)} is signed over a broken digest (${some(facts)}).`,
    mend: (subject) => again(subject, ' with SHA-256'),
  },
  'authority-as-server': {
    says: (_, subject) => `${named(subject)} is a server’s certificate and an authority at once.`,
    mend: (subject) => again(subject, ' with CA:FALSE'),
  },
  'wildcard-too-wide': {
    says: (facts) =>
      `A wildcard in the certificate stands for all that a registry gives out: ${some(facts)}.`,
    mend: () => 'Issue it again with a wildcard below a name that is yours, as in *.app.test.',
  },
  'version-wrong': {
    says: ([version = ''], subject) => `${named(subject)} is of version ${version}, which has no extensions.`,
    mend: (subject) => again(subject, ' as version 3'),
  },
  'serial-number-wrong': {
    says: (_, subject) =>
      `The serial number of ${named(subject)} is negative, zero, or longer than 20 octets.`,
    mend: (subject) => again(subject, ' with a random serial number'),
  },
  'name-empty': {
    says: ([which = 'subject'], subject) => `The ${which} of ${named(subject)} is empty.`,
    mend: (subject) => again(subject, ' with a name'),
  },
  'revocation-unknown': {
    says: (_, subject) => `Nothing here says whether ${named(subject)} was revoked.`,
    mend: () => 'Add its authority’s revocation list, or an OCSP response for it.',
  },
  'too-deep': {
    says: ([most = '']) => `The chain is longer than ${most} certificates.`,
    mend: () => 'Sign with an authority nearer to the root.',
  },
  'too-much-work': {
    says: () => 'There are more ways and signatures to try than any client would.',
    mend: () => 'Give only the chain itself.',
  },
};

export const findingSaid = ({ code, facts }: Finding, subject: Subject): string =>
  findings[code].says(facts, subject);

export const mendSaid = ({ code, facts }: Finding, subject: Subject): string =>
  findings[code].mend(subject, facts);
