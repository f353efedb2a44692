/** What is written into certificates and may not be, and what is missing in them. */
import type { Explanation, Subject } from './explanation';

const STRICT = 'Python 3.13 and later and openssl -x509_strict check it; others let it pass.';

export const fieldWords = {
  'leaf-is-authority': {
    title: 'An authority is used as a server’s certificate',
    answer: () =>
      'The server’s certificate says that it is an authority, and this client does not take one as a server’s.',
    meaning:
      'Its basic constraints say CA:TRUE. Firefox, rustls and Apple refuse that for a server; most others take it.',
    causes: [
      'openssl req -x509 marks what it makes as an authority unless told otherwise.',
      'The root itself was configured in the server.',
    ],
    checks: ['An authority and a certificate by it, instead of one for both.'],
  },
  'not-an-authority': {
    title: 'What issued it is no authority',
    answer: () => 'A certificate that stands as an issuer is not marked as an authority.',
    meaning:
      'Whoever issues must have basic constraints with CA:TRUE (and version 3). Without, any server’s certificate could issue others.',
    causes: [
      'The root was made without extensions: openssl x509 -signkey, old scripts.',
      'The server’s certificate was signed by another server’s.',
      'CA:FALSE, or no basic constraints, in the intermediate.',
    ],
    checks: ['Make the authority again; what it signed must be issued again only if its key changes.'],
  },
  'path-too-long': {
    title: 'More authorities below it than it allows',
    answer: () => 'There are more authorities in the chain than one of them allows below itself.',
    meaning:
      'pathlen in an authority counts the authorities that may follow. pathlen:0 may issue servers’ certificates and no further authority.',
    causes: [
      'An intermediate was signed by a root with pathlen:0.',
      'Cross-signing made the chain longer.',
      'The chain holds a loop, or the depth of the check is set too low.',
    ],
    checks: ['Verify draws the chain with its limits.'],
  },
  'authority-key-usage': {
    title: 'The authority’s key usage does not fit',
    answer: () => 'The authority’s key usage is missing, or does not allow signing certificates.',
    meaning: `An authority needs the key usage keyCertSign. If it has a key usage without it, every client refuses; if it has none at all, strict ones do. ${STRICT}`,
    causes: [
      'The root was made without key usage, as most old scripts do.',
      'The profile of a server’s certificate was used for the authority.',
    ],
    checks: [
      'Make the root again from the same key, with keyUsage=critical,keyCertSign,cRLSign: what it signed stays good.',
    ],
  },
  'constraints-not-critical': {
    title: 'Basic constraints are not critical',
    answer: () => 'The authority’s basic constraints are not marked critical.',
    meaning: `RFC 5280 §4.2.1.9 wants them critical in an authority. ${STRICT}`,
    causes: ['basicConstraints=CA:TRUE without critical, as in OpenSSL’s own sample configuration.'],
    checks: ['Make the root again from the same key, with basicConstraints=critical,CA:TRUE.'],
  },
  'authority-identifier-missing': {
    title: 'The authority key identifier is missing',
    answer: () =>
      'The certificate does not say which key of its issuer signed it (authority key identifier).',
    meaning: `RFC 5280 §4.2.1.1 wants it in every certificate but a root, with the key identifier in it. ${STRICT}`,
    causes: [
      'The script that signs adds no authorityKeyIdentifier, as tutorials with Python’s cryptography do.',
      'The authority itself has no subject key identifier, so OpenSSL had nothing to copy.',
      'It holds issuer and serial number only.',
    ],
    checks: [
      'openssl verify -x509_strict says the same on every system.',
      'Issue the certificate again: key and authority can stay.',
    ],
  },
  'subject-identifier-missing': {
    title: 'The subject key identifier is missing',
    answer: () => 'The authority has no subject key identifier.',
    meaning: `RFC 5280 §4.2.1.2 wants it in every authority. ${STRICT}`,
    causes: ['The root was made without extensions, or by old software.', 'A public root of long ago.'],
    checks: ['Make the root again from the same key, with subjectKeyIdentifier=hash.'],
  },
  'wrong-purpose': {
    title: 'It is not for this purpose',
    answer: () => 'The certificate, or an authority above it, is not meant for this purpose.',
    meaning:
      'Its extended key usage lists what it is for. For a server it must hold serverAuth, for a client clientAuth; an authority with such a list binds everything below it. OpenSSL says the same of an issuer that may not sign.',
    causes: [
      'A client’s certificate in a server, or the other way round.',
      'Public certificates have no clientAuth any more since 2026.',
      'A root or intermediate with a list that lacks the purpose.',
      'An issuer that is no authority.',
    ],
    checks: ['Inspect shows the purposes of each.'],
  },
  'leaf-key-usage': {
    title: 'The key usage does not allow this handshake',
    answer: () => 'The key usage of the certificate does not allow what TLS needs: digitalSignature.',
    meaning:
      'TLS 1.3 and all modern suites sign. A key usage without digitalSignature (only keyEncipherment, or only keyCertSign) makes clients refuse.',
    causes: ['A profile from the days of RSA key exchange.', 'An elliptic key with keyEncipherment only.'],
    checks: ['Issue it with keyUsage=critical,digitalSignature (RSA: also keyEncipherment).'],
  },
  'unknown-critical-extension': {
    title: 'A critical extension that the client does not know',
    answer: () => 'The certificate has an extension marked critical that this client does not understand.',
    meaning:
      'Critical means: who does not understand this must refuse. Ordinary extensions marked critical by mistake have the same effect.',
    causes: [
      'An identifier marked critical that must not be (AKI, SKI).',
      'An extension of one’s own, or name constraints of a rare form.',
    ],
    checks: ['Inspect lists the extensions and marks the critical ones.'],
  },
  'extension-misplaced': {
    title: 'An extension stands where it does not belong',
    answer: () =>
      'The certificate has an extension, or a mark on one, that does not belong into such a certificate.',
    meaning: `A path length without CA:TRUE, keyCertSign in a server’s certificate, a key identifier marked critical. ${STRICT}`,
    causes: [
      'The profile of an authority was used for a server’s certificate.',
      'Extensions written by hand.',
    ],
    checks: ['Issue it again by the profile for servers.'],
  },
  'extension-malformed': {
    title: 'The certificate is written wrongly',
    answer: () => 'Something in the certificate is written in a way that this client cannot read.',
    meaning:
      'Certificates are DER, which allows one way to write each thing. Readers differ in how strict they are: what one passes, another refuses without looking further.',
    causes: [
      'The same extension twice.',
      'An extension whose contents are no valid DER, or a default value that is written out.',
      'A certificate by a program of one’s own or by old hardware.',
      'A file that was damaged.',
    ],
    checks: ['Inspect shows each field with its octets, and says where reading ends.'],
  },
  'version-wrong': {
    title: 'The version does not fit its extensions',
    answer: () => 'The certificate says another version than the one its extensions need.',
    meaning:
      'Extensions came with version 3. A version 1 certificate has none, and cannot be an authority for modern clients.',
    causes: [
      'openssl x509 -req without -extfile made version 1 until OpenSSL 3.',
      'A program wrote the number wrongly.',
    ],
    checks: ['Issue it again.'],
  },
  'serial-number': {
    title: 'The serial number is not as it must be',
    answer: () => 'The serial number of the certificate is malformed, negative, or used twice.',
    meaning:
      'It is a positive number of at most 20 octets, written in the shortest way, and never used twice by one authority.',
    causes: [
      'Two certificates with the same number by one authority: Firefox keeps the first and refuses the second.',
      'A random number whose first bit was set, without the zero octet before it.',
      'A serial file that was copied.',
    ],
    checks: ['Remove the old certificate from the store, or issue with a new number.'],
  },
  'algorithms-differ': {
    title: 'The signature algorithms do not agree',
    answer: () =>
      'The algorithm named in the certificate is not the one beside its signature, or does not fit the issuer’s key.',
    meaning: 'The algorithm stands twice in a certificate, and both must be the same octets.',
    causes: [
      'A certificate put together by hand.',
      'A different encoding: with and without NULL parameters.',
    ],
    checks: ['Inspect shows both.'],
  },
  policy: {
    title: 'A policy is demanded and not met',
    answer: () => 'The chain does not meet the certificate policy that is asked for.',
    meaning:
      'Policies, their mappings and constraints limit what a chain may be used for; or the authority’s rules for requests (openssl ca) were not met.',
    causes: [
      'A policy constraint in an intermediate.',
      'openssl ca: a field of the request differs from the authority’s.',
    ],
    checks: ['Verify shows the policies along the chain.'],
  },
  'weak-key': {
    title: 'The key is too short',
    answer: () => 'A key in the chain is too short for this client.',
    meaning:
      'Since OpenSSL’s security level 2 RSA needs 2048 bits, and curves 224. Firefox and Go draw the line at 1024 to 2048 as well.',
    causes: ['An old RSA key of 1024 bits or less.', 'Old hardware that makes nothing better.'],
    checks: ['Make a new key: P-256, or RSA with 2048 bits and more.'],
  },
  'weak-signature': {
    title: 'Signed with an algorithm that is no longer safe',
    answer: ({ facts }) =>
      `A certificate in the chain is signed with ${facts.algorithm === undefined || facts.algorithm === '' ? 'an algorithm that is no longer safe (SHA-1, MD5)' : facts.algorithm}.`,
    meaning:
      'Signatures with SHA-1 and MD5 can be forged. The root’s own signature does not count; everything below it does.',
    causes: ['An intermediate or leaf issued with -sha1, or by old software whose default it is.'],
    checks: ['Issue it again with SHA-256: the key can stay.'],
  },
  'key-unsupported': {
    title: 'A kind of key that this client does not take',
    answer: () => 'The key or signature is of a kind that this client does not take.',
    meaning:
      'No browser takes Ed25519; Chrome takes no P-521; curves must be named, not described; RSA-PSS keys fail in browsers and Go; ML-DSA is understood by very few.',
    causes: [
      'Ed25519, Ed448, P-521, brainpool, or an RSA-PSS key.',
      'A curve written with all its parameters.',
      'A client of the year before.',
    ],
    checks: ['P-256 with SHA-256 is taken by all.'],
  },
} as const satisfies Readonly<Partial<Record<Subject, Explanation>>>;
