/**
 * Go (crypto/x509 and crypto/tls): strict about encodings, indifferent to key usage of servers, to CA:TRUE in a leaf and to how long
 * something is valid. Read in the sources of Go 1.19 and 1.24, measured with Go 1.19.8 and 1.24.4.
 */
import { complaintRules, takenOnTrust, type Complaint, type ComplaintRow } from './complaint';
import { defineClient } from './client-model';
import type { Evidence } from './evidence';
import type { Exhibit } from './exhibit';
import { goChains, goOwnFailure, type GoChainRule } from './go-chains';
import { goHostname } from './go-names';
import { policiesFailAt } from './path-policies';
import { goReading, type GoReadingRule } from './go-reading';

type GoRule =
  | GoReadingRule
  | GoChainRule
  | 'no-common-signature'
  | 'rsa-too-large'
  | 'host-not-in-certificate'
  | 'policies'
  | 'wrong-purpose';

interface GoFacts {
  readonly complaints: readonly Complaint<GoRule>[];
  readonly unproved: boolean;
}

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1';
const ANY_PURPOSE = '2.5.29.37.0';
/** crypto/tls `maxRSAKeySize`, since Go 1.20.7. */
const MAX_RSA_BITS = 8192;

function prepare(evidence: Evidence, release: string): GoFacts {
  const { leaf, sent, host, at } = evidence;
  const complaints: Complaint<GoRule>[] = [];
  if (!signsForGo(leaf)) complaints.push({ rule: 'no-common-signature', at: 0 });
  for (const [place, one] of sent.entries()) {
    const said = goReading(one, release);
    if (said !== undefined) complaints.push({ ...said, at: place });
    else if (release !== 'go119' && one.key?.family === 'rsa' && one.key.bits > MAX_RSA_BITS)
      complaints.push({ rule: 'rsa-too-large', at: place });
  }
  const own = goOwnFailure(leaf, at, release);
  if (own !== undefined) complaints.push({ rule: own.rule, at: 0, facts: [own.words] });
  const wrongHost = goHostname(leaf, host, release);
  if (wrongHost !== undefined)
    complaints.push({ rule: 'host-not-in-certificate', at: 0, facts: [wrongHost] });
  const { chains, failure, unproved } = goChains(
    evidence,
    release,
    (one) => goReading(one, release) === undefined,
  );
  if (failure !== undefined)
    complaints.push({ rule: failure.rule, at: placeOf(failure.of, evidence), facts: [failure.words] });
  complaints.push(...chainComplaints(chains, release));
  return { complaints, unproved };
}

/** The server finds a signature scheme that Go offers and its key can make (crypto/tls `supportedSignatureAlgorithms`). */
function signsForGo({ key }: Exhibit): boolean {
  if (key?.family === 'rsa') return key.bits >= 528;
  if (key?.family === 'ec') return ['P-256', 'P-384', 'P-521', 'explicit'].includes(key.curve ?? '');
  return key?.family === 'ed25519';
}

function placeOf(one: Exhibit, { leaf, sent }: Evidence): number {
  if (one.octets === leaf.octets) return 0;
  const place = sent.findIndex(({ octets }) => octets === one.octets);
  return place < 0 ? sent.length : place;
}

/** One chain that keeps policies and purposes is enough. */
function chainComplaints(
  chains: readonly (readonly Exhibit[])[],
  release: string,
): readonly Complaint<GoRule>[] {
  if (chains.length === 0) return [];
  const kept = release === 'go119' ? chains : chains.filter(keepsPolicies);
  if (kept.length === 0) return [{ rule: 'policies' }];
  const places = kept.map((chain) => chain.findLastIndex((one) => !isForServers(one)));
  return places.includes(-1) ? [] : [{ rule: 'wrong-purpose', at: places[0] ?? 0 }];
}

const keepsPolicies = (chain: readonly Exhibit[]): boolean =>
  policiesFailAt(chain.slice(0, -1)) === undefined;

function isForServers({ version, extensions: { extendedKeyUsage = [] } }: Exhibit): boolean {
  if (version < 3 || extendedKeyUsage.length === 0) return true;
  return extendedKeyUsage.includes(SERVER_AUTH) || extendedKeyUsage.includes(ANY_PURPOSE);
}

/** `tls.CertificateVerificationError` came with Go 1.20. */
const verifying = ([words = '']: readonly string[], release: string): string =>
  `${release === 'go119' ? '' : 'tls: failed to verify certificate: '}x509: ${words}`;
const parsing = ([words = '']: readonly string[]): string =>
  `tls: failed to parse certificate from server: x509: ${words}`;

const VERIFY = 'Go crypto/x509, verify.go';
const PARSE = 'Go crypto/x509, parser.go';
const measured = 'measured';

const rows: Readonly<Record<GoRule, ComplaintRow>> = {
  'no-common-signature': {
    citation: 'Go crypto/tls, defaultSupportedSignatureAlgorithms',
    basis: measured,
    fix: 'issue-leaf-with-usable-key',
    error: () => 'remote error: tls: handshake failure',
  },
  malformed: { citation: PARSE, basis: 'documented', fix: 'issue-leaf-cleanly', error: parsing },
  'serial-malformed': { citation: PARSE, basis: measured, fix: 'issue-leaf-cleanly', error: parsing },
  'serial-negative': {
    citation: 'Go 1.23 release notes (x509negativeserial)',
    basis: measured,
    fix: 'issue-leaf-cleanly',
    error: parsing,
  },
  'algorithms-differ': { citation: PARSE, basis: measured, fix: 'issue-leaf-cleanly', error: parsing },
  'name-malformed': { citation: PARSE, basis: 'documented', fix: 'issue-leaf-cleanly', error: parsing },
  'time-malformed': { citation: PARSE, basis: measured, fix: 'issue-leaf-cleanly', error: parsing },
  'key-malformed': { citation: PARSE, basis: measured, fix: 'issue-leaf-with-usable-key', error: parsing },
  'duplicate-extension': { citation: PARSE, basis: measured, fix: 'issue-leaf-cleanly', error: parsing },
  'extension-malformed': { citation: PARSE, basis: measured, fix: 'issue-leaf-cleanly', error: parsing },
  'extension-critical': { citation: PARSE, basis: measured, fix: 'issue-leaf-cleanly', error: parsing },
  'rsa-too-large': {
    citation: 'Go crypto/tls, maxRSAKeySize (CVE-2023-29409)',
    basis: measured,
    fix: 'issue-leaf-with-usable-key',
    error: () => `tls: server sent certificate containing RSA key larger than ${MAX_RSA_BITS} bits`,
  },
  'unhandled-critical-extension': {
    citation: VERIFY,
    basis: measured,
    fix: 'issue-leaf-cleanly',
    error: verifying,
  },
  expired: { citation: VERIFY, basis: measured, fix: 'issue-leaf-now', error: verifying },
  'not-yet-valid': { citation: VERIFY, basis: measured, fix: 'issue-leaf-now', error: verifying },
  'host-not-in-certificate': {
    citation: 'Go crypto/x509, VerifyHostname; Go 1.15 release notes (CommonName)',
    basis: measured,
    fix: 'issue-leaf-with-names',
    error: verifying,
  },
  'unknown-authority': { citation: VERIFY, basis: measured, fix: 'trust-root', error: verifying },
  'cannot-sign': {
    citation: 'Go crypto/x509, CheckSignatureFrom',
    basis: measured,
    fix: 'issue-authority-again',
    error: verifying,
  },
  'signature-wrong': {
    citation: 'Go crypto/x509, CheckSignatureFrom',
    basis: measured,
    fix: 'issue-leaf-by-authority',
    error: verifying,
  },
  'weak-signature': {
    citation: 'Go 1.18 release notes (SHA-1)',
    basis: measured,
    fix: 'issue-leaf-with-sha256',
    error: verifying,
  },
  'algorithm-unimplemented': {
    citation: 'Go crypto/x509, checkSignature',
    basis: measured,
    fix: 'issue-authority-again',
    error: verifying,
  },
  'too-many-signatures': {
    citation: 'Go crypto/x509, maxChainSignatureChecks',
    basis: 'documented',
    error: verifying,
  },
  'name-constraints': { citation: VERIFY, basis: measured, fix: 'issue-leaf-with-names', error: verifying },
  'not-an-authority': {
    citation: VERIFY,
    basis: 'documented',
    fix: 'issue-authority-again',
    error: verifying,
  },
  'path-too-long': { citation: VERIFY, basis: measured, fix: 'issue-authority-again', error: verifying },
  policies: {
    citation: 'Go crypto/x509, policiesValid (RFC 9618)',
    basis: 'documented',
    fix: 'issue-authority-again',
    error: (_, release) =>
      verifying(['no valid chains built: all candidate chains have invalid policies'], release),
  },
  'wrong-purpose': {
    citation: 'Go crypto/x509, checkChainForKeyUsage',
    basis: measured,
    fix: 'issue-leaf-for-servers',
    error: (_, release) => verifying(['certificate specifies an incompatible key usage'], release),
  },
};

export const go = defineClient<GoFacts>({
  id: 'go',
  name: 'Go',
  basis: 'Read in crypto/x509 and crypto/tls of Go 1.19 and 1.24; measured with 1.19.8 and 1.24.4.',
  releases: [
    { id: 'go124', name: 'Go 1.24.4', basis: measured },
    { id: 'go119', name: 'Go 1.19.8', basis: measured },
  ],
  illegible: 'tls: failed to parse certificate from server: x509: malformed certificate',
  prepare,
  refuses: complaintRules(rows),
  remarks: [takenOnTrust],
  ignores: [
    { what: 'Key usage of the leaf', citation: VERIFY, basis: measured },
    { what: 'CA:TRUE in the leaf', citation: VERIFY, basis: measured },
    { what: 'How long a certificate is valid', citation: VERIFY, basis: measured },
    { what: 'Missing key identifiers, key usage or extended key usage', citation: VERIFY, basis: measured },
    { what: 'Revocation lists, OCSP and must-staple', citation: VERIFY, basis: measured },
    { what: 'A key identifier that is not the authority’s', citation: VERIFY, basis: measured },
    { what: 'RSA keys of few bits', citation: 'Go crypto/x509, CheckSignatureFrom', basis: measured },
    {
      what: 'Directory names in name constraints that are not critical',
      citation: PARSE,
      basis: 'documented',
    },
    { what: 'Negative serial numbers', citation: PARSE, basis: measured, releases: ['go119'] },
  ],
});
