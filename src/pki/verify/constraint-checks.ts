/**
 * Name constraints over a path (RFC 5280 §6.1.3 (b), (c)): every name of every link, against the constraints of those above it.
 */
import { extensionOid } from '../../codec/extension';
import type { GeneralName } from '../../codec/general-name';
import type { NameConstraints } from '../../codec/name-constraint';
import * as Tag from '../../codec/tag';
import type { Finding } from './finding';
import { isSelfIssued, valueIn, type Link } from './link';
import { internationalMailbox } from './mailbox-name';
import { namesInSubject, permits } from './name-constraints';
import { constrainingLinks, type PathUnderCheck } from './path-request';

const refusals = [
  ['excluded', 'name-excluded'],
  ['not-permitted', 'name-not-permitted'],
] as const;

/** Every name of every link below, against the constraints of those above; self-issued links in between are let through. */
export function constraintFindings(check: PathUnderCheck): readonly Finding[] {
  const { path, workshop } = check;
  const findings: Finding[] = [];
  const citation = 'RFC 5280 §6.1.3 (b), (c)';
  for (const [at, authority] of constrainingLinks(check).entries()) {
    const constraints = valueIn(authority, 'nameConstraints');
    if (at === 0 || constraints === undefined) continue;
    const subtrees = constraints.permitted.length + constraints.excluded.length;
    for (const [below, link] of path.slice(0, at).entries()) {
      if (below > 0 && isSelfIssued(link)) continue;
      const names = namesOf(link);
      workshop.spend('comparisons', names.length * Math.max(1, subtrees));
      const exhausted = workshop.exhausted(at);
      if (exhausted !== undefined) return [...findings, exhausted];
      findings.push(...unsupported(names, constraints, below, authority));
      const verdicts = names.map((name) => ({ name, verdict: permits([constraints], name) }));
      for (const [because, code] of refusals) {
        const refused = verdicts.filter(({ verdict }) => !verdict.permitted && verdict.because === because);
        if (refused.length === 0) continue;
        findings.push({ code, at: below, citation, facts: refused.map(({ name }) => inWords(name)) });
      }
    }
  }
  return findings;
}

/** Made once: a search comes by the same links over and over. */
const namesOfLinks = new WeakMap<Link, readonly GeneralName[]>();

function namesOf(link: Link): readonly GeneralName[] {
  const known = namesOfLinks.get(link) ?? allNamesOf(link);
  namesOfLinks.set(link, known);
  return known;
}

function allNamesOf(link: Link): readonly GeneralName[] {
  const alternatives = valueIn(link, 'subjectAltName') ?? [];
  // The CommonName is no host name here: a client that reads it there does so in its own rules.
  const subject = namesInSubject(link.certificate.subject, alternatives).filter(({ kind }) => kind !== 'dns');
  // Constraints on mailboxes hold for those beyond ASCII as well (RFC 9598 §6).
  const mailboxes = alternatives.flatMap((name) => {
    const value = internationalMailbox(name);
    return value === undefined ? [] : [{ kind: 'email', value } as const];
  });
  return [...alternatives, ...subject, ...mailboxes];
}

/** A constraint on names that nobody here can compare, where there are such names: a critical one must be heeded (§6.1.4 (g)). */
function unsupported(
  names: readonly GeneralName[],
  { permitted, excluded }: NameConstraints,
  at: number,
  authority: Link,
): readonly Finding[] {
  const critical = authority.certificate.extensions.some(
    (extension) => extension.oid === extensionOid.nameConstraints && extension.critical,
  );
  const forms = new Set(
    [...permitted, ...excluded].flatMap((one) => (one.kind === 'other' ? [one.der[0]] : [])),
  );
  if (!critical || !names.some((name) => forms.has(formOf(name)))) return [];
  return [{ code: 'name-constraint-unsupported', at, citation: 'RFC 5280 §4.2.1.10', facts: [] }];
}

/** The tag of the forms that are carried and not understood. */
function formOf(name: GeneralName): number | undefined {
  if (name.kind === 'registered-id') return Tag.implicit(8);
  return name.kind === 'other' ? name.der[0] : undefined;
}

const inWords = (name: GeneralName): string => ('value' in name ? name.value : name.kind);
