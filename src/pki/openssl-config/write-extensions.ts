/** The extensions of a draft as a configuration section: what has commas or more than one part goes into sections of its own. */
import { toHex } from '../../codec/bytes';
import { parseAddressRange, formatIpAddress } from '../../codec/ip-address';
import type {
  CertificateDraft,
  DraftExtensions,
  DraftPolicy,
  DraftSubtree,
  StandardExtension,
} from '../draft/certificate-draft';
import { isCritical } from '../draft/criticality';
import { readAddressOfResource } from '../draft/names';
import { readHex } from '../draft/text-values';
import type { ConfigWriter } from './config-writer';
import { formWords, writeName, writeNames, type Entry } from './write-names';

const quiet = (): undefined => undefined;
const uri = (text: string): string => readAddressOfResource(text, quiet) ?? text;
const hex = (text: string): string => toHex(readHex(text, quiet) ?? new Uint8Array(), ':').toUpperCase();

export function writeExtensions(
  { extensions, alternativeNames, subject }: CertificateDraft,
  use: 'self' | 'authority' | 'request',
  writer: ConfigWriter,
): readonly Entry[] {
  const { subjectAltNameCritical, own, ...fields } = extensions;
  const criticalNames = subjectAltNameCritical === 'auto' ? subject.length === 0 : subjectAltNameCritical;
  const names = writeNames(alternativeNames, writer);
  return [
    ...writeFields(fields, use, writer),
    ...(names.length === 0
      ? []
      : [entry('subjectAltName', criticalNames, `@${writer.section('alternative_names', names)}`)]),
    ...own.flatMap(({ oid, critical, value }): readonly Entry[] => {
      if (value.kind === 'der') return [entry(oid.trim(), critical, `DER:${hex(value.hex)}`)];
      if (!value.text.includes('\0'))
        return [entry(oid.trim(), critical, `ASN1:${formWords[value.form]}:${value.text}`)];
      writer.cannot(`Extension ${oid}: a text with U+0000 in it`);
      return [];
    }),
  ];
}

const entry = (name: string, critical: boolean, value: string): Entry => [
  name,
  critical ? `critical, ${value}` : value,
];

function writeFields(
  fields: Omit<DraftExtensions, 'subjectAltNameCritical' | 'own'>,
  use: 'self' | 'authority' | 'request',
  writer: ConfigWriter,
): readonly Entry[] {
  const {
    basicConstraints,
    keyUsage,
    extendedKeyUsage,
    subjectKeyIdentifier,
    authorityKeyIdentifier,
    nameConstraints,
    crlDistributionPoints,
    authorityInfoAccess,
    certificatePolicies,
    policyMappings,
    policyConstraints,
    inhibitAnyPolicy,
    tlsFeature,
    ocspNoCheck,
    criticality,
    ...rest
  } = fields;
  rest satisfies Record<string, never>;
  const marked = (name: StandardExtension): boolean =>
    isCritical({ ...(criticality && { criticality }) }, name);
  const entries: Entry[] = [];
  const add = (name: string, critical: boolean, parts: readonly string[]): void => {
    if (parts.length > 0) entries.push(entry(name, critical, parts.join(', ')));
  };
  if (basicConstraints !== undefined) {
    const { critical, ca, pathLength } = basicConstraints;
    const length = pathLength === undefined ? [] : [`pathlen:${pathLength}`];
    add('basicConstraints', critical, [`CA:${ca ? 'TRUE' : 'FALSE'}`, ...length]);
  }
  if (keyUsage !== undefined) add('keyUsage', keyUsage.critical, keyUsage.usages);
  if (extendedKeyUsage !== undefined) {
    const { critical, purposes } = extendedKeyUsage;
    add(
      'extendedKeyUsage',
      critical,
      purposes.map((purpose) => purpose.trim()),
    );
  }
  // Left unsaid, OpenSSL 3 would add both to a certificate by itself; of a request ours asks for what was typed alone.
  const identifier = subjectKeyIdentifier ?? 'none';
  if (use !== 'request' || !/^(?:none|hash)$/.test(identifier))
    add('subjectKeyIdentifier', marked('subjectKeyIdentifier'), [
      /^(?:none|hash)$/.test(identifier) ? identifier : hex(identifier),
    ]);
  if (use !== 'request')
    add('authorityKeyIdentifier', marked('authorityKeyIdentifier'), [
      authorityWords[authorityKeyIdentifier ?? 'none'],
    ]);
  if (nameConstraints !== undefined) {
    const { critical, permitted, excluded } = nameConstraints;
    const subtrees = [
      ...permitted.map((subtree, at) => writeSubtree('permitted', subtree, at, writer)),
      ...excluded.map((subtree, at) => writeSubtree('excluded', subtree, at, writer)),
    ].flat();
    if (subtrees.length > 0)
      add('nameConstraints', critical, [`@${writer.section('name_constraints', subtrees)}`]);
  }
  if (crlDistributionPoints !== undefined) {
    const { critical, addresses } = crlDistributionPoints;
    const points = addresses.map((address, at): Entry => [`URI.${at + 1}`, uri(address)]);
    add('crlDistributionPoints', critical, [`@${writer.section('revocation_lists', points)}`]);
  }
  if (authorityInfoAccess !== undefined) {
    const { ocsp, caIssuers } = authorityInfoAccess;
    const access = [
      ...ocsp.map((address, at): Entry => [`OCSP;URI.${at + 1}`, uri(address)]),
      ...caIssuers.map((address, at): Entry => [`caIssuers;URI.${at + 1}`, uri(address)]),
    ];
    add('authorityInfoAccess', marked('authorityInfoAccess'), [
      `@${writer.section('authority_access', access)}`,
    ]);
  }
  if (certificatePolicies !== undefined) {
    const { critical, policies } = certificatePolicies;
    add(
      'certificatePolicies',
      critical,
      policies.map((policy) => writePolicy(policy, writer)),
    );
  }
  if (policyMappings !== undefined) {
    const { critical, mappings } = policyMappings;
    add(
      'policyMappings',
      critical,
      mappings.map(({ issuer, subject }) => `${issuer.trim()}:${subject.trim()}`),
    );
  }
  if (policyConstraints !== undefined) {
    const { requireExplicit, inhibitMapping } = policyConstraints;
    add('policyConstraints', marked('policyConstraints'), [
      ...(requireExplicit === undefined ? [] : [`requireExplicitPolicy:${requireExplicit}`]),
      ...(inhibitMapping === undefined ? [] : [`inhibitPolicyMapping:${inhibitMapping}`]),
    ]);
  }
  if (inhibitAnyPolicy !== undefined)
    add('inhibitAnyPolicy', marked('inhibitAnyPolicy'), [String(inhibitAnyPolicy)]);
  if (tlsFeature !== undefined) add('tlsfeature', marked('tlsFeature'), tlsFeature.map(String));
  if (ocspNoCheck === true) add('noCheck', marked('ocspNoCheck'), ['ignored']);
  return entries;
}

/** `always`: in a self-signed certificate as well, where OpenSSL 3 leaves it out otherwise. */
const authorityWords = {
  key: 'keyid:always',
  'key-and-issuer': 'keyid:always, issuer:always',
  none: 'none',
} as const;

const subtreeWords = { dns: 'DNS', email: 'email', uri: 'URI' } as const;

function writeSubtree(
  list: 'permitted' | 'excluded',
  subtree: DraftSubtree,
  at: number,
  writer: ConfigWriter,
): readonly Entry[] {
  const key = (keyword: string): string => `${list};${keyword}.${at + 1}`;
  switch (subtree.kind) {
    case 'dns':
    case 'email':
    case 'uri':
      if (!subtree.base.includes('\0')) return [[key(subtreeWords[subtree.kind]), subtree.base.trim()]];
      break;
    case 'ip': {
      const range = parseAddressRange(subtree.base.trim());
      if (range === undefined) break;
      // OpenSSL knows no prefix lengths.
      const half = range.length / 2;
      const [address, mask] = [range.subarray(0, half), range.subarray(half)].map(formatIpAddress);
      return [[key('IP'), `${address ?? ''}/${mask ?? ''}`]];
    }
    case 'directory':
      return [[key('dirName'), writer.section('constrained_name', writeName(subtree.attributes, writer))]];
    case 'der':
      break;
  }
  writer.cannot('A name constraint given in DER');
  return [];
}

function writePolicy({ oid, cps, notices }: DraftPolicy, writer: ConfigWriter): string {
  if (cps.length + notices.length === 0) return oid.trim();
  const said = notices.filter((notice) => !notice.includes('\0'));
  if (said.length < notices.length) writer.cannot('A policy notice with U+0000 in it');
  const noticeSections = said.map((notice) => writer.section('notice', [['explicitText', `UTF8:${notice}`]]));
  return `@${writer.section('policy', [
    ['policyIdentifier', oid.trim()],
    ...cps.map((address, at): Entry => [`CPS.${at + 1}`, uri(address)]),
    ...noticeSections.map((name, at): Entry => [`userNotice.${at + 1}`, `@${name}`]),
  ])}`;
}
