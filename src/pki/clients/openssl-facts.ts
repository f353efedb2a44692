/**
 * What the clients on OpenSSL share: the handshake that fails before a certificate is seen, octets its decoder refuses, and the
 * reports of its verification as rules; each client brings its settings and its words.
 */
import type { Breach, ClientRule } from './client-model';
import type { Evidence } from './evidence';
import { decodeError, type DecodeError, type OpenSslVersion } from './openssl-certificate';
import { openSslErrors, type OpenSslError } from './openssl-error';
import type { OpenSslSettings, Report } from './openssl-report';
import { verifyLikeOpenSsl } from './openssl-verify';
import type { OpenSslChain } from './openssl-chain';

export interface OpenSslFacts {
  readonly evidence: Evidence;
  readonly settings: OpenSslSettings;
  readonly chain: OpenSslChain;
  /** In the order they are made. */
  readonly reports: readonly Report[];
  readonly decoding?: DecodeError & { readonly at: number };
  /** No signature scheme both sides have goes with the leaf's key: the server gives up. */
  readonly noScheme: boolean;
}

export function openSslFacts(evidence: Evidence, settings: OpenSslSettings): OpenSslFacts {
  const { chain, reports } = verifyLikeOpenSsl(evidence, settings);
  const decoding = evidence.sent
    .map((exhibit, at) => ({ at, error: decodeError(exhibit, settings.version) }))
    .find(({ error }) => error !== undefined);
  return {
    evidence,
    settings,
    chain,
    reports,
    ...(decoding?.error !== undefined && { decoding: { ...decoding.error, at: decoding.at } }),
    noScheme: !hasScheme(evidence, settings.version),
  };
}

/** Modulus of 528 bits: room for a PSS signature with SHA-256 and its salt, the least that TLS 1.3 has (RFC 8446 §4.2.3). */
const LEAST_MODULUS = 528;
const CURVES = ['P-256', 'P-384', 'P-521', 'explicit'];

/** TLS 1.3's signature schemes; brainpool curves (RFC 8734) and ML-DSA came with later releases. */
function hasScheme({ leaf: { key } }: Evidence, version: OpenSslVersion): boolean {
  switch (key?.family) {
    case 'rsa':
    case 'rsa-pss':
      return key.bits >= LEAST_MODULUS;
    case 'ec':
      return (
        CURVES.includes(key.curve ?? '') || (version === '3.5' && key.curve?.startsWith('brainpool') === true)
      );
    case 'ed25519':
    case 'ed448':
      return true;
    case 'ml-dsa':
      return version === '3.5';
    default:
      return false;
  }
}

interface Speech {
  /** A report of the verification. */
  readonly report: (error: OpenSslError, facts: OpenSslFacts, release: string) => string;
  readonly decoding: (error: DecodeError, release: string) => string;
  /** The alert by which the server ends the handshake, in the words of the release. */
  readonly noScheme: (words: string, release: string) => string;
}

const alertWords = ({ settings: { version } }: OpenSslFacts): string =>
  version === '3.0' ? 'sslv3 alert handshake failure' : 'ssl/tls alert handshake failure';

/** Rules for everything before and in the verification. `leads` is the place in `reports` of the one the client reads. */
export function openSslRules(
  { report, decoding, noScheme }: Speech,
  leads: (reports: readonly Report[]) => number = () => 0,
): readonly ClientRule<OpenSslFacts>[] {
  return [
    {
      id: 'no-signature-scheme',
      citation: 'RFC 8446 §4.4.2.2',
      basis: 'measured',
      fix: 'issue-leaf-with-usable-key',
      broken: (facts) => (facts.noScheme ? [{ at: 0, step: -2 }] : []),
      error: (_, facts, release) => noScheme(alertWords(facts), release),
    },
    {
      id: 'octets-refused',
      citation: 'X.690 §10, §11',
      basis: 'measured',
      fix: 'issue-leaf-cleanly',
      broken: (facts) => (facts.decoding === undefined ? [] : [{ at: facts.decoding.at, step: -1 }]),
      error: (_, facts, release) => (facts.decoding === undefined ? '' : decoding(facts.decoding, release)),
    },
    ...openSslErrors.map((row): ClientRule<OpenSslFacts> => {
      const { rule, citation, basis, fix, code } = row;
      return {
        id: rule,
        citation,
        basis,
        fix,
        broken: ({ reports }) => breachesOf(reports, code, leads(reports)),
        error: (_, facts, release) => report(row, facts, release),
      };
    }),
  ];
}

/** That the leaf's signature was not checked follows from a missing issuer, and is news only where it is all that is said. */
function breachesOf(reports: readonly Report[], code: number, lead: number): readonly Breach[] {
  return reports.flatMap((report, step) => {
    const follows = report.code === 21 && step !== lead;
    const again =
      step !== lead && reports.findIndex((one) => one.code === code && one.at === report.at) < step;
    if (report.code !== code || follows || again) return [];
    return [{ at: report.at, step: step === lead ? 0 : step + 1 }];
  });
}
