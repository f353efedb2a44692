/** What clients would say to a certificate that is not made yet: asked of the worker after each change of a form. */
import type { WorkerClient } from '../worker/client';
import type { ReplyOf, RequestOf } from '../worker/protocol';
import type { CertificateForm } from './certificate-form.svelte';
import { LatestAnswer } from './latest-answer.svelte';
import type { LocalHttpsForm } from './local-https.svelte';

/** After the preview, which somebody waits for. */
const PAUSE = 250;

type Told = ReplyOf<'rehearseDraft'>;
type Asked =
  | { readonly verb: 'rehearseDraft'; readonly request: RequestOf<'rehearseDraft'> }
  | { readonly verb: 'rehearseLocalHttps'; readonly request: RequestOf<'rehearseLocalHttps'> };

export class Rehearsal {
  readonly #answer: LatestAnswer<Asked, { readonly told: Told }>;

  constructor(client: WorkerClient) {
    this.#answer = new LatestAnswer(async ({ verb, request }, signal) => ({
      told:
        verb === 'rehearseDraft'
          ? await client.ask(verb, request, { signal })
          : await client.ask(verb, request, { signal }),
    }));
  }

  /** `undefined` while nothing can be told. */
  get told(): Told {
    return this.#answer.shown?.told;
  }

  get behind(): boolean {
    return this.#answer.behind;
  }

  followDraft(form: CertificateForm): void {
    const key = form.key.wanted ?? { kind: 'new' };
    const signer = form.signer.wanted;
    if (signer === undefined || form.what === 'request') this.#answer.clear();
    else
      this.#answer.follow(
        { verb: 'rehearseDraft', request: { draft: form.asked, signer, key, at: Date.now() } },
        PAUSE,
      );
  }

  followLocalHttps(form: LocalHttpsForm): void {
    const request = form.request(Date.now());
    if (typeof request === 'string') this.#answer.clear();
    // Nobody reads a password to make something that is thrown away.
    else this.#answer.follow({ verb: 'rehearseLocalHttps', request: { ...request, keyPassword: '' } }, PAUSE);
  }
}
