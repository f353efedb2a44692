/** What remarks on a draft are made from, and how one is told. */
import type { KeyAlgorithmId } from '../algorithms';
import { SERVER_AUTH } from '../profile';
import type { SignatureSchemeId } from '../signature-scheme';
import type { CertificateDraft, DraftExtensions, DraftPlace } from './certificate-draft';
import type { KeyFamily } from './profiles';
import type { DraftRemarkCode } from './remark';

/** What a draft alone does not say. */
export interface RemarkFacts {
  readonly selfSigned: boolean;
  /** Of the key it is for; `undefined` where nothing here knows such keys. */
  readonly family: KeyFamily | undefined;
  /** `undefined` where it is none of those people can choose. */
  readonly keyAlgorithm: KeyAlgorithmId | undefined;
  /** The key is still to be made. */
  readonly keyIsNew: boolean;
  /** What it would be signed with, and what its issuer signs with by itself. */
  readonly scheme: SignatureSchemeId | undefined;
  readonly usualScheme: SignatureSchemeId | undefined;
  readonly validity: { readonly notBefore: Date; readonly notAfter: Date } | undefined;
  readonly at: Date;
}

/** A remark at a place, with the draft as one change would mend it. */
export type Remark = (
  code: DraftRemarkCode,
  at: DraftPlace,
  facts?: readonly string[],
  mended?: CertificateDraft,
) => void;

export const isServer = ({ extensions: { extendedKeyUsage } }: CertificateDraft): boolean =>
  extendedKeyUsage?.purposes.includes(SERVER_AUTH) === true;

export const isAuthority = ({ extensions: { basicConstraints } }: CertificateDraft): boolean =>
  basicConstraints?.ca === true;

/** The draft with another value in one of its extensions. */
export const withExtension = (
  draft: CertificateDraft,
  changed: Partial<DraftExtensions>,
): CertificateDraft => ({ ...draft, extensions: { ...draft.extensions, ...changed } });
