/**
 * Path building and validation (RFC 5280 §6, RFC 4158): the first path from the leaf to an anchor that breaks no rule, or, where
 * there is none, the best of those that break some, with everything that is wrong with it. No input makes it throw, run long,
 * or answer otherwise because things came in another order.
 */
import type { Bytes } from '../../codec/bytes';
import { equalBytes } from '../../codec/bytes';
import { ProofReader, type Proof } from '../signature-proof';
import { byRank, type Finding } from './finding';
import { linkFindings } from './link-checks';
import { linkOf, valueIn, type Link } from './link';
import { pathFindings } from './path-checks';
import type { PathRequest, PathUnderCheck } from './path-request';

export interface Verdict {
  readonly trusted: boolean;
  /** The leaf first, the anchor last; the best attempt where nothing is trusted. */
  readonly path: readonly Bytes[];
  /** The most telling one first: the cause. Empty where it is trusted. */
  readonly findings: readonly Finding[];
}

/** Signatures proved; Go has the same bound (crypto/x509, `maxChainSignatureChecks`), and no honest pile comes near. */
const MAX_SIGNATURES = 100;
/** Steps of the search; webpki stops at 200,000 with cheaper steps, and honest piles need a dozen. */
const MAX_STEPS = 10_000;
/** Certificates in a path: OpenSSL's default depth. Nobody has seen an honest path of a dozen. */
const MAX_LENGTH = 100;

export async function verify(request: PathRequest): Promise<Verdict> {
  const leaf = linkOf(request.leaf);
  if (!leaf.ok) {
    const facts = [leaf.error.message];
    const finding: Finding = { code: 'unreadable', at: 0, citation: 'RFC 5280 §4.1', facts };
    return { trusted: false, path: [request.leaf], findings: [finding] };
  }
  return new Search(request).from(leaf.value);
}

class Search {
  readonly #request: PathRequest;
  readonly #anchors: ReadonlyMap<string, Link>;
  /** By subject. */
  readonly #authorities = new Map<string, Link[]>();
  readonly #proofs = new ProofReader();
  readonly #proved = new Map<string, Promise<Proof>>();
  #steps = 0;
  #signatures = 0;
  #best: { readonly path: readonly Link[]; readonly findings: readonly Finding[] } | undefined;

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

  async from(leaf: Link): Promise<Verdict> {
    const found = await this.#extend([leaf]);
    const ders = (path: readonly Link[]): readonly Bytes[] => path.map(({ certificate }) => certificate.der);
    if (found !== undefined) return { trusted: true, path: ders(found), findings: [] };
    const { path, findings } = this.#best ?? { path: [leaf], findings: [] };
    const work: readonly Finding[] = this.#exhausted
      ? [{ code: 'too-much-work', at: path.length - 1, citation: '', facts: [] }]
      : [];
    return { trusted: false, path: ders(path), findings: [...findings, ...work].sort(byRank) };
  }

  get #exhausted(): boolean {
    return this.#steps > MAX_STEPS || this.#signatures > MAX_SIGNATURES;
  }

  /** The first whole path without a finding. Depth first, the likeliest issuer before others. */
  async #extend(path: readonly Link[]): Promise<readonly Link[] | undefined> {
    this.#steps++;
    const top = path.at(-1);
    if (top === undefined || this.#exhausted) return undefined;
    if (this.#anchors.has(top.octets)) return this.#complete(path) ? path : undefined;
    if (path.length >= MAX_LENGTH) {
      this.#remember(path, [
        { code: 'too-deep', at: path.length - 1, citation: '', facts: [String(MAX_LENGTH)] },
      ]);
      return undefined;
    }
    const candidates = this.#issuersOf(top, path);
    if (candidates.length === 0) this.#unfinished(path, 'no-issuer');
    for (const candidate of candidates) {
      const proof = await this.#signed(top, candidate);
      if (proof !== 'fits') {
        const code = proof === 'cannot-tell' ? 'algorithm-unsupported' : 'signature-wrong';
        this.#unfinished([...path, candidate], code);
        continue;
      }
      const found = await this.#extend([...path, candidate]);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  #issuersOf(link: Link, path: readonly Link[]): readonly Link[] {
    const identifier = valueIn(link, 'authorityKeyIdentifier')?.keyIdentifier;
    const score = (candidate: Link): number => {
      const own = valueIn(candidate, 'subjectKeyIdentifier');
      const fits = identifier !== undefined && own !== undefined && equalBytes(identifier, own);
      const differs = identifier !== undefined && own !== undefined && !fits;
      const { notBefore, notAfter } = candidate.certificate.validity;
      const valid = notBefore <= this.#request.at && this.#request.at <= notAfter;
      return (
        (this.#anchors.has(candidate.octets) ? 8 : 0) + (differs ? 0 : 4) + (fits ? 2 : 0) + (valid ? 1 : 0)
      );
    };
    return (
      (this.#authorities.get(link.issuer) ?? [])
        // The same authority twice, under whatever certificate, is a loop (RFC 4158 §2.4.2).
        .filter(
          (one) =>
            !path.some((known) => known.subject === one.subject && known.key === one.key) || path[0] === one,
        )
        .filter((one) => !path.includes(one))
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

  /** Whether a path to an anchor breaks no rule. */
  #complete(path: readonly Link[]): boolean {
    const { leaf: _leaf, intermediates: _intermediates, anchors: _anchors, ...request } = this.#request;
    const check: PathUnderCheck = { ...request, path };
    const findings = [...linkFindings(check), ...pathFindings(check)];
    if (findings.length > 0) this.#remember(path, findings);
    return findings.length === 0;
  }

  #unfinished(path: readonly Link[], code: 'no-issuer' | 'signature-wrong' | 'algorithm-unsupported'): void {
    if (this.#best !== undefined) return;
    const at = code === 'no-issuer' ? path.length - 1 : path.length - 2;
    this.#remember(path, [{ code, at, citation: 'RFC 5280 §6.1.3 (a)', facts: [] }]);
  }

  /** The path with the fewest faults, a complete one before any other. */
  #remember(path: readonly Link[], findings: readonly Finding[]): void {
    const isComplete = (of: readonly Link[]): boolean => this.#anchors.has(of.at(-1)?.octets ?? '');
    const best = this.#best;
    const better =
      best === undefined ||
      (isComplete(path) && !isComplete(best.path)) ||
      (isComplete(path) === isComplete(best.path) && findings.length < best.findings.length);
    if (better) this.#best = { path, findings };
  }
}
