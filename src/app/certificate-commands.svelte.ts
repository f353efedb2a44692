/** How other programs make what the form describes, or what was made: asked of the worker when somebody looks. */
import { BACKDATE_SECONDS } from '../pki/profile';
import type { MadeSummary } from '../worker/certificate-protocol';
import type { ReplyOf, RequestOf } from '../worker/protocol';
import { faultOf, type Fault } from './fault';

export type Commands = ReplyOf<'commandsFor'>;
export type WantedOfOthers = RequestOf<'commandsFor'>;

const DAY = 86_400_000;

/**
 * An authority that ends sooner cuts what it signs; other programs do not, and have to be told. In whole days where days were
 * asked for: every version knows those.
 */
export function asMade(
  wanted: WantedOfOthers,
  made: Pick<MadeSummary, 'cutByAuthority' | 'notBefore' | 'notAfter'>,
): WantedOfOthers {
  const { notBefore, notAfter } = made;
  if (!made.cutByAuthority || notBefore === undefined || notAfter === undefined) return wanted;
  const { draft } = wanted;
  const days = Math.max(1, Math.floor((notAfter - notBefore - BACKDATE_SECONDS * 1000) / DAY));
  const validity =
    draft.validity.kind === 'days'
      ? ({ kind: 'days', days } as const)
      : { ...draft.validity, notAfter: `${new Date(notAfter).toISOString().slice(0, 19)}Z` };
  return { ...wanted, draft: { ...draft, validity } };
}

export class CertificateCommands {
  readonly #ask: () => Promise<Commands>;
  #shown = $state.raw<Commands>();
  #fault = $state.raw<Fault>();
  #turn = 0;

  constructor(ask: () => Promise<Commands>) {
    this.#ask = ask;
  }

  get shown(): Commands | undefined {
    return this.#shown;
  }

  get fault(): Fault | undefined {
    return this.#fault;
  }

  async refresh(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const shown = await this.#ask();
      if (turn !== this.#turn) return;
      this.#shown = shown;
      this.#fault = undefined;
    } catch (error) {
      if (turn === this.#turn) this.#fault = faultOf(error);
    }
  }
}
