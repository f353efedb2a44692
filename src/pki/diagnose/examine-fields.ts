/** Dates, names, and the fields that a message speaks of: which of the certificates has them so. */
import { extensionOid } from '../../codec/extension';
import { formatGeneralName } from '../../codec/general-name';
import { toHex } from '../../codec/bytes';
import { displayName } from '../anchor';
import { publicKeyLabel } from '../inspect/private-key-facts';
import { unknownCritical } from '../verify/critical-extensions';
import { valueIn } from '../verify/link';
import {
  aboveLeaf,
  isAuthority,
  issued,
  namesHost,
  namesOf,
  type Case,
  type CaseCertificate,
} from './case-file';
import { evidence, type Evidence, type EvidenceCode } from './evidence';
import type { SubjectCode } from './subject';

const DAY = 86_400_000;
const SERVER = '1.3.6.1.5.5.7.3.1';
const ANY = '2.5.29.37.0';
/** Names said in one sentence. */
const MOST_NAMES = 5;

export function examineTime({ certificates, at }: Case): readonly Evidence[] {
  const wrong = certificates.flatMap((one): readonly Evidence[] => {
    const { notBefore, notAfter } = one.link.certificate.validity;
    if (notAfter < at) return [evidence('causes', 'expired', [one], iso(notAfter))];
    return notBefore > at ? [evidence('causes', 'not-yet-valid', [one], iso(notBefore))] : [];
  });
  return wrong.length > 0 ? wrong : [evidence('contradicts', 'all-in-time', certificates)];
}

const iso = (date: Date): string => (Number.isNaN(date.getTime()) ? '' : date.toISOString());

export function examineNames({ leaf, host }: Case): readonly Evidence[] {
  if (leaf === undefined) return [];
  const names = namesOf(leaf);
  const shown = names.slice(0, MOST_NAMES).map(formatGeneralName);
  const more = names.length > MOST_NAMES ? [`… ${names.length - MOST_NAMES} more`] : [];
  const listed = [...shown, ...more].join(', ');
  if (names.length === 0)
    return [evidence('causes', 'no-names', [leaf], displayName(leaf.link.certificate.subject))];
  if (host === undefined) return [evidence('open', 'host-unknown', [leaf], listed)];
  return namesHost(leaf, host)
    ? [evidence('contradicts', 'name-there', [leaf], host)]
    : [evidence('causes', 'name-missing', [leaf], host, listed)];
}

interface Field {
  readonly code: EvidenceCode;
  /** Whose field it is. */
  readonly of: 'leaf' | 'issuers' | 'all' | 'certified';
  /** What there is to say of one that has it so; `undefined` where it has not. */
  readonly says: (certificate: CaseCertificate, files: Case) => string | undefined;
}

/** By the message's subject; what is not here is asked of the chain, the keys or the client itself. */
const fields: Readonly<Partial<Record<SubjectCode, readonly Field[]>>> = {
  'not-an-authority': [
    { code: 'no-authority', of: 'issuers', says: (one) => (isAuthority(one) ? undefined : '') },
  ],
  'authority-key-usage': [
    {
      code: 'may-not-sign',
      of: 'issuers',
      says: (one) => {
        const usages = valueIn(one.link, 'keyUsage');
        return usages === undefined || usages.includes('keyCertSign') ? undefined : [...usages].join(', ');
      },
    },
    {
      code: 'authority-without-usage',
      of: 'issuers',
      says: (one) => (valueIn(one.link, 'keyUsage') === undefined ? '' : undefined),
    },
  ],
  'constraints-not-critical': [
    {
      code: 'constraints-not-critical',
      of: 'issuers',
      says: ({ link }) => {
        const found = link.certificate.extensions.find(({ oid }) => oid === extensionOid.basicConstraints);
        return found?.critical === false ? '' : undefined;
      },
    },
  ],
  'authority-identifier-missing': [
    {
      code: 'authority-identifier-missing',
      of: 'certified',
      says: ({ link }) =>
        valueIn(link, 'authorityKeyIdentifier')?.keyIdentifier === undefined ? '' : undefined,
    },
  ],
  'subject-identifier-missing': [
    {
      code: 'subject-identifier-missing',
      of: 'issuers',
      says: ({ link }) => (valueIn(link, 'subjectKeyIdentifier') === undefined ? '' : undefined),
    },
  ],
  'wrong-purpose': [
    {
      code: 'wrong-purpose',
      of: 'all',
      says: ({ link }) => {
        const purposes = valueIn(link, 'extendedKeyUsage');
        return purposes === undefined || purposes.includes(SERVER) || purposes.includes(ANY)
          ? undefined
          : purposes.join(', ');
      },
    },
  ],
  'leaf-key-usage': [
    {
      code: 'key-usage',
      of: 'leaf',
      says: ({ link }) => {
        const usages = valueIn(link, 'keyUsage');
        return usages === undefined || usages.includes('digitalSignature')
          ? undefined
          : [...usages].join(', ');
      },
    },
  ],
  'leaf-is-authority': [
    { code: 'leaf-is-authority', of: 'leaf', says: (one) => (isAuthority(one) ? '' : undefined) },
  ],
  'empty-alternative-names': [
    {
      code: 'empty-names',
      of: 'leaf',
      says: ({ link }) => {
        const there = link.certificate.extensions.some(({ oid }) => oid === extensionOid.subjectAltName);
        return there && (valueIn(link, 'subjectAltName') ?? []).length === 0 ? '' : undefined;
      },
    },
  ],
  'unknown-critical-extension': [
    {
      code: 'critical-extension',
      of: 'all',
      says: ({ link }) => unknownCritical(link).join(', ') || undefined,
    },
  ],
  'name-constraints': [
    {
      code: 'constrained',
      of: 'issuers',
      says: ({ link }) =>
        link.extensions.nameConstraints.ok && valueIn(link, 'nameConstraints') ? '' : undefined,
    },
  ],
  'version-wrong': [
    {
      code: 'version',
      of: 'all',
      says: ({ link }) => (link.certificate.version === 3 ? undefined : String(link.certificate.version)),
    },
  ],
  'serial-number': [
    { code: 'serial-number', of: 'all', says: ({ link }) => oddSerial(toHex(link.certificate.serialNumber)) },
  ],
  'weak-key': [{ code: 'weak-key', of: 'all', says: (one) => weakKey(keyOf(one)) }],
  'weak-signature': [
    {
      code: 'weak-signature',
      of: 'certified',
      says: ({ link }) => weakSignature(link.certificate.signatureAlgorithm.oid),
    },
  ],
  'key-unsupported': [{ code: 'key-kind', of: 'all', says: (one) => oddKey(keyOf(one)) }],
  'validity-too-long': [
    {
      code: 'too-long',
      of: 'leaf',
      says: ({ link }) => {
        const { notBefore, notAfter } = link.certificate.validity;
        const days = Math.ceil((notAfter.getTime() - notBefore.getTime()) / DAY);
        // Apple's bound for authorities of one's own; public ones have shorter ones.
        return days > 825 ? String(days) : undefined;
      },
    },
  ],
};

const keyOf = ({ link }: CaseCertificate): string => publicKeyLabel(link.certificate.publicKey.der);

function weakKey(label: string): string | undefined {
  const [, kind = '', bits = ''] = /^(RSA|DSA|EC P-)\D*(\d+)/.exec(label) ?? [];
  const least = kind === 'EC P-' ? 224 : 2048;
  return bits !== '' && Number(bits) < least ? label : undefined;
}

/** What every browser takes: P-256, P-384, RSA. */
const oddKey = (label: string): string | undefined =>
  /^EC P-(?:256|384)\b/.test(label) || /^RSA \d/.test(label) ? undefined : label;

const weakAlgorithms: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.4': 'MD5 with RSA',
  '1.2.840.113549.1.1.5': 'SHA-1 with RSA',
  '1.2.840.10045.4.1': 'SHA-1 with ECDSA',
  '1.2.840.10040.4.3': 'SHA-1 with DSA',
};
const weakSignature = (oid: string): string | undefined => weakAlgorithms[oid];

/** Negative, zero, or longer than 20 octets (RFC 5280 §4.1.2.2). */
const oddSerial = (hex: string): string | undefined =>
  /^[89a-f]/.test(hex) || /^0*$/.test(hex) || hex.length > 40 ? hex : undefined;

function certificatesOf(of: Field['of'], files: Case): readonly CaseCertificate[] {
  const { certificates, leaf } = files;
  if (of === 'leaf') return leaf === undefined ? [] : [leaf];
  if (of === 'all') return certificates;
  if (of === 'certified') return certificates.filter(({ link }) => link.subject !== link.issuer);
  const above = aboveLeaf(files);
  return certificates.filter(
    (one) => above.includes(one) || certificates.some((other) => other !== one && issued(one, other)),
  );
}

export function examineFields(subject: SubjectCode, files: Case): readonly Evidence[] {
  const asked = fields[subject];
  if (asked === undefined || files.certificates.length === 0) return [];
  const found = asked.flatMap(({ code, of, says }) =>
    certificatesOf(of, files).flatMap((one): readonly Evidence[] => {
      const fact = says(one, files);
      return fact === undefined ? [] : [evidence('causes', code, [one], ...(fact === '' ? [] : [fact]))];
    }),
  );
  return found.length > 0 ? found : [evidence('contradicts', 'field-fine', files.certificates)];
}
