/** What every client on OpenSSL lets pass, and what its strict mode does not. */
import type { Ignored } from './client';

interface OpenSslIgnored extends Ignored {
  /** The strict mode minds it. */
  readonly strict: boolean;
}

const row = (what: string, citation: string, strict: boolean): OpenSslIgnored => ({
  what,
  citation,
  basis: 'measured',
  strict,
});

export const openSslIgnores: readonly OpenSslIgnored[] = [
  row(
    'an authority without key usage, or with basic constraints that are not critical',
    'RFC 5280 §4.2.1.3',
    true,
  ),
  row('missing key identifiers', 'RFC 5280 §4.2.1.1', true),
  row('keyCertSign or a path length in a certificate that is no authority', 'RFC 5280 §4.2.1.9', true),
  row('an empty subject with names that are not critical', 'RFC 5280 §4.2.1.6', true),
  row('extensions in a certificate of version 1 or 2', 'RFC 5280 §4.1.2.1', true),
  row('an authority’s certificate used by a server', 'RFC 5280 §4.2.1.9', false),
  row('names of the issuer that differ in string type or letter case', 'RFC 5280 §7.1', false),
  row('negative, zero and overlong serial numbers', 'RFC 5280 §4.1.2.2', false),
  row('defaults spelled out, TRUE written as 01, trailing zero bits of key usage', 'X.690 §11', false),
  row('a validity of any length', 'CA/B BR §6.3.2', false),
  row('revocation and OCSP stapling, must-staple included', 'RFC 7633 §4', false),
];
