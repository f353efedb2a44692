/**
 * An answer of the worker's to a question that changes while somebody types: one question at a time is on its way, of those that
 * came meanwhile only the latest counts, and what was answered last stays until there is another answer.
 */
import { faultOf, type Fault } from './fault';

export class LatestAnswer<Question, Answer> {
  readonly #ask: (question: Question, signal: AbortSignal) => Promise<Answer>;
  #shown = $state.raw<Answer>();
  #fault = $state.raw<Fault>();
  /** What is shown answers an earlier question. */
  #behind = $state.raw(false);
  #next: { readonly question: Question } | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;
  #work: AbortController | undefined;

  constructor(ask: (question: Question, signal: AbortSignal) => Promise<Answer>) {
    this.#ask = ask;
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

  /** @param pause milliseconds in which another question may come instead */
  follow(question: Question, pause = 0): void {
    this.#next = { question };
    this.#behind = true;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.#run(), pause);
  }

  /** There is nothing to ask. */
  clear(): void {
    clearTimeout(this.#waiting);
    this.#next = undefined;
    this.#work?.abort();
    this.#shown = undefined;
    this.#fault = undefined;
    this.#behind = false;
  }

  async #run(): Promise<void> {
    // Whoever is at it takes up the next one.
    if (this.#work !== undefined) return;
    const work = new AbortController();
    this.#work = work;
    try {
      for (let next = this.#next; next !== undefined && !work.signal.aborted; next = this.#next) {
        this.#next = undefined;
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
