// Running a client: what it prints, and how it ended. Never throws for a client that says no.
import { execFile } from 'node:child_process';

export interface Ended {
  readonly code: number;
  /** Both streams. */
  readonly output: string;
}

export function run(program: string, args: readonly string[], input = ''): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(
      program,
      args,
      { encoding: 'utf8', timeout: 60_000, env: { ...process.env, LC_ALL: 'C.UTF-8' } },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, output: `${stdout}${stderr}` });
      },
    );
    // A client that is done before it has read everything closes the pipe.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** For clients that answer one line to each line of input: tab-separated checks in, `ok` or words out. */
export async function runLines(
  program: string,
  args: readonly string[],
  lines: readonly (readonly (string | number)[])[],
): Promise<readonly string[]> {
  const input = lines.map((fields) => `${fields.join('\t')}\n`).join('');
  const { output } = await run(program, args, input);
  const answers = output.trimEnd().split('\n');
  if (answers.length !== lines.length)
    throw new Error(`${answers.length} answers to ${lines.length}:\n${output}`);
  return answers;
}
