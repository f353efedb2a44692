/** What is unusual about a draft, in sentences by code. The facts are those of `DraftRemarkCode`. */
import type { Remark } from '../../app/certificate-preview.svelte';
import { purposeName, usages } from './certificate-words';
import { shownText } from '../../app/shown-text';

/** A key usage, a purpose, or what is a word already. */
const inWords = (fact: string): string =>
  Object.entries(usages).find(([usage]) => usage === fact)?.[1].name ?? purposeName(fact);

const remarks: Readonly<Record<Remark['code'], (facts: readonly string[]) => string>> = {
  'differs-from-profile': (usual) =>
    `This is not what the profile has${usual.length === 0 ? '' : `: ${usual.map(inWords).join(', ')}`}.`,
  'server-without-names': () =>
    'It names no host, and clients look only among the names: all of them refuse it.',
  'server-beyond-825-days': () => 'iPhone, iPad and Mac refuse server certificates of more than 825 days.',
  'common-name-not-among-names': ([name]) =>
    `The common name${name === undefined ? '' : ` “${name}”`} is not among the names, and clients look only there.`,
  'address-in-dns-name': ([value]) =>
    `“${value ?? ''}” is an IP address and stands there as a DNS name, where no client finds it.`,
  'node-without-name': () =>
    'The name of the node is missing: behind system:node: stands the name it has in the cluster, or no API server lets it in.',
  'name-twice': ([value]) => `“${value ?? ''}” is there twice.`,
  'no-basic-constraints': () => 'It does not say whether it is an authority. Strict clients want it said.',
  'authority-basic-constraints-not-critical': () =>
    'An authority’s basic constraints have to be critical: Python 3.13 and later refuse it otherwise.',
  'authority-without-key-usage': () => 'An authority without key usage is refused by Python 3.13 and later.',
  'authority-may-not-sign': () =>
    'It is an authority whose key usage does not let it sign certificates, so it can sign none.',
  'leaf-with-path-length': () => 'A path length means something for authorities only.',
  'leaf-may-sign': () =>
    'Its key may sign certificates, and basic constraints say that it is no authority: clients refuse that.',
  'server-is-authority': () =>
    'It serves hosts and may sign: who breaks into the server can make certificates for any name.',
  'no-subject-key-identifier': () =>
    'Without a subject key identifier, what it signs cannot refer to its key: Python 3.13 refuses the chain.',
  'no-authority-key-identifier': () => 'Without an authority key identifier Python 3.13 and later refuse it.',
  'key-identifier-other': () => 'The key identifier is not the hash of the key, as clients and tools expect.',
  'no-extended-key-usage': () =>
    'It names no purpose. Browsers on Apple systems and strict clients want one.',
  'purpose-any': () => 'It is good for any purpose, which many clients do not take for the one they need.',
  'rsa-without-digital-signature': () =>
    'Without digital signature, Chromium and TLS 1.3 cannot use this key.',
  'key-encipherment-without-rsa': () => 'Only RSA keys encipher keys: for this key it means nothing.',
  'self-signed-authority-identifier': () =>
    'It signs itself, so its authority key identifier says what its subject key identifier says.',
  'constraints-not-critical': () =>
    'Name constraints that are not critical are ignored by clients that do not know them.',
  'criticality-unusual': ([, says, citation]) =>
    `By ${citation ?? 'its standard'} it ${says ?? 'is marked otherwise'}; some strict clients refuse what is marked otherwise.`,
  'known-in-octets': ([oid]) =>
    `${oid ?? 'An extension'} is there as octets of your own. They read as that extension; whether they say what you mean, and fit the rest, is not checked.`,
  'critical-unknown': ([oid]) =>
    `${oid ?? 'Your own extension'} is critical: clients that do not know it refuse the certificate.`,
  'serial-short': () => 'The serial number is short. Random ones have 64 bits and more.',
  'already-ended': () => 'It has ended already: no client accepts it.',
  'not-yet-begun': () => 'It is not valid yet.',
  'rare-signature': ([scheme]) =>
    `${scheme ?? 'This signature'} is rarely seen here, and not every client checks it.`,
  'rare-key': ([key]) => `${key ?? 'This kind of key'} is refused by many clients.`,
  'must-staple': () =>
    'The server has to staple an OCSP answer to each handshake; clients that heed this refuse it otherwise.',
};

export function remarkSaid({ code, facts }: Remark): string {
  return shownText(remarks[code](facts));
}
