/** Names and sentences of the pages Certificate and Signing request: profiles, attributes, forms, the ways in and out. */
import type { MadeForm } from '../../app/certificate-made.svelte';
import type { KeyProblem } from '../../app/certificate-key.svelte';
import type { NameKind, SubtreeKind } from '../../app/certificate-subject';
import type { DraftExtensions, ProfileId, StringForm } from '../../pki/draft/certificate-draft';

export type KeyUsage = NonNullable<DraftExtensions['keyUsage']>['usages'][number];

interface Named {
  readonly name: string;
  readonly about: string;
}

export const profiles: Readonly<Record<ProfileId, Named>> = {
  'tls-server': {
    name: 'TLS server',
    about: 'A web server, a database, a mail server: whatever others connect to.',
  },
  'tls-client': {
    name: 'TLS client',
    about: 'A person, a device or a service that shows who it is when it connects.',
  },
  'tls-server-client': {
    name: 'Server and client',
    about: 'Peers that connect to each other, such as members of a cluster.',
  },
  root: {
    name: 'Root authority',
    about: 'Signs itself and other certificates. Clients trust it because somebody installed it.',
  },
  intermediate: {
    name: 'Intermediate authority',
    about: 'Signed by a root, and signs in its place, so that the root’s key can stay locked away.',
  },
  email: { name: 'Email', about: 'Signs mail and has mail encrypted to it (S/MIME).' },
  'code-signing': { name: 'Code signing', about: 'Signs programs, scripts and packages.' },
  'time-stamping': {
    name: 'Time stamping',
    about: 'A service that certifies when something existed (RFC 3161). This must be its only purpose.',
  },
  'ocsp-signing': {
    name: 'OCSP signing',
    about: 'Answers whether certificates of its authority were revoked. Short, because nobody asks about it.',
  },
  'document-signing': { name: 'Document signing', about: 'Signs PDF files and other documents (RFC 9336).' },
  custom: { name: 'Custom', about: 'Everything below as you put it; the profile adds nothing.' },
};

/** By the short form that tools print. */
export const attributeNames: Readonly<Record<string, string>> = {
  CN: 'Common name (CN)',
  O: 'Organization (O)',
  OU: 'Unit (OU)',
  C: 'Country (C)',
  ST: 'State or province (ST)',
  L: 'City (L)',
  street: 'Street',
  postalCode: 'Postal code',
  emailAddress: 'Email address',
  serialNumber: 'Serial number',
  DC: 'Domain component (DC)',
  UID: 'User ID (UID)',
  GN: 'Given name (GN)',
  SN: 'Surname (SN)',
  title: 'Title',
  organizationIdentifier: 'Organization identifier',
};

export const nameKinds: Readonly<Record<NameKind, Named>> = {
  dns: { name: 'DNS name', about: 'app.test or *.app.test' },
  ip: { name: 'IP address', about: '192.168.1.20 or fd00::1' },
  email: { name: 'Email', about: 'joe@example.test' },
  uri: { name: 'URI', about: 'spiffe://example.test/service' },
  other: { name: 'Other name', about: 'joe@corp.example.test' },
  directory: { name: 'Directory name', about: '' },
  'registered-id': { name: 'Registered ID', about: '1.2.3.4' },
  der: { name: 'Raw DER', about: '82 08 61 70 70 2e 74 65 73 74' },
};

export const subtreeKinds: Readonly<Record<SubtreeKind, Named>> = {
  dns: { name: 'DNS names under', about: 'example.test' },
  ip: { name: 'IP addresses in', about: '10.0.0.0/8' },
  email: { name: 'Mailboxes at', about: 'example.test, .example.test or joe@example.test' },
  uri: { name: 'URIs with host', about: '.example.test' },
  directory: { name: 'Directory names under', about: '' },
  der: { name: 'Raw DER', about: '82 04 74 65 73 74' },
};

export const stringForms: Readonly<Record<StringForm, string>> = {
  utf8: 'UTF-8',
  ia5: 'ASCII (IA5)',
  printable: 'Printable',
  bmp: 'BMP (UTF-16)',
};

export const usages: Readonly<Record<KeyUsage, Named>> = {
  digitalSignature: { name: 'Digital signature', about: 'signs handshakes, mail, code' },
  nonRepudiation: { name: 'Non-repudiation', about: 'signs what is meant to bind its holder' },
  keyEncipherment: { name: 'Key encipherment', about: 'keys are encrypted to it; RSA only' },
  dataEncipherment: { name: 'Data encipherment', about: 'data itself is encrypted to it; rare' },
  keyAgreement: { name: 'Key agreement', about: 'agrees on keys; elliptic curves' },
  keyCertSign: { name: 'Certificate signing', about: 'signs certificates; authorities only' },
  cRLSign: { name: 'CRL signing', about: 'signs lists of what was revoked' },
  encipherOnly: { name: 'Encipher only', about: 'narrows key agreement' },
  decipherOnly: { name: 'Decipher only', about: 'narrows key agreement' },
};

/** Extended key usages people look for; any other goes by its identifier. */
export const purposes: readonly (readonly [oid: string, name: string])[] = [
  ['1.3.6.1.5.5.7.3.1', 'TLS server'],
  ['1.3.6.1.5.5.7.3.2', 'TLS client'],
  ['1.3.6.1.5.5.7.3.4', 'Email protection'],
  ['1.3.6.1.5.5.7.3.3', 'Code signing'],
  ['1.3.6.1.5.5.7.3.8', 'Time stamping'],
  ['1.3.6.1.5.5.7.3.9', 'OCSP signing'],
  ['1.3.6.1.5.5.7.3.36', 'Document signing'],
  ['1.3.6.1.5.5.7.3.17', 'IPsec (IKE)'],
  ['1.3.6.1.4.1.311.20.2.2', 'Smart card logon'],
  ['1.3.6.1.5.2.3.4', 'Kerberos client'],
  ['1.3.6.1.5.2.3.5', 'Kerberos server'],
  ['2.5.29.37.0', 'Any purpose'],
];
export const purposeName = (oid: string): string => purposes.find(([one]) => one === oid)?.[1] ?? oid;

export const keyProblems: Readonly<Record<KeyProblem, string>> = {
  'nothing-found': 'There is no private key in it. PEM, DER, JWK, OpenSSH and PKCS#12 can be read.',
  'unsupported-key': 'This browser cannot sign with a key of this kind. ECDSA, RSA and Ed25519 work.',
  'several-keys': 'There are several private keys in it. Give the one this is for.',
  'too-large': 'That is more than 1 MB, which no private key is.',
};

/** What there is to download, in the order of use; keys have a list of their own. */
export const madeForms: Readonly<Partial<Record<MadeForm, Named>>> = {
  pem: { name: 'PEM', about: 'the certificate, as text' },
  der: { name: 'DER', about: 'the same in octets' },
  fullchain: { name: 'Full chain', about: 'with those above it, as servers want it' },
};
