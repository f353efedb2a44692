/**
 * The worker's desk for chains: whether they are valid, and which clients would take them, those that are not made yet included.
 */
import type { Bytes } from '../codec/bytes';
import { judge } from '../pki/clients/judge';
import type { ClientOutcome, ClientVerdict } from '../pki/clients/client';
import { PkiError } from '../pki/error';
import { rehearseDraft, rehearseLocalHttps, type Rehearsed } from '../pki/rehearsal/rehearsed';
import { ThrowAwayKeys } from '../pki/rehearsal/throw-away-keys';
import { assess } from '../pki/verify/assess';
import type { Assessment } from '../pki/verify/assessment';
import { LinkShelf } from '../pki/verify/link-shelf';
import type { KeyRing } from './key-ring';
import type { Rehearsal, VerificationVerbs } from './verification-protocol';

type Verb = keyof VerificationVerbs;
type Request<V extends Verb> = Parameters<VerificationVerbs[V]>[0];
type Answers = {
  readonly [V in Verb]: (request: Request<V>) => Promise<ReturnType<VerificationVerbs[V]>>;
};

/** Hosts of one certificate that clients are asked about: what holds for the first ones holds for a thousand more. */
const MOST_HOSTS = 6;

export class VerificationDesk implements Answers {
  readonly #ring: KeyRing;
  readonly #keys = new ThrowAwayKeys();
  readonly #laid: Bytes[] = [];
  readonly #shelf = new LinkShelf();

  constructor(ring: KeyRing) {
    this.#ring = ring;
  }

  assess({ at, ...request }: Request<'assess'>): Promise<Assessment> {
    return assess({ ...request, at: new Date(at) });
  }

  layDown({ documents }: Request<'layDown'>): Promise<undefined> {
    this.#laid.push(...documents);
    return Promise.resolve(undefined);
  }

  assessLaid(request: Request<'assessLaid'>): Promise<Assessment> {
    const { at, leaf, intermediates, anchors, revocation, ...rest } = request;
    const found = (places: readonly number[]) => places.map((place) => this.#document(place));
    const { lists, responses, demand } = revocation;
    return assess(
      {
        ...rest,
        ...{ at: new Date(at), leaf: this.#document(leaf) },
        ...{ intermediates: found(intermediates), anchors: found(anchors) },
        revocation: { lists: found(lists), responses: found(responses), demand },
      },
      this.#shelf,
    );
  }

  #document(place: number): Bytes {
    const document = this.#laid[place];
    if (document === undefined) throw new PkiError('not-found', [String(place)]);
    return document;
  }

  judge({ at, ...question }: Request<'judge'>): Promise<readonly ClientVerdict[]> {
    return judge({ ...question, at: new Date(at) });
  }

  rehearseDraft({ draft, signer, key, at }: Request<'rehearseDraft'>): Promise<Rehearsal | undefined> {
    const when = new Date(at);
    return this.#told(when, () => {
      const authority = signer.kind === 'self' ? undefined : this.#ring.authority(signer.authority);
      const held = key.kind === 'held' ? { kind: 'held' as const, key: this.#ring.key(key.key) } : key;
      return rehearseDraft(draft, authority, held, { at: when, keys: this.#keys });
    });
  }

  rehearseLocalHttps({
    signedBy,
    ...request
  }: Request<'rehearseLocalHttps'>): Promise<Rehearsal | undefined> {
    const when = new Date(request.at);
    return this.#told(when, () => {
      const { hosts, ...plan } = request;
      const means = { at: when, keys: this.#keys };
      if (signedBy.kind !== 'given') return rehearseLocalHttps({ ...plan, signedBy }, hosts, means);
      const { promised: _, authority, ...given } = signedBy;
      const signs = { ...given, authority: this.#ring.authority(authority) };
      return rehearseLocalHttps({ ...plan, signedBy: signs }, hosts, means);
    });
  }

  async #told(at: Date, rehearse: () => Promise<Rehearsed | undefined>): Promise<Rehearsal | undefined> {
    try {
      const rehearsed = await rehearse();
      if (rehearsed === undefined) return undefined;
      const { chain, anchors } = rehearsed;
      const hosts = rehearsed.hosts.slice(0, MOST_HOSTS);
      const asked = await Promise.all(hosts.map((host) => judge({ chain, anchors, host, at })));
      return { hosts, verdicts: asked.reduce(worst) };
    } catch (error) {
      // What the browser cannot make, and an authority that was locked meanwhile, are told where they are asked for.
      if (error instanceof PkiError) return undefined;
      throw error;
    }
  }
}

const rank: Readonly<Record<ClientOutcome, number>> = {
  accepted: 0,
  'accepted-but': 1,
  unknown: 2,
  refused: 3,
};

/** Of each client the answer that bodes worse, the earlier one of equals. */
const worst = (one: readonly ClientVerdict[], other: readonly ClientVerdict[]): readonly ClientVerdict[] =>
  one.map((verdict, place) => {
    const next = other[place];
    return next !== undefined && rank[next.outcome] > rank[verdict.outcome] ? next : verdict;
  });
