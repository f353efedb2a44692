/** What the page and the worker say about Fernet tokens that are files: too long to be read where the page is drawn. */
import type { Bytes } from '../codec/bytes';
import type { FernetFault } from '../codec/fernet';
import type { Result } from '../codec/malformed';
import type { FernetClaim, FernetFailure, FernetKey } from '../pki/fernet';

/** The file cannot be read: it was moved, or changed since it was chosen. */
interface Unreadable {
  readonly kind: 'unreadable';
}

export interface FernetVerbs {
  /** What it says of itself. */
  fernetFileClaim(request: {
    readonly file: Blob;
  }): Unreadable | { readonly kind: 'read'; readonly claim: Result<FernetClaim, FernetFault> };
  /** @property now,timeToLive in seconds */
  openFernetFile(request: {
    readonly file: Blob;
    readonly keys: readonly FernetKey[];
    readonly now: number;
    readonly timeToLive?: number;
  }):
    | Unreadable
    | {
        readonly kind: 'opened';
        readonly contents: Bytes;
        readonly seconds: number;
        /** Which of the keys. */
        readonly key: number;
      }
    | { readonly kind: 'failed'; readonly failure: FernetFailure };
  /** @property seconds since 1970 */
  encryptFernetFile(request: {
    readonly file: Blob;
    readonly key: FernetKey;
    readonly seconds: number;
    readonly iv: Bytes;
  }): Unreadable | { readonly kind: 'made'; readonly contents: Bytes };
}
