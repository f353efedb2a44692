/**
 * An answer of the worker's to a question that changes while somebody types: one question at a time is on its way, of those that
 * came meanwhile only the latest counts, and what was answered last stays until there is another answer. Where whoever answers can
 * be stopped, a question that takes long gives way to the next one.
 */
import { faultOf, type Fault } from './fault';

/** How long a question may keep the next one waiting, in milliseconds: starting over costs about as much. */
const PATIENCE = 500;

export class LatestAnswer<Question, Answer> {
  readonly #ask: (question: Question, signal: AbortSignal) => Promise<Answer>;
  readonly #stop: (() => void) | undefined;
  #shown = $state.raw<Answer>();
  #fault = $state.raw<Fault>();
  /** What is shown answers an earlier question. */
  #behind = $state.raw(false);
  #next: { readonly question: Question } | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #work: AbortController | undefined;
  /** Since when the question that is on its way is. */
  #since = 0;
  #cancelled = $state.raw(false);

  /** @param stop ends the work on whatever is asked */
  constructor(ask: (question: Question, signal: AbortSignal) => Promise<Answer>, stop?: () => void) {
    this.#ask = ask;
    this.#stop = stop;
  }

  get shown(): Answer | undefined {
    return this.#shown;
  }

  get fault(): Fault | undefined {
    return this.#fault;
  }

  get behind(): boolean {
    return this.#behind;
  }

  /** Somebody gave up on the last question; what is shown answers an earlier one. */
  get cancelled(): boolean {
    return this.#cancelled;
  }

  /** @param pause milliseconds in which another question may come instead */
  follow(question: Question, pause = 0): void {
    this.#next = { question };
    this.#behind = true;
    this.#cancelled = false;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => {
      if (this.#stop !== undefined && this.#work !== undefined && performance.now() - this.#since > PATIENCE)
        this.#giveUp();
      void this.#run();
    }, pause);
  }

  /** Gives up the question that is on its way, and the one behind it. */
  cancel(): void {
    if (!this.#behind) return;
    clearTimeout(this.#waiting);
    this.#next = undefined;
    this.#giveUp();
    this.#behind = false;
    this.#cancelled = true;
  }

  #giveUp(): void {
    this.#work?.abort();
    this.#stop?.();
  }

  /** There is nothing to ask. */
  clear(): void {
    clearTimeout(this.#waiting);
    this.#next = undefined;
    this.#work?.abort();
    this.#shown = undefined;
    this.#fault = undefined;
    this.#behind = false;
    this.#cancelled = false;
  }

  async #run(): Promise<void> {
    // Whoever is at it takes up the next one.
    if (this.#work !== undefined) return;
    const work = new AbortController();
    this.#work = work;
    try {
      for (let next = this.#next; next !== undefined && !work.signal.aborted; next = this.#next) {
        this.#next = undefined;
        this.#since = performance.now();
        await this.#answer(next.question, work.signal);
      }
    } finally {
      this.#work = undefined;
      this.#behind = this.#next !== undefined;
      // A question that came while the last one was being given up.
      if (this.#next !== undefined) this.#waiting = setTimeout(() => void this.#run());
    }
  }

  async #answer(question: Question, signal: AbortSignal): Promise<void> {
    try {
      const answer = await this.#ask(question, signal);
      if (signal.aborted) return;
      this.#shown = answer;
      this.#fault = undefined;
    } catch (error) {
      if (!signal.aborted) this.#fault = faultOf(error);
    }
  }
}
