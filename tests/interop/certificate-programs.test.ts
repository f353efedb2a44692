// What runs from the zip of a certificate of the page: a server started as its README says and opened by the strictest Python,
// the programs of a client at a server that asks for a certificate, and zips that have nothing to start.
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CertificateDraft } from '../../src/pki/draft/certificate-draft';
import type { OpenedAuthority } from '../../src/pki/open-authority';
import { mutualPythonSsl } from '../../src/pki/recipes/mutual/python-ssl';
import { CertificateDesk } from '../../src/worker/certificate-desk';
import type { MadeSummary } from '../../src/worker/certificate-protocol';
import { KeyRing } from '../../src/worker/key-ring';
import { drafted, familyUnder, type Family } from '../support/drafted';
import { knock } from '../support/mutual-clients';
import { freePort, startServer } from '../support/server-process';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';
import { clientPython } from '../support/unzipped';

const at = Date.now();
const password = `se"cret it's`;
const local = [
  { kind: 'dns', value: 'localhost' },
  { kind: 'ip', value: '127.0.0.1' },
] as const;

describeWith(['python3', 'curl', 'unzip', 'openssl'], 'what the zip of a certificate can start', (path) => {
  const ring = new KeyRing();
  const desk = new CertificateDesk(ring);
  let family: Family;
  beforeAll(async () => {
    family = await familyUnder('programs', 'ec-p256', new Date(at));
  });
  afterAll(removeTemporaryFolders);

  async function made(draft: CertificateDraft, authority?: OpenedAuthority): Promise<MadeSummary> {
    const signer =
      authority === undefined
        ? ({ kind: 'self' } as const)
        : ({ kind: 'authority', authority: ring.keepGiven(authority) } as const);
    const reply = await desk.makeCertificate({ draft, signer, key: { kind: 'new' }, at });
    return reply.kind === 'made' ? reply.made : expect.unreachable(JSON.stringify(reply));
  }

  async function unzipped({ id }: MadeSummary, keyPassword = ''): Promise<string> {
    const { fileName, contents } = await desk.madeFile({ made: id, form: 'zip', password: keyPassword });
    const folder = temporaryFolder("made it's ");
    writeFileSync(join(folder, fileName), contents);
    execFileSync(path('unzip'), ['-q', fileName], { cwd: folder });
    return join(folder, fileName.replace(/\.zip$/, ''));
  }

  const sh = (folder: string, line: string, env: Record<string, string> = {}): string =>
    execFileSync('sh', ['-c', line], { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env } });

  const started = async (folder: string, line: string, env: Record<string, string> = {}) => {
    const port = await freePort();
    const options = { folder, address: '127.0.0.1' as const, port };
    const server = await startServer(line, {
      ...options,
      env: { HOST: undefined, PORT: String(port), ...env },
    });
    return { port, stop: () => server.stop() };
  };

  it.each([
    ['', 'under an intermediate'],
    ['', 'self-signed'],
    [password, 'under an intermediate'],
  ])('a server, key password %j, %s', async (keyPassword, signed) => {
    const draft = drafted('tls-server', 'localhost', { alternativeNames: local });
    const summary = await made(draft, signed === 'self-signed' ? undefined : family.authority);
    expect(summary.runs).toBe('server');
    const folder = await unzipped(summary, keyPassword);
    expect(sh(folder, 'sha256sum -c SHA256SUMS')).toContain('README.md: OK');
    const server = await started(folder, 'python3 run/python-server.py', { KEY_PASSWORD: keyPassword });
    const env = { PORT: String(server.port), PYTHONWARNINGS: 'error' };
    expect(sh(folder, `${clientPython()} run/python-client.py`, env)).toContain('\n200 ');
    expect(sh(folder, `curl -sS --cacert ca.pem https://localhost:${server.port}/`)).toContain('It works');
    await server.stop();
  });

  /** A server that asks for certificates of `ca.pem` of a client's folder, itself of `from`. */
  async function asking(from: string, client: string, keyPassword: string) {
    const folder = temporaryFolder('asking-');
    for (const { path: name, contents } of mutualPythonSsl.files({ host: 'localhost', revocation: 'none' })) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), contents);
    }
    for (const name of ['fullchain.pem', 'key.pem', 'cert.pem', 'ca.pem'])
      copyFileSync(join(from, name), join(folder, name));
    copyFileSync(join(client, 'ca.pem'), join(folder, 'client-ca.pem'));
    return started(folder, 'python3 run/python-server.py', { KEY_PASSWORD: keyPassword });
  }

  it.each(['', password])('a client, key password %j, its programs one by one', async (keyPassword) => {
    const server = await unzipped(
      await made(drafted('tls-server', 'localhost', { alternativeNames: local }), family.authority),
    );
    const summary = await made(drafted('tls-client', 'Anna'), family.authority);
    expect(summary.runs).toBe('client');
    const folder = await unzipped(summary, keyPassword);
    const { port, stop } = await asking(server, folder, '');
    for (const id of ['curl', 'python-ssl'] as const) {
      const heard = await knock(id, { folder, password: keyPassword }, port);
      expect(heard.letIn, heard.output).toBe(true);
    }
    await stop();
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toContain('python3 run/python-client.py');
  });

  it('server and client: checks of the one beside programs of the other', async () => {
    const draft = drafted('tls-server-client', 'localhost', { alternativeNames: local });
    const folder = await unzipped(await made(draft, family.authority));
    const { port, stop } = await asking(folder, folder, '');
    const address = `https://localhost:${port}/`;
    const withCertificate = `${clientPython()} run/python-client-certificate.py ${address}`;
    expect(sh(folder, withCertificate)).toContain('It works');
    expect(sh(folder, `sh run/curl.sh ${address}`)).toContain('It works');
    expect(() => sh(folder, `${clientPython()} run/python-client.py 2>&1`, { PORT: String(port) })).toThrow();
    await stop();
    expect(sh(folder, 'sha256sum -c SHA256SUMS')).toContain('run/python-client-certificate.py: OK');
  });

  it('nothing for a server without a host, for a client that signed itself, without a key, or without a root', async () => {
    const rootless = { ...family.authority, chain: family.authority.chain.slice(0, 1) };
    const nothing = [
      await made(drafted('tls-server', 'nobody'), family.authority),
      await made(drafted('tls-client', 'Anna')),
      await made(drafted('code-signing', 'Anna', { alternativeNames: local }), family.authority),
      await made(drafted('tls-server', 'localhost', { alternativeNames: local }), rootless),
    ];
    expect(nothing.map(({ runs }) => runs)).toEqual(nothing.map(() => undefined));
    for (const one of nothing) expect(sh(await unzipped(one), 'ls')).not.toContain('run');
    const [last] = nothing.slice(-1);
    const readme = last && readFileSync(join(await unzipped(last), 'README.md'), 'utf8');
    expect(readme).toContain('The root above it is not known here');
  });
});
