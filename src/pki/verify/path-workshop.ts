/**
 * What one verification works with, however many searches it takes: the pile by subject, signatures proved once each, and how
 * much may be done in all. Where that is used up everything ends, and says so.
 */
import type { AlgorithmIdentifier } from '../../codec/algorithm-identifier';
import type { Bytes } from '../../codec/bytes';
import { ProofReader, type Proof } from '../signature-proof';
import type { Finding } from './finding';
import { linkOf, type Link } from './link';

/** Signatures proved; Go has the same bound (crypto/x509, `maxChainSignatureChecks`), and no honest pile comes near. */
const MAX_SIGNATURES = 100;
/** Steps of all searches; webpki stops at 200,000 with cheaper steps, and honest piles need a dozen. */
const MAX_STEPS = 10_000;
/** Names times constraints, over all paths; Go stops there (crypto/x509, `maxConstraintComparisons`). */
const MAX_COMPARISONS = 250_000;
/** Entries of lists looked at: the largest lists of public authorities have a million, and a path asks a few. */
const MAX_ENTRIES = 5_000_000;

const limits = {
  signatures: { most: MAX_SIGNATURES, citation: 'Go crypto/x509, maxChainSignatureChecks' },
  steps: { most: MAX_STEPS, citation: 'rustls-webpki, MAX_PATH_CALLS' },
  comparisons: { most: MAX_COMPARISONS, citation: 'Go crypto/x509, maxConstraintComparisons' },
  entries: { most: MAX_ENTRIES, citation: 'RFC 5280 §6.3' },
} as const;
export type Labour = keyof typeof limits;

/** A signature, and whatever is signed by it. */
export interface Signed {
  /** Names it among others: its octets. */
  readonly octets: string;
  readonly algorithm: AlgorithmIdentifier;
  readonly tbs: Bytes;
  readonly signature: Bytes;
}

export class Workshop {
  readonly #named = new Map<string, Link[]>();
  readonly #proofs = new ProofReader();
  readonly #proved = new Map<string, Promise<Proof>>();
  readonly #spent: Record<Labour, number> = { signatures: 0, steps: 0, comparisons: 0, entries: 0 };

  constructor(pile: readonly Bytes[]) {
    const links = new Map(linksOf(pile).map((link) => [link.octets, link]));
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
    const name = `${signed.octets} ${signer.key}`;
    const known = this.#proved.get(name);
    if (known !== undefined) return known;
    this.spend('signatures', 1);
    const { algorithm, tbs, signature } = signed;
    const proof = this.#proofs.prove(signer.certificate.publicKey.der, algorithm, tbs, signature);
    this.#proved.set(name, proof);
    return proof;
  }

  spend(labour: Labour, amount: number): void {
    this.#spent[labour] += amount;
  }

  /** Whether `amount` more would be too much. */
  affords(labour: Labour, amount: number): boolean {
    return this.#spent[labour] + amount <= limits[labour].most;
  }

  /** What there is too much of; `undefined` while there is not. */
  exhausted(at: number): Finding | undefined {
    const labour = (Object.keys(limits) as Labour[]).find((one) => this.#spent[one] > limits[one].most);
    if (labour === undefined) return undefined;
    const { most, citation } = limits[labour];
    return { code: 'too-much-work', at, citation, facts: [labour, String(most)] };
  }
}

export const linksOf = (ders: readonly Bytes[]): readonly Link[] =>
  ders.flatMap((der) => {
    const link = linkOf(der);
    return link.ok ? [link.value] : [];
  });

export const signedPartOf = ({ certificate, octets }: Link): Signed => ({
  octets,
  algorithm: certificate.signatureAlgorithm,
  tbs: certificate.tbs,
  signature: certificate.signatureValue,
});
