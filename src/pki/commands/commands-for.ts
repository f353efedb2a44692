/** The same certificate or request with other people's programs: files to save, commands to type, and what is left unsaid. */
import type { CertificateDraft } from '../draft/certificate-draft';
import { keptSubject } from '../draft/kept-subject';
import { certtoolCommands } from './certtool';
import type { Commands, Wanted } from './commands';
import { keytoolCommands } from './keytool';
import { opensslCommands } from './openssl';
import { stepCommands } from './step';

/** What no option of theirs says, whatever the form. */
function saidByNone(draft: CertificateDraft, program: string): readonly string[] {
  const marks = draft.extensions.criticality;
  const identifiers = marks?.subjectKeyIdentifier === true || marks?.authorityKeyIdentifier === true;
  return [
    ...(keptSubject(draft) === undefined
      ? []
      : ['The subject octet for octet: its kinds of string, and attributes that share one part of it']),
    ...(identifiers && program !== 'openssl' ? ['A key identifier that is critical'] : []),
  ];
}

export function commandsFor(wanted: Wanted): Commands {
  const all = [
    opensslCommands(wanted),
    stepCommands(wanted),
    keytoolCommands(wanted),
    certtoolCommands(wanted),
  ];
  // Whoever has the key makes a request with it; nothing that is typed here could.
  const keyIsAway = wanted.key === 'public';
  const programs = all.map(({ program }) => ({
    ...program,
    ...(keyIsAway && { commands: '' }),
    cannot: keyIsAway
      ? ['Anything, with a public key alone: they want a request made with the private key']
      : [...program.cannot, ...saidByNone(wanted.draft, program.program)],
  }));
  return { files: keyIsAway ? [] : all.flatMap(({ files }) => files), programs };
}
