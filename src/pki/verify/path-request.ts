/** What is asked of a path: time, anchors, names, purposes and profile are arguments, never defaults of the machine. */
import type { Bytes } from '../../codec/bytes';
import type { Link } from './link';
import type { Workshop } from './path-workshop';
import type { PolicyDemand } from './policy-graph';
import type { ReferenceName } from './reference-name';
import type { RevocationRequest } from './revocation-request';

/**
 * `path`: the algorithm of RFC 5280 §6 alone. `rfc5280`: that, and what §4 asks of every certificate. `web-pki`: and what the
 * CA/B Baseline Requirements ask of public servers' certificates. Each asks more than the one before it.
 */
export type PathProfile = 'path' | 'rfc5280' | 'web-pki';

const profiles: readonly PathProfile[] = ['path', 'rfc5280', 'web-pki'];

/** Whether `profile` asks what `least` does. */
export const asks = (profile: PathProfile, least: PathProfile): boolean =>
  profiles.indexOf(profile) >= profiles.indexOf(least);

export interface PathRequest {
  readonly leaf: Bytes;
  /** In any order; what does not belong is passed over. */
  readonly intermediates: readonly Bytes[];
  readonly anchors: readonly Bytes[];
  readonly at: Date;
  readonly profile: PathProfile;
  /** Each of them must be in the certificate; none for clients that ask for none. */
  readonly names: readonly ReferenceName[];
  /** Purposes (EKU identifiers) that the whole path must allow; none for any. */
  readonly purposes: readonly string[];
  /** Intermediates, self-issued ones apart, between leaf and anchor. */
  readonly maxIntermediates?: number;
  readonly policy?: PolicyDemand;
  /** Absent: nobody looks whether anything is revoked. */
  readonly revocation?: RevocationRequest;
}

/** A path, leaf first, and what it is held against. */
export interface PathUnderCheck extends Omit<
  PathRequest,
  'leaf' | 'intermediates' | 'anchors' | 'revocation'
> {
  readonly path: readonly Link[];
  /** Whether its last link is an anchor; an attempt that leads to none is checked as far as it goes. */
  readonly anchored: boolean;
  readonly workshop: Workshop;
}

/** The links that somebody above certifies: all but the anchor, which is trusted for what it is; a leaf alone is both. */
export const certifiedLinks = ({ path, anchored }: PathUnderCheck): readonly Link[] =>
  anchored ? path.slice(0, Math.max(1, path.length - 1)) : path;
