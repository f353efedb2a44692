/** What is asked about revocation, and why an answer may be none. Nothing is fetched: lists and responses are files. */
import type { Bytes } from '../../codec/bytes';

export interface RevocationRequest {
  /** CertificateLists as DER, complete ones and deltas, in any order; those of strangers are passed over. */
  readonly lists: readonly Bytes[];
  /** OCSPResponses as DER, in any order. */
  readonly responses: readonly Bytes[];
  /**
   * `none`: nobody looks. `if-given`: what is revoked is refused, what is not known is let through. `leaf`: an answer must be
   * there for the leaf (openssl `-crl_check`). `all`: for every certificate below the anchor (`-crl_check_all`).
   */
  readonly demand: 'none' | 'if-given' | 'leaf' | 'all';
}

/** Why a list or a response that speaks for a certificate is not believed. */
export type RevocationDoubt =
  | 'list-malformed'
  | 'list-not-yet-valid'
  | 'list-expired'
  | 'list-unknown-critical' // an extension that nobody here understands
  | 'list-other-scope' // for other certificates, or from another distribution point
  | 'list-issuer-unknown' // nobody whose key fits leads to the same anchor
  | 'list-issuer-may-not-sign' // keyUsage without cRLSign
  | 'list-signature-wrong'
  | 'list-algorithm-unsupported'
  | 'list-weak-signature'
  | 'list-nonconforming' // without a number, an end or its issuer's key identifier (RFC 5280 §5.1.2.5, §5.2)
  | 'delta-without-complete-list'
  | 'some-reasons-uncovered'
  | 'response-not-yet-valid'
  | 'response-expired'
  | 'response-unknown-critical'
  | 'response-signer-unknown'
  | 'response-signer-may-not-sign' // a delegate without id-kp-OCSPSigning
  | 'response-signer-expired'
  | 'response-signer-revoked'
  | 'response-signature-wrong'
  | 'response-algorithm-unsupported'
  | 'response-weak-signature'
  | 'response-says-unknown'
  | 'too-much-work';
