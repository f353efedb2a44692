/**
 * What the page and the worker say about requests to be signed: which there are, what each asks for and is given, and the draft
 * that was decided on. Issuing is `makeCertificate`'s, with the request's public key.
 */
import type { Bytes } from '../codec/bytes';
import type { NameConstraints } from '../codec/name-constraint';
import type { HouseRule } from '../pki/authority/authority-record';
import type { CertificateDraft } from '../pki/draft/certificate-draft';
import type { Download } from '../pki/handover';
import type { RequestFinding } from '../pki/signing-plan/find-requests';
import type { Decisions, SigningPlan } from '../pki/signing-plan/plan';
import type { FolderRequest } from '../pki/signing-plan/signed-folder';

export type DecideReply =
  | { readonly kind: 'decided'; readonly draft: CertificateDraft; readonly publicKey: Bytes }
  /** Ids of the rows that stand in its way. */
  | { readonly kind: 'blocked'; readonly rows: readonly string[] };

export interface SigningVerbs {
  findRequests(request: {
    readonly inputs: readonly { readonly path: string; readonly content: string | Bytes }[];
  }): RequestFinding;
  /** A plan for each, in order; `undefined` for what is no request. @property base what the profile gives */
  planSigning(request: {
    readonly requests: readonly Bytes[];
    readonly base: CertificateDraft;
    /** Of the authority and of those above it. */
    readonly constraints: readonly NameConstraints[];
    /** Of the house: names signed for the asking, beside those that are nobody's. */
    readonly rules: readonly HouseRule[];
  }): readonly (SigningPlan | undefined)[];
  decideSigning(request: { readonly plan: SigningPlan; readonly decisions: Decisions }): DecideReply;
  /** Certificates in one zip, each alone and with its chain, and a table of all requests. */
  signedFolder(request: { readonly name: string; readonly requests: readonly FolderRequest[] }): Download;
}
