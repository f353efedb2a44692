/** A complete revocation list of what an authority has written down: everything revoked and held, under the next number. */
import { fromHex, type Bytes } from '../../codec/bytes';
import type { RevocationReason } from '../../codec/revocation-reason';
import { PkiError } from '../error';
import type { OpenedAuthority } from '../open-authority';
import { issueRevocationList } from '../revocation';
import { fullNumber } from './list-number';

export interface RevokedEntry {
  /** Lower-case hex. */
  readonly serial: string;
  /** ms since 1970. */
  readonly at: number;
  readonly reason: Exclude<RevocationReason, 'removeFromCRL'>;
  /** ms since 1970: since when its key is thought to have been bad. */
  readonly invalidSince?: number;
}

export interface ListOfRevoked {
  /** Never used before. */
  readonly number: number;
  /** Hex, added to it: see `list-number.ts`. */
  readonly offset?: string;
  /** ms since 1970. */
  readonly thisUpdate: number;
  readonly nextUpdate: number;
  readonly entries: readonly RevokedEntry[];
}

/** @throws PkiError `proof-failed` */
export async function signList(
  { issuer, signing }: OpenedAuthority,
  { number, offset, thisUpdate, nextUpdate, entries }: ListOfRevoked,
): Promise<Bytes> {
  const { der } = await issueRevocationList({
    issuer,
    signing,
    scheme: issuer.scheme,
    number: fullNumber(number, offset),
    thisUpdate: new Date(thisUpdate),
    nextUpdate: new Date(nextUpdate),
    revoked: entries.map(({ serial, at, reason, invalidSince }) => {
      const serialNumber = fromHex(serial);
      if (serialNumber === undefined) throw new PkiError('not-found', [serial]);
      const since = invalidSince === undefined ? {} : { invalidityDate: new Date(invalidSince) };
      return { serialNumber, at: new Date(at), reason, ...since };
    }),
  });
  return der;
}
