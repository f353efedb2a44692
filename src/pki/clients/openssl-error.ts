/** OpenSSL's reports (x509_vfy.h, `X509_verify_cert_error_string`): number, words of release 3.x, Node's name, what mends it. */
import type { RuleBasis } from './client';
import type { ClientFix } from './client-fix';
import { strictErrors, type ErrorTable } from './openssl-strict-error';

export interface OpenSslError {
  readonly code: number;
  readonly rule: string;
  readonly text: string;
  /** Node has names for some alone; the others are `UNSPECIFIED` to it. */
  readonly node?: string;
  readonly citation: string;
  readonly basis: RuleBasis;
  readonly fix: ClientFix;
}

const verificationErrors: ErrorTable = {
  'issue-authority-again': [
    [1, 'too-many-names', 'unspecified certificate verification error', 'openssl v3_ncons.c, NAME_CHECK_MAX'],
    [
      2,
      'no-issuer-above-anchor',
      'unable to get issuer certificate',
      'openssl x509_vfy.c, build_chain',
      'UNABLE_TO_GET_ISSUER_CERT',
    ],
    [
      6,
      'issuer-key-unreadable',
      'unable to decode issuer public key',
      'RFC 5280 §4.1.2.7',
      'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
    ],
    [25, 'path-length', 'path length constraint exceeded', 'RFC 5280 §4.2.1.9', 'PATH_LENGTH_EXCEEDED'],
    [32, 'may-not-sign', 'key usage does not include certificate signing', 'RFC 5280 §4.2.1.3'],
    [
      49,
      'name-constraint-distance',
      'name constraints minimum and maximum not supported',
      'RFC 5280 §4.2.1.10',
    ],
    [51, 'name-constraint-type', 'unsupported name constraint type', 'RFC 5280 §4.2.1.10'],
    [67, 'authority-key-weak', 'CA certificate key too weak', 'openssl SSL_CTX_set_security_level(3)'],
    [79, 'not-an-authority', 'invalid CA certificate', 'RFC 5280 §6.1.4 (k)', 'INVALID_CA'],
  ],
  'issue-leaf-cleanly': [
    [
      7,
      'signature-wrong',
      'certificate signature failure',
      'RFC 5280 §6.1.3 (a)(1)',
      'CERT_SIGNATURE_FAILURE',
    ],
    [
      13,
      'not-before-format',
      "format error in certificate's notBefore field",
      'RFC 5280 §4.1.2.5',
      'ERROR_IN_CERT_NOT_BEFORE_FIELD',
    ],
    [
      14,
      'not-after-format',
      "format error in certificate's notAfter field",
      'RFC 5280 §4.1.2.5',
      'ERROR_IN_CERT_NOT_AFTER_FIELD',
    ],
    [34, 'unknown-critical-extension', 'unhandled critical extension', 'RFC 5280 §4.2'],
    [53, 'name-syntax', 'unsupported or invalid name syntax', 'RFC 5280 §4.2.1.6'],
  ],
  'issue-leaf-now': [
    [9, 'not-yet-valid', 'certificate is not yet valid', 'RFC 5280 §6.1.3 (a)(2)', 'CERT_NOT_YET_VALID'],
    [10, 'expired', 'certificate has expired', 'RFC 5280 §6.1.3 (a)(2)', 'CERT_HAS_EXPIRED'],
  ],
  'trust-root': [
    [
      18,
      'self-signed',
      'self-signed certificate',
      'openssl x509_vfy.c, build_chain',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
    ],
    [
      19,
      'self-signed-in-chain',
      'self-signed certificate in certificate chain',
      'openssl x509_vfy.c, build_chain',
      'SELF_SIGNED_CERT_IN_CHAIN',
    ],
    [
      20,
      'issuer-unknown',
      'unable to get local issuer certificate',
      'RFC 5280 §6.1',
      'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    ],
    [
      21,
      'leaf-signature-unchecked',
      'unable to verify the first certificate',
      'openssl x509_vfy.c, internal_verify',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    ],
  ],
  'send-intermediate': [
    [
      22,
      'chain-too-long',
      'certificate chain too long',
      'openssl x509_vfy.c, build_chain',
      'CERT_CHAIN_TOO_LONG',
    ],
  ],
  'issue-leaf-for-servers': [
    [26, 'wrong-purpose', 'unsuitable certificate purpose', 'RFC 5280 §4.2.1.12', 'INVALID_PURPOSE'],
  ],
  'issue-leaf-with-names': [
    [47, 'name-not-permitted', 'permitted subtree violation', 'RFC 5280 §4.2.1.10'],
    [48, 'name-excluded', 'excluded subtree violation', 'RFC 5280 §4.2.1.10'],
    [62, 'host-not-in-certificate', 'hostname mismatch', 'RFC 9525 §6.3', 'HOSTNAME_MISMATCH'],
    [64, 'address-not-in-certificate', 'IP address mismatch', 'RFC 9525 §6.3'],
  ],
  'issue-leaf-with-usable-key': [
    [66, 'leaf-key-weak', 'EE certificate key too weak', 'openssl SSL_CTX_set_security_level(3)'],
    [94, 'curve-spelled-out', 'Certificate public key has explicit ECC parameters', 'RFC 5480 §2.1.1'],
  ],
  'issue-leaf-with-sha256': [
    [68, 'digest-weak', 'CA signature digest algorithm too weak', 'openssl SSL_CTX_set_security_level(3)'],
  ],
};

/** Read in the source: no chain at hand makes the programs say them. */
const DOCUMENTED: readonly number[] = [1, 6, 22, 51, 53, 78];

const errorsOf = (table: ErrorTable): readonly OpenSslError[] =>
  Object.entries(table).flatMap(([fix, rows]) =>
    rows.map(([code, rule, text, citation, node]) => ({
      code,
      rule,
      text,
      citation,
      basis: DOCUMENTED.includes(code) ? ('documented' as const) : ('measured' as const),
      fix: fix as ClientFix,
      ...(node !== undefined && { node }),
    })),
  );

export const openSslErrors: readonly OpenSslError[] = [
  ...errorsOf(verificationErrors),
  ...errorsOf(strictErrors),
];
