/**
 * Lists of revoked certificates (RFC 5280 §5) beside the authorities of a manifest. One that is made now gets its first, empty one;
 * of one that was there already whoever keeps it brings the list, or there is none: an empty one in the place of a longer one would
 * let in whom that keeps out.
 */
import { equalBytes, type Bytes } from '../../codec/bytes';
import { parseRevocationList } from '../../codec/revocation-list';
import { BACKDATE_SECONDS } from '../profile';
import type { RevocationCover } from '../recipes/mutual/recipe';
import { issueRevocationList } from '../revocation';
import { SigningKey } from '../signing-key';
import type { SigningAuthority } from './signing-authorities';

/** As somebody keeps it. */
export interface BroughtList {
  /** Certificate of the authority whose list it is, DER. */
  readonly of: Bytes;
  readonly der: Bytes;
}

/** Of one authority and those above it. */
export interface ListsAbove {
  /** DER: its own first, and so on as far up as there is one of each. */
  readonly lists: readonly Bytes[];
  readonly cover: RevocationCover;
  /** Of the one that is overdue first; absent without any. */
  readonly nextUpdate?: Date;
}

/** Of each authority by its id. @throws PkiError `proof-failed`, `unsupported-algorithm` */
export async function listsOf(
  signing: ReadonlyMap<string, SigningAuthority>,
  brought: readonly BroughtList[],
  at: Date,
): Promise<ReadonlyMap<string, ListsAbove>> {
  const known = [...brought];
  for (const authority of signing.values()) {
    const first = await firstList(authority, at);
    if (first !== undefined) known.push(first);
  }
  const ofCertificate = (der: Bytes) => known.find(({ of }) => equalBytes(of, der))?.der;
  return new Map([...signing].map(([id, { chain }]) => [id, above(chain.map(ofCertificate))]));
}

async function firstList({ made, issuer, chain, notAfter }: SigningAuthority, at: Date) {
  if (made === undefined) return undefined;
  const { der } = await issueRevocationList({
    issuer,
    signing: await SigningKey.of({ privateKey: issuer.privateKey, publicKey: issuer.publicKey }),
    scheme: issuer.scheme,
    number: 1n,
    // As certificates, for a server whose clock is slow.
    thisUpdate: new Date(at.getTime() - BACKDATE_SECONDS * 1000),
    // Carried to servers by hand, and its key is in a drawer: it lasts as long as what it is about can.
    nextUpdate: notAfter,
    revoked: [],
  });
  return { of: chain[0], der } satisfies BroughtList;
}

/** @param chain list of each, its own first */
function above(chain: readonly (Bytes | undefined)[]): ListsAbove {
  const lists: Bytes[] = [];
  for (const list of chain) {
    if (list === undefined) break;
    lists.push(list);
  }
  const ends = lists.flatMap((der) => {
    const parsed = parseRevocationList(der);
    return parsed.ok && parsed.value.nextUpdate !== undefined ? [parsed.value.nextUpdate.getTime()] : [];
  });
  if (lists.length === 0) return { lists, cover: 'none' };
  return {
    lists,
    cover: lists.length === chain.length ? 'chain' : 'issuer',
    ...(ends.length > 0 && { nextUpdate: new Date(Math.min(...ends)) }),
  };
}

/** What lists of several authorities cover in common: servers in `run/` are the same for them all. */
export function commonCover(all: readonly ListsAbove[]): RevocationCover {
  const covers = new Set(all.map(({ cover }) => cover));
  if (covers.has('none')) return 'none';
  return covers.has('issuer') ? 'issuer' : 'chain';
}
