/** The certificate as it would be, asked of the worker while somebody types: a moment after the last key, and only the latest counts. */
import type { ReplyOf } from '../worker/protocol';
import { faultOf, type Fault } from './fault';

export type Preview = ReplyOf<'preview'>;
export type Problem = Preview['problems'][number];
export type Remark = Preview['remarks'][number];
export type Place = Problem['at'];

/** Between two keys of somebody who types fast. */
const PAUSE = 120;

/** What of a form cannot be done, by its place. */
export interface FieldProblems {
  /** Exactly there. */
  problemsAt(place: Place): readonly Problem[];
}

export const keyOf = (place: Place): string => place.join('-');

export class DraftPreview {
  readonly #ask: (signal: AbortSignal) => Promise<Preview>;
  #shown = $state.raw<Preview>();
  #fault = $state.raw<Fault>();
  /** What is shown is of an earlier state of the form. */
  #behind = $state.raw(true);
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #work: AbortController | undefined;

  constructor(ask: (signal: AbortSignal) => Promise<Preview>) {
    this.#ask = ask;
  }

  get shown(): Preview | undefined {
    return this.#shown;
  }

  get fault(): Fault | undefined {
    return this.#fault;
  }

  get behind(): boolean {
    return this.#behind;
  }

  /** The form has changed. */
  refresh(): void {
    this.#behind = true;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.#run(), PAUSE);
  }

  async #run(): Promise<void> {
    this.#work?.abort();
    const work = new AbortController();
    this.#work = work;
    try {
      const reply = await this.#ask(work.signal);
      if (work.signal.aborted) return;
      this.#shown = reply;
      this.#fault = undefined;
      this.#behind = false;
    } catch (error) {
      if (work.signal.aborted) return;
      this.#fault = faultOf(error);
      this.#behind = false;
    }
  }
}
