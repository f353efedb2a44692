/**
 * rustls 0.23 over webpki (reqwest, uv, ureq), from its documentation and sources alone: anchors are names and keys, so of a root only the
 * name constraints count; a CA is no server, version 3 is asked for, names chain octet for octet. Nothing here was measured.
 */
import { isNamedAmong } from './common-host';
import { commonPath, type CommonRule } from './common-path';
import { complaintRules, takenOnTrust, type Complaint, type ComplaintRow } from './complaint';
import { defineClient } from './client-model';
import { violates } from './browser-constraints';
import type { Evidence } from './evidence';
import type { Exhibit } from './exhibit';
import { subtreesOf } from './subtree-list';

type RustlsRule =
  | Exclude<CommonRule, 'may-not-sign'>
  | 'no-common-signature'
  | 'bad-encoding'
  | 'version'
  | 'authority-as-server'
  | 'rsa-size'
  | 'root-name-constraints'
  | 'host-not-in-certificate';

interface RustlsFacts {
  readonly complaints: readonly Complaint<RustlsRule>[];
  readonly unproved: boolean;
}

function prepare(evidence: Evidence): RustlsFacts {
  const { leaf, at, host } = evidence;
  const complaints: Complaint<RustlsRule>[] = [];
  const say = (rule: RustlsRule, place: number, ...facts: readonly string[]) =>
    void complaints.push({ rule, at: place, facts });
  if (!signsForRustls(leaf)) say('no-common-signature', 0);
  if (leaf.version !== 3) say('version', 0);
  else if (leaf.refusedStrictly !== undefined) say('bad-encoding', 0);
  const { complaints: onPath, path, unproved } = commonPath(evidence, { byOctets: true, asksAnchor: false });
  if (leaf.extensions.basicConstraints?.ca === true) say('authority-as-server', 0);
  for (const [place, one] of path.entries()) {
    if (one.key?.family === 'rsa' && (one.key.bits < 2048 || one.key.bits > 8192) && place > 0)
      say('rsa-size', place);
    const constraints = place > 0 && place === path.length - 1 ? subtreesOf(one) : undefined;
    if (
      constraints?.ok &&
      path.slice(0, -1).some((below) => violates(constraints.value, below, { knowsUri: false }))
    )
      say('root-name-constraints', place);
  }
  const moments = (one: Exhibit | undefined): readonly string[] => [
    String(Math.floor(at / 1000)),
    String(Math.floor((one?.notAfter.moment ?? 0) / 1000)),
    String(Math.floor((one?.notBefore.moment ?? 0) / 1000)),
  ];
  for (const { rule, at: place = 0 } of onPath)
    if (rule !== 'may-not-sign') say(rule, place, ...moments(path[place]));
  if (!isNamedAmong(evidence)) say('host-not-in-certificate', 0, host.text, presented(leaf));
  return { complaints, unproved };
}

function signsForRustls({ key }: Exhibit): boolean {
  if (key?.family === 'rsa') return key.bits >= 528;
  return (
    key?.family === 'ed25519' ||
    (key?.family === 'ec' && ['P-256', 'P-384', 'P-521'].includes(key.curve ?? ''))
  );
}

function presented({ extensions: { alternativeNames = [] } }: Exhibit): string {
  const names = alternativeNames.flatMap(({ kind, text }) =>
    kind === 'dns' ? [`DnsName("${text}")`] : kind === 'ip' ? [`IpAddress(${text})`] : [],
  );
  if (names.length === 0) return 'is not valid for any names (according to its subjectAltName extension)';
  const last = names.pop() ?? '';
  return `is only valid for ${names.length === 0 ? last : `${names.join(', ')} or ${last}`}`;
}

const WEBPKI = 'rustls-webpki verify_cert.rs';
const ERRORS = 'docs.rs/rustls, enum CertificateError';
const row = (words: string, fix: NonNullable<ComplaintRow['fix']>, citation = WEBPKI): ComplaintRow => ({
  citation,
  basis: 'documented',
  fix,
  error: () => `invalid peer certificate: ${words}`,
});
const other = (name: string): string => `Other(OtherError(${name}))`;

const rows: Readonly<Record<RustlsRule, ComplaintRow>> = {
  'no-common-signature': {
    citation: 'docs.rs/rustls, enum SignatureScheme',
    basis: 'documented',
    fix: 'issue-leaf-with-usable-key',
    error: () => 'received fatal alert: HandshakeFailure',
  },
  version: row(other('UnsupportedCertVersion'), 'issue-leaf-cleanly', 'rustls/rustls#1298'),
  'bad-encoding': row('BadEncoding', 'issue-leaf-cleanly', ERRORS),
  'authority-as-server': row(other('CaUsedAsEndEntity'), 'issue-leaf-by-authority'),
  'rsa-size': row('BadSignature', 'issue-authority-again', 'docs.rs/webpki, RSA_PKCS1_2048_8192_SHA256'),
  'root-name-constraints': row(
    other('NameConstraintViolation'),
    'issue-leaf-with-names',
    'rust-lang/rustup#4233',
  ),
  'unknown-authority': row('UnknownIssuer', 'trust-root'),
  'unknown-self-signed': row('UnknownIssuer', 'trust-root'),
  'signature-wrong': row('BadSignature', 'issue-leaf-by-authority'),
  'weak-signature': row(other('UnsupportedSignatureAlgorithm'), 'issue-leaf-with-sha256'),
  'not-an-authority': row(other('EndEntityUsedAsCa'), 'issue-authority-again'),
  'path-too-long': row(other('PathLenConstraintViolated'), 'issue-authority-again'),
  'name-constraints': row(other('NameConstraintViolation'), 'issue-leaf-with-names'),
  'wrong-purpose': row('InvalidPurpose', 'issue-leaf-for-servers', ERRORS),
  'unknown-critical-extension': row('UnhandledCriticalExtension', 'issue-leaf-cleanly', ERRORS),
  expired: {
    citation: ERRORS,
    basis: 'documented',
    fix: 'issue-leaf-now',
    error: ([now = '', until = '']) =>
      `invalid peer certificate: certificate expired: verification time ${now} (UNIX), but certificate is not valid after ${until} (${Number(now) - Number(until)} seconds ago)`,
  },
  'not-yet-valid': {
    citation: ERRORS,
    basis: 'documented',
    fix: 'issue-leaf-now',
    error: ([now = '', , from = '']) =>
      `invalid peer certificate: certificate not valid yet: verification time ${now} (UNIX), but certificate is not valid before ${from} (${Number(from) - Number(now)} seconds in future)`,
  },
  'host-not-in-certificate': {
    citation: ERRORS,
    basis: 'documented',
    fix: 'issue-leaf-with-names',
    error: ([host = '', names = '']) =>
      `invalid peer certificate: certificate not valid for name "${host}"; certificate ${names}`,
  },
};

export const rustls = defineClient<RustlsFacts>({
  id: 'rustls',
  name: 'rustls',
  basis: 'From the documentation and issues of rustls and webpki; not measured.',
  releases: [{ id: 'rustls', name: 'rustls 0.23', basis: 'documented' }],
  illegible: 'invalid peer certificate: BadEncoding',
  prepare,
  refuses: complaintRules(rows),
  remarks: [takenOnTrust],
  ignores: [
    { what: 'Dates, key usage and basicConstraints of the root', citation: WEBPKI, basis: 'documented' },
    { what: 'Key usage of all certificates', citation: WEBPKI, basis: 'documented' },
    { what: 'How long a certificate is valid', citation: WEBPKI, basis: 'documented' },
    { what: 'must-staple', citation: WEBPKI, basis: 'documented' },
  ],
});
