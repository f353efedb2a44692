/** Why a name was refused: a closed list, each with the document that says so. */

/** `fact` of a problem holds what is named behind each code; it is empty where nothing is. */
export type NameProblemCode =
  | 'too-large' // the most characters one paste may have
  | 'too-many' // the most names one certificate may have
  | 'duplicate' // the entry that is there already
  | 'other-kind' // the kind the text claims (`DNS:127.0.0.1`)
  | 'invisible-character' // U+200B
  | 'character' // the character
  // Hosts
  | 'scheme' // https
  | 'port' // 8443
  | 'path' // /index.html
  | 'trailing-dot'
  | 'empty-label'
  | 'label-too-long' // the label
  | 'name-too-long' // its length
  | 'hyphen-edge' // the label
  | 'underscore' // the label
  | 'numeric-top-label' // the label
  | 'bad-international'
  | 'bad-a-label' // the label
  | 'wildcard-alone'
  | 'wildcard-top-label' // com
  | 'wildcard-several'
  | 'wildcard-partial' // the label
  | 'wildcard-not-leftmost'
  | 'wildcard-address'
  // Addresses
  | 'ip-in-brackets'
  | 'ip-range'
  | 'zone-id' // eth0
  | 'bad-ipv6'
  | 'ipv4-short'
  | 'ipv4-radix'
  | 'ipv4-leading-zero' // the octet
  | 'ipv4-octet' // the octet
  | 'bare-number'
  // Mailboxes
  | 'email-incomplete'
  | 'email-local-part'
  | 'email-non-ascii'
  | 'email-domain'
  // URIs
  | 'unknown-scheme' // the scheme
  | 'uri-character' // the character
  | 'uri-host'
  | 'uri-credentials';

export interface NameProblem {
  readonly code: NameProblemCode;
  readonly fact: string;
  readonly citation: string;
}

const ALTERNATIVE_NAME = 'RFC 5280 §4.2.1.6';
const HOST_NAME = 'RFC 1123 §2.1';
const DOMAIN_NAME = 'RFC 1034 §3.1';
const WILDCARD = 'RFC 9525 §6.3';
const AMBIGUOUS_IPV4 = 'RFC 6943 §3.1.1';
const MAILBOX = 'RFC 5321 §4.1.2';
// OpenSSL gives up on a chain of more than 100 kB, which ten thousand names exceed in any case.
const CHAIN_LIMIT = 'OpenSSL, SSL_CTX_set_max_cert_list(3)';

export const citations: Readonly<Record<NameProblemCode, string>> = {
  'too-large': CHAIN_LIMIT,
  'too-many': CHAIN_LIMIT,
  duplicate: ALTERNATIVE_NAME,
  'other-kind': ALTERNATIVE_NAME,
  'invisible-character': 'RFC 5892 §2.6',
  character: HOST_NAME,
  scheme: ALTERNATIVE_NAME,
  port: ALTERNATIVE_NAME,
  path: ALTERNATIVE_NAME,
  'trailing-dot': ALTERNATIVE_NAME,
  'empty-label': DOMAIN_NAME,
  'label-too-long': DOMAIN_NAME,
  'name-too-long': DOMAIN_NAME,
  'hyphen-edge': HOST_NAME,
  underscore: HOST_NAME,
  'numeric-top-label': HOST_NAME,
  'bad-international': 'UTS #46 §4',
  'bad-a-label': 'RFC 5890 §2.3.2.1',
  'wildcard-alone': WILDCARD,
  'wildcard-top-label': 'RFC 9525 §7.1',
  'wildcard-several': WILDCARD,
  'wildcard-partial': WILDCARD,
  'wildcard-not-leftmost': WILDCARD,
  'wildcard-address': WILDCARD,
  'ip-in-brackets': 'RFC 3986 §3.2.2',
  'ip-range': 'RFC 5280 §4.2.1.10',
  'zone-id': 'RFC 4007 §11.2',
  'bad-ipv6': 'RFC 4291 §2.2',
  'ipv4-short': AMBIGUOUS_IPV4,
  'ipv4-radix': AMBIGUOUS_IPV4,
  'ipv4-leading-zero': AMBIGUOUS_IPV4,
  'ipv4-octet': 'RFC 3986 §3.2.2',
  'bare-number': HOST_NAME,
  'email-incomplete': MAILBOX,
  'email-local-part': MAILBOX,
  'email-non-ascii': 'RFC 9598 §3',
  'email-domain': ALTERNATIVE_NAME,
  'unknown-scheme': ALTERNATIVE_NAME,
  'uri-character': 'RFC 3986 §2',
  'uri-host': ALTERNATIVE_NAME,
  'uri-credentials': 'RFC 3986 §3.2.1',
};
