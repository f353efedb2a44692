/** The extensions that carry policies, as a path is processed with them (RFC 5280 §6.1). */
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import type { Extension } from './extension';
import {
  certificatePolicies,
  inhibitAnyPolicy,
  policyConstraints,
  policyMappings,
  readPolicyOids,
  type PolicyConstraints,
  type PolicyMapping,
} from './policy-information';

export const ANY_POLICY = '2.5.29.32.0';

export interface Policies extends PolicyConstraints {
  /** Absent where the extension is. */
  readonly policies?: readonly string[];
  readonly mappings: readonly PolicyMapping[];
  readonly inhibitAny?: number;
}

/** @throws Malformed */
export function readPolicies(extensions: readonly Extension[]): Policies {
  const valueOf = ({ oid }: { readonly oid: string }): Bytes | undefined =>
    extensions.find((one) => one.oid === oid)?.value;
  const [policies, mappings] = [valueOf(certificatePolicies), valueOf(policyMappings)];
  const [constraints, inhibit] = [valueOf(policyConstraints), valueOf(inhibitAnyPolicy)];
  return {
    ...(policies !== undefined && { policies: DerReader.document(policies, readPolicyOids) }),
    mappings: mappings === undefined ? [] : DerReader.document(mappings, policyMappings.read),
    ...(constraints !== undefined && DerReader.document(constraints, policyConstraints.read)),
    ...(inhibit !== undefined && { inhibitAny: DerReader.document(inhibit, inhibitAnyPolicy.read) }),
  };
}
