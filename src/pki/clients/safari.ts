/**
 * Safari and every app on macOS and iOS that asks Apple's SecTrust, from its documentation alone (support.apple.com/103769, HT210176, for
 * all roots, those a person added included): nothing here was measured.
 */
import { chromeHostMatches } from './chrome-names';
import { commonPath, unreadByDocumentation, type CommonRule } from './common-path';
import { complaintRules, takenOnTrust, type Complaint, type ComplaintRow } from './complaint';
import { defineClient, type ClientRule } from './client-model';
import type { Evidence } from './evidence';
import type { Exhibit } from './exhibit';

type SafariRule =
  | CommonRule
  | 'host-not-in-certificate'
  | 'no-server-purpose'
  | 'valid-too-long'
  | 'rsa-too-small'
  | 'unsupported-key';

interface SafariFacts {
  readonly complaints: readonly Complaint<SafariRule>[];
  readonly unproved: boolean;
  readonly evidence: Evidence;
}

const DAY = 86_400_000;
const MAX_DAYS = 825;
/** The rules are for certificates issued after this day. */
const SINCE = Date.UTC(2019, 6, 1);
const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';

function prepare(evidence: Evidence): SafariFacts {
  const { leaf, host } = evidence;
  const { complaints: onPath, path, unproved } = commonPath(evidence, { byOctets: false, asksAnchor: true });
  const complaints: Complaint<SafariRule>[] = [];
  if (!['rsa', 'ec'].includes(leaf.key?.family ?? '')) complaints.push({ rule: 'unsupported-key', at: 0 });
  complaints.push(...onPath);
  if (!chromeHostMatches(leaf, host)) complaints.push({ rule: 'host-not-in-certificate', at: 0 });
  const [from = 0, until = 0] = [leaf.notBefore.moment, leaf.notAfter.moment];
  if (from >= SINCE) {
    const purposes = leaf.extensions.extendedKeyUsage;
    if (purposes?.includes(SERVER_AUTH) !== true) complaints.push({ rule: 'no-server-purpose', at: 0 });
    if (until - from > MAX_DAYS * DAY) complaints.push({ rule: 'valid-too-long', at: 0 });
  }
  for (const [at, one] of (path.length > 0 ? path : [leaf]).entries())
    if (isSmall(one)) complaints.push({ rule: 'rsa-too-small', at });
  return {
    complaints: complaints.map((one) => ({ ...one, facts: [nameOf(evidence, one.at)] })),
    unproved,
    evidence,
  };
}

const isSmall = ({ key }: Exhibit): boolean => key?.family === 'rsa' && key.bits < 2048;

/** SecTrust calls a certificate by its CommonName, or by the host. */
function nameOf({ leaf, paths, host }: Evidence, at = 0): string {
  const one = at === 0 ? leaf : paths[0]?.certificates[at];
  return one?.subject.rdns.flat().findLast(({ type }) => type === '2.5.4.3')?.value ?? host.text;
}

const APPLE = 'support.apple.com/103769 (HT210176)';
const TRUST = 'Apple Security framework, SecTrustEvaluateWithError';
const documented = 'documented';
const row = (says: string, fix: NonNullable<ComplaintRow['fix']>, citation = TRUST): ComplaintRow => ({
  citation,
  basis: documented,
  fix,
  error: ([name = '']) => `“${name}” certificate ${says}`,
});
const NOT_COMPLIANT = 'is not standards compliant';

const rows: Readonly<Record<SafariRule, ComplaintRow>> = {
  'unsupported-key': row(NOT_COMPLIANT, 'issue-leaf-with-usable-key', APPLE),
  'unknown-authority': row('is not trusted', 'trust-root'),
  'unknown-self-signed': row('is not trusted', 'trust-root'),
  'signature-wrong': row('is not trusted', 'issue-leaf-by-authority'),
  'weak-signature': row('is using a broken signature algorithm', 'issue-leaf-with-sha256', APPLE),
  expired: row('is expired', 'issue-leaf-now'),
  'not-yet-valid': row('is not valid (in the future)', 'issue-leaf-now'),
  'not-an-authority': row(NOT_COMPLIANT, 'issue-authority-again'),
  'may-not-sign': row(NOT_COMPLIANT, 'issue-authority-again'),
  'path-too-long': row(NOT_COMPLIANT, 'issue-authority-again'),
  'name-constraints': row(NOT_COMPLIANT, 'issue-leaf-with-names'),
  'wrong-purpose': row('is not permitted for this usage', 'issue-leaf-for-servers'),
  'unknown-critical-extension': row(NOT_COMPLIANT, 'issue-leaf-cleanly'),
  'host-not-in-certificate': row('name does not match input', 'issue-leaf-with-names', APPLE),
  'no-server-purpose': row(NOT_COMPLIANT, 'issue-leaf-for-servers', APPLE),
  'valid-too-long': row(NOT_COMPLIANT, 'issue-leaf-shorter', APPLE),
  'rsa-too-small': row('is using a broken key size', 'issue-leaf-with-usable-key', APPLE),
};

const switchedOn: ClientRule<SafariFacts> = {
  id: 'trust-is-switched-on-apart',
  citation: 'support.apple.com/102390 (HT204477)',
  basis: documented,
  broken: ({ evidence: { sent } }) => [{ at: sent.length }],
  error: () =>
    'on iOS a root from a profile is trusted only when it is switched on in Settings, General, About, Certificate Trust Settings',
};

export const safari = defineClient<SafariFacts>({
  id: 'safari',
  name: 'Safari, macOS and iOS',
  basis: 'From Apple’s documentation; not measured.',
  releases: [{ id: 'safari', name: 'Safari on macOS and iOS', basis: documented }],
  illegible: 'The certificate for this server is invalid.',
  prepare,
  refuses: complaintRules(rows),
  remarks: [switchedOn, takenOnTrust],
  cannotTell: ({ evidence }) => unreadByDocumentation(evidence),
  ignores: [
    {
      what: 'The 398 days of public certificates, below a root that a person added',
      citation: 'HT211025',
      basis: documented,
    },
    {
      what: 'Certificate Transparency, below a root that a person added',
      citation: 'HT205280',
      basis: documented,
    },
  ],
});
