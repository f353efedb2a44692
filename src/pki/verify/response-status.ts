/** What OCSP responses say of one certificate (RFC 6960 §3.2): of those that are about it and believed, the newest. */
import { equalBytes, toHex, type Bytes } from '../../codec/bytes';
import { digestByOid } from '../../codec/digest-algorithm';
import { parseOcspResponse, type CertificateId, type SingleResponse } from '../../codec/ocsp-response';
import type { Link } from './link';
import { needsNoCheck, responderOf, type KnownResponse } from './response-signer';
import type { RevocationAnswer, RevocationQuestion } from './revocation-answer';
import type { RevocationDoubt } from './revocation-request';

/** How long one without nextUpdate is good for: Chromium's bound (net/cert, `kMaxRevocationLeafUpdateAge`). */
const MAX_AGE = 7 * 24 * 60 * 60 * 1000;

/** Statements about one certificate that are looked at, newest first: whoever has more has them to keep somebody busy. */
const MAX_STATEMENTS = 20;

/** Responses that can be read; an error, which says nothing of any certificate, is none. */
export function knownResponsesOf(ders: readonly Bytes[]): readonly KnownResponse[] {
  const known = ders.flatMap((der) => {
    const parsed = parseOcspResponse(der);
    if (!parsed.ok || parsed.value.status !== 'successful') return [];
    const { basic } = parsed.value;
    return [{ basic, octets: toHex(basic.tbs) + toHex(basic.signatureValue) }];
  });
  return [...new Map(known.map((one) => [one.octets, one])).values()];
}

interface Statement {
  readonly response: KnownResponse;
  readonly single: SingleResponse;
}

/** The newest first; of equals their octets decide, not the order of the input. */
const newestFirst = (one: Statement, other: Statement): number =>
  other.single.thisUpdate.getTime() - one.single.thisUpdate.getTime() ||
  (one.response.octets < other.response.octets ? -1 : 1);

/** Whether a response is about this certificate of this issuer: a serial number, and hashes of the issuer's name and key. */
function isAbout(id: CertificateId, { certificate }: Link, issuer: Link): boolean {
  if (!equalBytes(id.serialNumber, certificate.serialNumber)) return false;
  const digest = digestByOid(id.hashAlgorithm);
  // MD5 names two issuers at once for who wants it to.
  if (digest === undefined || digest.name === 'MD5') return false;
  return (
    equalBytes(digest.hash(certificate.issuer.der), id.issuerNameHash) &&
    equalBytes(digest.hash(issuer.certificate.publicKey.octets), id.issuerKeyHash)
  );
}

/** @param isRevoked whether a list revokes a delegate of the certificate's issuer */
export async function statusByResponses(
  responses: readonly KnownResponse[],
  question: RevocationQuestion,
  isRevoked: (delegate: Link) => Promise<boolean>,
): Promise<RevocationAnswer> {
  const { path, at } = question;
  const [link, issuer] = [path[at], path[at + 1]];
  if (link === undefined || issuer === undefined) return { state: 'unasked' };
  const statements = responses
    .flatMap((response) => response.basic.responses.map((single) => ({ response, single })))
    .filter(({ single }) => isAbout(single.certificateId, link, issuer))
    .sort(newestFirst)
    .slice(0, MAX_STATEMENTS);
  const doubts = new Set<RevocationDoubt>();
  for (const statement of statements) {
    const answer = await answerOf(statement, issuer, question, isRevoked);
    if (typeof answer !== 'string') return answer;
    doubts.add(answer);
  }
  return doubts.size === 0 ? { state: 'unasked' } : { state: 'unknown', because: [...doubts] };
}

async function answerOf(
  { response, single }: Statement,
  issuer: Link,
  question: RevocationQuestion,
  isRevoked: (delegate: Link) => Promise<boolean>,
): Promise<RevocationAnswer | RevocationDoubt> {
  const { time } = question;
  const { status, thisUpdate: from, nextUpdate } = single;
  const critical = [...single.extensions, ...response.basic.extensions].some((one) => one.critical);
  if (critical) return 'response-unknown-critical';
  if (from > time) return 'response-not-yet-valid';
  const signed = await responderOf(response, issuer, question);
  if ('doubt' in signed) return signed.doubt;
  const { signer } = signed;
  const isDelegate = signer.key !== issuer.key;
  if (isDelegate && !needsNoCheck(signer) && (await isRevoked(signer))) return 'response-signer-revoked';
  if (status.kind === 'unknown') return 'response-says-unknown';
  // Who was revoked stays so, however old the response is.
  if (status.kind === 'revoked') {
    const { since, reason } = status;
    return { state: 'revoked', since, ...(reason !== undefined && { reason }) };
  }
  const until = nextUpdate ?? new Date(from.getTime() + MAX_AGE);
  return time > until ? 'response-expired' : { state: 'good', from, until };
}
