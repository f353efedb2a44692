/** What of a draft cannot be done. The sentences are the page's. */
import type { DraftPlace } from './certificate-draft';

export type DraftProblemCode =
  | 'empty' // a value is needed here
  | 'not-an-oid'
  | 'not-hex'
  | 'not-der' // hex, and no single DER element
  | 'not-a-dns-name'
  | 'not-an-address' // IP
  | 'not-an-address-range' // IP with prefix
  | 'not-an-email'
  | 'not-a-uri'
  | 'not-a-date'
  | 'ends-before-it-begins'
  | 'days-not-a-count'
  | 'too-late' // beyond the year 9999 (RFC 5280 §4.1.2.5)
  | 'too-long' // facts: limit
  | 'too-many' // facts: limit
  | 'country-not-two-letters'
  | 'not-in-this-string' // a character the string type does not have
  | 'serial-too-large' // more than 20 octets (RFC 5280 §4.1.2.2)
  | 'serial-not-positive'
  | 'not-a-number'
  | 'twice' // the same extension, the same policy
  | 'known-extension' // an own extension that only the form's field may write
  | 'not-this-extension' // octets of a known one that do not read as it; facts: identifier
  | 'read-by-one-alone' // a form that only one of the two readers knows, so that it cannot be proved
  | 'no-name' // an issuer must have a subject (RFC 5280 §4.1.2.4)
  | 'signature-not-for-this-key' // facts: scheme, key
  | 'key-not-here' // a public key cannot sign itself
  | 'authority-expired' // facts: name
  | 'authority-not-found'
  | 'path-too-long' // the authority's pathLength leaves no room for another authority
  | 'outside-constraints' // facts: authority, name
  | 'beyond-authority'; // dates reach over the authority's end; facts: its end, ISO 8601

export interface DraftProblem {
  readonly code: DraftProblemCode;
  readonly at: DraftPlace;
  /** For the sentence: the value, a limit, a name. */
  readonly facts: readonly string[];
}
