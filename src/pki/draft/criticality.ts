/**
 * Whether an extension is critical, and what its standard says about that: said beside every choice. Where a standard leaves
 * none, the draft has no flag of its own and follows the standard, unless `criticality` says otherwise: programs do otherwise,
 * and a copy or an openssl.cnf that does is taken at its word.
 */
import type { DraftExtensions, StandardExtension } from './certificate-draft';

interface CriticalityRow {
  /** What it is unless somebody wants it otherwise. */
  readonly usual: boolean;
  /** Goes on from "has to be", "should not be" and the like: the standard's own strength. */
  readonly says: string;
  readonly citation: string;
}

/** Extensions of a form with what their standard wants of the mark. */
export const criticalityRows: Readonly<
  Record<Exclude<keyof DraftExtensions, 'own' | 'criticality' | 'subjectAltNameCritical'>, CriticalityRow>
> = {
  basicConstraints: {
    usual: true,
    says: 'has to be critical in an authority; in others it may be',
    citation: 'RFC 5280 §4.2.1.9',
  },
  keyUsage: { usual: true, says: 'should be critical', citation: 'RFC 5280 §4.2.1.3' },
  extendedKeyUsage: {
    usual: false,
    says: 'may be critical, and has to be for time stamping (RFC 3161 §2.3)',
    citation: 'RFC 5280 §4.2.1.12',
  },
  nameConstraints: { usual: true, says: 'has to be critical', citation: 'RFC 5280 §4.2.1.10' },
  crlDistributionPoints: { usual: false, says: 'should not be critical', citation: 'RFC 5280 §4.2.1.13' },
  authorityInfoAccess: { usual: false, says: 'must not be critical', citation: 'RFC 5280 §4.2.2.1' },
  certificatePolicies: { usual: false, says: 'may be critical', citation: 'RFC 5280 §4.2.1.4' },
  policyMappings: { usual: true, says: 'should be critical', citation: 'RFC 5280 §4.2.1.5' },
  policyConstraints: { usual: true, says: 'has to be critical', citation: 'RFC 5280 §4.2.1.11' },
  inhibitAnyPolicy: { usual: true, says: 'has to be critical', citation: 'RFC 5280 §4.2.1.14' },
  tlsFeature: { usual: false, says: 'should not be critical', citation: 'RFC 7633 §4' },
  ocspNoCheck: { usual: false, says: 'should not be critical', citation: 'RFC 6960 §4.2.2.2.1' },
  subjectKeyIdentifier: { usual: false, says: 'must not be critical', citation: 'RFC 5280 §4.2.1.2' },
  authorityKeyIdentifier: { usual: false, says: 'must not be critical', citation: 'RFC 5280 §4.2.1.1' },
};

/** Those whose mark follows the standard unless `criticality` says otherwise. */
const standardExtensions: Readonly<Record<StandardExtension, true>> = {
  subjectKeyIdentifier: true,
  authorityKeyIdentifier: true,
  authorityInfoAccess: true,
  policyConstraints: true,
  inhibitAnyPolicy: true,
  tlsFeature: true,
  ocspNoCheck: true,
};

export const isStandardExtension = (name: string): name is StandardExtension =>
  Object.hasOwn(standardExtensions, name);

export function isCritical(
  { criticality }: Pick<DraftExtensions, 'criticality'>,
  name: StandardExtension,
): boolean {
  return criticality?.[name] ?? criticalityRows[name].usual;
}

/** Nothing where that is what the standard says: a draft names what is unusual alone. */
export function criticalityOf(
  marks: Partial<Record<StandardExtension, boolean>>,
): Pick<DraftExtensions, 'criticality'> {
  const unusual = Object.entries(marks).filter(
    ([name, critical]) => isStandardExtension(name) && critical !== criticalityRows[name].usual,
  );
  return unusual.length === 0 ? {} : { criticality: Object.fromEntries(unusual) };
}
