/** A field of a draft's extensions as items for people: what a list of the plan shows side by side. */
import { formatDistinguishedName, distinguishedName } from '../../codec/distinguished-name';
import type { DraftExtensions, DraftOwnExtension, DraftSubtree } from '../draft/certificate-draft';
import { isCritical, isStandardExtension } from '../draft/criticality';

export interface ShownExtension {
  readonly critical: boolean;
  readonly items: readonly string[];
}

type Fields = Required<Omit<DraftExtensions, 'own' | 'subjectAltNameCritical' | 'criticality'>>;
export type ExtensionField = keyof Fields;

const counted = (label: string, count: number | undefined): readonly string[] =>
  count === undefined ? [] : [`${label} ${count}`];

function subtree(one: DraftSubtree): string {
  switch (one.kind) {
    case 'der':
      return one.hex;
    case 'directory':
      return formatDistinguishedName(distinguishedName(one.attributes));
    case 'dns':
    case 'ip':
    case 'email':
    case 'uri':
      return `${one.kind}:${one.base}`;
  }
}

type Words = { readonly [K in ExtensionField]: (value: Fields[K]) => readonly string[] };

/** Names of bits and identifiers as the standards write them; the page has its own words for both. */
const words: Words = {
  basicConstraints: ({ ca, pathLength }) => [
    ca ? 'CA:TRUE' : 'CA:FALSE',
    ...counted('pathLength', pathLength),
  ],
  keyUsage: ({ usages }) => usages,
  extendedKeyUsage: ({ purposes }) => purposes,
  subjectKeyIdentifier: (identifier) => [identifier],
  authorityKeyIdentifier: (form) => [form],
  nameConstraints: ({ permitted, excluded }) => [
    ...permitted.map((one) => `+ ${subtree(one)}`),
    ...excluded.map((one) => `− ${subtree(one)}`),
  ],
  crlDistributionPoints: ({ addresses }) => addresses,
  authorityInfoAccess: ({ ocsp, caIssuers }) => [...ocsp, ...caIssuers],
  certificatePolicies: ({ policies }) =>
    policies.flatMap(({ oid, cps, notices }) => [oid, ...cps, ...notices]),
  policyMappings: ({ mappings }) => mappings.map(({ issuer, subject }) => `${issuer} = ${subject}`),
  policyConstraints: ({ requireExplicit, inhibitMapping }) => [
    ...counted('requireExplicitPolicy', requireExplicit),
    ...counted('inhibitPolicyMapping', inhibitMapping),
  ],
  inhibitAnyPolicy: (skip) => [String(skip)],
  tlsFeature: (features) => features.map(String),
  ocspNoCheck: () => [],
};

export const extensionFields = Object.keys(words) as readonly ExtensionField[];

function isMarked(extensions: DraftExtensions, field: ExtensionField): boolean {
  if (isStandardExtension(field)) return isCritical(extensions, field);
  const value: unknown = extensions[field];
  return typeof value === 'object' && value !== null && 'critical' in value && value.critical === true;
}

/** `undefined` where it is absent. */
export function shownField(extensions: DraftExtensions, field: ExtensionField): ShownExtension | undefined {
  const value = extensions[field];
  if (value === undefined || value === false) return undefined;
  // Field and words belong together, which a union of fields does not tell the compiler.
  const inWords = words[field] as (value: unknown) => readonly string[];
  return { critical: isMarked(extensions, field), items: inWords(value) };
}

export const shownOwn = ({ critical, value }: DraftOwnExtension): ShownExtension => ({
  critical,
  items: [value.kind === 'der' ? value.hex : value.text],
});
