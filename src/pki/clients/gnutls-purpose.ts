/** Whether a certificate is for servers by GnuTLS (`_gnutls_check_key_purpose`): no extended key usage means every purpose. */
import type { Exhibit } from './exhibit';

const SERVER = '1.3.6.1.5.5.7.3.1';
const ANY = '2.5.29.37.0';
/** Netscape's and VeriSign's gated cryptography, still taken from authorities. */
const GATED = ['2.16.840.1.113730.4.1', '2.16.840.1.113733.1.8.1'];

export function serves({ extensions }: Exhibit, asAuthority: boolean): boolean {
  const { extendedKeyUsage, basicConstraints } = extensions;
  // An empty list is no list to it.
  if (extendedKeyUsage === undefined || extendedKeyUsage.length === 0) return true;
  const gated = basicConstraints?.ca === true ? GATED : [];
  const taken = asAuthority ? [SERVER, ...gated] : [SERVER, ANY, ...gated];
  return extendedKeyUsage.some((purpose) => taken.includes(purpose));
}
