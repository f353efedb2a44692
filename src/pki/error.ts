/** A broken promise: a fault of ours or of the platform, never of the user's input. Messages hold no secret. */
export type PkiErrorCode =
  | 'platform-refused' // WebCrypto would not do what it said it can
  | 'unsupported-algorithm'
  | 'proof-failed' // what was written does not read back as what was meant
  | 'not-found' // an id that names nothing (any more)
  | 'not-recorded'; // one of the user's own authorities was to sign what its record does not know of

export class PkiError extends Error {
  override readonly name = 'PkiError';
  readonly code: PkiErrorCode;
  /** Facts for the message: field names, algorithm labels. */
  readonly facts: readonly string[];

  constructor(code: PkiErrorCode, facts: readonly string[] = [], cause?: unknown) {
    super(facts.length === 0 ? code : `${code}: ${facts.join(', ')}`, { cause });
    this.code = code;
    this.facts = facts;
  }
}
