/** A passphrase being made up: typed twice unless it can be seen, judged by its length, gone once it was used. */

/** By length alone: what makes a passphrase guessable otherwise, a page without a dictionary cannot know. */
export type Strength = 'none' | 'short' | 'fair' | 'good';

export class NewPassphrase {
  value = $state('');
  /** Typed a second time; asked for only while the first cannot be seen. */
  repeated = $state('');
  shown = $state(false);

  readonly strength: Strength = $derived(strengthOf(this.value));
  readonly differs: boolean = $derived(this.value !== '' && !this.shown && this.value !== this.repeated);
  readonly ready: boolean = $derived(this.value !== '' && !this.differs);

  clear(): void {
    this.value = '';
    this.repeated = '';
    this.shown = false;
  }
}

function strengthOf({ length }: string): Strength {
  if (length === 0) return 'none';
  if (length < 8) return 'short';
  return length < 14 ? 'fair' : 'good';
}
