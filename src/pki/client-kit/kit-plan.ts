/**
 * What somebody wants of a kit for mutual TLS: who signs, which server, which people and devices. Plain data; what of it
 * cannot be done comes back as problems, all of them, before any key is made.
 */
import type { Bytes } from '../../codec/bytes';
import type { KeyAlgorithmId } from '../algorithms';
import type { AuthoritySettings } from '../authority/authority-record';
import type { DraftProblem } from '../draft/draft-problem';
import type { AuthorityWithoutKey, OpenedAuthority } from '../open-authority';
import type { Pkcs12Style } from '../pkcs12';
import type { AuthorityMisfit } from './fit-to-sign';

/** One certificate: for a person, or for one of a person's devices. */
export interface ClientWish {
  /** CommonName, with the device behind it: what a server greets. */
  readonly name: string;
  /** Alternative names; empty for none. */
  readonly email: string;
  readonly uri: string;
  /** User principal name, as Windows domains know people. */
  readonly userPrincipalName: string;
  /** `laptop`; empty for none. */
  readonly device: string;
  /** Of the PKCS#12 and of key.pem; empty for one that is made up. */
  readonly password: string;
  /** Hex of a number promised to it before it is signed; empty for a random one. */
  readonly serialNumber: string;
}

interface ServerName {
  readonly kind: 'dns' | 'ip';
  readonly value: string;
}

type KitSigner<Authority> =
  | { readonly kind: 'given'; readonly authority: Authority }
  /** A new root, whose encrypted key becomes part of the kit. Empty name: one that no other authority has. */
  | { readonly kind: 'new'; readonly commonName: string };

/** `Authority`: with its key to make it, without to judge it. */
export interface ClientKitPlan<Authority extends AuthorityWithoutKey = OpenedAuthority> {
  readonly signedBy: KitSigner<Authority>;
  /** Of the server certificate; none is made where this is empty. */
  readonly serverNames: readonly ServerName[];
  /** As a client's. */
  readonly serverSerialNumber: string;
  readonly people: readonly ClientWish[];
  readonly keyAlgorithm: KeyAlgorithmId;
  readonly days: number;
  /** Of the PKCS#12 files; at least one. */
  readonly styles: readonly [Pkcs12Style, ...Pkcs12Style[]];
  /** key.pem in clear beside the PKCS#12: for machines that start alone. */
  readonly plainKeys: boolean;
  /**
   * Finished lists of revoked certificates (DER), that of the signing authority first, perhaps those of the authorities above
   * it. `first`: it has revoked nobody yet and gets an empty one, if it may sign lists. Empty: servers check no list.
   */
  readonly revocationLists: readonly Bytes[] | 'first';
  /** Where the authority's lists, its certificate and its responder lie, written into each certificate. */
  readonly addresses: Pick<AuthoritySettings, 'listAddresses' | 'certificateAddresses' | 'ocspAddresses'>;
}

/** More make a zip that nobody opens, and keep a worker busy for minutes. */
export const MOST_PEOPLE = 1000;
/** Shorter ones are guessed from the file, whatever the work factor. */
export const SHORTEST_PASSWORD = 8;

export type KitProblem =
  | { readonly code: 'no-people' }
  | { readonly code: 'too-many-people'; readonly limit: number }
  | { readonly code: 'name-missing'; readonly person: number }
  | { readonly code: 'password-too-short'; readonly person: number; readonly limit: number }
  /** A spreadsheet would run it: passwords.csv could tell it with an apostrophe in front alone, and so tell another one. */
  | { readonly code: 'password-like-formula'; readonly person: number }
  | AuthorityMisfit
  | { readonly code: 'name-of-authority-too-long'; readonly limit: number }
  | { readonly code: 'client-draft'; readonly person: number; readonly problem: DraftProblem }
  | { readonly code: 'server-draft'; readonly problem: DraftProblem };
