/** Words for the page's live region: what happened, for those who cannot see it happen. */
export class Announcer {
  #text = $state.raw('');
  #turn = $state.raw(0);

  get text(): string {
    return this.#text;
  }

  /** Which of two regions speaks: a region that is given the same words twice says them once. */
  get turn(): 0 | 1 {
    return this.#turn % 2 === 0 ? 0 : 1;
  }

  say(text: string): void {
    if (text === '') return;
    this.#text = text;
    this.#turn += 1;
  }
}
