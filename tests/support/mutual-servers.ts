// The server side of kits under test: a folder `server` as it was unpacked, what starts each recipe of its run/, and lists of
// revoked certificates by the authority that came with the kit.
import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePem } from '../../src/codec/pem';
import { openAuthority, type OpenedAuthority } from '../../src/pki/open-authority';
import { issueRevocationList } from '../../src/pki/revocation';
import { mutualServers, type MutualServerId } from '../../src/pki/recipes/mutual/servers';
import { startServer, type ServerProcess } from './server-process';
import type { ToolName } from './tools';
import { pathWith } from './unzipped';

export interface ServerUnderTest {
  /** Another way to start it than the README's line. */
  readonly script: string;
  readonly tools: readonly ToolName[];
  /** Whether its page can greet by name. */
  readonly knows: boolean;
}

export const serversUnderTest: Readonly<Record<MutualServerId, ServerUnderTest>> = {
  'python-ssl': { script: './run/python-server.py', tools: ['python3'], knows: true },
  uvicorn: { script: './run/uvicorn-server.py', tools: ['uvicorn', 'python3'], knows: true },
  gunicorn: { script: './run/gunicorn.sh', tools: ['gunicorn', 'flask'], knows: true },
  flask: { script: './run/flask-server.py', tools: ['flask'], knows: true },
  uwsgi: { script: './run/uwsgi.sh', tools: ['uwsgi'], knows: true },
  hypercorn: { script: './run/hypercorn-server.py', tools: ['hypercorn', 'python3'], knows: false },
  node: { script: 'node run/node-server.mjs', tools: ['node'], knows: true },
  nginx: { script: './run/nginx.sh', tools: ['nginx'], knows: true },
};

export const serverIds = Object.keys(serversUnderTest) as readonly MutualServerId[];

const running = new Set<ServerProcess>();

/** For afterAll: whatever a failed test left. */
export async function stopServers(): Promise<void> {
  await Promise.all([...running].map((one) => one.stop('SIGKILL')));
}

/** The README's line, on another port. */
export function lineOf(id: MutualServerId, port: number): string {
  return mutualServers[id]
    .commands({ host: 'localhost', revocation: 'chain' })
    .replaceAll('8443', String(port));
}

export async function serve(
  line: string,
  id: MutualServerId,
  folder: string,
  port: number,
): Promise<ServerProcess> {
  const server = await startServer(line, {
    folder,
    address: '127.0.0.1',
    port,
    env: {
      PATH: pathWith(...serversUnderTest[id].tools, 'node'),
      // Our own Python files may call nothing that is deprecated.
      PYTHONWARNINGS: 'error::DeprecationWarning:__main__',
      HOST: undefined,
      PORT: String(port),
    },
  });
  running.add(server);
  return {
    ...server,
    stop: (signal) => {
      running.delete(server);
      return server.stop(signal);
    },
  };
}

/** The new authority of a kit, opened from its file as somebody would a year later. */
export async function keptAuthority(kit: string, password: string, at: Date): Promise<OpenedAuthority> {
  const result = await openAuthority([readFileSync(join(kit, 'authority.pem'), 'utf8')], password, at);
  if (result.kind !== 'opened') throw new Error(`authority.pem: ${result.kind}`);
  return result.authority;
}

const DAY = 86_400_000;

/** PEM of a list that revokes the certificates in these files. */
export async function listOf(
  { issuer, signing }: OpenedAuthority,
  files: readonly string[],
  { number, nextUpdate }: { readonly number: bigint; readonly nextUpdate: Date },
): Promise<string> {
  const thisUpdate = new Date(nextUpdate.getTime() - 30 * DAY);
  const revoked = files.map((file) => {
    const { serialNumber } = new X509Certificate(readFileSync(file));
    return {
      serialNumber: new Uint8Array(Buffer.from(serialNumber, 'hex')),
      at: thisUpdate,
      reason: 'keyCompromise',
    } as const;
  });
  const { der } = await issueRevocationList({
    issuer,
    signing,
    scheme: issuer.scheme,
    number,
    thisUpdate,
    nextUpdate,
    revoked,
  });
  return encodePem('X509 CRL', der);
}

export function replaceList(server: string, text: string): void {
  writeFileSync(join(server, 'client-ca.crl.pem'), text);
}
