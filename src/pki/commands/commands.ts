/** Commands of other programs that make the same certificate or request. */
import type { CertificateDraft } from '../draft/certificate-draft';

export interface Commands {
  /** Files the commands read, `openssl.cnf` first. */
  readonly files: readonly { readonly path: string; readonly contents: string }[];
  readonly programs: readonly {
    readonly program: 'openssl' | 'step' | 'keytool' | 'certtool';
    /** What to type, line by line. */
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
}

export interface ProgramCommands {
  readonly program: Commands['programs'][number];
  readonly files: Commands['files'];
}
