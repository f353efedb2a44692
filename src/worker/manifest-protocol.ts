/** What the page and the worker say about a manifest: what it would change, and making it. */
import type { Bytes } from '../codec/bytes';
import type { ProfileId } from '../pki/draft/certificate-draft';
import type { Download } from '../pki/handover';
import type { ManifestProblem } from '../pki/manifest/field-reader';
import type { TableProblem } from '../pki/manifest/from-table';
import type { BroughtList } from '../pki/manifest/lists';
import type { MakeRefusal } from '../pki/manifest/refusals';
import type { Plan } from '../pki/manifest/plan';
import type { IssuerAddresses } from '../pki/profile';
import type { AuthorityId, PromisedSerials } from './ids';

export interface ManifestTexts {
  /** `certwright.json`. */
  readonly manifest: string;
  /** `made.json` of the last time; '' where nothing was made before. */
  readonly made: string;
}

type ManifestFile = keyof ManifestTexts;

export type PlanReply =
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'wrong'; readonly file: ManifestFile; readonly problems: readonly ManifestProblem[] };

/** A table, as the manifest it says. */
export type TableReply =
  | { readonly kind: 'manifest'; readonly text: string }
  | { readonly kind: 'problems'; readonly problems: readonly TableProblem[] }
  /** It is something else. */
  | { readonly kind: 'no-table' };

/** While it is being made: certificates done, and in all. */
export interface ManifestNews {
  readonly done: number;
  readonly total: number;
}

/** What an opened authority signed, for its record. */
export interface SignedByManifest {
  readonly authority: AuthorityId;
  readonly certificates: readonly {
    readonly der: Bytes;
    readonly profile: Extract<ProfileId, 'intermediate' | 'tls-server' | 'tls-client'>;
  }[];
}

/** An opened authority whose key may be needed. */
export interface ManifestAuthorityKey {
  readonly authority: AuthorityId;
  /** Of one of the user's own: as many as it signs. */
  readonly promised?: PromisedSerials;
  /** Put into what it signs. */
  readonly addresses?: IssuerAddresses;
}

export type MakeManifestReply =
  | {
      readonly kind: 'made';
      readonly file: Download;
      /** `made.json` of now. */
      readonly made: string;
      readonly certificates: number;
      readonly authorities: number;
      readonly signed: readonly SignedByManifest[];
    }
  | { readonly kind: 'refused'; readonly refusals: readonly MakeRefusal[] }
  /** A new authority's key is handed over under a passphrase alone. */
  | { readonly kind: 'needs-passphrase' }
  | { readonly kind: 'nothing-to-do' }
  | { readonly kind: 'wrong'; readonly file: ManifestFile; readonly problems: readonly ManifestProblem[] };

export interface ManifestVerbs {
  /** @property at ms since 1970 */
  planManifest(request: ManifestTexts & { readonly at: number }): PlanReply;
  readTable(request: { readonly text: string }): TableReply;
  /** Tells `ManifestNews` on the way. */
  makeManifest(
    request: ManifestTexts & {
      /** Opened ones, whose keys it may need. */
      readonly authorities: readonly ManifestAuthorityKey[];
      /** Of those that are kept, and of authorities above them. */
      readonly lists?: readonly BroughtList[];
      /** Of the key files of new authorities; '' for none. */
      readonly passphrase: string;
      readonly at: number;
      /** To another worker that lends a hand, where there is one. */
      readonly helper?: MessagePort;
    },
  ): MakeManifestReply;
  /** Helps the worker at the other end of the port. */
  lendHand(request: { readonly port: MessagePort }): undefined;
}
