/** What path validation has to say: one finding per rule that a certificate breaks, with where it is written. Plain data. */

/** From the most to the least telling: where several things are wrong, the first of them is the cause (webpki's `rank`). */
const findingCodes = [
  'unreadable', // the certificate cannot be parsed
  'signature-wrong',
  'issuer-key-differs', // somebody of the issuer's name is in the pile, with another key
  'revoked',
  'no-issuer', // nobody in the pile issued it
  'untrusted-root', // it signed itself, and is no anchor
  'name-not-in-certificate',
  'no-alternative-names',
  'expired',
  'not-yet-valid',
  'name-excluded',
  'name-not-permitted',
  'name-constraint-unsupported', // critical, and of a form that nobody here understands
  'not-an-authority', // cA is not set, or there is no basicConstraints
  'path-too-long', // pathLenConstraint
  'may-not-sign-certificates', // keyUsage without keyCertSign
  'wrong-purpose',
  'wrong-key-usage', // keyUsage forbids what the purpose needs
  'unknown-critical-extension',
  'policy-required', // no policy is valid for the whole path, and one is asked for
  'extension-malformed',
  'extension-misplaced', // where the profile forbids it
  'criticality-wrong',
  'identifier-missing', // subject or authority key identifier
  'identifier-wrong',
  'algorithms-disagree', // inside and beside the signed part
  'algorithm-malformed', // parameters that the algorithm does not have, or lacks
  'algorithm-unsupported',
  'weak-key',
  'weak-signature',
  'authority-as-server',
  'wildcard-too-wide', // for all that a registry gives out
  'version-wrong',
  'serial-number-wrong',
  'name-empty',
  'revocation-unknown', // an answer is demanded, and no list or response gives one
  'too-deep',
  'too-much-work',
] as const;

export type FindingCode = (typeof findingCodes)[number];

export interface Finding {
  readonly code: FindingCode;
  /** Place in the path, 0 for the leaf. */
  readonly at: number;
  /** `RFC 5280 §6.1.3 (a)(2)`. */
  readonly citation: string;
  readonly facts: readonly string[];
}

const rank = new Map<FindingCode, number>(findingCodes.map((code, place) => [code, place]));

/** The most telling one first; of equals the one nearest to the leaf. */
export const byRank = (one: Finding, other: Finding): number =>
  (rank.get(one.code) ?? 0) - (rank.get(other.code) ?? 0) || one.at - other.at;
