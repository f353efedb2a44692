/** What a list or a response says of one certificate, before anybody decides what follows from it. */
import type { RevocationReason } from '../../codec/revocation-reason';
import type { Link } from './link';
import type { PathProfile, Strength } from './path-request';
import type { RevocationDoubt } from './revocation-request';
import type { Workshop } from './path-workshop';

export type RevocationAnswer =
  | { readonly state: 'good'; readonly from: Date; readonly until?: Date }
  | { readonly state: 'revoked'; readonly since: Date; readonly reason?: RevocationReason }
  | { readonly state: 'unknown'; readonly because: readonly RevocationDoubt[] }
  | { readonly state: 'unasked' };

/** Whose status is asked, and with what. */
export interface RevocationQuestion {
  readonly path: readonly Link[];
  /** Place in it of the certificate that is asked about. */
  readonly at: number;
  readonly time: Date;
  readonly profile: PathProfile;
  readonly strength: Required<Strength>;
  readonly workshop: Workshop;
  /** Keys that are being asked about themselves. */
  readonly distrusted: readonly string[];
  /** Whether a certificate that is none of the path's leads to the path's anchor. */
  readonly leadsToAnchor: (signer: Link) => Promise<boolean>;
}
