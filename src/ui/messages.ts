/**
 * What the page says, by code. Each table is a `Record` over a closed union, so a code without a sentence does not build.
 * A sentence names what is wrong, says why, and leaves the offending text to the row that shows it.
 */
import type { Fault } from '../app/fault';
import type { Opening } from '../app/given-authority.svelte';
import type { KeyFormat, Pkcs12Style } from '../app/handover.svelte';
import type { Obstacle } from '../app/local-https.svelte';
import type { PlanRefusal } from '../pki/local-https';
import type { NameNote } from '../pki/name';
import type { NameProblemCode } from '../pki/name-problem';
import type { AuthorityCaution } from '../pki/open-authority';
import { listed } from './words';

const quoted = (text: string): string => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
const thousands = (number: string): string => Number(number).toLocaleString('en-GB');

export const nameNotes: Readonly<Record<NameNote, string>> = {
  'unspecified-address':
    'Servers listen on it and nobody can connect to it: it does no harm, and does not stand in for 127.0.0.1.',
  'ipv4-mapped': 'Clients that connect to the IPv4 address look for that one instead: add it too.',
  rewritten: 'Written as the certificate will carry it, which is the same name.',
  'lower-cased': 'Host names are the same in capitals and in small letters.',
  international: 'The certificate carries the encoded form, which is what browsers ask for.',
  'shown-encoded': 'Shown encoded, because its letters could be mistaken for another name.',
  'not-for-hosts': 'No browser holds a host against a URI. If a host is meant, add the host itself.',
};

/** `fact` as `NameProblemCode` describes it for each. */
export const nameProblems: Readonly<Record<NameProblemCode, (fact: string) => string>> = {
  'too-large': (most) => `This is more than ${thousands(most)} characters, far beyond a list of names.`,
  'too-many': (most) => `More than ${thousands(most)} names make a certificate that clients give up on.`,
  duplicate: (there) => `${quoted(there)} is in the list already.`,
  'other-kind': (kind) => `It is marked as ${kind.toUpperCase()} and is none: clients would never find it.`,
  'invisible-character': (which) => `There is an invisible character in it, ${which}.`,
  character: (which) => `${quoted(which)} cannot stand in a host name.`,
  scheme: (scheme) => `A certificate names the host alone, without ${quoted(`${scheme}:`)} in front.`,
  port: (port) => `A certificate is good for every port, so ${quoted(`:${port}`)} does not belong in a name.`,
  path: (path) => `A certificate is good for every page, so ${quoted(path)} does not belong in a name.`,
  'trailing-dot': () => 'Names in certificates have no dot at the end.',
  'empty-label': () => 'Between two dots, or before the first, there is nothing.',
  'label-too-long': (label) => `${quoted(label)} has ${label.length} characters; between two dots 63 fit.`,
  'name-too-long': (length) =>
    `It has ${thousands(length)} characters, more than a name of this kind can have.`,
  'hyphen-edge': (label) => `${quoted(label)} begins or ends with a hyphen, and host names may not.`,
  underscore: (label) => `${quoted(label)} has an underscore, which host names may not have.`,
  'numeric-top-label': (label) => `It ends in the number ${label}, so programs would take it for an address.`,
  'bad-international': () => 'It has letters, or an order of letters, that international names do not allow.',
  'bad-a-label': (label) => `${quoted(label)} looks encoded, and decodes to no name.`,
  'wildcard-alone': () => 'No client accepts a wildcard for everything: name a domain, as in *.app.test.',
  'wildcard-top-label': (label) =>
    `Browsers, OpenSSL, Python, Node and curl refuse a wildcard directly below ${quoted(label)}: it needs two labels, as in *.app.test.`,
  'wildcard-several': () => 'A name can have one *, and it stands for one label.',
  'wildcard-partial': (label) => `The * has to be a whole label, and ${quoted(label)} is more than that.`,
  'wildcard-not-leftmost': () => 'The * has to be the first label.',
  'wildcard-address': () => 'There are no wildcards over IP addresses.',
  'ip-in-brackets': () =>
    'Brackets belong to addresses of pages; a certificate carries the IP address alone.',
  'ip-range': () => 'This is a range, and a certificate names single addresses.',
  'zone-id': (zone) =>
    `${quoted(`%${zone}`)} names a network interface of one machine, which a certificate cannot carry.`,
  'bad-ipv6': () => 'It looks like an IPv6 address and is none.',
  'ipv4-short': () => 'An IPv4 address has four numbers; programs disagree on what fewer of them mean.',
  'ipv4-radix': () => 'Programs disagree on addresses that are not in plain decimal digits.',
  'ipv4-leading-zero': (octet) => `Some programs read ${quoted(octet)} in base 8, because it begins with 0.`,
  'ipv4-octet': (octet) => `${quoted(octet)} is more than 255.`,
  'bare-number': () => 'A number alone is no host name. A port does not belong in a certificate.',
  'email-incomplete': () => 'Before or after the @ there is nothing.',
  'email-local-part': () => 'What stands before the @ cannot be written in a certificate.',
  'email-non-ascii': () => 'Few programs can read a mailbox with letters outside ASCII before the @.',
  'email-domain': () => 'After the @ there has to be a host name.',
  'unknown-scheme': (scheme) =>
    `${quoted(`${scheme}:`)} is no kind of address that certificates usually carry.`,
  'uri-character': (which) => `${quoted(which)} cannot stand in a URI as it is.`,
  'uri-host': () => 'The host in this URI is no host.',
  'uri-credentials': () => 'Certificates are public: a user name or password has no place in one.',
};

/** Why an authority could not be opened, and the way on. */
type OpenProblem = Extract<Opening, { kind: 'refused' }>['problem'];
export const openProblems: Readonly<Record<OpenProblem, (name: string) => string>> = {
  'nothing-found': () => 'There is no certificate and no key in it. PEM, DER and PKCS#12 files can be read.',
  'no-certificate': () => 'The key is there. Add the certificate of the authority.',
  'no-key': () => 'The certificate is there. Add its private key.',
  'key-does-not-match': () => 'The private key belongs to none of the certificates. Add the one that does.',
  'unsupported-key': () => 'This browser cannot sign with a key of this kind. ECDSA, RSA and Ed25519 work.',
  'not-an-authority': (name) =>
    `${quoted(name)} may not sign: it is no authority (RFC 5280 §4.2.1.9). Add the certificate that signed it.`,
  'may-not-sign': (name) => `${quoted(name)} lacks the key usage keyCertSign (RFC 5280 §4.2.1.3).`,
  'wrong-purpose': (name) => `${quoted(name)} may sign, but not for servers (RFC 5280 §4.2.1.12).`,
  'path-too-long': (name) => `${quoted(name)} allows no further authorities below it (RFC 5280 §4.2.1.9).`,
  expired: (name) => `${quoted(name)} has expired, and so would everything it signs.`,
  'unreadable-extension': (name) => `${quoted(name)} has an extension that cannot be read.`,
  'too-large': () => 'That is more than 8 MB. Choose only the certificate and its key.',
};

export const authorityCautions: Readonly<Record<AuthorityCaution, string>> = {
  'basic-constraints-not-critical':
    'Python 3.13 and later refuse it: its basicConstraints is not marked critical.',
  'no-key-usage': 'Python 3.13 and later refuse it: it has no keyUsage.',
  'no-subject-key-identifier': 'Python 3.13 and later refuse it: it has no Subject Key Identifier.',
  'no-authority-key-identifier': 'Python 3.13 and later refuse it: it has no Authority Key Identifier.',
  'any-purpose':
    'OpenSSL refuses it, and with it Python: it does not name server authentication as a purpose.',
  'no-common-name': 'iPhones do not list it: its name has no CommonName.',
  'root-missing': 'Its root is not here. Clients that do not have the root already will refuse it.',
  'weak-key': 'Its RSA key has fewer than 2048 bits: OpenSSL, Apple and others refuse it.',
  'not-yet-valid': 'It is not valid yet.',
};

export const keyFamilies: Readonly<Record<'ec' | 'rsa' | 'ed25519' | 'ml-dsa', string>> = {
  ec: 'Elliptic curves',
  rsa: 'RSA',
  ed25519: 'Edwards curve',
  'ml-dsa': 'Post-quantum',
};

export const obstacles: Readonly<Record<Obstacle, string>> = {
  'names-to-decide': 'Some of the names could not be taken. Mend or dismiss them first.',
  'authority-missing':
    'No authority is open yet. Paste or drop one, unlock it where it is yours, or let a new one sign.',
  'names-outside-authority': 'The authority may not sign all of these names.',
  'passwords-differ': 'The two key passwords are not the same.',
};

type RefusalCode = PlanRefusal['code'];
export const refusals: {
  readonly [C in RefusalCode]: (facts: Extract<PlanRefusal, { code: C }>) => string;
} = {
  'no-names': () => 'A certificate has to be for something: add a name.',
  'days-not-a-count': () => 'How long it lasts is a whole number of days, from 1 to 36,500.',
  'days-beyond-limit': ({ days, limit }) =>
    `iPhone, iPad and Mac refuse a server certificate of more than ${limit} days, and this would last ${days}. Ask for fewer, or tick that you want it all the same.`,
  'authority-expired': ({ authority }) =>
    `${quoted(authority)} has expired, and so would everything it signs. Open another authority, or let a new one sign.`,
  'outside-constraints': ({ authority, names }) => `${quoted(authority)} may not sign ${listed(names)}.`,
  'too-many-names': ({ names, subtrees }) =>
    `${names} names under an authority of ${subtrees} name constraints are more than Go, OpenSSL and Python will check. Spread them over several certificates, or take wildcards.`,
  'attribute-too-long': ({ attribute, limit }) => `${attribute} can have ${limit} characters at most.`,
  'country-not-two-letters': ({ value }) => `A country is two letters, as in NL; ${quoted(value)} is not.`,
};

/** Says a refusal in words, whichever it is. */
export function refusalText(refusal: PlanRefusal): string {
  // The table pairs each code with its own facts, which a lookup by the union of codes cannot show.
  return (refusals[refusal.code] as (facts: PlanRefusal) => string)(refusal);
}

export const faults: Readonly<Record<Fault['code'], (facts: readonly string[]) => string>> = {
  'platform-refused': (facts) =>
    `This browser could not do it (${facts.join(', ')}). Another kind of key may work.`,
  'unsupported-algorithm': (facts) => `This browser lacks what that takes (${facts.join(', ')}).`,
  'proof-failed': (facts) =>
    `What was made does not read back as what was meant, so nothing is handed over. This is a fault of ours: ${facts.join(', ')}.`,
  'not-found': () => 'The keys are gone, because the worker that held them was restarted. Make it again.',
  'not-recorded': (facts) =>
    `Nothing was signed: it could not be put on the record of ${facts.join(', ')} first. Try again.`,
  internal: () => 'Something broke while this was being made. Nothing you typed is lost: try again.',
  'page-incomplete': () =>
    'A part of this page could not be loaded: the server it came from may have stopped. Start it again, and try again.',
  'worker-missing': () =>
    'This browser did not start the worker that makes keys. Reload the page, or try another browser.',
};

export const keyFormats: Readonly<Record<KeyFormat, { readonly name: string; readonly about: string }>> = {
  pkcs8: { name: 'PKCS#8 PEM', about: 'BEGIN PRIVATE KEY: what most programs read today.' },
  'pkcs8-encrypted': {
    name: 'PKCS#8 PEM, encrypted',
    about: 'BEGIN ENCRYPTED PRIVATE KEY: AES-256, PBKDF2 with SHA-256.',
  },
  traditional: {
    name: 'Traditional PEM',
    about: 'BEGIN RSA or EC PRIVATE KEY, for older programs.',
  },
  'traditional-encrypted': {
    name: 'Traditional PEM, encrypted',
    about: 'DEK-Info: AES-256-CBC. Its password is stretched by a single MD5: choose a long one.',
  },
  jwk: { name: 'JWK', about: 'JSON Web Key, for JavaScript and tokens.' },
};

export const pkcs12Styles: Readonly<Record<Pkcs12Style, { readonly name: string; readonly about: string }>> =
  {
    modern: {
      name: 'PKCS#12',
      about: 'Key and chain in one file: AES-256, SHA-256. As bundle.p12, with your password.',
    },
    compatible: {
      name: 'PKCS#12, compatible',
      about: 'For Windows Server 2016 and older, and older macOS: 3DES and SHA-1.',
    },
  };

/** What the directives of the policy forbid or allow, for the page that shows them. */
export const directives: Readonly<Record<string, string>> = {
  'default-src': 'Nothing may be loaded that is not allowed below.',
  'script-src': 'Only the scripts that came with the page run.',
  'style-src': 'Only the styles that came with the page apply.',
  'img-src': 'Pictures come with the page or stand in its text.',
  'connect-src': 'No fetch, XMLHttpRequest, WebSocket, EventSource or beacon, to anywhere.',
  'worker-src': 'Workers start from this page, and inherit this policy.',
  'base-uri': 'Addresses cannot be turned elsewhere by a <base>.',
  'form-action': 'No form can be sent, to anywhere.',
  'frame-ancestors': 'No other page can frame this one.',
  'require-trusted-types-for': 'Text cannot be turned into script or markup.',
  'trusted-types': 'The only maker of trusted values: one for this page’s own worker.',
};
