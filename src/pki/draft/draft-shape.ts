/** The shape of a draft as JSON: `certificate-draft.ts` once more, for text that comes from outside. A new field there fails the build here. */
import type { KeyUsage } from '../../codec/extension';
import type { KeyAlgorithmId } from '../algorithms';
import type { SignatureSchemeId } from '../signature-scheme';
import type {
  CertificateDraft,
  DraftAttribute,
  DraftExtensions,
  DraftName,
  DraftOwnExtension,
  DraftPolicy,
  DraftSubtree,
  DraftValidity,
  ProfileId,
  StringForm,
} from './certificate-draft';
import { choice, either, flag, list, number, oneOf, record, text, type Shape } from './json-shape';

/** Characters of a text, and entries of a list: the bounds `prepare.ts` has, or above them. */
const LONG = 65_536;
const SHORT = 4096;
const MANY = 10_000;
const SOME = 1000;

const line = text(SHORT);
const lines = list(line, SOME);

const profile = oneOf<ProfileId>({
  root: true,
  intermediate: true,
  'tls-server': true,
  'tls-client': true,
  'tls-server-client': true,
  email: true,
  'code-signing': true,
  'time-stamping': true,
  'ocsp-signing': true,
  'document-signing': true,
  custom: true,
});

const keyAlgorithm = oneOf<KeyAlgorithmId>({
  'ec-p256': true,
  'ec-p384': true,
  'ec-p521': true,
  'rsa-2048': true,
  'rsa-3072': true,
  'rsa-4096': true,
  ed25519: true,
  'ml-dsa-44': true,
  'ml-dsa-65': true,
  'ml-dsa-87': true,
});

const signature = oneOf<SignatureSchemeId | 'default'>({
  default: true,
  'ecdsa-p256-sha256': true,
  'ecdsa-p256-sha384': true,
  'ecdsa-p256-sha512': true,
  'ecdsa-p384-sha256': true,
  'ecdsa-p384-sha384': true,
  'ecdsa-p384-sha512': true,
  'ecdsa-p521-sha256': true,
  'ecdsa-p521-sha384': true,
  'ecdsa-p521-sha512': true,
  'rsa-pkcs1-sha256': true,
  'rsa-pkcs1-sha384': true,
  'rsa-pkcs1-sha512': true,
  'rsa-pss-sha256': true,
  'rsa-pss-sha384': true,
  'rsa-pss-sha512': true,
  ed25519: true,
  'ml-dsa-44': true,
  'ml-dsa-65': true,
  'ml-dsa-87': true,
});

const usage = oneOf<KeyUsage>({
  digitalSignature: true,
  nonRepudiation: true,
  keyEncipherment: true,
  dataEncipherment: true,
  keyAgreement: true,
  keyCertSign: true,
  cRLSign: true,
  encipherOnly: true,
  decipherOnly: true,
});

const form = oneOf<StringForm>({ utf8: true, ia5: true, printable: true, bmp: true });

/** The `kind` of a record, which `choice` has looked at. */
const kind = <K extends string>(...names: readonly K[]): Shape<K> =>
  oneOf(Object.fromEntries(names.map((name) => [name, true])) as Record<K, true>);

const attributes = list(record<DraftAttribute>({ type: line, value: text(LONG) }), SOME);

const plainName = record<Extract<DraftName, { kind: 'dns' | 'ip' | 'email' | 'uri' }>>({
  kind: kind('dns', 'ip', 'email', 'uri'),
  value: line,
});

const name = choice<DraftName>({
  dns: plainName,
  ip: plainName,
  email: plainName,
  uri: plainName,
  directory: record<Extract<DraftName, { kind: 'directory' }>>({ kind: kind('directory'), attributes }),
  'registered-id': record<Extract<DraftName, { kind: 'registered-id' }>>({
    kind: kind('registered-id'),
    oid: line,
  }),
  other: record<Extract<DraftName, { kind: 'other' }>>({
    kind: kind('other'),
    oid: line,
    form,
    value: text(LONG),
  }),
  der: record<Extract<DraftName, { kind: 'der' }>>({ kind: kind('der'), hex: text(2 * LONG) }),
});

const plainSubtree = record<Extract<DraftSubtree, { kind: 'dns' | 'ip' | 'email' | 'uri' }>>({
  kind: kind('dns', 'ip', 'email', 'uri'),
  base: line,
});

const subtrees = list(
  choice<DraftSubtree>({
    dns: plainSubtree,
    ip: plainSubtree,
    email: plainSubtree,
    uri: plainSubtree,
    directory: record<Extract<DraftSubtree, { kind: 'directory' }>>({ kind: kind('directory'), attributes }),
    der: record<Extract<DraftSubtree, { kind: 'der' }>>({ kind: kind('der'), hex: text(2 * LONG) }),
  }),
  MANY,
);

const validity = choice<DraftValidity>({
  days: record<Extract<DraftValidity, { kind: 'days' }>>({ kind: kind('days'), days: number }),
  dates: record<Extract<DraftValidity, { kind: 'dates' }>>({
    kind: kind('dates'),
    notBefore: line,
    notAfter: line,
  }),
});

type OwnValue = DraftOwnExtension['value'];
const own = record<DraftOwnExtension>({
  oid: line,
  critical: flag,
  value: choice<OwnValue>({
    der: record<Extract<OwnValue, { kind: 'der' }>>({ kind: kind('der'), hex: text(2 * LONG) }),
    text: record<Extract<OwnValue, { kind: 'text' }>>({ kind: kind('text'), form, text: text(LONG) }),
  }),
});

type Of<K extends keyof DraftExtensions> = NonNullable<DraftExtensions[K]>;

const extensions = record<DraftExtensions>(
  {
    basicConstraints: record<Of<'basicConstraints'>>({ critical: flag, ca: flag, pathLength: number }, [
      'pathLength',
    ]),
    keyUsage: record<Of<'keyUsage'>>({ critical: flag, usages: list(usage, SOME) }),
    extendedKeyUsage: record<Of<'extendedKeyUsage'>>({ critical: flag, purposes: lines }),
    subjectKeyIdentifier: line,
    authorityKeyIdentifier: oneOf<Of<'authorityKeyIdentifier'>>({ key: true, 'key-and-issuer': true }),
    subjectAltNameCritical: either(flag, (value) => typeof value === 'boolean', kind('auto')),
    nameConstraints: record<Of<'nameConstraints'>>({
      critical: flag,
      permitted: subtrees,
      excluded: subtrees,
    }),
    crlDistributionPoints: record<Of<'crlDistributionPoints'>>({ critical: flag, addresses: lines }),
    authorityInfoAccess: record<Of<'authorityInfoAccess'>>({ ocsp: lines, caIssuers: lines }),
    certificatePolicies: record<Of<'certificatePolicies'>>({
      critical: flag,
      policies: list(record<DraftPolicy>({ oid: line, cps: lines, notices: lines }), SOME),
    }),
    policyMappings: record<Of<'policyMappings'>>({
      critical: flag,
      mappings: list(record<Of<'policyMappings'>['mappings'][number]>({ issuer: line, subject: line }), SOME),
    }),
    policyConstraints: record<Of<'policyConstraints'>>({ requireExplicit: number, inhibitMapping: number }, [
      'requireExplicit',
      'inhibitMapping',
    ]),
    inhibitAnyPolicy: number,
    tlsFeature: list(number, SOME),
    ocspNoCheck: flag,
    criticality: record<Of<'criticality'>>(
      {
        subjectKeyIdentifier: flag,
        authorityKeyIdentifier: flag,
        authorityInfoAccess: flag,
        policyConstraints: flag,
        inhibitAnyPolicy: flag,
        tlsFeature: flag,
        ocspNoCheck: flag,
      },
      [
        'subjectKeyIdentifier',
        'authorityKeyIdentifier',
        'authorityInfoAccess',
        'policyConstraints',
        'inhibitAnyPolicy',
        'tlsFeature',
        'ocspNoCheck',
      ],
    ),
    own: list(own, SOME),
  },
  [
    'basicConstraints',
    'keyUsage',
    'extendedKeyUsage',
    'subjectKeyIdentifier',
    'authorityKeyIdentifier',
    'nameConstraints',
    'crlDistributionPoints',
    'authorityInfoAccess',
    'certificatePolicies',
    'policyMappings',
    'policyConstraints',
    'inhibitAnyPolicy',
    'tlsFeature',
    'ocspNoCheck',
    'criticality',
  ],
);

export const draftShape: Shape<CertificateDraft> = record<CertificateDraft>(
  {
    profile,
    subject: attributes,
    subjectOctets: text(2 * LONG),
    alternativeNames: list(name, MANY),
    keyAlgorithm,
    signature,
    validity,
    serialNumber: line,
    extensions,
    unstructuredName: line,
  },
  ['subjectOctets', 'unstructuredName'],
);
