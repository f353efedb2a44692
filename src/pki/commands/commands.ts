/** Commands of other programs that make the same certificate or request. */
import type { CertificateDraft } from '../draft/certificate-draft';
import type { RequestTexts } from '../draft/prepare-request';
import type { SignatureSchemeId } from '../signature-scheme';

export interface Commands {
  /** Files the commands read, `openssl.cnf` first. */
  readonly files: readonly { readonly path: string; readonly contents: string }[];
  readonly programs: readonly {
    readonly program: 'openssl' | 'step' | 'keytool' | 'certtool';
    /** What to type, line by line; nothing where the program has no way at all. */
    readonly commands: string;
    /** What of the draft this program has no way to say, in plain words. */
    readonly cannot: readonly string[];
    /** Run by our own tests with a result held against ours. */
    readonly tried: boolean;
  }[];
}

export interface Wanted {
  readonly draft: CertificateDraft;
  /** With its own key, or with an authority's, whose files are `ca.pem` and `ca-key.pem`. */
  readonly signer: 'self' | 'authority';
  readonly what: 'certificate' | 'request';
  /**
   * Whose key: one that the commands make, one that lies in `key.pem`, one of which only the public half is here, or one whose
   * owner sent a request, in `request.pem`.
   */
  readonly key?: 'new' | 'held' | 'public' | 'request';
  /** The request has the subject of the draft, octet for octet. */
  readonly subjectAsAsked?: boolean;
  /** What the key that signs does by itself; without it, that is known of a new key alone. */
  readonly scheme?: SignatureSchemeId;
  /** Of a request (RFC 2985). */
  readonly attributes?: RequestTexts;
}

export interface ProgramCommands {
  readonly program: Commands['programs'][number];
  readonly files: Commands['files'];
}
