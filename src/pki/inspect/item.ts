/**
 * One thing found in what was pasted or dropped, as lists and views know it. Plain data that crosses to the page: the octets
 * of a secret never do, they stay with the pile in the worker under the item's id.
 */
import type { Bytes } from '../../codec/bytes';
import type { MalformedCode } from '../../codec/malformed';
import type { FoundKind, FoundNote, Span } from '../detect/found';

/** Given out in the order found, from 0; never used again within one pile. */
export type ItemId = number;

/** Why something did not open, and what would help. */
export interface ItemLock {
  readonly reason: 'needs-password' | 'wrong-password' | 'too-much-work';
  /** What it demands, where that is beyond the bound: `12,000,000 iterations`. */
  readonly demanded?: string;
}

/** Public facts of a private key; an OpenSSH key has them while it is still locked. */
export interface PrivateKeyFacts {
  /** `EC P-256`, `RSA 2048`. */
  readonly algorithm: string;
  /** SubjectPublicKeyInfo, DER; absent where the key is of a kind that nothing here can take further. */
  readonly publicKey?: Bytes;
}

/** Where an item stood. */
export interface ItemSource {
  /** Index into the inputs of the pile. */
  readonly input: number;
  /** `backup.zip › certs/app.pem`; '' for pasted text. */
  readonly path: string;
  readonly span: Span;
  /** The container it stood in there. */
  readonly container?: ItemId;
}

export interface ItemProblem {
  readonly code: MalformedCode;
  readonly offset: number;
  readonly detail: string;
}

export interface Item {
  readonly id: ItemId;
  /** `unreadable`: meant to be of use, and damaged; `problem` says where. */
  readonly kind: FoundKind | 'unreadable';
  /** All places it was found in: the same octets twice are one item. */
  readonly sources: readonly ItemSource[];
  /** The PEM label; '' where there was none. */
  readonly label: string;
  readonly notes: readonly FoundNote[];
  /** The container it came out of, where it was found first. */
  readonly parent?: ItemId;
  /** friendlyName, alias or comment it had there. */
  readonly name?: string;
  /** DER, BER or the file's octets; absent for what is secret or holds a key in clear, locked text, an archive, or unreadable. */
  readonly octets?: Bytes;
  /** A private key stands in it unencrypted: its octets are those of a secret, and come when they are asked for. */
  readonly keyInClear?: true;
  /** SubjectPublicKeyInfo of a public key that came in another form: PKCS#1, JWK, OpenSSH. */
  readonly publicKey?: Bytes;
  /** Of `octets`: 32 octets. */
  readonly sha256?: Bytes;
  readonly lock?: ItemLock;
  readonly privateKey?: PrivateKeyFacts;
  readonly problem?: ItemProblem;
}

/** How the things of a pile belong together. Grows while a pile is read, and is whole at its end. */
export interface Relations {
  /** Items with one and the same public key: certificates, requests, keys. Groups of two and more. */
  readonly sameKey: readonly (readonly ItemId[])[];
  /** Certificate → the certificates in the pile that issued it: name, key identifier and signature fit. Itself where self-signed. */
  readonly issuers: readonly (readonly [ItemId, readonly ItemId[]])[];
  /** Certificates whose name and key identifier fit one in the pile, and whose signature does not. */
  readonly doesNotMatch: readonly (readonly [ItemId, ItemId])[];
}
