/**
 * Bad input as a value. Inside `codec` a reader throws `Malformed` to leave a document at once; every public
 * `parse…` catches it at the document's edge with `attempt`, so that nothing outside this layer sees a throw.
 */
export type Result<T, E = Malformed> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: E };

export const success = <T>(value: T): Result<T, never> => ({ ok: true, value });
export const failure = <E>(error: E): Result<never, E> => ({ ok: false, error });

/** What can be wrong with octets. Sentences for people live in the user interface. */
export type MalformedCode =
  | 'truncated' // the octets end before the value does
  | 'trailing-data' // octets after the end of the value
  | 'length-form' // indefinite, non-minimal or over-long length (X.690 §10.1)
  | 'tag-form' // high tag number, or a tag number in more octets than needed (X.690 §8.1.2)
  | 'unexpected-tag' // another type than the grammar asks for
  | 'too-deep' // nested beyond the limit
  | 'too-large' // beyond a stated size limit
  | 'bad-boolean'
  | 'bad-integer'
  | 'bad-oid'
  | 'bad-bit-string'
  | 'bad-string'
  | 'bad-time'
  | 'bad-ip-address'
  | 'bad-value' // well-formed, but the specification forbids the value
  | 'bad-base64'
  | 'bad-pem'
  | 'unsupported'; // well-formed, and nothing here can use it

/** @property offset octets (for PEM: characters) from the start of the buffer the caller handed in */
export class Malformed extends Error {
  override readonly name = 'Malformed';
  readonly code: MalformedCode;
  readonly offset: number;
  /** Terse technical detail for developers; never holds a secret. */
  readonly detail: string;

  constructor(code: MalformedCode, offset: number, detail = '') {
    super(detail === '' ? `${code} at ${offset}` : `${code} at ${offset}: ${detail}`);
    this.code = code;
    this.offset = offset;
    this.detail = detail;
  }
}

/** Runs a reader and turns the `Malformed` it may throw into a value. Anything else is a fault of ours and passes through. */
export function attempt<T>(read: () => T): Result<T> {
  try {
    return success(read());
  } catch (error) {
    if (error instanceof Malformed) return failure(error);
    throw error;
  }
}
