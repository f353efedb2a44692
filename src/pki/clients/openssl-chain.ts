/**
 * The chain OpenSSL builds (`build_chain` of x509_vfy.c, trusted first): from the leaf to an issuer in the store if there is one,
 * else to one the server sent. A name, a key identifier and a kind of key make an issuer; the signature is asked later.
 */
import type { Evidence } from './evidence';
import type { Exhibit } from './exhibit';
import {
  likelyIssued,
  openSslCertificate,
  type OpenSslCertificate,
  type OpenSslVersion,
} from './openssl-certificate';

export interface OpenSslChain {
  readonly certificates: readonly OpenSslCertificate[];
  /** How many of them come from the server; the rest come from the store. */
  readonly untrusted: number;
  /** Why it ends before something trusted; absent where it does not. */
  readonly failed?: { readonly code: number; readonly at: number };
}

export interface ChainOptions {
  readonly version: OpenSslVersion;
  /** Any certificate in the store ends a chain (`X509_V_FLAG_PARTIAL_CHAIN`, Python's default from 3.13 on). */
  readonly partial: boolean;
}

/** `X509_VERIFY_PARAM` has 100 by default. */
const MAX_DEPTH = 100;

export function buildChain({ leaf, sent, anchors, at }: Evidence, options: ChainOptions): OpenSslChain {
  const { version, partial } = options;
  const read = (exhibit: Exhibit) => openSslCertificate(exhibit, version);
  const store = anchors.map(read);
  const pool = sent.slice(1).map(read);
  const chain = [read(leaf)];
  let untrusted = 1;
  let peers = true;
  for (;;) {
    const top = chain.at(-1);
    if (top === undefined || chain.length > MAX_DEPTH) break;
    const issuer = bestIssuer(store, top, version, at);
    // A self-signed one from the server must be in the store itself, octet for octet.
    const itself = issuer?.exhibit.octets === top.exhibit.octets;
    if (issuer !== undefined && (!top.selfSigned || (untrusted === chain.length && itself))) {
      if (top.selfSigned) untrusted = chain.length - 1;
      else chain.push(issuer);
      // From here on the server's certificates are not asked any more.
      peers = false;
      if (partial || issuer.selfSigned) return { certificates: chain, untrusted };
      continue;
    }
    const next = peers && !top.selfSigned ? bestIssuer(pool, top, version, at) : undefined;
    if (next === undefined) break;
    pool.splice(pool.indexOf(next), 1);
    chain.push(next);
    untrusted++;
  }
  // The last resort: the leaf itself is in the store.
  if (partial && untrusted === chain.length && anchors.some(({ octets }) => octets === leaf.octets))
    return { certificates: chain, untrusted: 0 };
  return { certificates: chain, untrusted, failed: { code: ending(chain, untrusted), at: chain.length - 1 } };
}

function ending(chain: readonly OpenSslCertificate[], untrusted: number): number {
  if (chain.length > MAX_DEPTH) return 22;
  if (chain.at(-1)?.selfSigned === true) return chain.length === 1 ? 18 : 19;
  return untrusted < chain.length ? 2 : 20;
}

/** The first that is valid now; of those that are not, the one that lasts longest. */
function bestIssuer(
  candidates: readonly OpenSslCertificate[],
  subject: OpenSslCertificate,
  version: OpenSslVersion,
  at: number,
): OpenSslCertificate | undefined {
  const issuers = candidates.filter((one) => likelyIssued(one, subject, version));
  const until = ({ exhibit }: OpenSslCertificate) => exhibit.notAfter.moment ?? 0;
  return (
    issuers.find(({ exhibit: { notBefore, notAfter } }) => {
      const { moment: from = Infinity } = notBefore;
      return from <= at && at < (notAfter.moment ?? 0);
    }) ?? issuers.toSorted((one, other) => until(other) - until(one))[0]
  );
}
