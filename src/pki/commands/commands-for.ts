/** The same certificate or request with other people's programs: files to save, commands to type, and what is left unsaid. */
import type { CertificateDraft } from '../draft/certificate-draft';
import { certtoolCommands } from './certtool';
import type { Commands } from './commands';
import { keytoolCommands } from './keytool';
import { opensslCommands } from './openssl';
import { stepCommands } from './step';

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

export function commandsFor(wanted: Wanted): Commands {
  const all = [
    opensslCommands(wanted),
    stepCommands(wanted),
    keytoolCommands(wanted),
    certtoolCommands(wanted),
  ];
  return { files: all.flatMap(({ files }) => files), programs: all.map(({ program }) => program) };
}
