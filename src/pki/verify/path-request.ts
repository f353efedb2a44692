/** What is asked of a path: time, anchors, names, purposes and profile are arguments, never defaults of the machine. */
import type { Bytes } from '../../codec/bytes';
import type { PublicSuffix } from '../public-suffix';
import type { Link } from './link';
import type { Workshop } from './path-workshop';
import type { PolicyDemand } from './policy-graph';
import type { ReferenceName } from './reference-name';
import type { RevocationRequest } from './revocation-request';

/** Rules that are asked together. */
export type RuleSet =
  'path' | 'rfc5280' | 'browsers' | 'web-pki' | 'key-usage' | 'client' | 'email' | 'x509-strict';

/**
 * `path`: the algorithm of RFC 5280 §6 alone. `rfc5280`: that, and what §4 asks of every certificate. `browsers`: and what one of
 * Chrome, Firefox and Safari refuses in a public server's. `web-pki`: and what binds authorities alone, which no browser checks: the rest of what the
 * CA/B Baseline Requirements ask of public servers' certificates. `mtls-client`: people and devices that show a certificate to a
 * server. `email`: what is signed and encrypted by S/MIME (RFC 8550). `x509-strict`: what `openssl -x509_strict` and Python from
 * 3.13 on ask beside the algorithm.
 */
export type PathProfile =
  'path' | 'rfc5280' | 'browsers' | 'web-pki' | 'mtls-client' | 'email' | 'x509-strict';

const profiles: Readonly<
  Record<PathProfile, { readonly sets: readonly RuleSet[]; readonly purpose?: string }>
> = {
  path: { sets: ['path'] },
  rfc5280: { sets: ['path', 'rfc5280'] },
  browsers: { sets: ['path', 'rfc5280', 'key-usage', 'browsers'] },
  'web-pki': { sets: ['path', 'rfc5280', 'key-usage', 'browsers', 'web-pki'] },
  'mtls-client': { sets: ['path', 'rfc5280', 'key-usage', 'client'], purpose: '1.3.6.1.5.5.7.3.2' },
  email: { sets: ['path', 'rfc5280', 'key-usage', 'email'], purpose: '1.3.6.1.5.5.7.3.4' },
  'x509-strict': { sets: ['path', 'key-usage', 'x509-strict'] },
};

/** Whether `profile` asks the rules of that set. */
export const asks = (profile: PathProfile, set: RuleSet): boolean => profiles[profile].sets.includes(set);

/** What a path must be good for: what was asked, and what the profile is about. */
export function purposesOf({
  profile,
  purposes,
}: Pick<PathRequest, 'profile' | 'purposes'>): readonly string[] {
  const { purpose } = profiles[profile];
  return purpose === undefined || purposes.includes(purpose) ? purposes : [...purposes, purpose];
}

/**
 * What an anchor's certificate says of itself beside name and key. `none`: nothing, as RFC 5280 §6.1.1 (d) has it. `usual`: its
 * dates, path length, key usage and name constraints, as most programs do. `all`: its purposes and policies too (RFC 5937).
 */
type AnchorConstraints = 'none' | 'usual' | 'all';

/** What is too weak, where it is not what the profile has. */
export interface Strength {
  /** The fewest bits of an RSA key. */
  readonly rsaBits?: number;
  /** Whether signatures by SHA-1 are believed. */
  readonly sha1?: boolean;
}

export interface PathRequest {
  readonly leaf: Bytes;
  /** In any order; what does not belong is passed over. */
  readonly intermediates: readonly Bytes[];
  readonly anchors: readonly Bytes[];
  /** Absent: `usual`. */
  readonly anchorConstraints?: AnchorConstraints;
  readonly at: Date;
  readonly profile: PathProfile;
  /** Each of them must be in the certificate; none for clients that ask for none. */
  readonly names: readonly ReferenceName[];
  /** Purposes (EKU identifiers) that the whole path must allow; none for any. */
  readonly purposes: readonly string[];
  /** Intermediates, self-issued ones apart, between leaf and anchor. */
  readonly maxIntermediates?: number;
  readonly policy?: PolicyDemand;
  readonly strength?: Strength;
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
  /** Where the leaf has a wildcard, and the profile asks how wide it is. */
  readonly suffixOf: PublicSuffix | undefined;
}

/** The links that somebody above certifies: all but the anchor, which is trusted for what it is; a leaf alone is both. */
export const certifiedLinks = ({ path, anchored }: PathUnderCheck): readonly Link[] =>
  anchored ? path.slice(0, Math.max(1, path.length - 1)) : path;

/** The links whose constraints those below must keep to; an anchor that is a name and a key has none. */
export const constrainingLinks = (check: PathUnderCheck): readonly Link[] =>
  check.anchorConstraints === 'none' ? certifiedLinks(check) : check.path;
