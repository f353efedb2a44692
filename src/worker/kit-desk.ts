/** The worker's desk for kits of mutual TLS. What is made goes into the zip and is not kept. */
import { givenLists, type GivenLists } from '../pki/client-kit/given-lists';
import { kitDownload } from '../pki/client-kit/kit-download';
import { kitProblems } from '../pki/client-kit/kit-problems';
import { makeClientKit } from '../pki/client-kit/make-kit';
import type { ClientKitPlan, KitProblem } from '../pki/client-kit/kit-plan';
import { PkiError } from '../pki/error';
import type { AuthorityWithoutKey } from '../pki/open-authority';
import type { Errand } from './errand';
import type { KeyRing } from './key-ring';
import type { KitRequest, KitVerbs, MakeKitReply } from './kit-protocol';

type Answers = {
  readonly [V in keyof KitVerbs]: (
    request: Parameters<KitVerbs[V]>[0],
    errand: Errand,
  ) => Promise<ReturnType<KitVerbs[V]>>;
};

export class KitDesk implements Answers {
  readonly #ring: KeyRing;

  constructor(ring: KeyRing) {
    this.#ring = ring;
  }

  kitProblems(request: KitRequest): Promise<readonly KitProblem[]> {
    return Promise.resolve(kitProblems(this.#planToJudge(request), new Date(request.at)));
  }

  readKitLists({ content, above, at }: Parameters<KitVerbs['readKitLists']>[0]): Promise<GivenLists> {
    return givenLists(content, above, new Date(at));
  }

  async makeKit(request: KitRequest, { signal, tell }: Errand): Promise<MakeKitReply> {
    const at = new Date(request.at);
    const problems = await this.kitProblems(request);
    if (problems.length > 0) return { kind: 'refused', problems };
    const { files, ...made } = await makeClientKit(this.#plan(request), at, { signal, tell });
    const file = await kitDownload(files);
    signal.throwIfAborted();
    return { kind: 'made', file, ...made };
  }

  #planToJudge({ signedBy, at: _, ...plan }: KitRequest): ClientKitPlan<AuthorityWithoutKey> {
    if (signedBy.kind === 'new') return { ...plan, signedBy };
    return { ...plan, signedBy: { kind: 'given', authority: this.#ring.authority(signedBy.authority) } };
  }

  #plan({ signedBy, at: _, ...plan }: KitRequest): ClientKitPlan {
    if (signedBy.kind === 'new') return { ...plan, signedBy };
    const { authority, promised } = signedBy;
    // A list of its own has a number of its record's too, and comes with the request.
    if (plan.revocationLists === 'first' && this.#ring.isRecorded(authority))
      throw new PkiError('not-recorded', ['revocation list']);
    const asked = plan.people.map(({ serialNumber }) => serialNumber);
    if (plan.serverNames.length > 0) asked.push(plan.serverSerialNumber);
    return {
      ...plan,
      signedBy: { kind: 'given', authority: this.#ring.toSign(authority, { asked, promised }) },
    };
  }
}
