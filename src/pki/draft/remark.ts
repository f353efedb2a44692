/**
 * What is unusual about a draft that can be done: nothing here stops anybody. The certificate's own weaknesses
 * (`inspect/weakness.ts`) are shown beside these; here stands what only the maker can know or mend.
 */
import type { DraftPlace } from './certificate-draft';

export type DraftRemarkCode =
  | 'differs-from-profile' // facts: what the profile has
  | 'server-without-names'
  | 'server-beyond-825-days' // Apple (support.apple.com/103769)
  | 'common-name-not-among-names'
  | 'address-in-dns-name'
  | 'node-without-name' // Kubernetes: `system:node:` and nothing behind it
  | 'name-twice'
  | 'no-basic-constraints'
  | 'authority-basic-constraints-not-critical' // Python ≥ 3.13 strict
  | 'authority-without-key-usage'
  | 'authority-may-not-sign' // keyUsage without keyCertSign
  | 'leaf-with-path-length'
  | 'leaf-may-sign' // CA:FALSE with keyCertSign
  | 'server-is-authority' // an authority with hosts among its names and serverAuth among its purposes
  | 'no-subject-key-identifier'
  | 'no-authority-key-identifier'
  | 'key-identifier-other' // a subjectKeyIdentifier typed by hand
  | 'no-extended-key-usage'
  | 'purpose-any'
  | 'rsa-without-digital-signature' // Chromium
  | 'key-encipherment-without-rsa'
  | 'self-signed-authority-identifier' // it names its own serial number, which the next with this key does not have
  | 'constraints-not-critical'
  | 'criticality-unusual' // facts: extension, what its standard says, the standard
  | 'known-in-octets' // an extension the form has a field for, written by octets; facts: identifier
  | 'critical-unknown' // an own critical extension: every client refuses
  | 'serial-short'
  | 'already-ended'
  | 'not-yet-begun'
  | 'rare-signature' // facts: scheme: PSS in TLS certificates, hash other than the curve's
  | 'rare-key' // facts: key
  | 'must-staple';

export interface DraftRemark {
  readonly code: DraftRemarkCode;
  readonly at: DraftPlace;
  readonly facts: readonly string[];
  /** The draft with this mended, where one change does it. */
  readonly mended?: import('./certificate-draft').CertificateDraft;
}
