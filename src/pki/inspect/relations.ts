/**
 * What belongs to what in a pile: items with one public key, and who issued whom, by name, key identifier and the signature
 * (RFC 5280 §6.1.3 without its rules: who may issue is another question). What was proved once is not proved again when
 * the pile grows. Work is bounded, and others have the thread between proofs.
 */
import { latin1, type Bytes } from '../../codec/bytes';
import type { Item, ItemId, Relations } from './item';
import { certificateFacts, publicKeyOf, type CertificateFacts } from './relations-facts';
import { ProofReader, type Proof } from '../signature-proof';

/** Signatures tried for one certificate: cross-signed authorities have two or three keys under a name, forgeries any number. */
const MAX_CANDIDATES = 16;
/** Signatures tried in all. At 0.1 ms each some seconds; three for each certificate of the largest list. */
const MAX_PROOFS = 30_000;
/** Steps between which the event loop turns. */
const PROOFS_PER_TURN = 200;
const ITEMS_PER_TURN = 500;

const turn = (): Promise<void> => new Promise((resume) => setTimeout(resume));

export class Kinship {
  readonly #facts = new Map<ItemId, CertificateFacts>();
  /** By octets as characters: whatever the key, and by subject and key identifier. */
  readonly #bySubject = new Map<string, ItemId[]>();
  readonly #bySubjectKey = new Map<string, ItemId[]>();
  readonly #byKey = new Map<string, ItemId[]>();
  /** Certificate and issuing key → what the signature says. */
  readonly #proofs = new Map<string, Proof>();
  readonly #reader = new ProofReader();
  readonly #seen = new Set<ItemId>();
  /** Names for keys, so that proofs are found by short strings. */
  readonly #keyNumbers = new Map<string, number>();

  /** @param items the whole pile. Aborted, it says what it knows by then. */
  async relations(items: readonly Item[], signal: AbortSignal): Promise<Relations> {
    await this.#read(items, signal);
    const issuers: [ItemId, readonly ItemId[]][] = [];
    const doesNotMatch: [ItemId, ItemId][] = [];
    for (const [id, facts] of this.#facts) {
      const candidates = this.#candidates(facts);
      const proved: ItemId[] = [];
      for (const candidate of candidates) {
        if ((await this.#proof(id, facts, candidate, signal)) !== 'does-not-fit') proved.push(candidate);
      }
      const [first] = candidates;
      if (proved.length > 0) issuers.push([id, proved]);
      else if (first !== undefined) doesNotMatch.push([id, first]);
    }
    const sameKey = [...this.#byKey.values()].filter((group) => group.length > 1).map((group) => [...group]);
    return { sameKey, issuers, doesNotMatch };
  }

  async #read(items: readonly Item[], signal: AbortSignal): Promise<void> {
    let read = 0;
    for (const item of items) {
      if (this.#seen.has(item.id)) continue;
      if (signal.aborted) return;
      const facts = item.kind === 'certificate' && item.octets ? certificateFacts(item.octets) : undefined;
      const key = facts?.spki ?? publicKeyOf(item);
      // A locked key may be opened later.
      if (item.lock === undefined) this.#seen.add(item.id);
      if (facts !== undefined) {
        this.#facts.set(item.id, facts);
        listed(this.#bySubject, facts.subject, item.id);
        listed(this.#bySubjectKey, subjectKeyOf(facts.subject, facts.subjectKey), item.id);
      }
      if (key !== undefined) listed(this.#byKey, latin1(key), item.id);
      if (++read % ITEMS_PER_TURN === 0) await turn();
    }
  }

  /**
   * Those whose name and, where both tell it, key identifier fit. Of two certificates with one key both may stand above:
   * that is what cross-signing is.
   */
  #candidates({ issuer, authorityKey }: CertificateFacts): readonly ItemId[] {
    const some = (map: ReadonlyMap<string, readonly ItemId[]>, key: string): readonly ItemId[] =>
      map.get(key)?.slice(0, MAX_CANDIDATES) ?? [];
    if (authorityKey === undefined) return some(this.#bySubject, issuer);
    return [
      ...some(this.#bySubjectKey, subjectKeyOf(issuer, authorityKey)),
      ...some(this.#bySubjectKey, subjectKeyOf(issuer, undefined)),
    ];
  }

  async #proof(id: ItemId, facts: CertificateFacts, candidate: ItemId, signal: AbortSignal): Promise<Proof> {
    const { spki } = this.#facts.get(candidate) ?? facts;
    const name = `${id} ${this.#keyNumber(spki)}`;
    const known = this.#proofs.get(name);
    if (known !== undefined) return known;
    // What nobody proved is not said not to match.
    if (signal.aborted || this.#proofs.size >= MAX_PROOFS) return 'cannot-tell';
    const proof = await this.#reader.prove(spki, facts.algorithm, facts.signed, facts.signature);
    this.#proofs.set(name, proof);
    if (this.#proofs.size % PROOFS_PER_TURN === 0) await turn();
    return proof;
  }

  #keyNumber(spki: Bytes): number {
    const octets = latin1(spki);
    const known = this.#keyNumbers.get(octets);
    if (known !== undefined) return known;
    this.#keyNumbers.set(octets, this.#keyNumbers.size);
    return this.#keyNumbers.size - 1;
  }
}

/** A name is DER and tells its length, so the two cannot run into each other. */
const subjectKeyOf = (subject: string, identifier: string | undefined): string =>
  identifier === undefined ? subject : `${subject} ${identifier}`;

function listed(map: Map<string, ItemId[]>, key: string, id: ItemId): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [id]);
  else list.push(id);
}
