/** curl on OpenSSL: its verification, then a match of names of curl's own. Where the library has a reason of its own, curl says that. */
import { defineClient, type Client, type ClientRule } from './client-model';
import { curlHostTrouble, type HostTrouble } from './curl-host';
import { pssFault } from './exhibit-proof';
import { has } from './exhibit';
import { openSslCertificate } from './openssl-certificate';
import type { OpenSslError } from './openssl-error';
import { openSslFacts, openSslRules, type OpenSslFacts } from './openssl-facts';
import { openSslIgnores } from './openssl-ignores';
import { openSslRemarks } from './openssl-remarks';

const settings = (release: string) => ({
  version: release === 'curl788' ? ('3.0' as const) : ('3.5' as const),
  strict: false,
  // curl asks for it since 7.68: a trusted intermediate is enough.
  partial: true,
  level: 2,
  host: 'elsewhere' as const,
});

interface CurlFacts extends OpenSslFacts {
  readonly name?: HostTrouble;
}

const library = (packed: string, of: string, reason: string, release: string): string =>
  release === 'curl788'
    ? `curl: (35) OpenSSL/3.0.19: error:${packed}:${of}::${reason}`
    : `curl: (35) TLS connect error: error:${packed}:${of}::${reason}`;

/** What lies in OpenSSL's queue of errors before the verification gives up: curl reads its first entry. */
function queued(facts: OpenSslFacts, code: number, release: string): string | undefined {
  const {
    evidence,
    settings: { version },
  } = facts;
  const read = [evidence.leaf, ...evidence.sent, ...evidence.anchors].map((one) =>
    openSslCertificate(one, version),
  );
  const named = read.filter(
    ({ exhibit }) => exhibit === evidence.leaf || exhibit.subject.words === evidence.leaf.issuer.words,
  );
  if (named.some(({ invalid }) => invalid))
    return library('1100009E', 'X509 V3 routines', 'invalid certificate', release);
  if (named.some(({ keyKnown }) => !keyKnown))
    return library('03000072', 'digital envelope routines', 'decode error', release);
  return code === 7 ? signatureReason(facts, release) : undefined;
}

/** A signature that is not tried at all leaves nothing in the queue; RSA has reasons of its own. */
function signatureReason(
  { chain, reports, settings: { version } }: OpenSslFacts,
  release: string,
): string | undefined {
  const { at = 0 } = reports.find(({ code }) => code === 7) ?? {};
  const signed = chain.certificates[at]?.exhibit;
  if (signed === undefined || has(signed, 'algorithms-differ')) return undefined;
  const {
    signatureAlgorithm: { oid },
    signatureValue,
  } = signed;
  const issuer = chain.certificates[at + 1]?.exhibit;
  if (issuer !== undefined && pssFault(signed, issuer) === 'incompatible')
    return library('1C8000AE', 'Provider routines', 'digest not allowed', release);
  if (oid === RSA_PSS) return library('02000086', 'rsa routines', 'last octet invalid', release);
  if (oid.startsWith(RSA)) return library('0200008A', 'rsa routines', 'invalid padding', release);
  // What is no SEQUENCE is no signature of a curve.
  const wellFormed = signatureValue[0] === 0x30;
  if (version === '3.5' && wellFormed)
    return library('030000EA', 'digital envelope routines', 'provider signature failure', release);
  return library('06880006', 'asn1 encoding routines', 'EVP lib', release);
}

const RSA = '1.2.840.113549.1.1.';
const RSA_PSS = '1.2.840.113549.1.1.10';

function verification({ code, text }: OpenSslError, facts: OpenSslFacts, release: string): string {
  return queued(facts, code, release) ?? `curl: (60) SSL certificate problem: ${text}`;
}

const HOST = 'RFC 9525 §6.3';

const names: readonly ClientRule<CurlFacts>[] = [
  {
    id: 'host-not-in-certificate',
    citation: HOST,
    basis: 'measured',
    fix: 'issue-leaf-with-names',
    broken: ({ name }) => (name?.kind === 'alternative' ? [{ at: 0, step: Infinity }] : []),
    error: (_, { evidence: { host } }, release) =>
      `curl: (60) SSL: no alternative certificate subject name matches target ${kindOf(host, release)} '${host.text}'`,
  },
  {
    id: 'common-name-differs',
    citation: HOST,
    basis: 'measured',
    fix: 'issue-leaf-with-names',
    broken: ({ name }) =>
      name?.kind === 'common-name' ? [{ at: 0, step: Infinity, facts: [name.name] }] : [],
    error: ({ facts: [subject = ''] = [] }, { evidence: { host } }, release) =>
      `curl: (60) SSL: certificate subject name '${subject}' does not match target ${kindOf(host, release)} '${host.text}'`,
  },
  {
    id: 'no-name-at-all',
    citation: HOST,
    basis: 'measured',
    fix: 'issue-leaf-with-names',
    broken: ({ name }) => (name?.kind === 'nothing' ? [{ at: 0, step: Infinity }] : []),
    error: () => 'curl: (60) SSL: unable to obtain common name from peer certificate',
  },
  {
    id: 'issuer-empty',
    citation: 'RFC 5280 §4.1.2.4',
    basis: 'measured',
    fix: 'issue-authority-again',
    releases: ['curl788'],
    broken: ({ evidence: { leaf } }) => (leaf.issuer.empty ? [{ at: 0, step: Infinity }] : []),
    error: () => "curl: (60) SSL: couldn't get X509-issuer name",
  },
];

function kindOf({ address }: OpenSslFacts['evidence']['host'], release: string): string {
  if (release === 'curl788') return 'host name';
  if (address === undefined) return 'hostname';
  return address.length === 4 ? 'ipv4 address' : 'ipv6 address';
}

export const curl: Client = defineClient<CurlFacts>({
  id: 'curl',
  name: 'curl',
  basis: 'curl 7.88.1 and 8.14.1 on OpenSSL, as Debian builds them',
  releases: [
    { id: 'curl814', name: 'curl 8.14.1 on OpenSSL 3.5.7', basis: 'measured' },
    { id: 'curl788', name: 'curl 7.88.1 on OpenSSL 3.0.19', basis: 'measured' },
  ],
  prepare(evidence, release) {
    const name = curlHostTrouble(evidence);
    return { ...openSslFacts(evidence, settings(release)), ...(name !== undefined && { name }) };
  },
  countsNames: true,
  refuses: [
    ...openSslRules({
      report: verification,
      decoding: ({ packed, library: of, reason }, release) => library(packed, of, reason, release),
      noScheme: (words, release) => library('0A000410', 'SSL routines', words, release),
    }),
    ...names,
  ],
  remarks: openSslRemarks,
  illegible: 'curl: (35) TLS connect error: error:0688010A:asn1 encoding routines::nested asn1 error',
  ignores: openSslIgnores,
});
