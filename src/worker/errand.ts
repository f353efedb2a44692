/** What a verb may do besides answering. */
export interface Errand {
  readonly signal: AbortSignal;
  /** Tells what a long call has so far, of the verb's own type; buffers may change hands. */
  readonly tell: (news: object, changesHands?: readonly Transferable[]) => void;
}
