/** Who is believed: issuers that are missing, unknown, distrusted or revoked. */
import { hostOr, type Explanation, type Subject } from './explanation';

export const trustWords = {
  intercepted: {
    title: 'Somebody in between shows another certificate',
    answer: (known) =>
      `A program or a network between you and ${hostOr(known, 'the server')} shows a certificate of its own.`,
    meaning:
      'Virus scanners, company proxies and captive portals open TLS connections and sign a new certificate for every site with their own root. Clients that do not know this root refuse.',
    causes: ['A virus scanner that checks HTTPS.', 'The proxy of a company or a school.', 'An attack.'],
    checks: [
      'Who issued the certificate that is shown? Ask the people who run the network for their root, and trust that one on purpose or not at all.',
    ],
  },
  'signature-wrong': {
    title: 'The signature is not the issuer’s',
    answer: () => 'The certificate was not signed by the key of the issuer that stands above it.',
    meaning:
      'The names fit, but the signature does not verify: another authority of the same name signed it, or it was changed afterwards.',
    causes: [
      'The authority was made anew under its old name, and the client trusts the old one (or the server sends the old one).',
      'One byte of the certificate was changed or lost.',
      'The signature was written by a program that does it wrongly (ECDSA as raw numbers).',
    ],
    checks: ['Drop leaf and root: whether one signed the other is computed here.'],
  },
  'self-signed': {
    title: 'Signed by itself, and not trusted',
    answer: (known) =>
      `The certificate of ${hostOr(known, 'the server')} is signed by itself, and this client does not trust it.`,
    meaning:
      'Nobody vouches for it but itself. A client takes it only if this very certificate is in its store, and Firefox and Chrome have further conditions even then.',
    causes: [
      'It was made with openssl req -x509, as most tutorials do.',
      'The server shows its built-in certificate because yours is not configured.',
      'A proxy shows its own.',
    ],
    checks: [
      'An authority of your own and a certificate by it takes one click and is taken by every client.',
    ],
  },
  'root-untrusted': {
    title: 'The chain is whole, its root is not trusted',
    answer: () => 'The chain ends in a root that this client does not know.',
    meaning:
      'The server sent a complete chain with its root. A root that a server sends proves nothing: it has to be in the client’s own store.',
    causes: [
      'A private authority whose root was not installed on this machine.',
      'It was installed for the browser or the system, and this program has a store of its own (Python, Node, Java, Firefox).',
      'A company proxy between.',
      'Windows: it was put into “Intermediate” or into the store of another user.',
    ],
    checks: ['Trust the root in the store that this program reads: the commands below, one for each.'],
  },
  'missing-intermediate': {
    title: 'The server does not send the intermediate',
    answer: (known) =>
      `${hostOr(known, 'The server')} sends its own certificate without the authority that issued it.`,
    meaning:
      'A server must send its certificate and every authority below the root. Browsers often find the missing one by themselves; programs do not, so it works in one and fails in the other.',
    causes: [
      'The server is configured with cert.pem instead of fullchain.pem.',
      'The intermediate of last year is still in the file.',
      'The root is private and not trusted here: then the same message is all a program says.',
    ],
    checks: [
      'openssl s_client -showcerts shows what is sent: count the certificates.',
      'Drop the files: who is missing is named.',
    ],
  },
  'unknown-issuer': {
    title: 'The issuer is not known to the client',
    answer: (known) =>
      `This client knows nobody who issued the certificate of ${hostOr(known, 'the server')}.`,
    meaning:
      'From the server’s certificate the client climbs from issuer to issuer until it meets a root that it trusts. It came to an end before that: an intermediate was not sent, or the root is not in its store.',
    causes: [
      'A private authority whose root is not in the store of this program. Python, Node, Java, Firefox and Docker do not read the system’s, or not always.',
      'The server does not send the intermediate.',
      'A proxy or a virus scanner shows its own certificate.',
      'The store is old, or missing in a slim container.',
      'The authority was made anew, and the client still has the old root.',
    ],
    checks: [
      'If a browser accepts it and a program does not, it is the store or the intermediate.',
      'Drop what the server sends and the root: where the chain ends is shown.',
    ],
  },
  'identifiers-differ': {
    title: 'The key identifiers do not meet',
    answer: () => 'The certificate names another key of its issuer than the one the issuer has.',
    meaning:
      'Authority key identifier below and subject key identifier above must be equal. They are not, although the names are.',
    causes: [
      'The authority was made anew with a new key under its old name.',
      'The extensions were written by hand or copied from another certificate.',
    ],
    checks: ['Compare both fields; then issue the certificate again by the authority that is trusted now.'],
  },
  revoked: {
    title: 'The certificate was revoked',
    answer: () => 'The authority has revoked this certificate.',
    meaning:
      'Its serial number stands in a revocation list, or the authority’s responder said so. There is no way back.',
    causes: [
      'The key was lost, or the certificate was replaced by a newer one.',
      'The authority revoked a whole batch.',
    ],
    checks: [
      'Is the server still configured with the old file?',
      'Have a new certificate issued, with a new key.',
    ],
  },
  distrusted: {
    title: 'The client has been told not to trust it',
    answer: () => 'This client has been told not to trust this certificate, or its authority.',
    meaning:
      'Its store says “never” for it, or trusts the authority for other purposes only (mail, but not servers).',
    causes: [
      'The authority was removed from public stores.',
      'It was imported without the mark for servers (certutil -t ,, instead of C,,).',
      'Somebody chose “never trust”.',
    ],
    checks: ['Look it up in the store, and set what it may be used for.'],
  },
  pinned: {
    title: 'Another certificate or key was expected',
    answer: (known) =>
      `${hostOr(known, 'The server')} shows another key than the one this client was told to expect.`,
    meaning:
      'The program compares with a fixed fingerprint, or insists on HTTPS because the site said so before. It does not matter whether the certificate is otherwise good.',
    causes: [
      'The certificate was renewed with a new key, and the pin was not.',
      'A proxy in between.',
      'HSTS: no exception can be made for this host.',
    ],
    checks: ['Compare the fingerprint; renew the pin, or keep the key at renewal.'],
  },
  transparency: {
    title: 'It is in no public log',
    answer: () => 'The certificate was not entered into the public logs that this client asks for.',
    meaning:
      'Chrome, Safari and Firefox want certificates of public authorities to be logged (Certificate Transparency). Private roots are exempt.',
    causes: [
      'A public authority issued it without logging.',
      'A private root was put among the public ones by a policy.',
    ],
    checks: ['Does the certificate hold a list of signed timestamps?'],
  },
  'staple-missing': {
    title: 'The server does not attach its OCSP answer',
    answer: () => 'The certificate demands an attached OCSP answer, and the server sent none.',
    meaning:
      '“Must-staple” is written into the certificate. Firefox and GnuTLS insist on it; a private authority has no responder that could answer.',
    causes: [
      'Stapling is off, or the server cannot reach the responder.',
      'The certificate was issued with the TLS feature extension without need.',
    ],
    checks: ['Turn stapling on, or have it issued without the extension.'],
  },
  'revocation-list-missing': {
    title: 'A revocation list is asked for and is not there',
    answer: () => 'The client was told to check a revocation list, and has none that fits.',
    meaning:
      'With CRL checking on, a list for each authority of the chain must be at hand, of the right issuer and scope.',
    causes: [
      'crl_check is on and no list was loaded.',
      'Lists of the intermediate only: crl_check_all wants the root’s too.',
      'A DER list where PEM is read.',
    ],
    checks: ['Drop the list here: its issuer and its dates are shown.'],
  },
  'revocation-list-stale': {
    title: 'The revocation list or answer is out of date or damaged',
    answer: () =>
      'The revocation list, or the OCSP answer, has passed its date or is not signed as it must be.',
    meaning: 'Lists and answers live for days. One that is over counts like none.',
    causes: [
      'The next list was due and nobody published it.',
      'The clock is wrong.',
      'It was signed by another key than the authority’s.',
    ],
    checks: ['Date of the next update; publish a new list.'],
  },
  'revocation-unknown': {
    title: 'Nobody could say whether it was revoked',
    answer: () =>
      'The client could not find out whether the certificate was revoked, and was told to insist.',
    meaning:
      'The responder or the list could not be reached, knows nothing of the certificate, or none is named in it.',
    causes: [
      'No network to the authority’s address, a proxy or a firewall between.',
      'A private authority without responder, on a client that insists (Windows Schannel with curl).',
      'The certificate is minutes old.',
    ],
    checks: ['Are there addresses in the certificate, and do they answer?'],
  },
} as const satisfies Readonly<Partial<Record<Subject, Explanation>>>;
