/** What Go's `x509.ParseCertificate` refuses (crypto/x509/parser.go), in its order: the first thing is all that anybody hears. */
import { extensionOid, type Extension } from '../../codec/extension';
import { attempt } from '../../codec/malformed';
import { readPolicies } from '../../codec/policy-extension';
import * as Tag from '../../codec/tag';
import type { Complaint } from './complaint';
import { has, type Exhibit } from './exhibit';
import type { ReadTime } from './exhibit-time';
import { goConstraints } from './go-constraints';
import { goNameMalformed } from './go-strings';
import { labelsOf } from './go-names';
import { goQuote } from './go-text';

export type GoReadingRule =
  | 'malformed'
  | 'serial-malformed'
  | 'serial-negative'
  | 'algorithms-differ'
  | 'name-malformed'
  | 'time-malformed'
  | 'key-malformed'
  | 'duplicate-extension'
  | 'extension-malformed'
  | 'extension-critical';

type Said = Omit<Complaint<GoReadingRule>, 'at'>;

const AUTHORITY_INFO_ACCESS = '1.3.6.1.5.5.7.1.1';
const EXTENSION_NAMES: Readonly<Record<string, string>> = {
  '2.5.29.14': 'subject key identifier',
  '2.5.29.15': 'key usage',
  '2.5.29.17': 'subject alternative names',
  '2.5.29.19': 'basic constraints',
  '2.5.29.32': 'certificate policies',
  '2.5.29.33': 'policy mappings extension',
  '2.5.29.35': 'authority key identifier',
  '2.5.29.36': 'policy constraints extension',
  '2.5.29.37': 'extended key usages',
  '2.5.29.54': 'inhibit any policy extension',
};

/** `x509.ParseCertificate`: what follows the certificate is looked at last. */
export function goReading(one: Exhibit, release: string): Said | undefined {
  const said = parsing(one, release);
  if (said !== undefined || !has(one, 'octets-after-end')) return said;
  return { rule: 'malformed', facts: ['trailing data'] };
}

function parsing(one: Exhibit, release: string): Said | undefined {
  const modern = release !== 'go119';
  const says = (rule: GoReadingRule, words: string): Said => ({ rule, facts: [words] });
  if (has(one, 'length-not-minimal')) return says('malformed', 'malformed certificate');
  if (one.version > 3) return says('malformed', 'invalid version');
  if (has(one, 'serial-padded') || has(one, 'serial-empty'))
    return says('serial-malformed', 'malformed serial number');
  if (modern && has(one, 'serial-negative')) return says('serial-negative', 'negative serial number');
  if (has(one, 'algorithms-differ'))
    return says('algorithms-differ', "inner and outer signature algorithm identifiers don't match");
  const issuer = goNameMalformed(one.issuer.der);
  if (issuer !== undefined) return says('name-malformed', issuer);
  for (const time of [one.notBefore, one.notAfter])
    if (isTimeMalformed(time))
      return says('time-malformed', time.form === 'utc' ? 'malformed UTCTime' : 'malformed GeneralizedTime');
  const subject = goNameMalformed(one.subject.der);
  if (subject !== undefined) return says('name-malformed', subject);
  const key = keyMalformed(one);
  if (key !== undefined) return says('key-malformed', key);
  // Extensions of versions 1 and 2 are not looked at.
  if (one.version < 3) return undefined;
  const { list } = one.extensions;
  if (list.some(({ critical, oid }) => critical && isFlagOdd(one, oid)))
    return says('extension-malformed', 'malformed extension critical field');
  const twice = list.find(({ oid }, place) => list.findIndex((other) => other.oid === oid) < place);
  if (twice !== undefined) {
    const words = modern
      ? `certificate contains duplicate extension with OID "${twice.oid}"`
      : 'certificate contains duplicate extensions';
    return says('duplicate-extension', words);
  }
  for (const extension of list) {
    const said = readExtension(one, extension, modern);
    if (said !== undefined) return said;
  }
  return undefined;
}

/** UTCTime may lack its seconds, and both may have an offset from UTC, if it is none of zero (measured). */
const isTimeMalformed = ({ form, odd, text }: ReadTime): boolean =>
  odd.includes('time-with-fraction') ||
  odd.includes('time-unreadable') ||
  (odd.includes('time-without-seconds') && form === 'generalized') ||
  (odd.includes('time-with-offset') && !/[+-](?!0000)\d{4}$/.test(text));

/** Of `critical`; where it is cA that is neither 0 nor 255, the value of basicConstraints shows it. */
function isFlagOdd({ peculiarities, extensions: { list } }: Exhibit, oid: string): boolean {
  const odd = peculiarities.some(({ code, extension }) => code === 'boolean-not-ff' && extension === oid);
  if (!odd || oid !== extensionOid.basicConstraints) return odd;
  const value = list.find((one) => one.oid === oid)?.value ?? [];
  return value[2] !== 1 || value[4] === 0xff;
}

function keyMalformed({ key }: Exhibit): string | undefined {
  if (key === undefined) return 'malformed subjectPublicKey';
  if (key.family === 'rsa' && key.bits === 0) return 'invalid RSA public key';
  if (key.family !== 'ec') return undefined;
  if (key.curve === 'explicit' || key.curve === 'none') return 'invalid ECDSA parameters';
  if (!['P-224', 'P-256', 'P-384', 'P-521'].includes(key.curve ?? '')) return 'unsupported elliptic curve';
  return key.compressed === true ? 'failed to unmarshal elliptic curve point' : undefined;
}

function readExtension(one: Exhibit, { oid, critical, value }: Extension, modern: boolean): Said | undefined {
  const malformed = (words: string): Said => ({ rule: 'extension-malformed', facts: [words] });
  if (modern && critical) {
    const words = { [AUTHORITY_INFO_ACCESS]: 'authority info access', ...IDENTIFIERS }[oid];
    if (words !== undefined)
      return { rule: 'extension-critical', facts: [`${words} incorrectly marked critical`] };
  }
  if (oid === extensionOid.nameConstraints) {
    const read = goConstraints(one);
    return typeof read === 'string' ? malformed(read) : undefined;
  }
  if (oid === extensionOid.subjectAltName) {
    const words = alternativeNameMalformed(one);
    if (words !== undefined) return malformed(words);
  }
  const name = EXTENSION_NAMES[oid];
  if (name === undefined || !isUnreadable(one, { oid, critical, value })) return undefined;
  // The letter says at which of its three parts the reader stopped.
  const part = modern || oid !== extensionOid.basicConstraints ? '' : value[0] === Tag.SEQUENCE ? ' b' : ' a';
  return malformed(`invalid ${name}${part}`);
}

const isUnreadable = ({ peculiarities }: Exhibit, extension: Extension): boolean =>
  peculiarities.some((one) => one.code === 'extension-unreadable' && one.extension === extension.oid) ||
  !attempt(() => readPolicies([extension])).ok;

const IDENTIFIERS: Readonly<Record<string, string>> = {
  '2.5.29.14': 'subject key identifier',
  '2.5.29.35': 'authority key identifier',
};

// eslint's no-control-regex is about accidents; here the whole ASCII range is meant.
const isAscii = (text: string): boolean => [...text].every((character) => character <= '\x7f');

function alternativeNameMalformed({ extensions: { alternativeNames = [] } }: Exhibit): string | undefined {
  for (const { kind, text, octets } of alternativeNames) {
    if (kind === 'dns' && !isAscii(text)) return 'SAN dNSName is malformed';
    if (kind === 'email' && !isAscii(text)) return 'SAN rfc822Name is malformed';
    if (kind === 'uri' && !isAscii(text)) return 'SAN uniformResourceIdentifier is malformed';
    if (kind === 'uri') {
      const host = /^[a-z][a-z\d+.-]*:\/\/(?:[^/?#@]*@)?([^/?#]*)/i.exec(text)?.[1] ?? '';
      const odd = /[\s<>"\\^`{|}]/.exec(host)?.[0];
      if (odd !== undefined)
        return `cannot parse URI ${goQuote(text)}: parse ${goQuote(text)}: invalid character ${goQuote(odd)} in host name`;
      if (host !== '' && labelsOf(host) === undefined)
        return `cannot parse URI ${goQuote(text)}: invalid domain`;
    }
    if (kind === 'ip' && octets.length !== 4 && octets.length !== 16)
      return `cannot parse IP address of length ${octets.length}`;
  }
  return undefined;
}
