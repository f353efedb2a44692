/**
 * What a certificate of each kind is made of before anybody changes it: one row a profile, light enough for the page.
 * Names, subject and key are the person's; a profile decides the extensions and how long it lasts.
 */
import type { KeyUsage } from '../../codec/extension';
import type { KeyAlgorithmId } from '../algorithms';
import { DEFAULT_LEAF_DAYS, EMAIL_PROTECTION, SERVER_AUTH } from '../profile';
import type { CertificateDraft, DraftExtensions, ProfileId } from './certificate-draft';

/** What a key can do besides signing. */
export type KeyFamily = 'ec' | 'rsa' | 'ed25519' | 'ml-dsa';

export const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const CODE_SIGNING = '1.3.6.1.5.5.7.3.3';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const OCSP_SIGNING = '1.3.6.1.5.5.7.3.9';
/** RFC 9336. */
const DOCUMENT_SIGNING = '1.3.6.1.5.5.7.3.36';

interface ProfileRow {
  readonly days: number;
  readonly basicConstraints?: { readonly ca: boolean; readonly pathLength?: number };
  readonly keyUsage: readonly KeyUsage[];
  /** What such a key can do as well: RSA enciphers keys, EC agrees on them, the others only sign (RFC 8410 §5, RFC 9881 §5). */
  readonly besides?: Partial<Record<KeyFamily, readonly KeyUsage[]>>;
  readonly purposes: readonly string[];
  readonly purposesCritical?: boolean;
  readonly ocspNoCheck?: boolean;
  /** A root's key is the one it is signed with, which it need not name (RFC 5280 §4.2.1.1). */
  readonly isRoot?: boolean;
}

const leaf = { ca: false } as const;

/** Just under the 825 days of CA/B S/MIME BR §6.3.2, which is also Apple's limit for servers. */
const EMAIL_DAYS = 824;
/** CA/B code signing BR §6.3.2 since March 2026: 460 days. */
const CODE_SIGNING_DAYS = 459;

const rows: Readonly<Record<ProfileId, ProfileRow>> = {
  // Ten years, as long as mkcert's; a root is replaced on every client by hand.
  root: {
    days: 3652,
    basicConstraints: { ca: true },
    keyUsage: ['keyCertSign', 'cRLSign'],
    purposes: [],
    isRoot: true,
  },
  // Half as long as its root. pathLength 0: it signs certificates, and no further authorities.
  intermediate: {
    days: 1826,
    basicConstraints: { ca: true, pathLength: 0 },
    keyUsage: ['keyCertSign', 'cRLSign'],
    purposes: [],
  },
  'tls-server': {
    days: DEFAULT_LEAF_DAYS,
    basicConstraints: leaf,
    keyUsage: ['digitalSignature'],
    besides: { rsa: ['keyEncipherment'] },
    purposes: [SERVER_AUTH],
  },
  'tls-client': {
    days: DEFAULT_LEAF_DAYS,
    basicConstraints: leaf,
    keyUsage: ['digitalSignature'],
    purposes: [CLIENT_AUTH],
  },
  'tls-server-client': {
    days: DEFAULT_LEAF_DAYS,
    basicConstraints: leaf,
    keyUsage: ['digitalSignature'],
    besides: { rsa: ['keyEncipherment'] },
    purposes: [SERVER_AUTH, CLIENT_AUTH],
  },
  // Signs mail and has mail encrypted to it (CA/B S/MIME BR §7.1.2.3).
  email: {
    days: EMAIL_DAYS,
    basicConstraints: leaf,
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    besides: { rsa: ['keyEncipherment'], ec: ['keyAgreement'] },
    purposes: [EMAIL_PROTECTION],
  },
  'code-signing': {
    days: CODE_SIGNING_DAYS,
    basicConstraints: leaf,
    keyUsage: ['digitalSignature'],
    purposes: [CODE_SIGNING],
  },
  // A stamp is good for as long as the certificate it was made with. The one purpose must be critical (RFC 3161 §2.3).
  'time-stamping': {
    days: 3652,
    basicConstraints: leaf,
    keyUsage: ['digitalSignature'],
    purposes: [TIME_STAMPING],
    purposesCritical: true,
  },
  // Nobody asks whether it was revoked, so it has to be short (RFC 6960 §4.2.2.2.1).
  'ocsp-signing': {
    days: 90,
    basicConstraints: leaf,
    keyUsage: ['digitalSignature'],
    purposes: [OCSP_SIGNING],
    ocspNoCheck: true,
  },
  // Three years, as public document signing certificates have.
  'document-signing': {
    days: 1095,
    basicConstraints: leaf,
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    purposes: [DOCUMENT_SIGNING],
  },
  custom: { days: DEFAULT_LEAF_DAYS, keyUsage: [], purposes: [] },
};

/** In the order of a list to choose from. */
export const profileIds = Object.keys(rows) as readonly ProfileId[];

/** `ec-p256` is `ec`, `ml-dsa-65` is `ml-dsa`. */
export function familyOf(algorithm: KeyAlgorithmId): KeyFamily {
  if (algorithm === 'ed25519') return algorithm;
  const [first] = algorithm.split('-');
  return first === 'rsa' || first === 'ec' ? first : 'ml-dsa';
}

/** In bit order, as a certificate reads back. */
const inOrder: readonly KeyUsage[] = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
];

function usagesOf({ keyUsage, besides }: ProfileRow, family: KeyFamily): readonly KeyUsage[] {
  const wanted = [...keyUsage, ...(besides?.[family] ?? [])];
  return inOrder.filter((usage) => wanted.includes(usage));
}

function profileKeyUsage(profile: ProfileId, family: KeyFamily): readonly KeyUsage[] {
  return usagesOf(rows[profile], family);
}

/** Extensions of a profile for a key of a family. */
export function profileExtensions(profile: ProfileId, family: KeyFamily): DraftExtensions {
  const row = rows[profile];
  const usages = usagesOf(row, family);
  const { basicConstraints, purposes, purposesCritical = false, ocspNoCheck, isRoot } = row;
  return {
    ...(basicConstraints && { basicConstraints: { critical: true, ...basicConstraints } }),
    ...(usages.length > 0 && { keyUsage: { critical: true, usages } }),
    ...(purposes.length > 0 && { extendedKeyUsage: { critical: purposesCritical, purposes } }),
    subjectKeyIdentifier: 'hash',
    ...(isRoot !== true && { authorityKeyIdentifier: 'key' }),
    subjectAltNameCritical: 'auto',
    ...(ocspNoCheck === true && { ocspNoCheck }),
    own: [],
  };
}

export function profileDays(profile: ProfileId): number {
  return rows[profile].days;
}

/** A complete draft with no name in it yet. */
export function draftFor(profile: ProfileId, keyAlgorithm: KeyAlgorithmId = 'ec-p256'): CertificateDraft {
  return {
    profile,
    subject: [],
    alternativeNames: [],
    keyAlgorithm,
    signature: 'default',
    validity: { kind: 'days', days: profileDays(profile) },
    serialNumber: '',
    extensions: profileExtensions(profile, familyOf(keyAlgorithm)),
  };
}

/**
 * Another profile for the same names and key. What depends on where the authority is and not on the kind of certificate
 * (addresses, policies, own extensions) stays, and so do dates that were chosen.
 */
export function withProfile(draft: CertificateDraft, profile: ProfileId): CertificateDraft {
  const { crlDistributionPoints, authorityInfoAccess, certificatePolicies, own } = draft.extensions;
  return {
    ...draft,
    profile,
    validity: draft.validity.kind === 'dates' ? draft.validity : { kind: 'days', days: profileDays(profile) },
    extensions: {
      ...profileExtensions(profile, familyOf(draft.keyAlgorithm)),
      ...(crlDistributionPoints && { crlDistributionPoints }),
      ...(authorityInfoAccess && { authorityInfoAccess }),
      ...(certificatePolicies && { certificatePolicies }),
      own,
    },
  };
}

/** Another kind of key: key usages that are the profile's own follow it. */
export function withKeyAlgorithm(draft: CertificateDraft, keyAlgorithm: KeyAlgorithmId): CertificateDraft {
  return { ...withKeyFamily(draft, familyOf(draft.keyAlgorithm), familyOf(keyAlgorithm)), keyAlgorithm };
}

/** As `withKeyAlgorithm`, for a key that is there already. */
export function withKeyFamily(draft: CertificateDraft, from: KeyFamily, to: KeyFamily): CertificateDraft {
  const { keyUsage } = draft.extensions;
  if (keyUsage?.usages.join() !== profileKeyUsage(draft.profile, from).join() || from === to) return draft;
  const usages = profileKeyUsage(draft.profile, to);
  return { ...draft, extensions: { ...draft.extensions, keyUsage: { ...keyUsage, usages } } };
}
