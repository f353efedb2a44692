/**
 * The other tabs of this page: they hear what changed (BroadcastChannel), take turns where order matters, and can be seen to
 * be alive (Web Locks: a tab holds one for as long as it lives, and the browser takes it back when it dies).
 */
import type { AuthorityRef } from '../../pki/authority/authority-record';

const CHANNEL = 'certwright-vault';
const TAB = 'certwright-tab:';
const TURN = 'certwright-authority:';

export class Tabs {
  /** Names this tab in promised serial numbers. */
  readonly id = crypto.randomUUID();
  #channel: BroadcastChannel | undefined;
  #leave: (() => void) | undefined;
  /** Of this tab, where it may not queue with others. */
  #turn: Promise<unknown> = Promise.resolve();

  /** From now on it hears others, and others see that it lives. */
  async join(onChange: () => void): Promise<void> {
    if (this.#channel !== undefined) return;
    this.#channel = new BroadcastChannel(CHANNEL);
    this.#channel.addEventListener('message', () => onChange());
    await new Promise<void>((joined) => {
      void navigator.locks.request(`${TAB}${this.id}`, () => {
        joined();
        return new Promise<void>((leave) => {
          this.#leave = leave;
        });
      });
    });
  }

  leave(): void {
    this.#channel?.close();
    this.#channel = undefined;
    this.#leave?.();
  }

  /** Something was written: they read it again. */
  tell(): void {
    this.#channel?.postMessage('written');
  }

  /** One tab at a time: for what reads, signs and writes in that order. */
  async inTurn<T>(authority: AuthorityRef, work: () => Promise<T>): Promise<T> {
    // Where a page is given no storage it is given no locks either, and nothing of it is in another tab.
    if (this.#channel !== undefined) return await navigator.locks.request(`${TURN}${authority}`, work);
    const turn = this.#turn.then(work);
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** Tabs that live, this one among them. */
  async living(): Promise<ReadonlySet<string>> {
    const { held = [] } = await navigator.locks.query();
    const names = held.flatMap(({ name }) =>
      name?.startsWith(TAB) === true ? [name.slice(TAB.length)] : [],
    );
    return new Set([...names, this.id]);
  }
}
