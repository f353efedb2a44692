/** What of a draft cannot be done, in sentences by code. The facts are those of `DraftProblemCode`. */
import type { Problem } from '../../app/certificate-preview.svelte';
import { shownText } from '../../app/shown-text';
import { dayOf } from '../moment';

const quoted = (text = ''): string => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;

const problems: Readonly<Record<Problem['code'], (facts: readonly string[]) => string>> = {
  empty: () => 'Something has to stand here.',
  'not-an-oid': ([value]) => `${quoted(value)} is no object identifier: numbers with dots, as in 1.3.6.1.`,
  'not-hex': () => 'These are no octets in hex: pairs of 0 to 9 and a to f.',
  'not-der': () => 'These octets are not one DER value.',
  'not-a-dns-name': ([value]) => `${quoted(value)} is no DNS name.`,
  'not-an-address': ([value]) => `${quoted(value)} is no IP address.`,
  'not-an-address-range': ([value]) => `${quoted(value)} is no range of addresses, as in 10.0.0.0/8.`,
  'not-an-email': ([value]) => `${quoted(value)} is no mailbox, as in joe@example.test.`,
  'not-a-uri': ([value]) =>
    `${quoted(value)} is no address of the form scheme:…, as in http://example.test/.`,
  'not-a-date': () => 'This is no date.',
  'ends-before-it-begins': () => 'It ends before it begins.',
  'days-not-a-count': () => 'Days are a whole number, 1 or more.',
  'too-late': () => 'Certificates cannot reach beyond the year 9999.',
  'too-long': ([limit]) => `This is too long: ${limit ?? 'fewer'} characters are allowed here.`,
  'too-many': ([limit]) => `These are too many: ${limit ?? 'fewer'} are allowed.`,
  'country-not-two-letters': ([value]) => `A country is two letters, as in NL; ${quoted(value)} is not.`,
  'not-in-this-string': ([value]) => `${quoted(value)} has a character that this kind of string cannot hold.`,
  'serial-too-large': () => 'A serial number has 20 octets at most, which is 40 digits of hex.',
  'serial-not-positive': () => 'A serial number is greater than zero.',
  'not-a-number': () => 'This has to be a whole number, 0 or more.',
  twice: ([value]) => (value === undefined ? 'This is there twice.' : `${quoted(value)} is there twice.`),
  'known-extension': () => 'The form has a field of its own for this extension: use that.',
  'not-this-extension': () => 'These octets do not read as the extension of that identifier.',
  'read-by-one-alone': () =>
    'Names relative to the issuer’s cannot be made here: only one of the two readers that prove every certificate knows them.',
  'no-name': () =>
    'A certificate that signs, if only itself, needs a name to be referred to: give it a common name.',
  'signature-not-for-this-key': () => 'The key that signs cannot make this kind of signature.',
  'key-not-here': () =>
    'Only the public key is here, which cannot sign itself: choose an authority to sign it.',
  'authority-expired': ([name]) => `${quoted(name)} has expired, and so would everything it signs.`,
  'authority-not-found': () => 'The authority is not open any more. Open it again.',
  'path-too-long': () => 'The authority that signs allows no further authority below it.',
  'outside-constraints': ([authority, name]) => `${quoted(authority)} may not sign ${quoted(name)}.`,
  'beyond-authority': ([end]) =>
    `This reaches beyond the end of the authority that signs${end === undefined ? '' : `, ${dayOf(Date.parse(end))}`}.`,
};

export function problemSaid({ code, facts }: Problem): string {
  return shownText(problems[code](facts));
}

/** Where in the form a problem is, for the list of all. */
const fields: Readonly<Record<string, string>> = {
  subject: 'Subject',
  alternativeNames: 'Names',
  validity: 'Valid',
  serialNumber: 'Serial number',
  signature: 'Signature',
  keyAlgorithm: 'Key',
  key: 'Key',
  signer: 'Signed by',
  basicConstraints: 'Basic constraints',
  keyUsage: 'Key usage',
  extendedKeyUsage: 'Extended key usage',
  subjectKeyIdentifier: 'Subject key identifier',
  authorityKeyIdentifier: 'Authority key identifier',
  nameConstraints: 'Name constraints',
  crlDistributionPoints: 'CRL distribution points',
  authorityInfoAccess: 'Authority information access',
  certificatePolicies: 'Certificate policies',
  policyMappings: 'Policy mappings',
  policyConstraints: 'Policy constraints',
  inhibitAnyPolicy: 'Inhibit anyPolicy',
  tlsFeature: 'TLS feature',
  own: 'Own extensions',
  challengePassword: 'Challenge password',
  unstructuredName: 'Unstructured name',
};

export function placeSaid(at: Problem['at']): string {
  const name = at[0] === 'extensions' || at[0] === 'attributes' ? at[1] : at[0];
  const row = at.find((step) => typeof step === 'number');
  const said = fields[String(name ?? '')] ?? 'The form';
  return row === undefined ? said : `${said}, ${row + 1}`;
}
