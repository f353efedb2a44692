/** What the page and the worker say about a kit for mutual TLS: what of it cannot be done, and making it. */
import type { Bytes } from '../codec/bytes';
import type { GivenLists } from '../pki/client-kit/given-lists';
import type { ClientKitPlan, KitProblem } from '../pki/client-kit/kit-plan';
import type { Download } from '../pki/handover';
import type { AuthorityId, PromisedSerials } from './ids';

/** As `ClientKitPlan`, with an authority by its id. */
export interface KitRequest extends Omit<ClientKitPlan, 'signedBy'> {
  readonly signedBy:
    | { readonly kind: 'new'; readonly commonName: string }
    | { readonly kind: 'given'; readonly authority: AuthorityId; readonly promised?: PromisedSerials };
  /** The moment of issuing, ms since 1970. */
  readonly at: number;
}

export type MakeKitReply =
  | {
      readonly kind: 'made';
      /** Everything in one zip, the passwords included. */
      readonly file: Download;
      /** Certificates in the order of the people, for the inventory. */
      readonly clients: readonly Bytes[];
      readonly server: Bytes | undefined;
      /** Where a new one was made; its key is in the zip alone. */
      readonly newAuthority: Bytes | undefined;
      readonly revocationLists: readonly Bytes[];
    }
  | { readonly kind: 'refused'; readonly problems: readonly KitProblem[] };

export interface KitVerbs {
  kitProblems(request: KitRequest): readonly KitProblem[];
  /** Tells `KitNews` (`pki/client-kit/make-kit`) on the way, and can be abandoned between two clients. */
  makeKit(request: KitRequest): MakeKitReply;
  /** Which of the authorities `above` the lists in a file are of. */
  readKitLists(request: {
    readonly content: Bytes;
    readonly above: readonly Bytes[];
    readonly at: number;
  }): GivenLists;
}
