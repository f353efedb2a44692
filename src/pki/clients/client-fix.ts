/** What makes a chain right again: a code for the words on the page, and for what *Re-issue with the fix* changes. */
export type ClientFix =
  | 'issue-leaf-with-names' // subjectAltName with what the person connects to
  | 'issue-leaf-by-authority' // not self-signed, not CA:TRUE
  | 'issue-leaf-with-usable-key' // P-256 or RSA 2048
  | 'issue-leaf-with-sha256'
  | 'issue-leaf-shorter'
  | 'issue-leaf-now' // its dates
  | 'issue-leaf-cleanly' // encoding, serial number, extensions that do not belong
  | 'issue-leaf-for-servers' // key usage, extended key usage
  | 'issue-authority-again' // with basicConstraints, keyUsage, identifiers as they must be
  | 'send-intermediate'
  | 'trust-root'
  | 'connect-by-name';
