/**
 * What is odd in a certificate's encoding: things DER or RFC 5280 forbid and some clients take all the same, and a few that are
 * allowed and some clients refuse. Nothing here judges; a client's rules do.
 */
export type PeculiarityCode =
  | 'length-not-minimal' // X.690 §10.1; indefinite ones too
  | 'octets-after-end' // behind the whole certificate
  | 'trailing-data' // members more than the grammar has
  | 'serial-negative'
  | 'serial-padded' // an octet of zeros (or ones) more than needed, X.690 §8.3.2
  | 'serial-empty'
  | 'serial-zero'
  | 'serial-long' // more than 20 octets, RFC 5280 §4.1.2.2
  | 'time-without-seconds'
  | 'time-with-offset' // `+0000` in place of `Z`
  | 'time-with-fraction'
  | 'time-unreadable'
  | 'generalized-time-before-2050'
  | 'critical-false-explicit' // X.690 §11.5: a default value is left out
  | 'boolean-not-ff' // X.690 §11.1
  | 'ca-false-explicit'
  | 'key-usage-not-minimal' // trailing zero bits, X.690 §11.2.2
  | 'key-usage-empty' // no bit set, RFC 5280 §4.2.1.3
  | 'duplicate-extension'
  | 'extension-list-empty'
  | 'extensions-before-version-3'
  | 'version-1-explicit'
  | 'version-unknown'
  | 'algorithms-differ' // inside and beside the signed part, RFC 5280 §4.1.1.2
  | 'parameters-null' // NULL where an algorithm has no parameters (ECDSA, EdDSA)
  | 'parameters-missing' // none where RSA wants NULL
  | 'issuer-empty'
  | 'subject-empty'
  | 'alternative-names-empty'
  | 'alternative-name-empty' // a dNSName, URI or mailbox of no characters
  | 'alternative-name-not-ascii'
  | 'address-length' // an iPAddress of neither 4 nor 16 octets
  | 'unique-identifiers'
  | 'extension-unreadable'
  | 'name-unreadable'
  | 'key-unreadable';

export interface Peculiarity {
  readonly code: PeculiarityCode;
  /** The extension it is in or about, dotted decimal. */
  readonly extension?: string;
  /** `notBefore`, `notAfter`; a value, for messages. */
  readonly detail?: string;
}
