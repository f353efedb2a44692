/** What comes of opening something: members, a lock, or why it cannot be read. Plain data, and the ways to make it. */
import type { Bytes } from '../../../codec/bytes';
import { toHex } from '../../../codec/bytes';
import { TooMuchWork, type KdfBudget } from '../../../codec/kdf-budget';
import { failure, type Malformed, type Result } from '../../../codec/malformed';
import type { OpenFailure } from '../../../codec/opening';
import type { Found, FoundKind } from '../../detect/found';

/** Something found inside another thing, or by unlocking it. Octets of a private key are PKCS#8, of a public one SubjectPublicKeyInfo. */
export interface Member {
  readonly kind: FoundKind;
  readonly octets: Bytes;
  /** Friendly name, alias, comment or key id. */
  readonly name?: string;
  /** Equal on a key and a certificate that belong together by the container's word. */
  readonly localKeyId?: string;
}

type LockReason = 'needs-password' | 'wrong-password' | 'too-much-work';

export type Opening =
  | {
      readonly kind: 'opened';
      readonly members: readonly Member[];
      /** Parts that could not be read while the rest could. */
      readonly problems: readonly Malformed[];
      /** Part of it stayed locked: a keystore lists its certificates without a password. */
      readonly locked?: LockReason;
      /** With `too-much-work`: what it asks for, such as iterations. */
      readonly demanded?: string;
    }
  | {
      readonly kind: 'locked';
      readonly reason: LockReason;
      readonly demanded?: string;
    }
  | { readonly kind: 'unreadable'; readonly error: Malformed };

/** Found, and not damaged. */
export type FoundItem = Exclude<Found, { readonly kind: 'unreadable' }>;

/** What openers may use: passwords in the order they are tried, and a budget that knows when to stop. */
export interface Means {
  readonly passwords: readonly string[];
  readonly budget: KdfBudget;
}

interface Lock {
  readonly reason: LockReason;
  readonly demanded?: string;
}

export const opened = (
  members: readonly Member[],
  problems: readonly Malformed[] = [],
  lock?: Lock,
): Opening => ({
  kind: 'opened',
  members,
  problems,
  ...(lock !== undefined && { locked: lock.reason }),
  ...(lock?.demanded !== undefined && { demanded: lock.demanded }),
});

export const member = (
  kind: FoundKind,
  octets: Bytes,
  about: { readonly name?: string | undefined; readonly localKeyId?: Bytes | undefined } = {},
): Member => ({
  kind,
  octets,
  ...(about.name !== undefined && about.name !== '' && { name: about.name }),
  ...(about.localKeyId !== undefined && { localKeyId: toHex(about.localKeyId) }),
});

/** The lock that a failure is, if it is one. */
export function lockOf(error: OpenFailure | 'needs-password'): Lock | undefined {
  if (typeof error === 'string') return { reason: error };
  return error instanceof TooMuchWork ? { reason: 'too-much-work', demanded: error.detail } : undefined;
}

export function notOpened(error: OpenFailure | 'needs-password'): Opening {
  if (typeof error === 'string') return { kind: 'locked', reason: error };
  const lock = lockOf(error);
  return lock === undefined ? { kind: 'unreadable', error } : { kind: 'locked', ...lock };
}

/** The first password that opens, or why none does; what is no matter of passwords ends the search. */
export async function firstThatOpens<T>(
  passwords: readonly string[],
  open: (password: string) => Promise<Result<T, OpenFailure>>,
): Promise<Result<T, OpenFailure | 'needs-password'>> {
  for (const password of passwords) {
    const tried = await open(password);
    if (tried.ok || tried.error !== 'wrong-password') return tried;
  }
  return failure(passwords.length === 0 ? 'needs-password' : 'wrong-password');
}
