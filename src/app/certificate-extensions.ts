/** The extensions a form can give a certificate, one row each, in the order in which people look for them. */
import { extensionMeanings } from '../pki/inspect/meaning/extensions';
import { criticalityOf, criticalityRows, isCritical, isStandardExtension } from '../pki/draft/criticality';
import { editable, type EditableExtensions } from './certificate-editable';

/** The alternative names are a field of their own, further up. */
export type ExtensionId = Exclude<keyof EditableExtensions, 'subjectAltNameCritical' | 'criticality'>;

export interface ExtensionRow {
  readonly id: ExtensionId;
  /** Absent for those of the user's own. */
  readonly oid?: string;
  /** Makes sense in a signing request. */
  readonly inRequests: boolean;
  /** What it has when it is added by hand. */
  readonly fresh: Partial<EditableExtensions>;
}

const PE = '1.3.6.1.5.5.7.1';

export const extensionRows: readonly ExtensionRow[] = [
  {
    id: 'basicConstraints',
    oid: '2.5.29.19',
    inRequests: true,
    fresh: { basicConstraints: { critical: true, ca: false } },
  },
  {
    id: 'keyUsage',
    oid: '2.5.29.15',
    inRequests: true,
    fresh: { keyUsage: { critical: true, usages: ['digitalSignature'] } },
  },
  {
    id: 'extendedKeyUsage',
    oid: '2.5.29.37',
    inRequests: true,
    fresh: { extendedKeyUsage: { critical: false, purposes: ['1.3.6.1.5.5.7.3.1'] } },
  },
  {
    id: 'nameConstraints',
    oid: '2.5.29.30',
    inRequests: true,
    fresh: { nameConstraints: { critical: true, permitted: [{ kind: 'dns', base: '' }], excluded: [] } },
  },
  {
    id: 'crlDistributionPoints',
    oid: '2.5.29.31',
    inRequests: false,
    fresh: { crlDistributionPoints: { critical: false, addresses: [''] } },
  },
  {
    id: 'authorityInfoAccess',
    oid: `${PE}.1`,
    inRequests: false,
    fresh: { authorityInfoAccess: { ocsp: [''], caIssuers: [] } },
  },
  {
    id: 'certificatePolicies',
    oid: '2.5.29.32',
    inRequests: true,
    fresh: { certificatePolicies: { critical: false, policies: [{ oid: '', cps: [], notices: [] }] } },
  },
  {
    id: 'policyMappings',
    oid: '2.5.29.33',
    inRequests: false,
    fresh: { policyMappings: { critical: true, mappings: [{ issuer: '', subject: '' }] } },
  },
  {
    id: 'policyConstraints',
    oid: '2.5.29.36',
    inRequests: false,
    fresh: { policyConstraints: { requireExplicit: 0 } },
  },
  {
    id: 'inhibitAnyPolicy',
    oid: '2.5.29.54',
    inRequests: false,
    fresh: { inhibitAnyPolicy: 0 },
  },
  { id: 'tlsFeature', oid: `${PE}.24`, inRequests: true, fresh: { tlsFeature: [5] } },
  {
    id: 'ocspNoCheck',
    oid: '1.3.6.1.5.5.7.48.1.5',
    inRequests: true,
    fresh: { ocspNoCheck: true },
  },
  {
    id: 'subjectKeyIdentifier',
    oid: '2.5.29.14',
    inRequests: true,
    fresh: { subjectKeyIdentifier: 'hash' },
  },
  {
    id: 'authorityKeyIdentifier',
    oid: '2.5.29.35',
    inRequests: false,
    fresh: { authorityKeyIdentifier: 'key' },
  },
  {
    id: 'own',
    inRequests: true,
    fresh: { own: [{ oid: '', critical: false, value: { kind: 'der', hex: '' } }] },
  },
];

/** What its standard calls it and says of it. */
export const meaningOf = ({ oid = '' }: ExtensionRow) => extensionMeanings.get(oid);

export function has(extensions: EditableExtensions, id: ExtensionId): boolean {
  return id === 'own' ? extensions.own.length > 0 : extensions[id] !== undefined;
}

export function add(extensions: EditableExtensions, { id, fresh }: ExtensionRow): void {
  const added = editable(fresh);
  if (id === 'own') extensions.own.push(...(added.own ?? []));
  else Object.assign(extensions, added);
}

/** `undefined` for those of the user's own, which are each critical or not. */
export function markOf(extensions: EditableExtensions, id: ExtensionId): boolean | undefined {
  if (id === 'own') return undefined;
  if (isStandardExtension(id)) return isCritical(extensions, id);
  return extensions[id]?.critical;
}

export function mark(extensions: EditableExtensions, id: ExtensionId, critical: boolean): void {
  if (id === 'own') return;
  if (isStandardExtension(id)) {
    const { criticality } = criticalityOf({ ...extensions.criticality, [id]: critical });
    if (criticality === undefined) Reflect.deleteProperty(extensions, 'criticality');
    else extensions.criticality = criticality;
    return;
  }
  const value = extensions[id];
  if (value !== undefined) value.critical = critical;
}

/** What its standard says of being critical; it goes on from the extension's name. */
export const criticalitySaid = (id: ExtensionId): string | undefined =>
  id === 'own' ? undefined : criticalityRows[id].says;

export function remove(extensions: EditableExtensions, id: ExtensionId): void {
  if (id === 'own') extensions.own = [];
  // Absent is absent: what is there without a value would be in templates.
  else Reflect.deleteProperty(extensions, id);
  if (id !== 'own' && isStandardExtension(id)) mark(extensions, id, criticalityRows[id].usual);
}
