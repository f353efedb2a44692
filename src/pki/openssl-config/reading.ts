/** What came of reading an openssl.cnf, or a recipe of openssl commands. The sentences are the page's. */
import type { CertificateDraft } from '../draft/certificate-draft';

export type ConfigRemarkCode =
  // The text as such
  | 'nothing-found' // no section of extensions, no name, no command
  | 'file-too-large' // facts: limit in characters
  | 'value-too-long' // facts: name, limit in characters
  | 'too-much-expansion' // the variables of the file make more text than is read; facts: limit in characters
  | 'bracket-missing' // `[ section` without its `]`
  | 'equals-missing' // facts: the line's beginning
  | 'brace-missing' // `${name` without its `}`; facts: variable
  | 'variable-unknown' // facts: variable
  | 'variable-from-environment' // `$ENV::NAME`, and shell variables that the recipe does not set; facts: variable
  | 'include-left-out' // facts: path
  | 'pragma-left-out' // facts: pragma
  | 'given-twice' // the last one counts; facts: name
  | 'section-missing' // facts: section, what refers to it
  // The name
  | 'attribute-unknown' // facts: name
  | 'prefix-stripped' // `1.2.3.4.5 = x` is 2.3.4.5 to OpenSSL; facts: as written, as read
  | 'only-prompts' // labels of questions, and no default among them
  | 'several-in-one' // a multi-valued RDN, imported as one each; facts: name
  | 'attribute-of-request' // challengePassword and its like in the section `attributes`; facts: name
  | 'not-utf8' // letters outside ASCII, and no `utf8 = yes`; facts: name
  | 'string-mask-left-out' // facts: mask
  // Names a certificate is for
  | 'name-without-type' // `subjectAltName = example.com`; facts: value
  | 'name-type-unknown' // facts: type
  | 'section-in-list' // `DNS:a, @alt_names`; facts: section
  | 'address-in-dns' // facts: value; imported as an address
  | 'host-in-ip' // facts: value; imported as a DNS name
  | 'name-twice' // facts: value
  | 'common-name-not-among-names' // facts: common name
  | 'email-not-found' // `email:copy` and no emailAddress in the subject
  | 'name-left-out' // facts: the entry
  // Extensions
  | 'extension-unknown' // facts: name
  | 'extension-left-out' // known, and nothing here can say it; facts: name
  | 'value-not-understood' // facts: extension, value
  | 'part-left-out' // facts: extension, the part
  | 'extension-twice' // in the file and with -addext, which counts; for a request OpenSSL 3.0 gives up; facts: name
  | 'issuer-alone' // `authorityKeyIdentifier = issuer`: OpenSSL writes no key identifier, and we do
  | 'server-is-authority'
  | 'self-signed-authority-identifier'
  | 'identifiers-added' // OpenSSL 3 adds subjectKeyIdentifier, and authorityKeyIdentifier where another signs
  // Keys and digests
  | 'weak-digest' // facts: digest
  | 'digest-left-out' // facts: digest
  | 'weak-key' // facts: bits
  | 'key-left-out' // facts: the key asked for, the one taken instead
  | 'password-left-out' // a password in the file or the command is not taken over
  // How it is used
  | 'names-only-in-request' // subjectAltName in req_extensions, used with `req -x509`
  | 'names-only-in-certificate' // subjectAltName in x509_extensions, used with `req -new`
  | 'request-extensions-dropped' // `x509 -req` without -copy_extensions and -extfile
  | 'request-copied-blindly' // `copy_extensions = copyall`
  | 'file-not-here' // facts: path of a configuration that a command names
  | 'option-left-out'; // facts: option of a command

/** A mistake, a thing left out, or a thing to know, on a line of the file (from 1; 0 for the file as a whole). */
export interface ConfigRemark {
  readonly code: ConfigRemarkCode;
  readonly line: number;
  readonly facts: readonly string[];
  readonly kind: 'mistake' | 'left-out' | 'note';
}

/** A certificate or a request that the file describes: a section of extensions with the name and the key beside it. */
export interface ConfigDraft {
  /** `x509_extensions = v3_ca`, for choosing among several. */
  readonly label: string;
  readonly draft: CertificateDraft;
  readonly what: 'certificate' | 'request';
  /** Of a request: the certificate for it, with the key identifiers that whoever signs it adds. */
  readonly certified?: CertificateDraft;
}

export interface ConfigReading {
  /** The text was commands throughout, and no openssl.cnf. */
  readonly commands?: true;
  readonly drafts: readonly ConfigDraft[];
  readonly remarks: readonly ConfigRemark[];
}
