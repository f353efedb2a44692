/**
 * What the page and the worker say to each other. Private keys and opened authorities stay in the worker; the page
 * holds their ids, public facts, and the finished files it asked for.
 */
import type { CautionsOf } from '../pki/authority/authority-facts';
import type { Bytes } from '../codec/bytes';
import type { NameConstraints } from '../codec/name-constraint';
import type { KeyAlgorithmId } from '../pki/algorithms';
import type { PkiErrorCode } from '../pki/error';
import type { Download } from '../pki/handover';
import type { KeyFormat } from '../pki/key-export';
import type { PlanRefusal } from '../pki/local-https';
import type { AuthorityCaution, AuthorityProblem } from '../pki/open-authority';
import type { AuthorityVerbs } from './authority-protocol';
import type { BadCertificatesVerbs } from './bad-certificates-protocol';
import type { CertificateVerbs } from './certificate-protocol';
import type { CreateRequest } from './create-request';
import type { FernetVerbs } from './fernet-protocol';
import type { AuthorityId, PromisedSerials } from './ids';
import type { InspectionVerbs } from './inspection-protocol';
import type { KitVerbs } from './kit-protocol';
import type { SigningVerbs } from './signing-protocol';
import type { ManifestVerbs } from './manifest-protocol';
import type { VerificationVerbs } from './verification-protocol';
import type { DiagnosisVerbs } from './diagnosis-protocol';

export type { AuthorityId, CreateRequest, PromisedSerials };

/** Names a finished certificate with its key in the worker. */
export type IssuanceId = string & { readonly issuance: never };

/** A tab on the page "ready". */
export interface Instruction {
  readonly id: string;
  readonly label: string;
  readonly tried: boolean;
  /** Empty where there is nothing to type. */
  readonly commands: string;
  readonly steps: readonly string[];
  readonly note: string;
  /** Ways to install what it needs. */
  readonly needs: readonly string[];
}

/** Public facts of a finished certificate. */
export interface Created {
  readonly id: IssuanceId;
  readonly folder: string;
  readonly der: Bytes;
  readonly names: readonly string[];
  readonly selfSigned: boolean;
  /** CommonName of what clients trust. */
  readonly anchorName: string;
  /** CommonName of who signed. */
  readonly issuerName: string;
  /** ms since 1970. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** The authority ends sooner than was asked for. */
  readonly cutByAuthority: boolean;
  readonly keyLabel: string;
  /** Key formats this kind of key has. */
  readonly keyFormats: readonly KeyFormat[];
  readonly keyEncrypted: boolean;
  /** Lower-case hex. */
  readonly sha256: string;
  readonly anchorSha256: string;
  /** One of the user's own authorities signed it, and has it on record. */
  readonly onRecord: boolean;
  /** A new authority's key waits to be saved. */
  readonly hasAuthorityKey: boolean;
  /** What a server sends, leaf first, and whom clients trust, last; one certificate where it signed itself. */
  readonly chain: readonly Bytes[];
  readonly serve: readonly Instruction[];
  readonly trust: readonly Instruction[];
  readonly check: readonly Instruction[];
  /** Labels of servers left out because they cannot read an encrypted key. */
  readonly leftOut: readonly string[];
  /** Paths in the zip, as they will be. */
  readonly paths: readonly string[];
}

export type CreateReply =
  | { readonly kind: 'created'; readonly created: Created }
  | { readonly kind: 'refused'; readonly refusals: readonly PlanRefusal[] };

export interface AuthoritySummary {
  readonly id: AuthorityId;
  readonly name: string;
  readonly algorithm: string;
  readonly notAfter: number;
  readonly sha256: string;
  /** What it may sign, in short lines (`localhost`, `10.0.0.0/8`); `undefined` when it may sign anything. */
  readonly permitted: readonly string[] | undefined;
  readonly excluded: readonly string[];
  /** Its own and those of every authority above it, so that the page can tell before the click which names it may not sign. */
  readonly constraints: readonly NameConstraints[];
  readonly cautions: readonly AuthorityCaution[];
  /** The same by whom they are about, its own first. */
  readonly cautionsOf: readonly CautionsOf[];
}

export type OpenReply =
  | { readonly kind: 'opened'; readonly authority: AuthoritySummary }
  /** Something needs a passphrase, or the one given opens nothing. */
  | { readonly kind: 'locked'; readonly wrongPassphrase: boolean }
  | { readonly kind: 'refused'; readonly problem: AuthorityProblem; readonly name: string };

/** The verbs: arguments and answer of each. */
export interface Verbs
  extends
    InspectionVerbs,
    CertificateVerbs,
    AuthorityVerbs,
    BadCertificatesVerbs,
    ManifestVerbs,
    FernetVerbs,
    KitVerbs,
    SigningVerbs,
    VerificationVerbs,
    DiagnosisVerbs {
  /** Which key algorithms this browser has; found out by doing, once. */
  algorithms(request: undefined): readonly KeyAlgorithmId[];
  /** Fetches what loads lazily, for whoever creates later. */
  prepare(request: undefined): undefined;
  openAuthority(request: {
    readonly inputs: readonly (string | Bytes)[];
    readonly passphrase: string;
    readonly at: number;
  }): OpenReply;
  create(request: CreateRequest): CreateReply;
  /** Everything, or the PEM files alone. */
  zip(request: { readonly id: IssuanceId; readonly pemOnly: boolean }): Download;
  /** Certificate and encrypted key of the new authority in one PEM file. */
  authorityFile(request: { readonly id: IssuanceId; readonly passphrase: string }): Download;
  privateKey(request: {
    readonly id: IssuanceId;
    readonly format: KeyFormat;
    readonly passphrase: string;
  }): Download;
  /** `bundle.p12` again, for systems that want another kind: `compatible` opens on Windows Server 2016 and older macOS. */
  pkcs12(request: {
    readonly id: IssuanceId;
    readonly style: 'modern' | 'compatible';
    readonly passphrase: string;
  }): Download;
  /** Lets go of keys. */
  forget(request: { readonly id: IssuanceId | AuthorityId }): undefined;
}

export type Verb = keyof Verbs;
export type RequestOf<V extends Verb> = Parameters<Verbs[V]>[0];
export type ReplyOf<V extends Verb> = ReturnType<Verbs[V]>;

/** Page to worker. */
export interface Call<V extends Verb = Verb> {
  readonly call: number;
  readonly verb: V;
  readonly request: RequestOf<V>;
}

/** Page to worker: nobody waits for this call any more. */
export interface Cancellation {
  readonly abandon: number;
}

/** Worker to page, before the answer: what a long call has so far. */
export interface News {
  readonly call: number;
  readonly news: unknown;
}

/** Worker to page. */
export type Answer =
  | { readonly call: number; readonly ok: true; readonly reply: unknown }
  | {
      readonly call: number;
      readonly ok: false;
      readonly code: PkiErrorCode | 'internal';
      readonly facts: readonly string[];
    };
