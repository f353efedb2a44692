/** State that outlives the page it belongs to: made when that is first opened, and kept while the user is elsewhere. */
import { outliving } from './outliving.svelte';

/** Whether closing the tab now would lose something of it that exists nowhere else. */
const wouldLose = (state: unknown): boolean =>
  typeof state === 'object' && state !== null && 'unsaved' in state && state.unsaved === true;

export class Kept<States extends object> {
  readonly #states = new Map<keyof States, unknown>();
  /** Who asks for `unsaved` learns of states made since. */
  #made = $state.raw(0);

  of<Page extends keyof States>(page: Page, make: () => States[Page]): States[Page] {
    // The type of a map does not say which value belongs to which key.
    const known = this.#states.get(page) as States[Page] | undefined;
    if (known !== undefined) return known;
    const fresh = outliving(make);
    this.#states.set(page, fresh);
    this.#made += 1;
    return fresh;
  }

  /** Of those that have a getter of this name. */
  get unsaved(): boolean {
    return this.#made > 0 && [...this.#states.values()].some(wouldLose);
  }
}
