/**
 * A row of the plan by which a request is signed: what it asks for, what the profile gives instead, and why the one is not
 * simply copied into the other. Sentences are the page's.
 */
import type { DraftAttribute, DraftName, DraftOwnExtension } from '../draft/certificate-draft';
import type { HouseRule } from '../authority/authority-record';
import type { ExtensionField, ShownExtension } from './extension-words';

export type PlanRefusalCode =
  // Of the signature over the request.
  | 'signature-does-not-fit' // whoever sent it has not shown that they hold the key; nothing overrules this
  | 'signature-cannot-be-checked' // an algorithm that WebCrypto has not: Ed448, DSA, composites
  | 'signature-md5' // facts: algorithm
  | 'signature-sha1' // facts: algorithm
  // Of the key.
  | 'rsa-short' // facts: bits
  | 'rsa-exponent' // facts: exponent
  | 'rsa-roca' // CVE-2017-15361
  | 'rsa-debian' // CVE-2008-0166
  // Of names, in the subject and among the alternatives.
  | 'outside-constraints' // the authority's own; facts: the name
  | 'outside-allowed' // somebody's name on the Internet, and nobody said that it is signed here; facts: the name
  | 'unknown-name' // an otherName nobody here can read: whose it is cannot be told
  | 'address-in-dns-name' // facts: the address; `proposal` is it among addresses
  | 'name-twice'
  | 'invisible-character' // control characters, right-to-left marks; facts: U+202E
  | 'not-writable' // facts: code of the draft's problem with it
  | 'empty-alternative-names' // an extension without a name in it
  // Of extensions.
  | 'asks-to-be-authority' // CA:TRUE
  | 'asks-to-sign-certificates' // keyCertSign, cRLSign; facts: those
  | 'usage-beyond-profile' // facts: those
  | 'purpose-beyond-profile' // facts: identifiers
  | 'not-in-profile' // the profile has no such extension, or another value
  | 'for-the-authority' // what only the issuer can know: key identifiers, addresses, policies
  | 'unknown-extension'
  | 'malformed-extension'
  | 'extension-twice'
  // Of attributes.
  | 'no-part-of-certificates'; // challengePassword, unstructuredName

export interface PlanRefusal {
  readonly code: PlanRefusalCode;
  readonly facts: readonly string[];
  /** Of `outside-allowed`: under which rule it would be given. */
  readonly rule?: HouseRule;
}

/** What becomes of what is asked: into the certificate as asked, not at all (what the profile gives stands), or changed. */
export type Decision =
  | { readonly kind: 'take' }
  | { readonly kind: 'leave' }
  /** Of a name. */
  | { readonly kind: 'change-name'; readonly name: DraftName }
  /** Of an attribute of the subject. */
  | { readonly kind: 'change-value'; readonly value: string };

interface RowBase {
  /** The same for the same request, whatever the profile. */
  readonly id: string;
  /** Why it is not copied; empty where nothing is against it. */
  readonly refusals: readonly PlanRefusal[];
  /** Empty where there is nothing to decide. */
  readonly choices: readonly Decision['kind'][];
  /** What becomes of it where nobody says anything: never what `refusals` speaks against. */
  readonly usual: Decision;
}

export interface SignatureRow extends RowBase {
  readonly about: 'signature';
  /** `RSA with SHA-256`. */
  readonly asked: string;
}

export interface KeyRow extends RowBase {
  readonly about: 'key';
  /** `ECDSA P-256`. */
  readonly asked: string;
}

export interface SubjectRow extends RowBase {
  readonly about: 'subject';
  readonly asked: DraftAttribute;
  /** An attribute of the profile's that gives way to it. */
  readonly given: DraftAttribute | undefined;
}

export interface NameRow extends RowBase {
  readonly about: 'name';
  /** `common-name`: it stands in the subject alone, where no client looks for it any more. */
  readonly from: 'alternative-names' | 'common-name';
  /** Absent where nothing here could write it again. */
  readonly asked: DraftName | undefined;
  /** For people: `app.test`. */
  readonly text: string;
  /** What to take in its place. */
  readonly proposal: DraftName | undefined;
}

export interface ExtensionRow extends RowBase {
  readonly about: 'extension';
  readonly oid: string;
  /** Its field of a draft, for those that have one. */
  readonly field: ExtensionField | undefined;
  /** `undefined` where it is not asked for. */
  readonly asked: ShownExtension | undefined;
  /** `undefined` where the profile has it not. */
  readonly given: ShownExtension | undefined;
  /** As an extension of one's own, for those without a field. */
  readonly own: DraftOwnExtension | undefined;
}

export interface AttributeRow extends RowBase {
  readonly about: 'attribute';
  readonly oid: string;
  readonly asked: string | undefined;
}

export type PlanRow = SignatureRow | KeyRow | SubjectRow | NameRow | ExtensionRow | AttributeRow;

export const refusal = (code: PlanRefusalCode, ...facts: readonly string[]): PlanRefusal => ({ code, facts });

export const TAKE: Decision = { kind: 'take' };
export const LEAVE: Decision = { kind: 'leave' };

/** Taken where nothing is against it. */
export const usually = (refusals: readonly PlanRefusal[]): Decision => (refusals.length === 0 ? TAKE : LEAVE);
