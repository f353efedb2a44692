/** What the given files say, in sentences: a `Record` over the codes. Names of files are put in by whoever shows them. */
import type { Evidence } from '../../app/diagnoser.svelte';

type Words = (names: readonly string[], facts: readonly string[], client: string) => string;

const [A, B]: readonly [string, string] = ['this file', 'the other one'];

export const evidenceWords: Readonly<Record<Evidence['code'], Words>> = {
  'key-fits': ([key = A, certificate = B]) =>
    `${key} is the key of ${certificate}: these two belong together.`,
  'key-fits-nothing': ([key = A, ...certificates]) =>
    `${key} is not the key of ${certificates.join(' nor of ')}.`,
  'key-fits-later': ([key = A, certificate = B, first = 'another certificate']) =>
    `${key} is the key of ${certificate}, but its file begins with ${first}: put the server’s own certificate first.`,
  'certificate-without-key': ([certificate = A]) =>
    `There is no open private key here to hold against ${certificate}.`,
  'key-locked': ([key = A]) => `${key} is encrypted: it opens with its password only.`,
  unreadable: ([file = A]) => `${file} is damaged or not what its name says.`,
  'no-certificate': () => 'There is no certificate among the files.',
  'is-self-signed': ([certificate = A]) =>
    `${certificate} is signed by itself: no authority stands above it.`,
  'issuer-absent': ([certificate = A], [issuer = '']) =>
    `${issuer}, which issued ${certificate}, is not among the files.`,
  'issuer-in-another-file': ([leaf = A, issuer = B]) =>
    `${issuer} issued ${leaf} and lies in a file of its own: a server that is given only the file of ${leaf} does not send it.`,
  'issuer-made-again': ([certificate = A, issuer = B]) =>
    `${certificate} names ${issuer} as its issuer, but was signed by another key: the authority was made again.`,
  'order-wrong': ([leaf = A, first = B]) =>
    `${first} stands before ${leaf} in the file: the server’s own must come first.`,
  'chain-whole': (_, [root = '']) =>
    `The files make a whole chain up to ${root}. If the server sends all but the root and the client trusts the root, this message does not come: one of the two is not so.`,
  'identifiers-differ': ([certificate = A, issuer = B]) =>
    `${certificate} asks for another key than ${issuer} has, although the names are the same.`,
  expired: ([certificate = A], [date = '']) => `${certificate} ended on ${dayIn(date)}.`,
  'not-yet-valid': ([certificate = A], [date = '']) => `${certificate} begins on ${dayIn(date)}.`,
  'all-in-time': () =>
    'All of these certificates are valid now: the server sends others, or a clock is wrong.',
  'name-missing': ([certificate = A], [host = '', names = '']) =>
    `${certificate} is for ${names}, not for ${host}.`,
  'name-there': ([certificate = A], [host = '']) =>
    `${certificate} is for ${host}: the server shows another one, or the client used another name.`,
  'no-names': ([certificate = A]) => `${certificate} has no alternative names at all.`,
  'host-unknown': ([certificate = A], [names = '']) =>
    `${certificate} is for ${names}. Enter below what was connected to.`,
  'no-authority': ([issuer = A]) => `${issuer} stands as an issuer and is not marked as an authority.`,
  'may-not-sign': ([issuer = A], [usages = '']) =>
    `${issuer} may not sign certificates: its key usage is ${usages}.`,
  'authority-without-usage': ([issuer = A]) => `${issuer} has no key usage.`,
  'constraints-not-critical': ([issuer = A]) => `The basic constraints of ${issuer} are not critical.`,
  'authority-identifier-missing': ([certificate = A]) =>
    `${certificate} has no authority key identifier with a key in it.`,
  'subject-identifier-missing': ([issuer = A]) => `${issuer} has no subject key identifier.`,
  'wrong-purpose': ([certificate = A], [purposes = '']) =>
    `${certificate} is not for servers: its purposes are ${purposes}.`,
  'key-usage': ([certificate = A], [usages = '']) =>
    `The key usage of ${certificate} is ${usages}, without digitalSignature.`,
  'leaf-is-authority': ([certificate = A]) => `${certificate} is marked as an authority.`,
  'empty-names': ([certificate = A]) =>
    `${certificate} has the extension for alternative names with nothing in it.`,
  'critical-extension': ([certificate = A], [identifiers = '']) =>
    `${certificate} has critical extensions that few know: ${identifiers}.`,
  constrained: ([issuer = A]) => `${issuer} has name constraints.`,
  version: ([certificate = A], [number = '']) => `${certificate} is of version ${number}.`,
  'serial-number': ([certificate = A], [serial = '']) => `The serial number of ${certificate} is ${serial}.`,
  'weak-key': ([certificate = A], [key = '']) => `The key of ${certificate} is ${key}.`,
  'weak-signature': ([certificate = A], [algorithm = '']) => `${certificate} is signed with ${algorithm}.`,
  'key-kind': ([certificate = A], [key = '']) => `The key of ${certificate} is ${key}.`,
  'too-long': ([certificate = A], [days = '']) => `${certificate} is valid for ${days} days.`,
  'field-fine': () => 'In these files nothing of the kind is wrong: the server probably sends others.',
  'client-refuses-alike': (_, [error = ''], client) =>
    `${client} would refuse these files in the same words: ${error}`,
  'client-refuses-otherwise': (_, [error = ''], client) =>
    `${client} would refuse these files, but in other words: ${error}`,
  'client-accepts': (_, __, client) =>
    `These files would be accepted by ${client}: the server probably sends others, or the root is not trusted there.`,
  'no-root': () => 'There is no root among the files: add it, and the client itself can be asked.',
};

const dayIn = (iso: string): string => iso.replace('T', ' ').replace(/:\d\d\.\d+Z$/, ' UTC');
