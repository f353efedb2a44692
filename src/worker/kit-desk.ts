/** The worker's desk for kits of mutual TLS. What is made goes into the zip and is not kept. */
import { kitDownload } from '../pki/client-kit/kit-download';
import { kitProblems } from '../pki/client-kit/kit-problems';
import { makeClientKit } from '../pki/client-kit/make-kit';
import type { ClientKitPlan, KitProblem } from '../pki/client-kit/kit-plan';
import type { Errand } from './errand';
import type { KeyRing } from './key-ring';
import type { KitRequest, KitVerbs, MakeKitReply } from './kit-protocol';

type Answers = {
  readonly [V in keyof KitVerbs]: (request: KitRequest, errand: Errand) => Promise<ReturnType<KitVerbs[V]>>;
};

export class KitDesk implements Answers {
  readonly #ring: KeyRing;

  constructor(ring: KeyRing) {
    this.#ring = ring;
  }

  kitProblems(request: KitRequest): Promise<readonly KitProblem[]> {
    return Promise.resolve(kitProblems(this.#plan(request), new Date(request.at)));
  }

  async makeKit(request: KitRequest, { signal, tell }: Errand): Promise<MakeKitReply> {
    const plan = this.#plan(request);
    const at = new Date(request.at);
    const problems = kitProblems(plan, at);
    if (problems.length > 0) return { kind: 'refused', problems };
    const { files, ...made } = await makeClientKit(plan, at, { signal, tell });
    const file = await kitDownload(files);
    signal.throwIfAborted();
    return { kind: 'made', file, ...made };
  }

  #plan({ signedBy, at: _, ...plan }: KitRequest): ClientKitPlan {
    if (signedBy.kind === 'new') return { ...plan, signedBy };
    return { ...plan, signedBy: { kind: 'given', authority: this.#ring.authority(signedBy.authority) } };
  }
}
