/**
 * Path building and validation (RFC 5280 §6, RFC 4158): the first path from the leaf to an anchor that breaks no rule, or, where
 * there is none, the best of those that break some, with everything that is wrong with it. No input makes it throw, run long,
 * or answer otherwise because things came in another order.
 */
import type { Bytes } from '../../codec/bytes';
import { equalBytes, toHex } from '../../codec/bytes';
import { ProofReader, type Proof } from '../signature-proof';
import { byRank, type Finding } from './finding';
import { linkFindings } from './link-checks';
import { isSelfIssued, linkOf, valueIn, type Link } from './link';
import { pathFindings } from './path-checks';
import type { PathRequest, PathUnderCheck } from './path-request';

/** A path, and what is wrong with it. */
export interface FoundPath {
  /** The leaf first. */
  readonly links: readonly Link[];
  /** Whether the last of them is an anchor. */
  readonly anchored: boolean;
  /** The most telling one first: the cause. Empty where it is trusted. */
  readonly findings: readonly Finding[];
}

/** Signatures proved; Go has the same bound (crypto/x509, `maxChainSignatureChecks`), and no honest pile comes near. */
const MAX_SIGNATURES = 100;
/** Steps of the search; webpki stops at 200,000 with cheaper steps, and honest piles need a dozen. */
const MAX_STEPS = 10_000;
/** Certificates in a path: OpenSSL's default depth. Nobody has seen an honest path of a dozen. */
const MAX_LENGTH = 100;
const DEPTH_CITATION = 'openssl-verification-options(1), -verify_depth';
const WORK_CITATION = 'Go crypto/x509, maxChainSignatureChecks';

interface Attempt {
  readonly path: readonly Link[];
  /** How many of its links are proved to belong together; all there can be where it ends at an anchor. */
  readonly proved: number;
  readonly findings: readonly Finding[];
}

export const findPath = (leaf: Link, request: PathRequest): Promise<FoundPath> =>
  new Search(request).from(leaf);

class Search {
  readonly #request: PathRequest;
  readonly #anchors: ReadonlyMap<string, Link>;
  /** By subject. */
  readonly #authorities = new Map<string, Link[]>();
  readonly #proofs = new ProofReader();
  readonly #proved = new Map<string, Promise<Proof>>();
  #steps = 0;
  #signatures = 0;
  #best: Attempt | undefined;

  constructor(request: PathRequest) {
    this.#request = request;
    const readable = (ders: readonly Bytes[]): readonly Link[] =>
      ders.flatMap((der) => {
        const link = linkOf(der);
        return link.ok ? [link.value] : [];
      });
    const anchors = readable(request.anchors);
    this.#anchors = new Map(anchors.map((link) => [link.octets, link]));
    const all = new Map([...anchors, ...readable(request.intermediates)].map((link) => [link.octets, link]));
    // By their octets, so that the order of the input decides nothing.
    for (const link of [...all.values()].sort((a, b) => (a.octets < b.octets ? -1 : 1))) {
      const known = this.#authorities.get(link.subject);
      if (known === undefined) this.#authorities.set(link.subject, [link]);
      else known.push(link);
    }
  }

  async from(leaf: Link): Promise<FoundPath> {
    const found = await this.#extend([leaf]);
    if (found !== undefined) return { links: found, anchored: true, findings: [] };
    const { path, findings }: Omit<Attempt, 'proved'> = this.#best ?? { path: [leaf], findings: [] };
    const at = path.length - 1;
    const work: readonly Finding[] = this.#exhausted
      ? [{ code: 'too-much-work', at, citation: WORK_CITATION, facts: [String(MAX_SIGNATURES)] }]
      : [];
    const anchored = this.#isAnchor(path.at(-1));
    return { links: path, anchored, findings: [...findings, ...work].sort(byRank) };
  }

  #isAnchor(link: Link | undefined): boolean {
    return link !== undefined && this.#anchors.has(link.octets);
  }

  get #exhausted(): boolean {
    return this.#steps > MAX_STEPS || this.#signatures > MAX_SIGNATURES;
  }

  /** The first whole path without a finding. Depth first, the likeliest issuer before others. */
  async #extend(path: readonly Link[]): Promise<readonly Link[] | undefined> {
    this.#steps++;
    const top = path.at(-1);
    if (top === undefined || this.#exhausted) return undefined;
    if (this.#isAnchor(top)) return this.#complete(path) ? path : undefined;
    const at = path.length - 1;
    if (path.length >= MAX_LENGTH) {
      this.#unfinished(path, {
        ...{ code: 'too-deep', at, citation: DEPTH_CITATION },
        facts: [String(MAX_LENGTH)],
      });
      return undefined;
    }
    const candidates = this.#issuersOf(top, path);
    if (candidates.length === 0) {
      const alone = isSelfIssued(top) && (await this.#signed(top, top)) === 'fits';
      const code = alone ? 'untrusted-root' : 'no-issuer';
      this.#unfinished(path, { code, at, citation: 'RFC 5280 §6.1', facts: [] });
    }
    for (const candidate of candidates) {
      const proof = await this.#signed(top, candidate);
      if (proof !== 'fits') {
        this.#unfinished([...path, candidate], unproved(top, candidate, at, proof));
        continue;
      }
      const found = await this.#extend([...path, candidate]);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #issuersOf(link: Link, path: readonly Link[]): readonly Link[] {
    const score = (candidate: Link): number => {
      const fits = identifierFits(link, candidate);
      const { notBefore, notAfter } = candidate.certificate.validity;
      const valid = notBefore <= this.#request.at && this.#request.at <= notAfter;
      return (
        (this.#anchors.has(candidate.octets) ? 8 : 0) +
        (fits === false ? 0 : 4) +
        (fits === true ? 2 : 0) +
        (valid ? 1 : 0)
      );
    };
    return (
      (this.#authorities.get(link.issuer) ?? [])
        // The same authority twice, under whatever certificate, is a loop (RFC 4158 §2.4.2).
        .filter((one) => !path.some((known) => known.subject === one.subject && known.key === one.key))
        .map((one) => ({ one, points: score(one) }))
        .sort((a, b) => b.points - a.points)
        .map(({ one }) => one)
    );
  }

  #signed(link: Link, issuer: Link): Promise<Proof> {
    const name = `${link.octets} ${issuer.key}`;
    const known = this.#proved.get(name);
    if (known !== undefined) return known;
    this.#signatures++;
    const { signatureAlgorithm, tbs, signatureValue } = link.certificate;
    const key = issuer.certificate.publicKey.der;
    const proof = this.#proofs.prove(key, signatureAlgorithm, tbs, signatureValue);
    this.#proved.set(name, proof);
    return proof;
  }

  /** Whether a path to an anchor breaks no rule. Of those that do, the one that breaks the fewest is kept, before any attempt. */
  #complete(path: readonly Link[]): boolean {
    const findings = this.#broken(path);
    const best = this.#best;
    const better = best?.proved !== Infinity || findings.length < best.findings.length;
    if (findings.length > 0 && better) this.#best = { path, proved: Infinity, findings };
    return findings.length === 0;
  }

  /** An attempt that ended: what ended it, and what else would be wrong. Nobody asks that of a shorter one. */
  #unfinished(path: readonly Link[], end: Finding): void {
    const best = this.#best;
    const proved = end.at + 1;
    if (best !== undefined && best.proved >= proved) return;
    this.#best = { path, proved, findings: [end, ...this.#broken(path)] };
  }

  #broken(path: readonly Link[]): readonly Finding[] {
    const { leaf: _leaf, intermediates: _intermediates, anchors: _anchors, ...request } = this.#request;
    const check: PathUnderCheck = { ...request, path, anchored: this.#isAnchor(path.at(-1)) };
    return [...linkFindings(check), ...pathFindings(check)];
  }
}

/** Whether the candidate's key is the one that the link names; `undefined` where one of them does not say. */
function identifierFits(link: Link, candidate: Link): boolean | undefined {
  const wanted = valueIn(link, 'authorityKeyIdentifier')?.keyIdentifier;
  const own = valueIn(candidate, 'subjectKeyIdentifier');
  return wanted === undefined || own === undefined ? undefined : equalBytes(wanted, own);
}

/** An authority that was made anew under its old name is another: nobody damaged what the first one signed. */
function unproved(link: Link, candidate: Link, at: number, proof: Exclude<Proof, 'fits'>): Finding {
  const { oid } = link.certificate.signatureAlgorithm;
  if (proof === 'cannot-tell')
    return { code: 'algorithm-unsupported', at, citation: 'RFC 5280 §6.1.3 (a)(1)', facts: [oid] };
  if (identifierFits(link, candidate) !== false)
    return { code: 'signature-wrong', at, citation: 'RFC 5280 §6.1.3 (a)(1)', facts: [oid] };
  const wanted = valueIn(link, 'authorityKeyIdentifier')?.keyIdentifier;
  const own = valueIn(candidate, 'subjectKeyIdentifier');
  const facts = [wanted, own].flatMap((octets) => (octets === undefined ? [] : [toHex(octets)]));
  return { code: 'issuer-key-differs', at, citation: 'RFC 5280 §4.2.1.1', facts };
}
