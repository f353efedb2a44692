/** What verification tells a person of one chain: plain data that crosses from the worker to the page. */
import type { Bytes } from '../../codec/bytes';
import type { Finding } from './finding';
import type { RevocationDoubt } from './revocation-request';

export type LinkRole = 'leaf' | 'intermediate' | 'anchor';

interface AssessedLink {
  readonly der: Bytes;
  readonly role: LinkRole;
  /** Findings about this certificate, the most telling one first. */
  readonly findings: readonly Finding[];
}

/** What is known of a certificate's revocation. `unasked`: nobody gave a list or a response that speaks for it. */
export type RevocationState =
  | { readonly state: 'good'; readonly by: 'list' | 'response'; readonly until?: Date }
  | {
      readonly state: 'revoked';
      readonly by: 'list' | 'response';
      readonly since: Date;
      readonly reason?: string;
    }
  | { readonly state: 'unknown'; readonly because: readonly RevocationDoubt[] }
  | { readonly state: 'unasked' };

export interface Assessment {
  readonly trusted: boolean;
  /** The best path there is, leaf first; an anchor last where it reaches one. */
  readonly links: readonly AssessedLink[];
  /** The most telling one first: the cause, then what else would be wrong after it is mended. */
  readonly findings: readonly Finding[];
  /** In the order of `links`. */
  readonly revocation: readonly RevocationState[];
  /** When the same chain is trusted, findings about time apart; absent where it never is. */
  readonly window?: {
    readonly from: Date;
    readonly until: Date;
    /** Place in `links` of the certificate (or its list) that begins, and of the one that ends first. */
    readonly fromBecause: number;
    readonly untilBecause: number;
  };
}
