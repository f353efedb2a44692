/** Names and dates. */
import { hostOr, type Explanation, type Subject } from './explanation';

export const nameWords = {
  expired: {
    title: 'The certificate has expired',
    answer: ({ facts, host }) =>
      `The certificate${host === '' ? '' : ` of ${host}`} is past its end${facts.date === undefined || facts.date === '' ? '' : ` (${facts.date})`}.`,
    meaning:
      'Its end, notAfter, lies in the past for this client. The same words are used when an authority above it has ended, and some clients use them for “not yet” as well.',
    causes: [
      'It was not renewed, or renewed and the server not reloaded: it shows the old one until then.',
      'An intermediate in the server’s file has expired, or an old root above it.',
      'The client’s clock is wrong (a device without battery, a paused virtual machine).',
      'Another server answers: a load balancer, an IPv6 address.',
    ],
    checks: ['openssl s_client shows the dates of what is really sent.', 'date -u on the client.'],
  },
  'authority-expired': {
    title: 'The authority has expired',
    answer: () => 'The authority above the certificate is past its end.',
    meaning:
      'Every certificate of the chain must be valid. Here the leaf may be in order, and its issuer is not.',
    causes: [
      'A private root that was made for one year, like OpenSSL’s default of 30 days.',
      'The server sends last year’s intermediate.',
    ],
    checks: [
      'Dates of each certificate in the chain.',
      'A root can be renewed with the same key: what it signed stays good.',
    ],
  },
  'not-yet-valid': {
    title: 'The certificate is not valid yet',
    answer: ({ facts }) =>
      `The certificate begins later than now${facts.date === undefined || facts.date === '' ? '' : ` (${facts.date})`}.`,
    meaning: 'Its beginning, notBefore, lies in the future for this client.',
    causes: [
      'The client’s clock is behind: the usual cause.',
      'The clock of the machine that issued it was ahead, or it meant local time.',
    ],
    checks: ['date -u on both machines.', 'Issue with a beginning an hour ago.'],
  },
  'validity-odd': {
    title: 'The dates cannot be read',
    answer: () => 'The dates in the certificate are written wrongly, or it ends before it begins.',
    meaning:
      'Until 2049 a date is a UTCTime with seconds and Z, from 2050 on a GeneralizedTime without fractions. Strict readers take nothing else.',
    causes: [
      'A certificate written by a program of one’s own, or by old hardware.',
      'Beginning and end were swapped.',
    ],
    checks: ['Inspect shows both dates with their octets.'],
  },
  'validity-too-long': {
    title: 'It is valid for too long',
    answer: () => 'The certificate is valid for longer than this client allows.',
    meaning:
      'Apple takes no server certificate of more than 825 days, also of private authorities; public ones are held to 200 days in 2026, 100 from 2027 and 47 from 2029.',
    causes: ['It was issued for years.'],
    checks: ['Issue it for 397 days or less.'],
  },
  'no-alternative-names': {
    title: 'The certificate has no names clients look at',
    answer: (known) =>
      `The certificate does not list ${hostOr(known, 'the host')} among its alternative names: it has none, or none that count.`,
    meaning:
      'Clients read the subject alternative names. The common name has not counted in browsers since 2017 and in Go since 2021.',
    causes: [
      'openssl req without -addext subjectAltName.',
      'The names were in the request, and openssl x509 -req left them out: it copies nothing unless told.',
      'keytool without -ext san=….',
    ],
    checks: ['Inspect shows the names.', 'Re-issue it with the names: one click where the key is here.'],
  },
  'address-mismatch': {
    title: 'The address is not in the certificate',
    answer: (known) => `The certificate is not for the address ${hostOr(known, 'that was connected to')}.`,
    meaning:
      'An address must stand among the alternative names as an IP address. Written as a DNS name, or as the common name, it does not count.',
    causes: [
      'The connection goes to an address, and the certificate names hosts only.',
      'The address was entered as DNS:127.0.0.1.',
      'The address changed (DHCP, a new container).',
    ],
    checks: ['Connect by name, or issue with IP:….'],
  },
  'name-mismatch': {
    title: 'The host is not in the certificate',
    answer: (known) => `The certificate is not for ${hostOr(known, 'the host that was connected to')}.`,
    meaning:
      'The client compares the name it connects to with the alternative names in the certificate, and found no match. A wildcard stands for one label: *.example.com is neither example.com nor a.b.example.com.',
    causes: [
      'Connected by another name: with or without www, localhost, the name of a container.',
      'The server shows the certificate of another site: its default, because no block is for this name or SNI was not sent.',
      'The name was only in the common name.',
      'A wildcard that does not reach so far, or *.localhost and *.test, which most clients refuse.',
    ],
    checks: [
      'Which names does the certificate have? Drop it here.',
      'openssl s_client -servername shows what is sent for this name.',
    ],
  },
  'name-malformed': {
    title: 'A name in it is not a name',
    answer: ({ facts }) =>
      `A name in the certificate is malformed${facts.host === undefined || facts.host === '' ? '' : `: ${facts.host}`}.`,
    meaning:
      'Underscores, spaces, other scripts and addresses as text have no place among DNS names. Some clients then refuse the whole certificate, not only this name.',
    causes: [
      'An underscore, as container names have it.',
      'A URL, a port or a space was entered as a name.',
      'An international name that was not turned into its xn-- form.',
    ],
    checks: ['Inspect marks the names that are none.'],
  },
  'name-constraints': {
    title: 'The authority may not sign for this name',
    answer: () => 'An authority in the chain is not allowed to sign certificates for this name.',
    meaning:
      'Name constraints in an authority bind everything below it. The name is outside what is permitted, or inside what is excluded; some clients also stumble over a form they do not know.',
    causes: [
      'The authority was limited to another domain or network.',
      'An address, where only names are permitted.',
      'The constraint was written with a leading dot.',
    ],
    checks: [
      'Inspect shows the constraints of the authority; Local HTTPS says beforehand which names it may sign.',
    ],
  },
  'subject-empty': {
    title: 'A name that must be there is empty',
    answer: () => 'The subject or the issuer is empty where it must not be.',
    meaning:
      'An authority must have a name. A server’s certificate may do without, but then its alternative names must be marked critical.',
    causes: [
      'An authority made with an empty subject.',
      'An empty subject with alternative names that are not critical.',
    ],
    checks: ['Give the authority a common name and issue again.'],
  },
  'empty-alternative-names': {
    title: 'The alternative names are empty',
    answer: () => 'The certificate has the extension for alternative names with nothing in it.',
    meaning: 'Python 3.13 and openssl -x509_strict refuse that; others take it as having no names.',
    causes: ['A script passed an empty list of names, as tutorials’ code does when nobody gives any.'],
    checks: ['Issue it again with names.'],
  },
} as const satisfies Readonly<Partial<Record<Subject, Explanation>>>;
