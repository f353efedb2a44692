/** Reports that OpenSSL makes in its strict mode alone, by what mends them. */
import type { ClientFix } from './client-fix';

type Row = readonly [code: number, rule: string, text: string, citation: string, node?: string];
export type ErrorTable = Readonly<Partial<Record<ClientFix, readonly Row[]>>>;

export const strictErrors: ErrorTable = {
  'issue-authority-again': [
    [83, 'issuer-empty', 'Issuer name empty', 'RFC 5280 §4.1.2.4'],
    [
      81,
      'path-length-without-key-usage',
      'Path length given without key usage keyCertSign',
      'RFC 5280 §4.2.1.9',
    ],
    [86, 'subject-key-identifier-missing', 'Missing Subject Key Identifier', 'RFC 5280 §4.2.1.2'],
    [89, 'constraints-not-critical', 'Basic Constraints of CA cert not marked critical', 'RFC 5280 §4.2.1.9'],
    [92, 'authority-without-key-usage', 'CA cert does not include key usage extension', 'RFC 5280 §4.2.1.3'],
  ],
  'issue-leaf-cleanly': [
    [78, 'algorithms-differ', 'cert info signature and signature algorithm mismatch', 'RFC 5280 §4.1.1.2'],
    [80, 'path-length-on-leaf', 'Path length invalid for non-CA cert', 'RFC 5280 §4.2.1.9'],
    [82, 'leaf-may-sign', 'Key usage keyCertSign invalid for non-CA cert', 'RFC 5280 §4.2.1.3'],
    [85, 'authority-key-identifier-missing', 'Missing Authority Key Identifier', 'RFC 5280 §4.2.1.1'],
    [
      88,
      'subject-empty-names-not-critical',
      'Subject empty and Subject Alt Name extension not critical',
      'RFC 5280 §4.2.1.6',
    ],
    [
      90,
      'authority-key-identifier-critical',
      'Authority Key Identifier marked critical',
      'RFC 5280 §4.2.1.1',
    ],
    [91, 'subject-key-identifier-critical', 'Subject Key Identifier marked critical', 'RFC 5280 §4.2.1.2'],
    [93, 'extensions-before-version-3', 'Using cert extension requires at least X509v3', 'RFC 5280 §4.1.2.1'],
  ],
  'issue-leaf-with-names': [
    [84, 'subject-empty', 'Subject name empty', 'RFC 5280 §4.1.2.6'],
    [87, 'alternative-names-empty', 'Empty Subject Alternative Name extension', 'RFC 5280 §4.2.1.6'],
  ],
};
