/** The flags of a verification by GnuTLS (`gnutls_certificate_status_t`), in the order in which it puts them into words. */
import type { RuleBasis } from './client';
import type { ClientFix } from './client-fix';

export type StatusFlag =
  | 'signer-not-found'
  | 'signer-not-ca'
  | 'insecure-algorithm'
  | 'signer-constraints'
  | 'purpose-mismatch'
  | 'not-activated'
  | 'expired'
  | 'signature-failure'
  | 'unexpected-owner'
  | 'missing-ocsp-status'
  | 'unknown-critical-extension'
  /** Not trusted, and GnuTLS has no more to say. */
  | 'invalid';

export interface Status {
  readonly flag: StatusFlag;
  readonly words: string;
  readonly citation: string;
  readonly basis: RuleBasis;
  readonly fix: ClientFix;
}

const row = (flag: StatusFlag, words: string, citation: string, fix: ClientFix): Status => ({
  flag,
  words,
  citation,
  basis: 'measured',
  fix,
});

export const statuses: readonly Status[] = [
  row('signer-not-found', 'The certificate issuer is unknown.', 'RFC 5280 §6.1', 'trust-root'),
  row('signer-not-ca', 'The certificate issuer is not a CA.', 'RFC 5280 §6.1.4 (k)', 'issue-authority-again'),
  row(
    'insecure-algorithm',
    'The certificate chain uses insecure algorithm.',
    'gnutls lib/x509/verify.c, is_level_acceptable',
    'issue-leaf-with-sha256',
  ),
  row(
    'signer-constraints',
    "The certificate chain violates the signer's constraints.",
    'RFC 5280 §4.2.1.9, §4.2.1.10',
    'issue-authority-again',
  ),
  row(
    'purpose-mismatch',
    'The certificate chain does not match the intended purpose.',
    'RFC 5280 §4.2.1.12',
    'issue-leaf-for-servers',
  ),
  row(
    'not-activated',
    'The certificate chain uses not yet valid certificate.',
    'RFC 5280 §6.1.3 (a)(2)',
    'issue-leaf-now',
  ),
  row(
    'expired',
    'The certificate chain uses expired certificate.',
    'RFC 5280 §6.1.3 (a)(2)',
    'issue-leaf-now',
  ),
  row(
    'signature-failure',
    'The signature in the certificate is invalid.',
    'RFC 5280 §6.1.3 (a)(1)',
    'issue-leaf-cleanly',
  ),
  row(
    'unexpected-owner',
    'The name in the certificate does not match the expected.',
    'RFC 9525 §6.3',
    'issue-leaf-with-names',
  ),
  row(
    'missing-ocsp-status',
    'The certificate requires the server to include an OCSP status in its response, but the OCSP status is missing.',
    'RFC 7633 §4.2.3.1',
    'issue-leaf-cleanly',
  ),
  row(
    'unknown-critical-extension',
    'The certificate contains an unknown critical extension.',
    'RFC 5280 §4.2',
    'issue-leaf-cleanly',
  ),
  row('invalid', '', 'gnutls lib/x509/verify.c, verify_crt', 'issue-leaf-with-usable-key'),
];
