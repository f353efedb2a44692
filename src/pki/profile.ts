/**
 * Certificate profiles: what a kind of certificate carries, as data. A form edits one by spreading:
 * `{ ...profiles.tlsServer, days: 90 }`.
 */
import type { BasicConstraints, KeyUsage } from '../codec/extension';
import type { NameConstraints } from '../codec/name-constraint';

/** Where the issuer's lists of revoked certificates lie, its own certificate, and its responder (RFC 5280 §4.2.1.13, §4.2.2.1). */
export interface IssuerAddresses {
  readonly lists: readonly string[];
  readonly certificate: readonly string[];
  readonly ocsp: readonly string[];
}

export interface Profile {
  /** Length of the validity period in days of 86,400 s, both ends included (CA/B BR 6.3.2). */
  readonly days: number;
  readonly basicConstraints: BasicConstraints;
  readonly keyUsage: readonly KeyUsage[];
  /** Added when the subject's key is RSA: only RSA can encipher a key for transport. */
  readonly keyUsageIfRsa: readonly KeyUsage[];
  /** Object identifiers; the extension is left out when empty. */
  readonly extendedKeyUsage: readonly string[];
  readonly nameConstraints?: NameConstraints;
  readonly addresses?: IssuerAddresses;
}

export const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
export const EMAIL_PROTECTION = '1.3.6.1.5.5.7.3.4';

/** Just under the 398 days that public certificates could have until March 2026 (CA/B BR 6.3.2): a year and a month. */
export const DEFAULT_LEAF_DAYS = 397;
/** Apple refuses TLS server certificates that last longer, private roots included (support.apple.com/103769). */
export const MAX_LEAF_DAYS = 825;
/** notBefore lies this far in the past, so that a client whose clock is slow accepts what was made just now. */
export const BACKDATE_SECONDS = 3600;

export const profiles = {
  rootCa: {
    days: 3652,
    // pathLength 0: it signs servers, not authorities.
    basicConstraints: { ca: true, pathLength: 0 },
    keyUsage: ['keyCertSign', 'cRLSign'],
    keyUsageIfRsa: [],
    extendedKeyUsage: [],
  },
  tlsServer: {
    days: DEFAULT_LEAF_DAYS,
    basicConstraints: { ca: false },
    keyUsage: ['digitalSignature'],
    keyUsageIfRsa: ['keyEncipherment'],
    extendedKeyUsage: [SERVER_AUTH],
  },
} as const satisfies Record<string, Profile>;
