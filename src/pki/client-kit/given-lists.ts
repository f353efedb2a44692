/**
 * Lists of revoked certificates that somebody brings for the authorities above the one that signs a kit: whose each of them is,
 * proved by its signature. One that is overdue would turn everybody away, and a partial one (RFC 5280 §5.2.4, §5.2.5) is not all.
 */
import { equalBytes, type Bytes } from '../../codec/bytes';
import { parseCertificate } from '../../codec/certificate';
import { decodePem } from '../../codec/pem';
import { parseRevocationList, type RevocationList } from '../../codec/revocation-list';
import { ProofReader } from '../signature-proof';
import { maySignLists } from './kit-authority';

export interface GivenList {
  readonly der: Bytes;
  /** Certificate of whose list it is. */
  readonly of: Bytes;
  /** ms since 1970. */
  readonly nextUpdate: number;
}

export type GivenListProblem =
  | 'no-list'
  | 'not-of-these' // signed by none of the authorities above
  | 'overdue'
  | 'partial';

export interface GivenLists {
  readonly lists: readonly GivenList[];
  readonly problems: readonly GivenListProblem[];
}

/** A file with the lists of a whole chain has a handful. */
const MOST_LISTS = 16;
const PARTIAL = ['2.5.29.27', '2.5.29.28'];

/** @param above certificates of the authorities that a list may be of */
export async function givenLists(content: Bytes, above: readonly Bytes[], at: Date): Promise<GivenLists> {
  const ders = dersIn(content).slice(0, MOST_LISTS);
  const lists: GivenList[] = [];
  const problems: GivenListProblem[] = [];
  const proofs = new ProofReader();
  for (const der of ders) {
    const parsed = parseRevocationList(der);
    const judged = parsed.ok ? await judge(parsed.value, above, at, proofs) : 'no-list';
    if (typeof judged === 'string') problems.push(judged);
    else lists.push(judged);
  }
  return { lists, problems: ders.length === 0 ? ['no-list'] : problems };
}

function dersIn(content: Bytes): readonly Bytes[] {
  const blocks = decodePem(new TextDecoder('latin1').decode(content));
  if (blocks.length === 0) return [content];
  return blocks.flatMap(({ label, der }) => (label === 'X509 CRL' && der.ok ? [der.value] : []));
}

async function judge(
  list: RevocationList,
  above: readonly Bytes[],
  at: Date,
  proofs: ProofReader,
): Promise<GivenList | GivenListProblem> {
  const { issuer, nextUpdate, extensions, signatureAlgorithm, tbs, signatureValue, der } = list;
  for (const of of above) {
    const parsed = parseCertificate(of);
    if (!parsed.ok || !equalBytes(parsed.value.subject.der, issuer.der)) continue;
    const certificate = parsed.value;
    const proof = await proofs.prove(certificate.publicKey.der, signatureAlgorithm, tbs, signatureValue);
    if (proof !== 'fits' || !maySignLists({ certificate })) continue;
    if (extensions.some(({ oid }) => PARTIAL.includes(oid))) return 'partial';
    if (nextUpdate === undefined || nextUpdate <= at) return 'overdue';
    return { der, of, nextUpdate: nextUpdate.getTime() };
  }
  return 'not-of-these';
}
