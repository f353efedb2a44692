/** What Local HTTPS asks the worker to make, or to rehearse. */
import type { NameAttribute } from '../codec/distinguished-name';
import type { KeyAlgorithmId } from '../pki/algorithms';
import type { PlannedName } from '../pki/local-https';
import type { IssuerAddresses } from '../pki/profile';
import type { AuthorityId, PromisedSerials } from './ids';

/** As `LocalHttpsPlan`, with an authority by its id, and the password of key.pem and bundle.p12. */
export interface CreateRequest {
  readonly names: readonly PlannedName[];
  readonly signedBy:
    | { readonly kind: 'new-authority'; readonly commonName: string }
    | { readonly kind: 'self' }
    | {
        readonly kind: 'given';
        readonly authority: AuthorityId;
        /** Of one of the user's own: the number it signs under. */
        readonly promised?: PromisedSerials;
        readonly addresses?: IssuerAddresses;
      };
  readonly keyAlgorithm: KeyAlgorithmId;
  readonly days: number;
  readonly insistsOnDays: boolean;
  readonly subject: readonly NameAttribute[];
  /** Empty for none. */
  readonly keyPassword: string;
  /** Folder and zip name: `folderName` of `pki/names`. */
  readonly folder: string;
  /** Names a client can connect to: `connectableHosts` of `pki/names`. Without any, the zip has no `run/`. */
  readonly hosts: readonly string[];
  /** The moment of issuing, ms since 1970. */
  readonly at: number;
}
