/**
 * Which programs are asked whether they would take a server's certificate, what each of them is shown, and what it answers:
 * plain data that crosses from the worker to the page. How each of them decides stands in a file of its own beside this one.
 */
import type { Bytes } from '../../codec/bytes';
import type { ClientFix } from './client-fix';

/** As the page lists them, newest releases; other releases of the same program are `versions` of its file. */
export const clientIds = [
  'chrome',
  'firefox',
  'safari',
  'android',
  'python-3.13',
  'python-3.12',
  'curl',
  'openssl',
  'openssl-strict',
  'node',
  'go',
  'java',
  'gnutls',
  'dotnet',
  'rustls',
] as const;

export type ClientId = (typeof clientIds)[number];

/** A server's chain and the connection somebody makes to it. Time and trust are arguments. */
export interface ClientQuestion {
  /** As the server sends it, leaf first, in its order. */
  readonly chain: readonly Bytes[];
  /** Roots the person has put into every client's store. */
  readonly anchors: readonly Bytes[];
  /** A host name or an address, as it was typed after `https://`. */
  readonly host: string;
  readonly at: Date;
}

/** `measured`: seen with the real program, by the release named. `documented`: read in its source or its documentation. */
export type RuleBasis = 'measured' | 'documented';

/** A rule that a chain meets, at its place, with the client's own words for it. */
export interface RuleHit {
  /** Kebab-case, one per rule of the client's file. */
  readonly rule: string;
  readonly citation: string;
  readonly basis: RuleBasis;
  /** The client's own text, facts filled in; what a person finds when searching for it. */
  readonly error: string;
  /** Place in the chain, 0 for the leaf; the chain's length for the anchor; absent for the connection as a whole. */
  readonly at?: number;
  readonly fix?: ClientFix;
}

/** Something wrong or unusual that a client is known not to mind. */
export interface Ignored {
  readonly what: string;
  readonly citation: string;
  readonly basis: RuleBasis;
  /** Releases it is for, by the ids of its file; all where absent. */
  readonly releases?: readonly string[];
}

/** What is known of a client whatever the chain. */
export interface ClientProfile {
  /** One line: by which releases or sources it is known. */
  readonly basis: string;
  readonly ignores: readonly Ignored[];
}

/**
 * `accepted-but`: taken today by this release, with something the person should know (`hits`). `refused`: the first hit is what
 * the client says. `unknown`: this model cannot tell, and says why in its hit.
 */
export type ClientOutcome = 'accepted' | 'accepted-but' | 'refused' | 'unknown';

export interface ClientVerdict {
  readonly client: ClientId;
  readonly outcome: ClientOutcome;
  /** The leading one first; what else would be wrong after it follows. */
  readonly hits: readonly RuleHit[];
  readonly about?: ClientProfile;
}
