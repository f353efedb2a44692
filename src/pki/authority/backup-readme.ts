/** README.txt of a backup: what is in it, and how to open it where this page is not. */
import type { Inventory } from './authority-record';

/** Names come from certificates, and a README is opened in a terminal. */
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');

export function backupReadme(
  authorities: readonly { readonly name: string; readonly path: string }[],
  { issued, lists }: Inventory,
  day: string,
): string {
  const [first] = authorities;
  const example = first?.path ?? 'authorities/NAME.p12';
  return `Certwright backup of ${day}

Certificate authorities with their private keys, encrypted under the passphrase of
this backup, and the list of what they signed. Whoever has this file and the
passphrase can sign in their name: keep the two apart.

${authorities.map(({ name, path }) => `  ${path}\n      ${plain(name)}`).join('\n')}

  lists/           the newest revocation list of each, where there is one
  inventory.json   ${issued.length} certificates, ${lists.length} revocation lists, saved drafts; not encrypted:
                   nothing in it is secret

To restore: open Certwright, Authorities, Restore, and choose this zip.

Without Certwright, any program that reads PKCS#12 opens an authority:

  openssl pkcs12 -in ${example} -nokeys -out ca.pem
  openssl pkcs12 -in ${example} -nocerts -out ca-key.pem

(OpenSSL asks for the passphrase, and for a new one for ca-key.pem.) Sign a request:

  openssl x509 -req -in request.csr -CA ca.pem -CAkey ca-key.pem -days 90 -out cert.pem

Read a revocation list:

  openssl crl -in lists/NAME.crl -inform DER -noout -text

Certificates in inventory.json are under issued[].der.base64 (DER).
`;
}
