/**
 * What the page and the worker say about authorities that are kept. The worker holds their keys as handles; the page holds
 * ids, public octets and ciphertext, and stores what it is given (`app/vault`). Issuing is `makeCertificate`'s, with the
 * authority's id as the signer.
 */
import type { Bytes } from '../codec/bytes';
import type { AuthorityForm } from '../pki/authority/authority-file';
import type {
  AuthorityRef,
  Inventory,
  IssuedRecord,
  OtherCertificate,
  RevocationListRecord,
} from '../pki/authority/authority-record';
import type { CarriedChain, Certificates } from '../pki/authority/carried-chains';
import type { DescribedAuthority } from '../pki/authority/describe-held';
import type { BackupProblem, ReadBackup } from '../pki/authority/read-backup';
import type { DescribedCertificate } from '../pki/authority/issued-facts';
import type { CertificateWithChain } from '../pki/authority/newer-certificates';
import type { SealedKey, UnsealFailure } from '../pki/authority/sealed-key';
import type { ListOfRevoked } from '../pki/authority/sign-list';
import type { SealedAuthority } from '../pki/authority/unseal';
import type { CertificateDraft } from '../pki/draft/certificate-draft';
import type { DraftProblem } from '../pki/draft/draft-problem';
import type { HandOnRefusal, Successor } from '../pki/hand-on/hand-on';
import type { WorkDone } from '../pki/hand-on/work-done';
import type { Download } from '../pki/handover';
import type { DraftSigner } from './certificate-protocol';
import type { AuthorityId } from './ids';

/** An authority whose key is in the worker. */
export interface HeldAuthority extends DescribedAuthority {
  readonly held: AuthorityId;
}

export type CreateAuthorityReply =
  | { readonly kind: 'created'; readonly authority: HeldAuthority }
  | { readonly kind: 'refused'; readonly problems: readonly DraftProblem[] };

/** An authority found in what was pasted or dropped, with what was found of its work. */
export interface FoundAuthority extends HeldAuthority {
  /** Further certificates of the same name and key. */
  readonly others: readonly OtherCertificate[];
  /** Certificates it signed and the entries of its revocation lists. */
  readonly issued: readonly IssuedRecord[];
  readonly lists: readonly RevocationListRecord[];
  /** The highest number a list of it can have had. */
  readonly listNumber: number;
  /** Added to it, as in `AuthorityRecord`. */
  readonly listOffset?: string;
  /** Something was revoked that no complete list knows of. */
  readonly listOutdated: boolean;
  /** Serial numbers that two certificates of it share. */
  readonly doubled: readonly string[];
}

interface CertificateWithoutKey extends CertificateWithChain {
  readonly ref: AuthorityRef;
  readonly name: string;
}

export interface FindReply {
  readonly found: readonly FoundAuthority[];
  /** Files and blocks a passphrase would open; `wrong`: and the one given did not. */
  readonly locked: readonly { readonly path: string; readonly wrong: boolean }[];
  /** Authorities' certificates without their key. */
  readonly withoutKey: readonly CertificateWithoutKey[];
  /** Private keys that belong to no authority's certificate. */
  readonly otherKeys: number;
  /** Databases of `openssl ca` with lines that are nobody's for certain. */
  readonly unclearDatabases: readonly string[];
}

export type UnsealReply =
  | { readonly kind: 'open'; readonly held: AuthorityId }
  | { readonly kind: 'refused'; readonly problem: UnsealFailure };

/** Where a key to be handed out comes from: sealed, or held without ever having been sealed. */
export type KeySource =
  | { readonly kind: 'sealed'; readonly sealed: SealedKey; readonly passphrase: string }
  | { readonly kind: 'held'; readonly held: AuthorityId };

export type FileReply =
  | { readonly kind: 'file'; readonly file: Download }
  | { readonly kind: 'refused'; readonly problem: UnsealFailure };

export type HandOnReply =
  | { readonly kind: 'file'; readonly file: Download }
  | { readonly kind: 'refused'; readonly problem: UnsealFailure | HandOnRefusal };

export type BackupReply =
  | { readonly kind: 'file'; readonly file: Download }
  /** Those whose own passphrase is not the one given for them. */
  | { readonly kind: 'refused'; readonly authorities: readonly AuthorityRef[] };

export type ReadBackupReply =
  ({ readonly kind: 'read' } & ReadBackup) | { readonly kind: 'refused'; readonly problem: BackupProblem };

export interface AuthorityVerbs {
  /** Facts of each, in order; `undefined` for what is no certificate. */
  describeCertificates(request: {
    readonly certificates: readonly Bytes[];
  }): readonly (DescribedCertificate | undefined)[];
  /** Which authority a certificate is of, whoever signed it. */
  authorityOf(request: { readonly certificate: Bytes }): AuthorityRef | undefined;
  /** A new key and a certificate for it, both held until sealed or forgotten. */
  createAuthority(request: {
    readonly draft: CertificateDraft;
    readonly signer: DraftSigner;
    readonly at: number;
  }): CreateAuthorityReply;
  /** Every authority in what was pasted or dropped that comes with its key. @property passphrase '' for none */
  findAuthorities(request: {
    readonly inputs: readonly { readonly path: string; readonly content: string | Bytes }[];
    readonly passphrase: string;
    readonly at: number;
  }): FindReply;
  /** Seals a held key for the first time; from then on the worker's own handle cannot be exported either. */
  sealAuthority(request: {
    readonly held: AuthorityId;
    readonly passphrase: string;
    readonly at: number;
  }): SealedKey;
  /** Opens a sealed one for signing. `forget` closes it again. */
  unsealAuthority(
    request: SealedAuthority & { readonly passphrase: string; readonly at: number },
  ): UnsealReply;
  /** The same key under another passphrase. */
  resealAuthority(
    request: SealedAuthority & { readonly passphrase: string; readonly newPassphrase: string },
  ):
    | { readonly kind: 'sealed'; readonly sealed: SealedKey }
    | { readonly kind: 'refused'; readonly problem: UnsealFailure };
  /** A root's certificate anew, by its own key; the held one goes on with it. */
  reissueRoot(request: {
    readonly held: AuthorityId;
    readonly draft: CertificateDraft;
    readonly at: number;
  }): CreateAuthorityReply;
  /** The held one goes on with another certificate of the same name and key. */
  adoptCertificate(request: {
    readonly held: AuthorityId;
    readonly certificate: Bytes;
    readonly chain: readonly Bytes[];
    readonly at: number;
  }): HeldAuthority;
  /** Which of these an authority could go by instead of the certificate it has, the newest first. */
  newerCertificates(request: {
    readonly current: Bytes;
    readonly candidates: readonly CertificateWithChain[];
    readonly at: number;
  }): readonly DescribedAuthority[];
  /**
   * Chains of all of these as those above go now, and what they say; in order, `undefined` for what is no certificate.
   * @property authorities everyone that is here
   */
  carryChains(request: {
    readonly authorities: readonly Certificates[];
  }): readonly (CarriedChain | undefined)[];
  /** A complete revocation list (RFC 5280 §5), proved before it is given. @property number never used before */
  signRevocationList(request: ListOfRevoked & { readonly held: AuthorityId }): Bytes;
  /** Certificate, chain and key as a file under a password of its own. */
  exportAuthority(request: {
    readonly certificate: Bytes;
    readonly chain: readonly Bytes[];
    readonly key: KeySource;
    readonly form: AuthorityForm;
    readonly password: string;
  }): FileReply;
  /** The root above an authority with scripts that install it, for whoever is to trust it. @property chain up to that root */
  trustFolder(request: { readonly certificate: Bytes; readonly chain: readonly Bytes[] }): Download;
  /** A folder that another program takes the authority over from. @property password of its key file, where that has one */
  handOn(request: {
    readonly certificate: Bytes;
    readonly chain: readonly Bytes[];
    readonly key: KeySource;
    /** Files with what is missing above it. */
    readonly added: readonly (string | Bytes)[];
    readonly work: WorkDone;
    readonly to: Successor;
    readonly password: string;
    readonly at: number;
  }): HandOnReply;
  /** One file with everything, that opens without this page too. @property keys of every authority in it */
  writeBackup(request: {
    readonly inventory: Inventory;
    readonly keys: Readonly<Record<AuthorityRef, KeySource>>;
    readonly passphrase: string;
    readonly at: number;
  }): BackupReply;
  /** Reads one, its keys sealed again under the same passphrase. */
  readBackup(request: { readonly file: Bytes; readonly passphrase: string }): ReadBackupReply;
}
