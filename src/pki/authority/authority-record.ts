/**
 * What is kept of an authority and of what it signed: storage, backup and the page speak of these. Public all of it, but
 * for the sealed key, which is ciphertext. Field names are stable: stored databases and backups depend on them.
 */
import type { Bytes } from '../../codec/bytes';
import type { RevocationReason as ReasonCode } from '../../codec/revocation-reason';
import type { CertificateDraft, ProfileId } from '../draft/certificate-draft';
import type { AuthorityFacts } from './authority-facts';
import type { SealedKey } from './sealed-key';

/**
 * Which authority: lower-case hex SHA-256 of its subject Name and SubjectPublicKeyInfo, so that the same authority imported
 * twice, re-issued, cross-signed or restored is the same one.
 */
export type AuthorityRef = string & { readonly keptAuthority: never };

/** A further certificate of the same name and key. */
export interface OtherCertificate {
  readonly der: Bytes;
  /** Above it, its issuer first. */
  readonly chain: readonly Bytes[];
  /** `earlier`: replaced by a re-issue. `cross-signed`: by another authority than the one that counts. */
  readonly why: 'earlier' | 'cross-signed';
}

/** A rule of the house: names it signs on request, or never does. Its certificate says nothing of it. */
export interface HouseRule {
  readonly may: boolean;
  readonly kind: 'dns' | 'ip' | 'email' | 'uri';
  /** As a base of name constraints: `example.com`, `203.0.113.0/24`. */
  readonly base: string;
}

/** What the person chose for one authority. */
export interface AuthoritySettings {
  /** Days until the next revocation list is due. */
  readonly listDays: number;
  /** Where its revocation lists will lie, put into what it signs; empty for nowhere. */
  readonly listAddresses: readonly string[];
  /** Where its certificate lies. */
  readonly certificateAddresses: readonly string[];
  /** Where a responder tells what was revoked (OCSP, RFC 6960); absent for nowhere. */
  readonly ocspAddresses?: readonly string[];
  readonly note: string;
  /** Beside names that are nobody's on the Internet; absent where nothing was said of any. */
  readonly signs?: readonly HouseRule[];
}

export interface AuthorityRecord {
  readonly id: AuthorityRef;
  /** The one that counts now. */
  readonly certificate: Bytes;
  /** Above it, its issuer first, as far as known. */
  readonly chain: readonly Bytes[];
  readonly others: readonly OtherCertificate[];
  /** Read from certificate and chain when they were taken in. */
  readonly facts: AuthorityFacts;
  /** Absent while it lives in this tab only. */
  readonly sealed?: SealedKey;
  readonly settings: AuthoritySettings;
  /** The highest number a revocation list was ever promised (RFC 5280 §5.2.3); 0 for none. Behind `listOffset` where there is one. */
  readonly listNumber: number;
  /** Hex, added to `listNumber`: of one that came with a number beyond what JavaScript counts to (`list-number.ts`). */
  readonly listOffset?: string;
  /** Goes up with every revoking, holding and releasing: a list of a lower one is out of date. */
  readonly revision: number;
  /** ms since 1970. */
  readonly createdAt: number;
  readonly origin: 'made' | 'imported';
}

/** Why a certificate was revoked for good (RFC 5280 §5.3.1). */
export type RevocationReason = Exclude<ReasonCode, 'certificateHold' | 'removeFromCRL'>;

export type IssuedStatus =
  /** A serial number promised to a certificate that is not signed yet. `tab`: who is at it. */
  | { readonly kind: 'reserved'; readonly tab: string }
  | { readonly kind: 'good' }
  /** Reason certificateHold; may be released. ms since 1970. */
  | { readonly kind: 'held'; readonly at: number }
  | {
      readonly kind: 'revoked';
      readonly at: number;
      readonly reason: RevocationReason;
      /** ms since 1970: since when its key is thought to have been bad (§5.3.2), which is before `at`. */
      readonly invalidSince?: number;
    };

/** Public facts of a certificate, for lists: worked out from its octets once. */
export interface IssuedFacts {
  /** CommonName, else the first alternative name. */
  readonly title: string;
  /** Alternative names in short lines. */
  readonly names: readonly string[];
  /** ms since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** `EC P-256`. */
  readonly keyLabel: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** A serial number of an authority, and what became of it. */
export interface IssuedRecord {
  readonly authority: AuthorityRef;
  /** Lower-case hex of the positive number, no leading zeros but to make the count even. */
  readonly serial: string;
  readonly status: IssuedStatus;
  /** ms since 1970: of the promise. */
  readonly at: number;
  readonly profile: ProfileId;
  /** Absent while it is `reserved`, and where only a revocation list told of it. */
  readonly der?: Bytes;
  readonly facts?: IssuedFacts;
  readonly note: string;
  /** Serial number, of the same authority. */
  readonly renewedBy?: string;
}

export interface RevocationListRecord {
  readonly authority: AuthorityRef;
  readonly number: number;
  /** Hex: what stands in the list, where that is more than JavaScript counts to. */
  readonly fullNumber?: string;
  readonly der: Bytes;
  /** ms since 1970. */
  readonly thisUpdate: number;
  readonly nextUpdate: number;
  readonly count: number;
  /** Of the authority, when the entries were read. */
  readonly revision: number;
}

/** A draft somebody saved under a name. */
export interface TemplateRecord {
  readonly name: string;
  readonly draft: CertificateDraft;
  /** ms since 1970. */
  readonly savedAt: number;
}

/** Everything kept: what a backup holds and a restore brings. */
export interface Inventory {
  readonly authorities: readonly AuthorityRecord[];
  readonly issued: readonly IssuedRecord[];
  readonly lists: readonly RevocationListRecord[];
  readonly templates: readonly TemplateRecord[];
}

export const firstSettings: AuthoritySettings = {
  listDays: 30,
  listAddresses: [],
  certificateAddresses: [],
  note: '',
};
