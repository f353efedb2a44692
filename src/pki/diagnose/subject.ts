/**
 * What messages of different programs have in common: one subject for everything that means the same to whoever must mend it.
 * From the most to the least telling: where a text holds several, the first of them is most likely the cause of the others.
 */
export const subjectCodes = [
  'key-mismatch', // the private key belongs to another certificate
  'wrong-password',
  'key-locked', // encrypted, and nobody gave a password
  'container-outdated', // PKCS#12 or key under an algorithm that is switched off
  'file-missing',
  'file-forbidden', // access rights
  'trust-store-missing', // the file or folder of roots
  'pem-unreadable', // a certificate or a key, and the program does not say which
  'key-unreadable', // no private key where one was expected
  'certificate-unreadable', // no certificate where one was expected: another format, an empty file
  'keystore-entry', // alias taken, absent, of another kind
  'reply-does-not-fit', // an answer to a signing request that belongs to another key or has no chain
  'server-without-certificate',
  'plain-text', // one side speaks HTTP, the other TLS
  'intercepted',
  'signature-wrong',
  'self-signed',
  'root-untrusted', // the chain is whole, and its root is in nobody's store
  'leaf-is-authority',
  'missing-intermediate',
  'unknown-issuer',
  'revoked',
  'distrusted',
  'expired',
  'authority-expired',
  'not-yet-valid',
  'validity-odd', // ends before it begins, or cannot be read
  'validity-too-long',
  'no-alternative-names',
  'address-mismatch',
  'name-mismatch',
  'name-malformed',
  'name-constraints',
  'not-an-authority',
  'path-too-long',
  'authority-key-usage',
  'constraints-not-critical',
  'authority-identifier-missing',
  'subject-identifier-missing',
  'identifiers-differ',
  'wrong-purpose',
  'leaf-key-usage',
  'unknown-critical-extension',
  'empty-alternative-names',
  'subject-empty',
  'extension-misplaced',
  'extension-malformed',
  'version-wrong',
  'serial-number',
  'algorithms-differ',
  'policy',
  'weak-key',
  'weak-signature',
  'key-unsupported', // kind or curve that this program does not do
  'pinned', // another certificate was expected
  'transparency',
  'staple-missing',
  'revocation-list-missing',
  'revocation-list-stale',
  'revocation-unknown',
  'client-certificate-missing',
  'client-certificate-refused',
  'refused-by-peer', // an alert: the other side did not like it, and its log says why
  'no-common-ground', // versions, cipher suites, kinds of key
  'too-much-work',
  'unspecific', // the certificate is wrong, and the program does not say how
] as const;

export type SubjectCode = (typeof subjectCodes)[number];
