/**
 * Whose names are signed for the asking: those that are nobody's on the Internet, and those that somebody said this authority
 * signs, by a rule of the house or by the authority's own name constraints. All others wait for a person, since a request is
 * written by whoever wants something. A name in another form (a user principal name, a directory name) is held by what tells
 * whose it is (`names-within.ts`), and one of which nothing does is not given for the asking.
 */
import type { GeneralName } from '../../codec/general-name';
import { formatIpAddress, parseIpAddress } from '../../codec/ip-address';
import type { NameConstraints } from '../../codec/name-constraint';
import type { HouseRule } from '../authority/authority-record';
import { beyondLocal } from '../local-authority';
import type { RegistrationOf } from '../public-suffix';
import { permits, uriHost } from '../verify/name-constraints';
import { namesWithin, type HouseName } from './names-within';
import { refusal, type PlanRefusal } from './plan-row';

/** What may be signed. */
export interface Limits {
  /** Name constraints of the authority and of those above it. */
  readonly constraints: readonly NameConstraints[];
  /** What the person said they sign and never sign. */
  readonly allowed: NameConstraints;
  readonly registrationOf: RegistrationOf;
}

/** A base of everything there is (RFC 5280 §4.2.1.10) names nobody: an authority that may sign all was not told to. */
const everything: ReadonlySet<string> = new Set(['', '0.0.0.0/0', '::/0']);

/** Whether a rule speaks of it: with no rule for its kind nobody has said a word. */
const isNamed = (name: HouseName, { permitted, excluded }: NameConstraints): boolean =>
  permitted.some(({ kind }) => kind === name.kind) && permits([{ permitted, excluded }], name).permitted;

const narrow = ({ permitted, excluded }: NameConstraints): NameConstraints => ({
  permitted: permitted.filter((one) => !('base' in one && everything.has(one.base))),
  excluded,
});

/** The host that tells whose a name is. */
function hostOf({ kind, value }: HouseName): string | undefined {
  const host =
    kind === 'uri' ? uriHost(value) : kind === 'email' ? value.slice(value.lastIndexOf('@') + 1) : value;
  return host?.replace(/^\*\./, '').replace(/\.$/, '').toLowerCase();
}

/** `joe@[203.0.113.7]` (RFC 5321 §4.1.3). */
function literalIn(host: string): HouseName | undefined {
  const octets = /^\[.*\]$/.test(host) ? parseIpAddress(host.slice(1, -1).replace(/^ipv6:/, '')) : undefined;
  const value = octets && formatIpAddress(octets);
  return value === undefined ? undefined : { kind: 'ip', value };
}

/** Nobody's on the Internet: kept for such use by a standard, or under a label that no registry has. */
function ruleNeeded(
  name: HouseName,
  registrationOf: RegistrationOf,
): { readonly rule?: HouseRule } | undefined {
  if (name.kind === 'ip') {
    if (beyondLocal([name]).length === 0) return undefined;
    return { rule: { may: true, kind: 'ip', base: `${name.value}/${name.value.includes(':') ? 128 : 32}` } };
  }
  const host = hostOf(name);
  const literal = host === undefined ? undefined : literalIn(host);
  // No rule for mailboxes has an address for its base.
  if (literal !== undefined) return beyondLocal([literal]).length === 0 ? undefined : {};
  if (host === undefined || beyondLocal([{ kind: 'dns', value: host }]).length === 0) return undefined;
  const registration = registrationOf(host);
  if (registration === undefined) return undefined;
  const { domain } = registration;
  if (domain === undefined) return {};
  // A base for mail and addresses is one host, without those below it (RFC 5280 §4.2.1.10).
  return { rule: { may: true, kind: name.kind, base: name.kind === 'dns' ? domain : host } };
}

/** Why a name that the authority may sign is not simply given; empty where it is. */
export function outsideHouse(
  name: GeneralName,
  { constraints, allowed, registrationOf }: Limits,
): readonly PlanRefusal[] {
  const within = namesWithin(name);
  if (within === undefined) return [refusal('unknown-name')];
  return within.flatMap((one): readonly PlanRefusal[] => {
    const outside = refusal('outside-allowed', one.value);
    if (!permits([{ permitted: [], excluded: allowed.excluded }], one).permitted) return [outside];
    if (isNamed(one, allowed) || constraints.some((of) => isNamed(one, narrow(of)))) return [];
    const needed = ruleNeeded(one, registrationOf);
    return needed === undefined ? [] : [{ ...outside, ...needed }];
  });
}
