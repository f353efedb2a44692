/** Authorities whose certificate was revoked or put on hold by the one above them, where that one's record is here. */
import type { AuthorityRecord, AuthorityRef, IssuedRecord } from '../../pki/authority/authority-record';
import { isCertificateOf } from '../same-octets';

export interface TakenBack {
  readonly kind: 'revoked' | 'held';
  /** Whose certificate: its own, or that of one above it. */
  readonly name: string;
  readonly own: boolean;
}

/** By authority; those that stand below one of them too. */
export function takenBack(
  authorities: readonly AuthorityRecord[],
  certificate: (issuer: AuthorityRef, serial: string) => Pick<IssuedRecord, 'status'> | undefined,
): ReadonlyMap<AuthorityRef, TakenBack> {
  const found = new Map<AuthorityRef, TakenBack>();
  for (const record of authorities) {
    // Two that cross-signed each other would go round for ever.
    const path: AuthorityRecord[] = [];
    for (let one: AuthorityRecord | undefined = record; one !== undefined && !path.includes(one);) {
      const above = issuerOf(one, authorities);
      const status = above && certificate(above.id, one.facts.serial)?.status.kind;
      if (status === 'revoked' || status === 'held') {
        found.set(record.id, { kind: status, name: one.facts.name, own: one === record });
        break;
      }
      path.push(one);
      one = above;
    }
  }
  return found;
}

function issuerOf(
  { chain: [above] }: AuthorityRecord,
  authorities: readonly AuthorityRecord[],
): AuthorityRecord | undefined {
  return above && authorities.find((one) => isCertificateOf(one, above));
}
