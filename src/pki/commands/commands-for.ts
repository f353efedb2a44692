/** The same certificate or request with other people's programs: files to save, commands to type, and what is left unsaid. */
import { certtoolCommands } from './certtool';
import type { Commands, Wanted } from './commands';
import { keytoolCommands } from './keytool';
import { opensslCommands } from './openssl';
import { stepCommands } from './step';

export function commandsFor(wanted: Wanted): Commands {
  const all = [
    opensslCommands(wanted),
    stepCommands(wanted),
    keytoolCommands(wanted),
    certtoolCommands(wanted),
  ];
  return { files: all.flatMap(({ files }) => files), programs: all.map(({ program }) => program) };
}
