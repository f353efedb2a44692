/**
 * What the page and the worker say about certificates and requests of every kind: preview, issue, hand over, and the
 * ways a draft comes from elsewhere. Keys stay in the worker; the page holds their ids and public octets.
 */
import type { Bytes } from '../codec/bytes';
import type { CertificateDraft } from '../pki/draft/certificate-draft';
import type { KeyAlgorithmId } from '../pki/algorithms';
import type { Download } from '../pki/handover';
import type { Field } from '../pki/inspect/field';
import type { Overview } from '../pki/inspect/overview';
import type { KeyFormat } from '../pki/key-export';
import type { SignatureSchemeId } from '../pki/signature-scheme';
import type { DraftProblem } from '../pki/draft/draft-problem';
import type { MadeForm } from '../pki/draft/made-files';
import type { DraftRemark } from '../pki/draft/remark';
import type { ConfigReading } from '../pki/openssl-config/reading';
import type { Commands } from '../pki/commands/commands';
import type { AuthorityId, KeyId, MadeId, PromisedSerials } from './ids';

export type { MadeForm };

interface KeySummary {
  readonly id: KeyId;
  /** `ECDSA P-256`. */
  readonly label: string;
  /** Lower-case hex SHA-256 of the SubjectPublicKeyInfo. */
  readonly sha256: string;
  /** What it can sign with, its default first. */
  readonly schemes: readonly SignatureSchemeId[];
}

/** Who signs: the certificate's own key, or an authority that is open in the worker. */
export type DraftSigner =
  | { readonly kind: 'self' }
  | {
      readonly kind: 'authority';
      readonly authority: AuthorityId;
      /** Of one of the user's own: without it nothing is signed. The draft's number is one of them. */
      readonly promised?: PromisedSerials;
    };

/** Whose key the certificate is for. `public`: SubjectPublicKeyInfo, DER, of a key that is not here. */
export type DraftKey =
  | { readonly kind: 'new' }
  | { readonly kind: 'held'; readonly key: KeyId }
  | { readonly kind: 'public'; readonly publicKey: Bytes };

/** A draft, everything that cannot be done about it, and what is unusual about what can. */
export interface Preview {
  readonly problems: readonly DraftProblem[];
  readonly remarks: readonly DraftRemark[];
  /**
   * The certificate as it would be, its signature (and key, where that is still to be made) replaced by zeros; absent where
   * `problems` leave nothing to show.
   */
  readonly decoded?: {
    readonly overview: Overview;
    readonly fields: readonly Field[];
    /** What `openssl x509 -text` would print. */
    readonly text: string;
  };
}

/** Public facts of what was made. */
export interface MadeSummary {
  readonly id: MadeId;
  /** Of files, without extension. */
  readonly fileName: string;
  /** CommonName, else the first alternative name. */
  readonly title: string;
  readonly der: Bytes;
  /** Above it, its issuer first, the root last; empty for a request and for what signs itself. */
  readonly chain: readonly Bytes[];
  /** Lower-case hex. */
  readonly sha256: string;
  /** ms since 1970; absent for a request. */
  readonly notBefore?: number;
  readonly notAfter?: number;
  /** The authority ends sooner than was asked for. */
  readonly cutByAuthority: boolean;
  readonly keyLabel: string;
  /** Forms its private key has; empty where the key is not here. */
  readonly keyFormats: readonly KeyFormat[];
  /** What the zip can start with it. */
  readonly runs?: 'server' | 'client';
}

export type MakeReply =
  | { readonly kind: 'made'; readonly made: MadeSummary }
  | { readonly kind: 'refused'; readonly problems: readonly DraftProblem[] };

/** Attributes of a request besides the extensions it asks for (RFC 2985 §5.4.1, §5.4.3). Both stand in it in clear. */
interface RequestAttributes {
  /** Empty for none. */
  readonly challengePassword: string;
  readonly unstructuredName: string;
}

export type OpenKeyReply =
  | { readonly kind: 'opened'; readonly key: KeySummary }
  | { readonly kind: 'locked'; readonly wrongPassphrase: boolean }
  | { readonly kind: 'refused'; readonly problem: 'nothing-found' | 'unsupported-key' | 'several-keys' };

export interface CertificateVerbs {
  /** @property at ms since 1970 */
  preview(request: {
    readonly draft: CertificateDraft;
    readonly signer: DraftSigner;
    readonly key: DraftKey;
    readonly at: number;
  }): Preview;
  makeCertificate(request: {
    readonly draft: CertificateDraft;
    readonly signer: DraftSigner;
    readonly key: DraftKey;
    readonly at: number;
  }): MakeReply;
  /** A request for what the draft says; validity, serial number and who signs are the authority's to choose and left out. */
  previewRequest(request: {
    readonly draft: CertificateDraft;
    readonly key: DraftKey;
    readonly attributes: RequestAttributes;
  }): Preview;
  makeRequest(request: {
    readonly draft: CertificateDraft;
    readonly key: DraftKey;
    readonly attributes: RequestAttributes;
  }): MakeReply;
  /** One of the files of what was made. `password`: of private keys and stores, '' for none. */
  madeFile(request: { readonly made: MadeId; readonly form: MadeForm; readonly password: string }): Download;
  forgetMade(request: { readonly made: MadeId }): undefined;
  /** A key somebody has already, from texts and files. */
  openKey(request: {
    readonly inputs: readonly (string | Bytes)[];
    readonly passphrase: string;
  }): OpenKeyReply;
  forgetKey(request: { readonly key: KeyId }): undefined;
  /** *Re-issue a copy*: what a certificate or a request says, as a draft. `undefined` where the octets are neither. */
  draftFrom(request: { readonly octets: Bytes }):
    | {
        readonly draft: CertificateDraft;
        /** Extensions that could not be carried over, by identifier. */
        readonly leftOut: readonly string[];
        readonly publicKey: Bytes;
        readonly keyAlgorithm: KeyAlgorithmId | undefined;
      }
    | undefined;
  /** Reads an openssl.cnf, with the classic mistakes in it pointed out. */
  readConfig(request: { readonly text: string }): ConfigReading;
  /** An openssl.cnf and the commands of several programs that make the same. */
  commandsFor(request: {
    readonly draft: CertificateDraft;
    readonly signer: DraftSigner['kind'];
    readonly what: 'certificate' | 'request';
    /** `request`: its owner sent one, perhaps with just this subject. */
    readonly key: DraftKey['kind'] | 'request';
    readonly subjectAsAsked?: boolean;
    /** What the key that signs does by itself, where that is known. */
    readonly scheme?: SignatureSchemeId;
    readonly attributes: RequestAttributes;
  }): Commands;
}
