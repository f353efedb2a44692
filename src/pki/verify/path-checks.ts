/**
 * What the links of a path must be to each other (RFC 5280 §6.1): authorities all the way up, path lengths, purposes that every
 * one allows, names that every one permits. Its signatures are proved elsewhere.
 */
import { attempt, type Result } from '../../codec/malformed';
import { readPolicies, type Policies } from '../../codec/policy-extension';
import { constraintFindings } from './constraint-checks';
import type { Finding } from './finding';
import { issuerKeyFits, isSelfIssued, valueIn, type Link } from './link';
import { asks, certifiedLinks, constrainingLinks, purposesOf, type PathUnderCheck } from './path-request';
import { noDemand, policyFailure, type PolicyLink } from './policy-graph';
import { mailboxesOf } from './mailbox-name';
import { matches } from './reference-name';

const ANY_PURPOSE = '2.5.29.37.0';

export function pathFindings(check: PathUnderCheck): readonly Finding[] {
  return [
    ...authorityFindings(check),
    ...identifierFindings(check),
    ...purposeFindings(check),
    ...nameFindings(check),
    ...constraintFindings(check),
    ...policyFindings(check),
  ];
}

function authorityFindings(check: PathUnderCheck): readonly Finding[] {
  const { path, profile, maxIntermediates } = check;
  const findings: Finding[] = [];
  /** Of the links below the one in hand, those that are not self-issued. */
  let below = 0;
  const certified = certifiedLinks(check).length;
  for (const [at, link] of constrainingLinks(check).entries()) {
    if (at === 0) continue;
    const constraints = valueIn(link, 'basicConstraints');
    const unreadable = !link.extensions.basicConstraints.ok;
    if (constraints?.ca !== true && !unreadable)
      findings.push({ code: 'not-an-authority', at, citation: 'RFC 5280 §6.1.4 (k)', facts: [] });
    const usage = valueIn(link, 'keyUsage');
    // Without the extension a key may do everything; browsers' authorities must have it.
    const silent = usage === undefined && asks(profile, 'browsers') && at < certified;
    if (silent || usage?.includes('keyCertSign') === false)
      findings.push({ code: 'may-not-sign-certificates', at, citation: 'RFC 5280 §6.1.4 (n)', facts: [] });
    const most = constraints?.pathLength;
    if (most !== undefined && below > most) {
      const facts = [String(most), String(below)];
      findings.push({ code: 'path-too-long', at, citation: 'RFC 5280 §6.1.4 (l), (m)', facts });
    }
    if (!isSelfIssued(link)) below++;
  }
  const between = path.slice(1, certified).filter((link) => !isSelfIssued(link)).length;
  if (maxIntermediates !== undefined && between > maxIntermediates) {
    const facts = [String(maxIntermediates), String(between)];
    findings.push({ code: 'too-deep', at: path.length - 1, citation: '', facts });
  }
  return findings;
}

/** OpenSSL takes nobody for the issuer whose key is not the one named, though the signature would fit. */
function identifierFindings({ path, profile }: PathUnderCheck): readonly Finding[] {
  if (!asks(profile, 'x509-strict')) return [];
  return path.flatMap((link, at) => {
    const issuer = path[at + 1];
    if (issuer === undefined || issuerKeyFits(link, issuer) !== false) return [];
    const facts = ['authorityKeyIdentifier'];
    return [{ code: 'identifier-wrong', at, citation: 'RFC 5280 §4.2.1.1', facts } as const];
  });
}

/** Extended key usages narrow from the top down: no RFC asks it, and every client does. */
function purposeFindings(check: PathUnderCheck): readonly Finding[] {
  const { path, anchorConstraints } = check;
  const purposes = purposesOf(check);
  // OpenSSL asks the anchor as well.
  const isAsked = anchorConstraints === 'all' || asks(check.profile, 'x509-strict');
  return (isAsked ? path : certifiedLinks(check)).flatMap((link, at) => {
    const allowed = valueIn(link, 'extendedKeyUsage');
    if (allowed === undefined) return [];
    const missing = purposes.filter((one) => !allowed.includes(one) && !allowed.includes(ANY_PURPOSE));
    if (missing.length === 0) return [];
    return [{ code: 'wrong-purpose', at, citation: 'RFC 5280 §4.2.1.12', facts: missing } as const];
  });
}

function nameFindings({ path: [leaf], names, profile }: PathUnderCheck): readonly Finding[] {
  if (leaf === undefined || names.length === 0) return [];
  const alternatives = valueIn(leaf, 'subjectAltName');
  const mailboxes = asks(profile, 'email') ? mailboxesOf(leaf) : [];
  const presented = [
    ...(alternatives ?? []),
    ...mailboxes.map((value) => ({ kind: 'email', value }) as const),
  ];
  if (alternatives === undefined && presented.length === 0) {
    const facts = names.map(({ value }) => value);
    return [{ code: 'no-alternative-names', at: 0, citation: 'RFC 9525 §6.1', facts }];
  }
  const missing = names.filter((wanted) => !presented.some((one) => matches(one, wanted)));
  if (missing.length === 0) return [];
  const facts = missing.map(({ value }) => value);
  return [{ code: 'name-not-in-certificate', at: 0, citation: 'RFC 9525 §6.3', facts }];
}

/** Policies begin below the anchor, which is trusted for whatever it stands for, unless its own are to be heeded. */
function policyFindings(check: PathUnderCheck): readonly Finding[] {
  const { policy = noDemand, anchorConstraints, anchored, path } = check;
  const below = certifiedLinks(check).toReversed();
  const anchor = anchored && anchorConstraints === 'all' && path.length > 1 ? path.at(-1) : undefined;
  const links: PolicyLink[] = [];
  for (const link of anchor === undefined ? below : [anchor, ...below]) {
    const policies = policiesOf(link);
    if (!policies.ok) {
      const facts = [policies.error.message];
      return [{ code: 'extension-malformed', at: path.indexOf(link), citation: 'RFC 5280 §4.2.1.4', facts }];
    }
    links.push({ policies: policies.value, selfIssued: isSelfIssued(link) });
  }
  const own = anchor === undefined ? undefined : links.shift()?.policies;
  const failed = policyFailure(links, policy, check.workshop, own);
  if (failed === undefined) return [];
  const at = below.length - 1 - failed;
  const exhausted = check.workshop.exhausted(at);
  if (exhausted !== undefined) return [exhausted];
  return [{ code: 'policy-required', at, citation: 'RFC 5280 §6.1.3 (f), §6.1.5 (g)', facts: [] }];
}

/** Read once: a search comes by the same links over and over. */
const readings = new WeakMap<Link, Result<Policies>>();

function policiesOf(link: Link): Result<Policies> {
  const known = readings.get(link);
  if (known !== undefined) return known;
  const read = attempt(() => readPolicies(link.certificate.extensions));
  readings.set(link, read);
  return read;
}
