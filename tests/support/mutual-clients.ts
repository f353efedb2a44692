// The client side of a kit under test: the four who knock (right, wrong, revoked, none), each as a folder of a kit, and what a
// program of that folder got to hear from a server.
import { execFile } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import type { MutualClientId } from '../../src/pki/recipes/mutual/clients';
import { findTool, type ToolName } from './tools';

export const visitors = ['right', 'wrong', 'revoked', 'none'] as const;
export type Visitor = (typeof visitors)[number];

export interface VisitorFolder {
  readonly folder: string;
  readonly password: string;
}

interface Program {
  readonly file: string;
  readonly line: string;
  readonly tools: readonly ToolName[];
  /** What makes it bring a certificate; without it, it comes with none. */
  readonly bringing: RegExp;
}

const strict = findTool('python3.13') ?? findTool('python3') ?? 'python3';
const debian = findTool('python3') ?? 'python3';
const quoted = (path: string) => `'${path}'`;

export const programs: Readonly<Record<MutualClientId, Program>> = {
  curl: {
    file: 'run/curl.sh',
    line: 'run/curl.sh',
    tools: ['curl'],
    bringing: / --cert cert\.pem --key key\.pem/,
  },
  'python-ssl': {
    file: 'run/python-client.py',
    line: `${quoted(strict)} run/python-client.py`,
    tools: ['python3'],
    bringing: /^context\.load_cert_chain.*$/m,
  },
  requests: {
    file: 'run/requests-client.py',
    line: `${quoted(debian)} run/requests-client.py`,
    tools: ['requests'],
    bringing: /^context\.load_cert_chain.*$/m,
  },
  httpx: {
    file: 'run/httpx-client.py',
    line: `${quoted(debian)} run/httpx-client.py`,
    tools: ['httpx'],
    bringing: /^context\.load_cert_chain.*$/m,
  },
  node: {
    file: 'run/node-client.mjs',
    line: 'node run/node-client.mjs',
    tools: ['node'],
    bringing: /^ {2}(?:cert|key): .*$/gm,
  },
};

/** The same folder whose programs know of no certificate. */
export function withoutCertificate({ folder, password }: VisitorFolder): VisitorFolder {
  const bare = `${folder}-none`;
  cpSync(folder, bare, { recursive: true });
  for (const { file, bringing } of Object.values(programs)) {
    const path = join(bare, file);
    const text = readFileSync(path, 'utf8');
    const changed = text.replace(bringing, '');
    if (changed === text) throw new Error(`${file} does not bring a certificate the way this test thinks`);
    writeFileSync(path, changed);
  }
  return { folder: bare, password };
}

interface Heard {
  readonly succeeded: boolean;
  /** Both streams. */
  readonly output: string;
}

/** Runs a program of a client's folder, as INSTALL.html shows it, against a server. */
function visit(id: MutualClientId, { folder, password }: VisitorFolder, url: string): Promise<Heard> {
  const { line } = programs[id];
  return new Promise((resolve) => {
    execFile(
      'sh',
      ['-c', `${line} ${url}`],
      {
        cwd: folder,
        env: {
          ...process.env,
          PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
          KEY_PASSWORD: password,
          PYTHONWARNINGS: 'error::DeprecationWarning:__main__',
        },
        timeout: 30_000,
      },
      (error, stdout, stderr) => {
        resolve({ succeeded: error === null, output: stdout + stderr });
      },
    );
  });
}

/** What the programs call it when they are turned away, the most telling first. */
const refusals: readonly (readonly [RegExp, string])[] = [
  [/certificate[ _]revoked/i, 'out: certificate revoked'],
  [/certificate[ _]expired|CRL has expired/i, 'out: expired'],
  [/unknown ca|UNKNOWN_CA/i, 'out: unknown ca'],
  [/decrypt[ _]error/i, 'out: decrypt error'],
  [/certificate[ _]required/i, 'out: certificate required'],
  [/handshake[ _]failure/i, 'out: handshake failure'],
  [/(?:error: |HTTP Error |^)403\b/m, 'out: 403'],
  [/(?:error: |HTTP Error |^)400\b/m, 'out: 400'],
];

/** Opens the page; let in is who sees it. What a refusal looks like is each server's own affair. */
export async function knock(
  id: MutualClientId,
  who: VisitorFolder,
  port: number,
): Promise<{ readonly letIn: boolean; readonly inShort: string; readonly output: string }> {
  const { succeeded, output } = await visit(id, who, `https://localhost:${port}/`);
  const letIn = output.includes('It works');
  if (succeeded !== letIn) throw new Error(`${id} contradicts itself: ${output}`);
  const [, refusal = 'out: closed'] = refusals.find(([words]) => words.test(output)) ?? [];
  return { letIn, inShort: letIn ? 'in' : refusal, output };
}
