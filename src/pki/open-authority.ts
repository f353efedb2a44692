/**
 * An authority somebody already has: certificate and key found in what was pasted or dropped, matched by public key,
 * and judged fit to sign, a TLS server unless said otherwise. Its key becomes handles that cannot be exported.
 */
import type { Bytes } from '../codec/bytes';
import { parseCertificate, type Certificate } from '../codec/certificate';
import { extensionValue } from '../codec/extension';
import type { NameConstraints } from '../codec/name-constraint';
import { readRsaPublicKey } from '../codec/public-key';
import { displayName } from './anchor';
import { chainFrom, selfIssued, type Chain } from './authority-chain';
import { keyIdentifierOf, type Issuer } from './issue';
import { SERVER_AUTH } from './profile';
import { schemeOf, type SignatureScheme } from './signature-scheme';
import { verifySignature } from './signature';
import { ProofReader } from './signature-proof';
import { SigningKey } from './signing-key';
import { readPile, type Locked } from './unlock';

const ANY_PURPOSE = '2.5.29.37.0';
const COMMON_NAME = '2.5.4.3';

/** Why an authority cannot be used. */
export type AuthorityProblem =
  | 'nothing-found'
  | 'no-certificate'
  | 'no-key'
  | 'key-does-not-match'
  | 'unsupported-key'
  | 'not-an-authority' // basicConstraints without cA (RFC 5280 §4.2.1.9)
  | 'may-not-sign' // keyUsage without keyCertSign (§4.2.1.3)
  | 'wrong-purpose' // extendedKeyUsage without what it is opened for
  | 'path-too-long' // pathLength of an authority above it (§4.2.1.9)
  | 'expired'
  | 'unreadable-extension';

/** It signs, and some clients will still refuse what it signed. Measured: reference client-rules, Python ≥ 3.13 strict. */
export type AuthorityCaution =
  | 'basic-constraints-not-critical'
  | 'no-key-usage'
  | 'no-subject-key-identifier'
  | 'no-authority-key-identifier' // not asked of a root
  | 'any-purpose' // extendedKeyUsage with anyExtendedKeyUsage alone: OpenSSL wants serverAuth by name
  | 'no-common-name' // iOS does not list it
  | 'root-missing' // only an intermediate was given
  | 'weak-key' // RSA below 2048 bits: OpenSSL at security level 2, Apple and rustls refuse
  | 'not-yet-valid';

export interface OpenedAuthority {
  readonly issuer: Issuer;
  /** Its key, for every scheme it has; `issuer` signs with the default one. */
  readonly signing: SigningKey;
  readonly certificate: Certificate;
  /** From the authority upwards, itself first; ends with a self-issued root unless `root-missing`. */
  readonly chain: readonly Certificate[];
  readonly name: string;
  /** Name constraints along the chain, its own first. */
  readonly constraints: readonly NameConstraints[];
  readonly cautions: readonly AuthorityCaution[];
}

/** All there is to know of one, without the key: what is shown and judged by it takes this. */
export type AuthorityWithoutKey = Omit<OpenedAuthority, 'issuer' | 'signing'> & {
  readonly issuer: Omit<Issuer, 'privateKey'>;
};

export type OpenResult =
  | { readonly kind: 'opened'; readonly authority: OpenedAuthority }
  | { readonly kind: 'locked'; readonly locked: readonly Locked[] }
  | { readonly kind: 'refused'; readonly problem: AuthorityProblem; readonly name?: string };

interface Candidate {
  readonly certificate: Certificate;
  readonly scheme: SignatureScheme;
  readonly signing: SigningKey;
}

/** Proves that key and certificate belong together by using both. */
async function match(certificate: Certificate, pkcs8: Bytes): Promise<Candidate | undefined> {
  const scheme = schemeOf(certificate.publicKey);
  const signing = await SigningKey.open(pkcs8, certificate.publicKey.der);
  if (scheme === undefined || signing === undefined) return undefined;
  try {
    const probe = certificate.tbs;
    const signature = await signing.sign(scheme, probe);
    const fits = await verifySignature(scheme, certificate.publicKey.der, signature, probe);
    return fits ? { certificate, scheme, signing } : undefined;
  } catch {
    // A certificate whose key is none: WebCrypto does not take it.
    return undefined;
  }
}

/** Modulus length; Infinity for keys of other kinds. */
function rsaBits({ publicKey }: Certificate): number {
  if (schemeOf(publicKey)?.family !== 'rsa') return Infinity;
  const parsed = readRsaPublicKey(publicKey.octets);
  return parsed.ok ? parsed.value.bits : 0;
}

/** Extensions that decide what an authority may do; `undefined` where one of them cannot be read. */
function powersOf({ extensions }: Certificate) {
  const basic = extensionValue(extensions, 'basicConstraints');
  const usage = extensionValue(extensions, 'keyUsage');
  const purposes = extensionValue(extensions, 'extendedKeyUsage');
  const subjectKey = extensionValue(extensions, 'subjectKeyIdentifier');
  const authorityKey = extensionValue(extensions, 'authorityKeyIdentifier');
  const constraints = extensionValue(extensions, 'nameConstraints');
  if (!basic.ok || !usage.ok || !purposes.ok || !subjectKey.ok || !authorityKey.ok || !constraints.ok)
    return undefined;
  return {
    basic: basic.value,
    usage: usage.value?.value,
    purposes: purposes.value?.value,
    subjectKey: subjectKey.value?.value,
    authorityKey: authorityKey.value?.value.keyIdentifier,
  };
}

/** What an authority is opened for, and when. */
interface Use {
  /** `undefined`: for whatever it may sign. */
  readonly purpose: string | undefined;
  readonly at: Date;
}

/** @param below how many authorities stand between this one and the leaf */
function judge(
  certificate: Certificate,
  below: number,
  { purpose, at }: Use,
): AuthorityProblem | readonly AuthorityCaution[] {
  const powers = powersOf(certificate);
  if (powers === undefined) return 'unreadable-extension';
  const { basic, usage, purposes, subjectKey, authorityKey } = powers;
  if (basic?.value.ca !== true) return 'not-an-authority';
  if (usage?.includes('keyCertSign') === false) return 'may-not-sign';
  const named = purpose === undefined || purposes === undefined || purposes.includes(purpose);
  if (!named && !purposes.includes(ANY_PURPOSE)) return 'wrong-purpose';
  if ((basic.value.pathLength ?? Infinity) < below) return 'path-too-long';
  if (certificate.validity.notAfter < at) return 'expired';
  const cautions: AuthorityCaution[] = [];
  if (!basic.critical) cautions.push('basic-constraints-not-critical');
  if (usage === undefined) cautions.push('no-key-usage');
  if (subjectKey === undefined) cautions.push('no-subject-key-identifier');
  if (authorityKey === undefined && !selfIssued(certificate)) cautions.push('no-authority-key-identifier');
  if (!named) cautions.push('any-purpose');
  if (rsaBits(certificate) < 2048) cautions.push('weak-key');
  if (certificate.validity.notBefore > at) cautions.push('not-yet-valid');
  return cautions;
}

/** Certificates and keys tried against each other: a dropped folder of a hundred would otherwise mean 10,000 signatures. */
const MAX_PAIRS = 64;

async function candidatesIn(
  certificates: readonly Certificate[],
  keys: readonly Bytes[],
): Promise<readonly Candidate[]> {
  const says = ({ extensions }: Certificate): boolean => {
    const basic = extensionValue(extensions, 'basicConstraints');
    return basic.ok && basic.value?.value.ca === true;
  };
  // Those that say they are authorities first, so that the limit cuts off the others.
  const likeliest = [...certificates.filter(says), ...certificates.filter((one) => !says(one))];
  const pairs = likeliest.flatMap((certificate) => keys.map((key) => ({ certificate, key })));
  const found: Candidate[] = [];
  for (const { certificate, key } of pairs.slice(0, MAX_PAIRS)) {
    const candidate = await match(certificate, key);
    if (candidate !== undefined) found.push(candidate);
  }
  return found;
}

interface Judged {
  readonly candidate: Candidate;
  readonly chain: Chain;
  readonly verdict: AuthorityProblem | readonly AuthorityCaution[];
  /** Whom the verdict is about. */
  readonly about: Certificate;
}

async function judgeCandidate(
  candidate: Candidate,
  pile: readonly Certificate[],
  use: Use,
  proofs: ProofReader,
): Promise<Judged> {
  const chain = await chainFrom(candidate.certificate, pile, use.at, proofs);
  return { candidate, chain, ...judgeChain(chain, use) };
}

/** What is wrong with an authority further up spoils everything below it. @param chain from the authority upwards */
function judgeChain(chain: Chain, use: Use): Pick<Judged, 'verdict' | 'about'> {
  const cautions = new Set<AuthorityCaution>();
  for (const [below, about] of chain.entries()) {
    const verdict = judge(about, below, use);
    if (typeof verdict === 'string') return { verdict, about };
    verdict.forEach((caution) => cautions.add(caution));
  }
  const top = chain.at(-1) ?? chain[0];
  if (!top.subject.rdns.flat().some(({ type }) => type === COMMON_NAME)) cautions.add('no-common-name');
  if (!selfIssued(top)) cautions.add('root-missing');
  return { verdict: [...cautions], about: chain[0] };
}

/** As when it is opened, for whatever it may sign. */
export const judgeAuthority = (chain: Chain, at: Date): AuthorityProblem | readonly AuthorityCaution[] =>
  judgeChain(chain, { purpose: undefined, at }).verdict;

/**
 * Opens the authority in `inputs` (texts and files). Where several would do, the one furthest from the root signs.
 * @param passphrase tried on everything locked
 * @param at the moment of use, for its validity
 * @param purpose extended key usage that it must be fit to sign for, dotted decimal; `any` asks nothing of that kind
 */
export async function openAuthority(
  inputs: readonly (string | Bytes)[],
  passphrase: string | undefined,
  at: Date,
  purpose: string = SERVER_AUTH,
): Promise<OpenResult> {
  const pile = await readPile(inputs, passphrase);
  const refused = (problem: AuthorityProblem, name?: string): OpenResult => ({
    kind: 'refused',
    problem,
    ...(name === undefined ? {} : { name }),
  });
  const certificates = pile.certificates.flatMap((der) => {
    const parsed = parseCertificate(der);
    return parsed.ok ? [parsed.value] : [];
  });
  const use: Use = { purpose: purpose === 'any' ? undefined : purpose, at };
  const candidates = await candidatesIn(certificates, pile.privateKeys);
  const proofs = new ProofReader();
  const judged: Judged[] = [];
  for (const candidate of candidates) judged.push(await judgeCandidate(candidate, certificates, use, proofs));
  const [chosen] = judged
    .filter(({ verdict }) => typeof verdict !== 'string')
    .sort((a, b) => b.chain.length - a.chain.length);
  if (chosen !== undefined && typeof chosen.verdict !== 'string')
    return { kind: 'opened', authority: authorityWith(chosen.chain, chosen.candidate, chosen.verdict) };
  // What is still locked may be the authority's key.
  if (pile.locked.length > 0) return { kind: 'locked', locked: pile.locked };
  const [first] = judged;
  if (typeof first?.verdict === 'string') return refused(first.verdict, displayName(first.about.subject));
  if (certificates.length === 0)
    return refused(pile.privateKeys.length === 0 ? 'nothing-found' : 'no-certificate');
  if (pile.privateKeys.length === 0) return refused('no-key');
  const usable = certificates.some((one) => schemeOf(one.publicKey) !== undefined);
  return refused(usable ? 'key-does-not-match' : 'unsupported-key');
}

/** One whose key is known to belong to it. */
export function authorityWith(
  chain: Chain,
  { scheme, signing }: Pick<Candidate, 'scheme' | 'signing'>,
  cautions: readonly AuthorityCaution[],
): OpenedAuthority {
  const [certificate] = chain;
  const identifier = extensionValue(certificate.extensions, 'subjectKeyIdentifier');
  const { der: publicKey } = certificate.publicKey;
  return {
    issuer: {
      name: certificate.subject.der,
      keyIdentifier: (identifier.ok ? identifier.value?.value : undefined) ?? keyIdentifierOf(publicKey),
      publicKey,
      scheme,
      privateKey: signing.handle(scheme),
    },
    signing,
    certificate,
    chain,
    name: displayName(certificate.subject),
    constraints: chain.flatMap(({ extensions }) => {
      const constraints = extensionValue(extensions, 'nameConstraints');
      return constraints.ok && constraints.value !== undefined ? [constraints.value.value] : [];
    }),
    cautions,
  };
}
