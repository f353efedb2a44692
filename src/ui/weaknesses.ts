/** What is weak in an item, in sentences by code. The facts are those of `WeaknessCode`. */
import type { Weakness, WeaknessCode } from '../pki/inspect/weakness';
import { dayOf } from './moment';
import { counted } from './words';

type Facts = Weakness['facts'];

const number = (facts: Facts, name: string): number => Number(facts[name] ?? 0);
const text = (facts: Facts, name: string): string => String(facts[name] ?? '');
const days = (facts: Facts, name: string): string => counted(number(facts, name), 'day');

export const weaknesses: Readonly<Record<WeaknessCode, (facts: Facts) => string>> = {
  'signature-md5': (facts) =>
    `Signed with ${text(facts, 'algorithm')}: others can make a certificate with the same signature.`,
  'signature-sha1': () => 'Signed over SHA-1, which has been broken: browsers and new OpenSSL refuse it.',
  'rsa-short': (facts) =>
    `An RSA key of ${number(facts, 'bits')} bits is too short: clients ask for 2048 and more.`,
  'rsa-exponent': (facts) =>
    text(facts, 'exponent') === '1'
      ? 'The public exponent is 1, so nothing is encrypted and anyone can sign.'
      : 'The public exponent is 3: sound by itself, and programs have got the checking of it wrong.',
  'rsa-roca': () => 'The key was made by a faulty chip (ROCA): the private key can be reckoned from it.',
  'rsa-debian': () =>
    'One of the keys that Debian’s and Ubuntu’s OpenSSL made from 2006 to 2008: anyone can make it again. Make a new key, and have what was signed for this one revoked.',
  'no-alternative-names': () =>
    'It names no host where clients look, in the subject alternative names: all of them refuse it.',
  'authority-as-server': () =>
    'It serves hosts and may sign certificates: who breaks into the server can make certificates for any name.',
  'serial-short': () =>
    'The serial number looks counted or short. Public authorities have to put 64 random bits in it.',
  'serial-long': (facts) => `The serial number has ${number(facts, 'octets')} octets; 20 are allowed.`,
  'serial-negative': () => 'The serial number is negative: Go and others refuse the certificate.',
  'serial-zero': () => 'The serial number is zero, which the standard does not allow.',
  expired: (facts) => `It expired on ${dayOf(number(facts, 'since'))}.`,
  'not-yet-valid': (facts) => `It is not valid before ${dayOf(number(facts, 'from'))}.`,
  'validity-inverted': () => 'It ends before it begins, so it was never valid.',
  'validity-over-public': (facts) =>
    `It is valid for ${days(facts, 'days')}; browsers take no more than ${number(facts, 'limit')} from a public authority.`,
  'validity-over-825': (facts) =>
    `It is valid for ${days(facts, 'days')}: iPhone, iPad and Mac refuse server certificates of more than 825, whoever signed them.`,
  'unknown-critical': (facts) =>
    `“${text(facts, 'name')}” (${text(facts, 'oid')}) is critical, and clients that do not know it have to refuse the certificate.`,
  'extension-twice': (facts) =>
    `“${text(facts, 'name')}” stands there twice: most clients refuse that, the others differ in which they heed.`,
  'version-1': () => 'It is of version 1, which has no extensions: it can be no server’s certificate today.',
  'algorithms-differ': (facts) =>
    `Inside it says ${text(facts, 'inside')}, outside ${text(facts, 'outside')}: both have to be the same, parameters included.`,
  'list-out-of-date': (facts) =>
    `The next list was due on ${dayOf(number(facts, 'since'))}: clients do not rely on this one any more.`,
};
