/** The same certificate or request with other people's programs: files to save, commands to type, and what is left unsaid. */
import { keptSubject } from '../draft/kept-subject';
import { certtoolCommands } from './certtool';
import type { Commands, Wanted } from './commands';
import { keytoolCommands } from './keytool';
import { opensslCommands } from './openssl';
import { stepCommands } from './step';

type Program = Commands['programs'][number];

const withoutCommands = (program: Program, why: string): Program => ({
  ...program,
  ...{ commands: '', cannot: [why] },
});

/** What no option of theirs says, whatever the form. */
function saidByNone({ draft, key }: Wanted, program: Program['program']): readonly string[] {
  const marks = draft.extensions.criticality;
  const identifiers = marks?.subjectKeyIdentifier === true || marks?.authorityKeyIdentifier === true;
  return [
    // It is taken over from the request as it is.
    ...(key === 'request' || keptSubject(draft) === undefined
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
  // Theirs take a request as well, each in a way of its own that nobody here has tried.
  const notOffered = ({ program }: Program): boolean => wanted.key === 'request' && program !== 'openssl';
  const programs = all.map(({ program }): Program => {
    if (keyIsAway)
      return withoutCommands(
        program,
        'Anything, with a public key alone: they want a request made with the private key',
      );
    if (notOffered(program))
      return withoutCommands(
        program,
        'A request that is there already: its commands for one are not offered here',
      );
    return { ...program, cannot: [...program.cannot, ...saidByNone(wanted, program.program)] };
  });
  const given = keyIsAway ? [] : all.filter(({ program }) => !notOffered(program));
  return { files: given.flatMap(({ files }) => files), programs };
}
