/**
 * Path building and validation (RFC 5280 §6, RFC 4158): the first path from the leaf to an anchor that breaks no rule, or, where
 * there is none, the best of those that break some, with everything that is wrong with it. No input makes it throw, run long,
 * or answer otherwise because things came in another order.
 */
import { publicSuffixes, type PublicSuffix } from '../public-suffix';
import { byRank, type Finding } from './finding';
import { LinkChecks } from './link-checks';
import { LinkShelf } from './link-shelf';
import { issuerKeyFits, isSelfIssued, valueIn, type Link } from './link';
import { pathFindings } from './path-checks';
import { asks, type PathRequest, type PathUnderCheck } from './path-request';
import { linksOf, signedPartOf, Workshop } from './path-workshop';
import { RevocationDesk, unasked, type RevocationReport } from './revocation-check';
import { strengthOf } from './strength';
import { unproved } from './unproved';

/** A path, and what is wrong with it. */
export interface FoundPath {
  /** The leaf first. */
  readonly links: readonly Link[];
  /** Whether the last of them is an anchor. */
  readonly anchored: boolean;
  /** The most telling one first: the cause. Empty where it is trusted. */
  readonly findings: readonly Finding[];
  /** What is known of the revocation of each link. */
  readonly revocation: readonly RevocationReport[];
}

/** Certificates in a path: OpenSSL's default depth. Nobody has seen an honest path of a dozen. */
const MAX_LENGTH = 100;
const DEPTH_CITATION = 'openssl-verification-options(1), -verify_depth';
/**
 * Searches inside a search, for whoever signed a list under another key than the path's: that one's own certificate may be on a
 * list signed by yet another. PKITS has one such step, and nobody has seen two.
 */
const MAX_NESTED = 3;

export async function findPath(
  leaf: Link,
  request: PathRequest,
  shelf = new LinkShelf(),
): Promise<FoundPath> {
  const workshop = new Workshop([...request.anchors, ...request.intermediates], shelf);
  const desk = new RevocationDesk(request.revocation ?? { lists: [], responses: [], demand: 'none' });
  const anchors = new Set(linksOf(request.anchors, shelf).map(({ octets }) => octets));
  const isWide = asks(request.profile, 'browsers') && hasWildcard(leaf);
  const suffixOf = isWide ? await publicSuffixes() : undefined;
  return new Search(request, { workshop, desk, anchors, suffixOf, above: [] }).from(leaf);
}

const hasWildcard = (leaf: Link): boolean =>
  valueIn(leaf, 'subjectAltName')?.some((name) => name.kind === 'dns' && name.value.startsWith('*.')) ===
  true;

interface Means {
  readonly workshop: Workshop;
  readonly desk: RevocationDesk;
  /** Their octets. */
  readonly anchors: ReadonlySet<string>;
  readonly suffixOf: PublicSuffix | undefined;
  /** Keys whose lists the searches around this one wait for: none of them vouches for itself. */
  readonly above: readonly string[];
}

interface Attempt {
  readonly path: readonly Link[];
  /** How many of its links are proved to belong together; all there can be where it ends at an anchor. */
  readonly proved: number;
  readonly findings: readonly Finding[];
  /** Where it was asked for. */
  readonly revocation?: readonly RevocationReport[];
}

class Search {
  readonly #request: PathRequest;
  readonly #means: Means;
  readonly #links = new LinkChecks();
  #best: Attempt | undefined;

  constructor(request: PathRequest, means: Means) {
    this.#request = request;
    this.#means = means;
  }

  async from(leaf: Link): Promise<FoundPath> {
    const found = await this.#extend([leaf]);
    if (found !== undefined) return found;
    const best: Attempt = this.#best ?? { path: [leaf], findings: [], proved: 1 };
    const { path } = best;
    const revocation = best.revocation ?? (await this.#revocation(path, best.proved));
    const findings =
      best.revocation === undefined ? [...best.findings, ...this.#revoked(revocation)] : [...best.findings];
    const work = this.#means.workshop.exhausted(path.length - 1);
    if (work !== undefined && !findings.some(({ code }) => code === work.code)) findings.push(work);
    return {
      links: path,
      anchored: this.#isAnchor(path.at(-1)),
      findings: findings.sort(byRank),
      revocation,
    };
  }

  #isAnchor(link: Link | undefined): boolean {
    return link !== undefined && this.#means.anchors.has(link.octets);
  }

  /** The first whole path without a finding. Depth first, the likeliest issuer before others. */
  async #extend(path: readonly Link[]): Promise<FoundPath | undefined> {
    const { workshop } = this.#means;
    const at = path.length - 1;
    const top = path[at];
    if (top === undefined || workshop.exhausted(at) !== undefined) return undefined;
    if (this.#isAnchor(top)) {
      workshop.spend('steps', path.length);
      return this.#complete(path);
    }
    if (path.length >= MAX_LENGTH) {
      const facts = [String(MAX_LENGTH)];
      this.#unfinished(path, { code: 'too-deep', at, citation: DEPTH_CITATION, facts });
      return undefined;
    }
    const candidates = this.#issuersOf(top, path);
    workshop.spend('steps', 1 + candidates.length);
    if (candidates.length === 0) {
      const alone = isSelfIssued(top) && (await workshop.prove(signedPartOf(top), top)) === 'fits';
      const code = alone ? 'untrusted-root' : 'no-issuer';
      this.#unfinished(path, { code, at, citation: 'RFC 5280 §6.1', facts: [] });
    }
    for (const candidate of candidates) {
      const proof = await workshop.prove(signedPartOf(top), candidate);
      if (workshop.exhausted(at) !== undefined) return undefined;
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
      const fits = issuerKeyFits(link, candidate);
      const { notBefore, notAfter } = candidate.certificate.validity;
      const valid = notBefore <= this.#request.at && this.#request.at <= notAfter;
      return (
        (this.#isAnchor(candidate) ? 8 : 0) +
        (fits === false ? 0 : 4) +
        (fits === true ? 2 : 0) +
        (valid ? 1 : 0)
      );
    };
    return (
      this.#means.workshop
        .named(link.issuer)
        // The same authority twice, under whatever certificate, is a loop (RFC 4158 §2.4.2).
        .filter((one) => !path.some((known) => known.subject === one.subject && known.key === one.key))
        .map((one) => ({ one, points: score(one) }))
        .sort((a, b) => b.points - a.points)
        .map(({ one }) => one)
    );
  }

  /** A path to an anchor, if it breaks no rule. Of those that do, the one that breaks the fewest is kept, before any attempt. */
  async #complete(path: readonly Link[]): Promise<FoundPath | undefined> {
    const broken = this.#broken(path);
    // Who signed a list is asked only where nothing else is wrong: it may take searches of its own.
    const revocation = broken.length === 0 ? await this.#revocation(path, path.length) : undefined;
    const findings = revocation === undefined ? broken : this.#revoked(revocation);
    if (findings.length === 0 && revocation !== undefined)
      return { links: path, anchored: true, findings, revocation };
    const best = this.#best;
    if (best?.proved !== Infinity || findings.length < best.findings.length)
      this.#best = { path, proved: Infinity, findings, ...(revocation !== undefined && { revocation }) };
    return undefined;
  }

  /** An attempt that ended: what ended it, and what else would be wrong. Nobody asks that of a shorter one. */
  #unfinished(path: readonly Link[], end: Finding): void {
    const best = this.#best;
    const proved = end.at + 1;
    if (best !== undefined && best.proved >= proved) return;
    this.#best = { path, proved, findings: [end, ...this.#broken(path)] };
  }

  #broken(path: readonly Link[]): readonly Finding[] {
    const { leaf: _l, intermediates: _i, anchors: _a, revocation: _r, ...request } = this.#request;
    const { workshop, suffixOf } = this.#means;
    const anchored = this.#isAnchor(path.at(-1));
    const check: PathUnderCheck = { ...request, path, anchored, workshop, suffixOf };
    return [...this.#links.findings(check), ...pathFindings(check)];
  }

  /** Of every link that another, proved to have signed it, could revoke. */
  async #revocation(path: readonly Link[], proved: number): Promise<readonly RevocationReport[]> {
    const { workshop, desk, above } = this.#means;
    const { at: time, profile } = this.#request;
    const strength = strengthOf(this.#request);
    const reports: RevocationReport[] = [];
    for (const at of path.keys()) {
      const hasIssuer = at + 1 < Math.min(proved, path.length);
      const leadsToAnchor = (signer: Link): Promise<boolean> => this.#leadsToAnchor(signer, path);
      const shared = { time, profile, strength, workshop, leadsToAnchor };
      const question = { ...shared, path, at, distrusted: above };
      reports.push(hasIssuer ? await desk.report(question) : unasked);
    }
    return reports;
  }

  #revoked(reports: readonly RevocationReport[]): readonly Finding[] {
    const below = reports.slice(0, -1);
    return below.flatMap((report, at) => this.#means.desk.findings(report, at));
  }

  /** RFC 5280 §6.3.3 (f): by a path of its own, to the very anchor that the certificate's path leads to. */
  async #leadsToAnchor(signer: Link, path: readonly Link[]): Promise<boolean> {
    const { above } = this.#means;
    const anchor = path.at(-1);
    if (anchor === undefined || !this.#isAnchor(anchor) || above.length >= MAX_NESTED) return false;
    const { maxIntermediates: _m, policy: _p, ...request } = this.#request;
    const strength = strengthOf(request);
    const profile = request.profile === 'path' ? 'path' : 'rfc5280';
    const search = new Search(
      { ...request, profile, strength, names: [], purposes: [] },
      { ...this.#means, anchors: new Set([anchor.octets]), above: [...above, signer.key] },
    );
    const { findings } = await search.from(signer);
    return findings.length === 0;
  }
}
