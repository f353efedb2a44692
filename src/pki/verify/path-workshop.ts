/**
 * What one verification works with, however many searches it takes: the pile by subject, signatures proved once each, and how
 * much may be done in all. Where that is used up everything ends, and says so.
 */
import type { AlgorithmIdentifier } from '../../codec/algorithm-identifier';
import type { Bytes } from '../../codec/bytes';
import { ProofReader, type Proof } from '../signature-proof';
import type { Finding } from './finding';
import type { Link } from './link';
import { LinkShelf } from './link-shelf';

/** Signatures proved; Go has the same bound (crypto/x509, `maxChainSignatureChecks`), and no honest pile comes near. */
const MAX_SIGNATURES = 100;
/** Candidates looked at, and links of whole paths, over all searches; webpki stops at 200,000, and honest piles need a dozen. */
const MAX_STEPS = 100_000;
/** Names times constraints, over all paths; Go stops there (crypto/x509, `maxConstraintComparisons`). */
const MAX_COMPARISONS = 250_000;
/** Policies times policies, over all paths: as in RFC 9618 §1, what no honest certificate comes near. */
const MAX_POLICIES = 1_000_000;
/** Names of points times names of lists: honest certificates have a handful of points. */
const MAX_POINTS = 1_000_000;
/** Entries of lists looked at: the largest lists of public authorities have a million, and a path asks a few. */
const MAX_ENTRIES = 5_000_000;

const limits = {
  signatures: { most: MAX_SIGNATURES, citation: 'Go crypto/x509, maxChainSignatureChecks' },
  steps: { most: MAX_STEPS, citation: 'rustls-webpki, MAX_PATH_CALLS' },
  comparisons: { most: MAX_COMPARISONS, citation: 'Go crypto/x509, maxConstraintComparisons' },
  policies: { most: MAX_POLICIES, citation: 'RFC 9618 §1' },
  points: { most: MAX_POINTS, citation: 'RFC 5280 §6.3' },
  entries: { most: MAX_ENTRIES, citation: 'RFC 5280 §6.3' },
} as const;
export type Labour = keyof typeof limits;

/** A signature, and whatever is signed by it. */
export interface Signed {
  /** What is proved once: octets as text, or the very thing they were read into. */
  readonly itself: string | object;
  readonly algorithm: AlgorithmIdentifier;
  readonly tbs: Bytes;
  readonly signature: Bytes;
}

export class Workshop {
  readonly #named = new Map<string, Link[]>();
  readonly #proofs = new ProofReader();
  readonly #proved = new Map<string | object, Map<string, Promise<Proof>>>();
  readonly #spent: Record<Labour, number> = {
    ...{ signatures: 0, steps: 0, comparisons: 0, policies: 0, points: 0, entries: 0 },
  };

  constructor(pile: readonly Bytes[], shelf?: LinkShelf) {
    const links = new Map(linksOf(pile, shelf).map((link) => [link.octets, link]));
    // By their octets, so that the order of the input decides nothing.
    for (const link of [...links.values()].sort((a, b) => (a.octets < b.octets ? -1 : 1))) {
      const known = this.#named.get(link.subject);
      if (known === undefined) this.#named.set(link.subject, [link]);
      else known.push(link);
    }
  }

  /** Certificates of the pile with this (comparable) subject. */
  named(subject: string): readonly Link[] {
    return this.#named.get(subject) ?? [];
  }

  prove(signed: Signed, signer: Link): Promise<Proof> {
    const bySigner = this.#proved.get(signed.itself) ?? new Map<string, Promise<Proof>>();
    this.#proved.set(signed.itself, bySigner);
    const known = bySigner.get(signer.key);
    if (known !== undefined) return known;
    this.spend('signatures', 1);
    if (!this.affords('signatures')) return Promise.resolve('cannot-tell');
    const { algorithm, tbs, signature } = signed;
    const proof = this.#proofs.prove(signer.certificate.publicKey.der, algorithm, tbs, signature);
    bySigner.set(signer.key, proof);
    return proof;
  }

  spend(labour: Labour, amount: number): void {
    this.#spent[labour] += amount;
  }

  affords(labour: Labour): boolean {
    return this.#spent[labour] <= limits[labour].most;
  }

  /** What there is too much of; `undefined` while there is not. */
  exhausted(at: number): Finding | undefined {
    const labour = (Object.keys(limits) as Labour[]).find((one) => this.#spent[one] > limits[one].most);
    if (labour === undefined) return undefined;
    const { most, citation } = limits[labour];
    return { code: 'too-much-work', at, citation, facts: [labour, String(most)] };
  }
}

export const linksOf = (ders: readonly Bytes[], shelf = new LinkShelf()): readonly Link[] =>
  ders.flatMap((der) => {
    const link = shelf.of(der);
    return link.ok ? [link.value] : [];
  });

export const signedPartOf = ({ certificate, octets }: Link): Signed => ({
  itself: octets,
  algorithm: certificate.signatureAlgorithm,
  tbs: certificate.tbs,
  signature: certificate.signatureValue,
});
