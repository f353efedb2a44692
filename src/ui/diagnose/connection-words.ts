/** What goes wrong between the two: other sides that refuse, no common language, and messages that say little. */
import { hostOr, type Explanation, type Subject } from './explanation';

export const connectionWords = {
  'plain-text': {
    title: 'One side speaks TLS, the other does not',
    answer: (known) =>
      `One side speaks TLS and the other plain text${known.host === '' ? '' : ` at ${known.host}`}. It is not about a certificate.`,
    meaning: 'What came back was no TLS record: usually the port speaks HTTP, or a proxy answered.',
    causes: [
      'https:// to a port that speaks http://, or the other way round.',
      'A development server that was started without its certificate.',
      'A proxy whose address was given with https://.',
      'STARTTLS protocols: mail and databases begin in plain text.',
    ],
    checks: ['curl http://host:port answers? Then that port has no TLS.'],
  },
  'client-certificate-missing': {
    title: 'The server wants a certificate from the client',
    answer: (known) => `${hostOr(known, 'The server')} asks the client for a certificate, and got none.`,
    meaning:
      'Mutual TLS: both sides show one. The client had none, or none that the server’s list of authorities asks for.',
    causes: [
      'No client certificate was configured.',
      'Those there are were issued by another authority than the server names, so the client kept them back.',
      'It has no clientAuth purpose.',
    ],
    checks: [
      'openssl s_client shows “Acceptable client certificate CA names”.',
      'Client kits by your authority: on its page.',
    ],
  },
  'client-certificate-refused': {
    title: 'The server does not accept the client’s certificate',
    answer: (known) =>
      `${hostOr(known, 'The server')} does not accept the certificate that the client showed.`,
    meaning: 'The client did its part; why it was refused stands in the server’s log.',
    causes: [
      'It was issued by an authority the server does not trust for clients.',
      'It has expired or was revoked.',
      'It lacks clientAuth.',
      'The chain was sent without its intermediate.',
    ],
    checks: [
      'The server’s log, at the same second.',
      'Drop the client’s certificate and the server’s list of authorities.',
    ],
  },
  'refused-by-peer': {
    title: 'The other side refused the certificate',
    answer: () =>
      'The other side did not accept the certificate that it was shown, and says so with an alert.',
    meaning:
      'An alert is one number. In a server’s log it means that a client did not trust the server’s certificate; in a client’s it means that the server did not like the client’s.',
    causes: [
      'A client without the private root: very common in the log of a server that uses one.',
      'A browser tab that was open before the root was trusted.',
      'A health check or a scanner.',
      'The client’s certificate is not by the authority the server expects.',
    ],
    checks: ['The message of the other side says why: paste that one.'],
  },
  'no-common-ground': {
    title: 'The two have no protocol, cipher or kind of key in common',
    answer: () =>
      'Client and server found nothing in common: TLS version, cipher suite, or a kind of key that both take.',
    meaning:
      'It fails before a certificate is judged, but the certificate can be why: a key that the client takes no signatures of leaves no suite.',
    causes: [
      'A certificate with Ed25519, P-521 or brainpool key before a browser.',
      'Only TLS 1.0 or 1.1 on one side.',
      'The server has no certificate for this name.',
      'An RSA key so short that no suite remains.',
      'A list of ciphers that excludes the kind of key.',
    ],
    checks: [
      'openssl s_client -tls1_2 and -tls1_3: which works?',
      'What kind of key has the certificate? Drop it here.',
    ],
  },
  'too-much-work': {
    title: 'The client gave up searching',
    answer: () => 'The client gave up: checking this chain asks for more work than it is willing to do.',
    meaning: 'Clients bound signatures, paths and names, so that a hostile server cannot keep them busy.',
    causes: [
      'Many cross-signed authorities of one name.',
      'Thousands of names against thousands of constraints.',
    ],
    checks: ['Send only the certificates of one chain.'],
  },
  unspecific: {
    title: 'The program does not say what is wrong',
    answer: () => 'Something is wrong with the certificate, and this message does not say what.',
    meaning:
      'The program found the chain or the certificate unacceptable and prints no more than that. The same chain before another client, or the files dropped here, tell more.',
    causes: [
      'The root is not trusted.',
      'Constraints, key usage or purpose do not fit.',
      'A date or a name.',
    ],
    checks: [
      'Drop the files the server sends, with the root: Verify says what each client would say.',
      'openssl verify -x509_strict prints the most exact words.',
    ],
  },
} as const satisfies Readonly<Partial<Record<Subject, Explanation>>>;
