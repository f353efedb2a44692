// Messages to the page's worker, held back until they are let go: so that there is time to look and to press a button, on a machine
// of any speed. Set up before the page is opened.
import type { Page } from '@playwright/test';

export class HeldWorker {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** @param verb what is asked of the worker by the messages that can be held */
  static async of(page: Page, verb: string): Promise<HeldWorker> {
    await page.addInitScript((wanted) => {
      const own = Object.getOwnPropertyDescriptor(Worker.prototype, 'postMessage')?.value as (
        this: Worker,
        message: unknown,
        transfer: Transferable[],
      ) => void;
      let free = Infinity;
      const held: (() => void)[] = [];
      addEventListener('hold-back', (event) => {
        free = (event as CustomEvent<number>).detail;
      });
      addEventListener('let-go', () => {
        free = Infinity;
        held.splice(0).forEach((go) => go());
      });
      Worker.prototype.postMessage = function (this: Worker, message: unknown, transfer?: unknown) {
        const go = () => own.call(this, message, (transfer ?? []) as Transferable[]);
        if ((message as { readonly verb?: string }).verb !== wanted || free-- > 0) go();
        else held.push(go);
      };
    }, verb);
    return new HeldWorker(page);
  }

  /** @param free as many still go through */
  hold(free = 0): Promise<void> {
    return this.#page.evaluate((detail) => {
      dispatchEvent(new CustomEvent('hold-back', { detail }));
    }, free);
  }

  letGo(): Promise<void> {
    return this.#page.evaluate(() => {
      dispatchEvent(new Event('let-go'));
    });
  }
}
