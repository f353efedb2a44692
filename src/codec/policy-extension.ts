/** The extensions that carry policies (RFC 5280 §4.2.1.4, §4.2.1.5, §4.2.1.11, §4.2.1.14), as a path is processed with them. */
import type { Bytes } from './bytes';
import { DerReader } from './der-reader';
import type { Extension } from './extension';
import { Malformed } from './malformed';
import * as Tag from './tag';

export const ANY_POLICY = '2.5.29.32.0';

const CERTIFICATE_POLICIES = '2.5.29.32';
const POLICY_MAPPINGS = '2.5.29.33';
const POLICY_CONSTRAINTS = '2.5.29.36';
const INHIBIT_ANY_POLICY = '2.5.29.54';

/** More than any certificate names; bounds the work of a path. */
const MAX_POLICIES = 1000;

export interface PolicyMapping {
  readonly issuer: string;
  readonly subject: string;
}

export interface Policies {
  /** Absent where the extension is. */
  readonly policies?: readonly string[];
  readonly mappings: readonly PolicyMapping[];
  /** Certificates that may follow before a policy is required of all. */
  readonly requireExplicit?: number;
  readonly inhibitMapping?: number;
  readonly inhibitAny?: number;
}

/** @throws Malformed */
export function readPolicies(extensions: readonly Extension[]): Policies {
  const valueOf = (oid: string): Bytes | undefined => extensions.find((one) => one.oid === oid)?.value;
  const [policies, mappings] = [valueOf(CERTIFICATE_POLICIES), valueOf(POLICY_MAPPINGS)];
  const [constraints, inhibit] = [valueOf(POLICY_CONSTRAINTS), valueOf(INHIBIT_ANY_POLICY)];
  return {
    ...(policies !== undefined && { policies: DerReader.document(policies, readPolicyList) }),
    mappings: mappings === undefined ? [] : DerReader.document(mappings, readMappings),
    ...(constraints !== undefined && DerReader.document(constraints, readConstraints)),
    ...(inhibit !== undefined && {
      inhibitAny: DerReader.document(inhibit, (reader) => reader.smallInteger()),
    }),
  };
}

function readPolicyList(reader: DerReader): readonly string[] {
  const { offset } = reader;
  const list = reader.sequence();
  const policies = new Set<string>();
  while (!list.done) {
    const information = list.sequence();
    const policy = information.oid();
    // A policy twice is forbidden, and the two may have other qualifiers (§4.2.1.4).
    if (policies.has(policy)) throw new Malformed('bad-value', offset, `policy ${policy} twice`);
    if (policies.size >= MAX_POLICIES) throw new Malformed('too-large', offset);
    policies.add(policy);
    if (!information.done) information.skip();
    information.finish();
  }
  if (policies.size === 0) throw new Malformed('bad-value', offset, 'no policy');
  return [...policies];
}

function readMappings(reader: DerReader): readonly PolicyMapping[] {
  const list = reader.sequence();
  const mappings: PolicyMapping[] = [];
  while (!list.done) {
    const mapping = list.sequence();
    mappings.push({ issuer: mapping.oid(), subject: mapping.oid() });
    mapping.finish();
    if (mappings.length > MAX_POLICIES) throw new Malformed('too-large', list.offset);
  }
  return mappings;
}

function readConstraints(reader: DerReader): Pick<Policies, 'requireExplicit' | 'inhibitMapping'> {
  const sequence = reader.sequence();
  const number = (tag: number): number | undefined =>
    sequence.peek() === Tag.implicit(tag) ? sequence.smallInteger(Tag.implicit(tag)) : undefined;
  const requireExplicit = number(0);
  const inhibitMapping = number(1);
  sequence.finish();
  return {
    ...(requireExplicit !== undefined && { requireExplicit }),
    ...(inhibitMapping !== undefined && { inhibitMapping }),
  };
}
