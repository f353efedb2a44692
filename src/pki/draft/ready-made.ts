/**
 * Drafts for jobs that come up again and again: a profile, and what the one job wants beyond it. Rows are left empty where only
 * the person knows what belongs there. Each is proven against programs that judge such certificates (tests/interop).
 */
import type { KeyUsage } from '../../codec/extension';
import type { KeyAlgorithmId } from '../algorithms';
import { SERVER_AUTH } from '../profile';
import type { CertificateDraft, DraftAttribute, DraftExtensions, DraftName } from './certificate-draft';
import { CLIENT_AUTH, draftFor, familyOf, profileDays, profileExtensions } from './profiles';

const COMMON_NAME = '2.5.4.3';
const ORGANIZATION = '2.5.4.10';
const SERIAL_NUMBER = '2.5.4.5';
const COUNTRY = '2.5.4.6';
/** RFC 4945 §5.1.3.12. */
const IPSEC_IKE = '1.3.6.1.5.5.7.3.17';
/** RFC 4556 §3.2.4. */
const KDC = '1.3.6.1.5.2.3.5';
const SMART_CARD_LOGON = '1.3.6.1.4.1.311.20.2.2';
const USER_PRINCIPAL_NAME = '1.3.6.1.4.1.311.20.2.3';
/** CA/B BR §7.1.6.1: domain validated. */
const DOMAIN_VALIDATED = '2.23.140.1.2.1';
/** CA/B BR §6.3.2: 200 days since March 2026, and "should not" be as long as that. */
const PUBLIC_DAYS = 199;

export type ReadyMadeId =
  | 'localhost'
  | 'public-web'
  | 'internal'
  | 'person'
  | 'device'
  | 'vpn-server'
  | 'vpn-client'
  | 'radius'
  | 'email'
  | 'code-signing'
  | 'kubernetes-api'
  | 'kubelet'
  | 'team-root'
  | 'team-intermediate'
  | 'domain-controller'
  | 'smart-card'
  | 'ocsp'
  | 'time-stamping';

interface ReadyMade {
  readonly profile: CertificateDraft['profile'];
  readonly subject: readonly DraftAttribute[];
  readonly names: readonly DraftName[];
  /** Where others would not do. */
  readonly keyAlgorithm?: KeyAlgorithmId;
  readonly days?: number;
  /** In place of the profile's; `undefined` takes one away. */
  readonly extensions?: { readonly [K in keyof DraftExtensions]?: DraftExtensions[K] | undefined };
}

const called = (value = ''): DraftAttribute => ({ type: COMMON_NAME, value });
const organization = (value = ''): DraftAttribute => ({ type: ORGANIZATION, value });
const dns = (value = ''): DraftName => ({ kind: 'dns', value });
const ip = (value = ''): DraftName => ({ kind: 'ip', value });
const email: DraftName = { kind: 'email', value: '' };
const purposes = (...list: readonly string[]) => ({ extendedKeyUsage: { critical: false, purposes: list } });
const usages = (...list: readonly KeyUsage[]) => ({ keyUsage: { critical: true, usages: list } });
/** Whoever reads it insists on an address, which only the person knows. */
const someList = { crlDistributionPoints: { critical: false, addresses: [''] } };

/** In the order of the list. */
const readyMade: Readonly<Record<ReadyMadeId, ReadyMade>> = {
  localhost: {
    profile: 'tls-server',
    subject: [called('localhost')],
    names: [dns('localhost'), ip('127.0.0.1'), ip('::1')],
  },
  internal: { profile: 'tls-server', subject: [called()], names: [dns(), ip()] },
  // §7.1.2.7: no subject for domain validated ones, no key identifier of its own, one purpose, its policy.
  'public-web': {
    profile: 'tls-server',
    subject: [],
    names: [dns()],
    days: PUBLIC_DAYS,
    extensions: {
      subjectKeyIdentifier: undefined,
      certificatePolicies: { critical: false, policies: [{ oid: DOMAIN_VALIDATED, cps: [], notices: [] }] },
      ...usages('digitalSignature'),
    },
  },
  person: { profile: 'tls-client', subject: [called(), organization()], names: [email] },
  device: {
    profile: 'tls-client',
    subject: [called(), { type: SERIAL_NUMBER, value: '' }],
    names: [dns()],
  },
  // OpenVPN's remote-cert-tls and Windows look for the TLS purpose, IKE for its own.
  'vpn-server': {
    profile: 'tls-server',
    subject: [called()],
    names: [dns()],
    extensions: purposes(SERVER_AUTH, IPSEC_IKE),
  },
  'vpn-client': {
    profile: 'tls-client',
    subject: [called()],
    names: [email],
    extensions: purposes(CLIENT_AUTH, IPSEC_IKE),
  },
  radius: { profile: 'tls-server', subject: [called()], names: [dns()] },
  'kubernetes-api': {
    profile: 'tls-server',
    subject: [called('kube-apiserver')],
    names: [
      dns('kubernetes'),
      dns('kubernetes.default'),
      dns('kubernetes.default.svc'),
      dns('kubernetes.default.svc.cluster.local'),
      ip('10.96.0.1'),
      ip(),
    ],
  },
  kubelet: {
    profile: 'tls-client',
    subject: [organization('system:nodes'), called('system:node:')],
    names: [],
  },
  email: { profile: 'email', subject: [called()], names: [email] },
  'code-signing': {
    profile: 'code-signing',
    subject: [called(), organization(), { type: COUNTRY, value: '' }],
    names: [],
  },
  'team-root': {
    profile: 'root',
    subject: [organization(), called()],
    names: [],
    extensions: { basicConstraints: { critical: true, ca: true, pathLength: 1 } },
  },
  'team-intermediate': {
    profile: 'intermediate',
    subject: [organization(), called()],
    names: [],
    extensions: purposes(SERVER_AUTH, CLIENT_AUTH),
  },
  // What Microsoft asks of third party authorities: RSA, both TLS purposes and those of Kerberos, a list that can be fetched.
  'domain-controller': {
    profile: 'tls-server-client',
    subject: [called()],
    names: [dns(), dns()],
    keyAlgorithm: 'rsa-2048',
    extensions: { ...purposes(CLIENT_AUTH, SERVER_AUTH, SMART_CARD_LOGON, KDC), ...someList },
  },
  'smart-card': {
    profile: 'tls-client',
    subject: [called()],
    names: [{ kind: 'other', oid: USER_PRINCIPAL_NAME, form: 'utf8', value: '' }],
    keyAlgorithm: 'rsa-2048',
    extensions: { ...purposes(CLIENT_AUTH, SMART_CARD_LOGON), ...someList },
  },
  ocsp: { profile: 'ocsp-signing', subject: [called()], names: [] },
  'time-stamping': { profile: 'time-stamping', subject: [called(), organization()], names: [] },
};

export const readyMadeIds = Object.keys(readyMade) as readonly ReadyMadeId[];

/** A root signs itself, and nobody is asked for one. */
export const isForRequests = (id: ReadyMadeId): boolean => readyMade[id].profile !== 'root';

const isBlank = (name: DraftName): boolean => 'value' in name && name.value.trim() === '';

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * The job in place of what the draft was for; what was typed into it stays, where the job leaves room.
 * @param last the job it was filled in for, whose own words go with it
 */
export function readyMadeDraft(
  id: ReadyMadeId,
  before: CertificateDraft,
  last?: ReadyMadeId,
): CertificateDraft {
  const { profile, subject, names, keyAlgorithm = before.keyAlgorithm, days, extensions } = readyMade[id];
  const { crlDistributionPoints: lists, authorityInfoAccess, own } = before.extensions;
  const someLists = lists?.addresses.some((address) => address.trim() !== '') === true && lists;
  const gone = last && readyMade[last];
  const typed = new Map(
    before.subject
      .filter((one) => gone?.subject.some((own) => isSame(own, one)) !== true)
      .map(({ type, value }) => [type, value]),
  );
  const typedNames = before.alternativeNames.filter(
    (name) => !isBlank(name) && gone?.names.some((own) => isSame(own, name)) !== true,
  );
  const kinds = new Set(typedNames.map(({ kind }) => kind));
  const known = new Set(names.map((name) => JSON.stringify(name)));
  const wanted: DraftExtensions = {
    ...profileExtensions(profile, familyOf(keyAlgorithm)),
    own,
  };
  const changed = Object.entries({
    ...wanted,
    ...extensions,
    ...(authorityInfoAccess && { authorityInfoAccess }),
    ...(someLists && { crlDistributionPoints: someLists }),
  }).filter(([, value]) => value !== undefined);
  return {
    ...draftFor(profile, keyAlgorithm),
    serialNumber: before.serialNumber,
    subject: subject.map(({ type, value }) => ({
      type,
      value: value === '' ? (typed.get(type) ?? '') : value,
    })),
    alternativeNames: [
      ...names.filter((name) => !isBlank(name) || !kinds.has(name.kind)),
      ...typedNames.filter((name) => !known.has(JSON.stringify(name))),
    ],
    validity: { kind: 'days', days: days ?? profileDays(profile) },
    // Two fields of every draft stand in `wanted`; what was taken away is optional.
    extensions: Object.fromEntries(changed) as unknown as DraftExtensions,
  };
}
