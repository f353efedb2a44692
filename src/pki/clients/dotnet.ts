/**
 * .NET's SslStream over Windows' Schannel and CryptoAPI, from its documentation alone: what is wrong with the chain is named by
 * X509ChainStatusFlags, and a wrong name beats it. Nothing here was measured.
 */
import { isNamedAmong, presentedHosts } from './common-host';
import { commonPath, unreadByDocumentation, type CommonRule } from './common-path';
import { complaintRules, takenOnTrust, type Complaint, type ComplaintRow } from './complaint';
import { defineClient } from './client-model';
import type { Evidence } from './evidence';

type DotnetRule = CommonRule | 'host-not-in-certificate' | 'no-common-signature';

interface DotnetFacts {
  readonly complaints: readonly Complaint<DotnetRule>[];
  readonly unproved: boolean;
  readonly evidence: Evidence;
}

function prepare(evidence: Evidence): DotnetFacts {
  const { leaf } = evidence;
  const complaints: Complaint<DotnetRule>[] = [];
  const { key } = leaf;
  if (!(
    key?.family === 'rsa' ||
    (key?.family === 'ec' && ['P-256', 'P-384', 'P-521'].includes(key.curve ?? ''))
  ))
    complaints.push({ rule: 'no-common-signature', at: 0 });
  const { complaints: onPath, unproved } = commonPath(evidence, { byOctets: false, asksAnchor: true });
  const flags = onPath
    .map(({ rule }) => FLAGS[rule])
    .filter((flag, place, all) => all.indexOf(flag) === place);
  const wrongHost = !hostMatches(evidence);
  const facts = [wrongHost ? 'yes' : 'no', flags.join(', ')];
  if (wrongHost) complaints.push({ rule: 'host-not-in-certificate', at: 0, facts });
  complaints.push(...onPath.map((one) => ({ ...one, facts })));
  return { complaints, unproved, evidence };
}

/** dNSNames, or the CommonName where there is none. */
function hostMatches(evidence: Evidence): boolean {
  const { leaf } = evidence;
  const hosts = presentedHosts(leaf);
  const commonName = leaf.subject.rdns.flat().findLast(({ type }) => type === '2.5.4.3')?.value;
  return isNamedAmong(evidence, hosts.length > 0 || commonName === undefined ? hosts : [commonName]);
}

/** System.Security.Cryptography.X509Certificates.X509ChainStatusFlags */
const FLAGS: Readonly<Record<CommonRule, string>> = {
  'unknown-authority': 'PartialChain',
  'unknown-self-signed': 'UntrustedRoot',
  'signature-wrong': 'NotSignatureValid',
  'weak-signature': 'HasWeakSignature',
  expired: 'NotTimeValid',
  'not-yet-valid': 'NotTimeValid',
  'not-an-authority': 'InvalidBasicConstraints',
  'may-not-sign': 'NotValidForUsage',
  'path-too-long': 'InvalidBasicConstraints',
  'name-constraints': 'HasNotPermittedNameConstraint',
  'wrong-purpose': 'NotValidForUsage',
  'unknown-critical-extension': 'HasNotSupportedCriticalExtension',
};

const PREFIX = 'System.Security.Authentication.AuthenticationException: The remote certificate is invalid';
/** What SslStream says is one sentence for all that is wrong. */
function error([wrongHost, flags = '']: readonly string[]): string {
  if (wrongHost !== 'yes') return `${PREFIX} because of errors in the certificate chain: ${flags}`;
  const chain = flags === '' ? '' : ', RemoteCertificateChainErrors';
  return `${PREFIX} according to the validation procedure: RemoteCertificateNameMismatch${chain}`;
}

const CHAIN = 'learn.microsoft.com, X509ChainStatusFlags';
const row = (fix: NonNullable<ComplaintRow['fix']>, citation = CHAIN): ComplaintRow => ({
  citation,
  basis: 'documented',
  fix,
  error,
});

const rows: Readonly<Record<DotnetRule, ComplaintRow>> = {
  'no-common-signature': {
    citation: 'learn.microsoft.com, TLS elliptic curves and cipher suites in Windows',
    basis: 'documented',
    fix: 'issue-leaf-with-usable-key',
    error: () =>
      "System.Security.Authentication.AuthenticationException: Authentication failed because the remote party sent a TLS alert: 'HandshakeFailure'.",
  },
  'host-not-in-certificate': row('issue-leaf-with-names', 'learn.microsoft.com, SslPolicyErrors'),
  'unknown-authority': row('trust-root'),
  'unknown-self-signed': row('trust-root'),
  'signature-wrong': row('issue-leaf-by-authority'),
  'weak-signature': row('issue-leaf-with-sha256'),
  expired: row('issue-leaf-now'),
  'not-yet-valid': row('issue-leaf-now'),
  'not-an-authority': row('issue-authority-again'),
  'may-not-sign': row('issue-authority-again'),
  'path-too-long': row('issue-authority-again'),
  'name-constraints': row('issue-leaf-with-names'),
  'wrong-purpose': row('issue-leaf-for-servers'),
  'unknown-critical-extension': row('issue-leaf-cleanly'),
};

export const dotnet = defineClient<DotnetFacts>({
  id: 'dotnet',
  name: '.NET, Windows Schannel',
  basis: 'From Microsoft’s documentation; not measured.',
  releases: [{ id: 'dotnet', name: '.NET on Windows', basis: 'documented' }],
  illegible: `${PREFIX} according to the validation procedure: RemoteCertificateNotAvailable`,
  prepare,
  refuses: complaintRules(rows),
  remarks: [takenOnTrust],
  cannotTell: ({ evidence }) => unreadByDocumentation(evidence),
  ignores: [
    { what: 'How long a certificate is valid', citation: CHAIN, basis: 'documented' },
    {
      what: 'Revocation, unless CertificateRevocationCheckMode is set (curl with Schannel asks on its own)',
      citation: 'learn.microsoft.com, SslClientAuthenticationOptions',
      basis: 'documented',
    },
  ],
});
