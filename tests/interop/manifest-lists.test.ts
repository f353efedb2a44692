// Lists of revoked certificates in the zip of a manifest (RFC 5280 §5): openssl asks every authority of a chain for its own, and the
// servers of mutual-tls/run/ turn away whoever stands on one.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fromHex, type Bytes } from '../../src/codec/bytes';
import { parseMadeBefore, type MadeBefore } from '../../src/pki/manifest/made-before';
import type { ManifestSigner } from '../../src/pki/manifest/signing-authorities';
import { openAuthority } from '../../src/pki/open-authority';
import { issueRevocationList } from '../../src/pki/revocation';
import { unzippedManifest } from '../support/manifest-unzipped';
import { freePort, startServer } from '../support/server-process';
import { removeTemporaryFolders } from '../support/temporary-folder';
import { describeWith } from '../support/tools';
import { pathWith } from '../support/unzipped';

const run = promisify(execFile);
const PASSPHRASE = 'correct horse';
const team = {
  certwright: 1,
  authorities: {
    root: { commonName: 'Team root', permitted: ['example.test'] },
    issuing: { commonName: 'Team issuing', signedBy: 'root', days: 1826, key: 'rsa-2048' },
  },
  servers: [{ names: ['app.example.test'], signedBy: 'issuing' }],
  clients: [{ name: 'Alice', signedBy: 'issuing' }],
};

describeWith(
  ['openssl', 'unzip', 'curl', 'python3', 'nginx', 'sh'],
  'lists in the zip of a manifest',
  (path) => {
    let folder: string;
    const zip = { unzip: path('unzip'), passphrase: PASSPHRASE };
    const openssl = (at: string, ...args: readonly string[]) =>
      execFileSync(path('openssl'), args, { cwd: at, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

    beforeAll(async () => {
      folder = await unzippedManifest(team, zip);
    });
    afterAll(removeTemporaryFolders);

    /** What openssl says of a leaf, with the list of every authority above it. */
    const verified = (leaf: string, purpose: string, lists: string) =>
      openssl(
        folder,
        ...['verify', '-x509_strict', '-crl_check_all', '-purpose', purpose, '-CRLfile', lists],
        ...['-CAfile', 'authorities/issuing/root.pem', '-untrusted', leaf, leaf],
      );

    it('a new authority has its first, empty one, as PEM and DER, for as long as it lasts', () => {
      for (const id of ['root', 'issuing']) {
        const at = join(folder, 'authorities', id);
        const text = openssl(at, 'crl', '-in', 'ca.crl', '-inform', 'DER', '-noout', '-text');
        expect(text).toBe(openssl(at, 'crl', '-in', 'ca.crl.pem', '-noout', '-text'));
        expect(text).toMatch(/CRL Number:\s+1\n/);
        expect(text).toContain('No Revoked Certificates');
        const [, ends] =
          /notAfter=(.*)/.exec(openssl(at, 'x509', '-in', 'cert.pem', '-noout', '-enddate')) ?? [];
        expect(openssl(at, 'crl', '-in', 'ca.crl.pem', '-noout', '-nextupdate')).toContain(ends);
      }
    });

    it('openssl verify -crl_check_all is content with them, and not with fewer', () => {
      const all = 'authorities/issuing/client-ca.crl.pem';
      expect(verified('clients/Alice/cert.pem', 'sslclient', all)).toContain('OK');
      expect(verified('servers/app.example.test/fullchain.pem', 'sslserver', all)).toContain('OK');
      expect(() => verified('clients/Alice/cert.pem', 'sslclient', 'authorities/issuing/ca.crl.pem')).toThrow(
        /unable to get certificate CRL/,
      );
    });

    it('of an authority that was there already the list is the one that is kept, and servers heed it', async () => {
      const { made, signers, certificate, list } = await issuingAgain();
      const more = { ...team, clients: [...team.clients, { name: 'Bob', signedBy: 'issuing' }] };
      const again = { ...zip, before: made, signers };
      const rootList = { of: certificate.root, der: readBytes('authorities/root/ca.crl') };
      const second = await unzippedManifest(more, {
        ...again,
        lists: [{ of: certificate.issuing, der: await list('Alice') }, rootList],
      });
      const authority = join(second, 'authorities/issuing');
      expect(openssl(authority, 'crl', '-in', 'ca.crl.pem', '-noout', '-text')).toMatch(/CRL Number:\s+7\n/);
      expect(
        verified('clients/Alice/cert.pem', 'sslclient', 'authorities/issuing/client-ca.crl.pem'),
      ).toContain('OK');
      expect(() =>
        verified('clients/Alice/cert.pem', 'sslclient', join(authority, 'client-ca.crl.pem')),
      ).toThrow(/certificate revoked/);

      // Beside the server of the first zip, as its README has it.
      const server = join(folder, 'servers/app.example.test');
      const [, line = ''] =
        /^(cp -r mutual-tls.*)$/m.exec(readFileSync(join(second, 'README.md'), 'utf8')) ?? [];
      execFileSync(path('sh'), ['-c', line.replace(/ \S+$/, ` '${server}/'`)], { cwd: second });
      for (const command of ['python3 run/python-server.py', 'sh run/nginx.sh']) {
        const port = await freePort();
        const started = await startServer(command, {
          ...{ folder: server, address: '127.0.0.1', port },
          env: { PATH: pathWith('python3', 'nginx'), HOST: undefined, PORT: String(port) },
        });
        try {
          expect(await fetched(server, port, second, 'Bob')).toContain('Bob');
          await expect(fetched(server, port, folder, 'Alice')).rejects.toThrow();
        } finally {
          await started.stop();
        }
      }
    });

    it('where nobody brings it there is none, and README.md says so', async () => {
      const { made, signers } = await issuingAgain();
      const more = { ...team, clients: [...team.clients, { name: 'Carol', signedBy: 'issuing' }] };
      const third = await unzippedManifest(more, { ...zip, before: made, signers });
      expect(existsSync(join(third, 'authorities/issuing/client-ca.pem'))).toBe(true);
      expect(existsSync(join(third, 'authorities/issuing/client-ca.crl.pem'))).toBe(false);
      expect(existsSync(join(third, 'authorities/issuing/ca.crl'))).toBe(false);
      const readme = readFileSync(join(third, 'README.md'), 'utf8');
      expect(readme).toContain('There is no list of revoked certificates of `issuing` here');
      expect(readme).not.toContain('client-ca.crl.pem');
      expect(readFileSync(join(third, 'mutual-tls/run/nginx.conf'), 'utf8')).not.toContain('ssl_crl');
    });

    const readBytes = (name: string): Bytes => new Uint8Array(readFileSync(join(folder, name)));
    const passwordOf = (zipFolder: string, name: string): string =>
      new RegExp(`^${name},.*,([^,\\r\\n]+)\\r?$`, 'm').exec(
        readFileSync(join(zipFolder, 'passwords.csv'), 'utf8'),
      )?.[1] ?? '';

    async function fetched(server: string, port: number, zipFolder: string, name: string): Promise<string> {
      const store = `${join(zipFolder, 'clients', name, 'client.p12')}:${passwordOf(zipFolder, name)}`;
      const address = `app.example.test:${port}`;
      const args = [
        ...['-sS', '--fail', '--cacert', 'ca.pem', '--resolve', `${address}:127.0.0.1`, '--max-time', '20'],
        ...['--cert-type', 'P12', '--cert', store, `https://${address}/`],
      ];
      const { stdout } = await run(path('curl'), args, { cwd: server });
      return stdout;
    }

    /** The authority of the first zip, opened again, and lists as its keeper would sign them. */
    async function issuingAgain() {
      const read = (name: string) => readFileSync(join(folder, name), 'utf8');
      const parsed = parseMadeBefore(read('made.json'));
      const made: MadeBefore = parsed.ok ? parsed.value : expect.unreachable();
      const files = ['issuing/cert.pem', 'issuing/root.pem', 'issuing/key.pem'];
      const opened = await openAuthority(
        files.map((name) => read(`authorities/${name}`)),
        PASSPHRASE,
        new Date(),
      );
      if (opened.kind !== 'opened') return expect.unreachable(opened.kind);
      const { authority } = opened;
      const sha256 = made.authorities.find(({ id }) => id === 'issuing')?.sha256 ?? '';
      const signers = new Map<string, ManifestSigner>([[sha256, { authority }]]);
      const [issuing, root] = authority.chain.map(({ der }) => der);
      if (issuing === undefined || root === undefined) return expect.unreachable();
      const list = async (identity: string): Promise<Bytes> => {
        const serial = made.certificates.find((one) => one.identity.startsWith(identity))?.serialNumber ?? '';
        const now = Date.now();
        const { der } = await issueRevocationList({
          ...{ issuer: authority.issuer, signing: authority.signing, scheme: authority.issuer.scheme },
          ...{ number: 7n, thisUpdate: new Date(now - 60_000), nextUpdate: new Date(now + 86_400_000) },
          revoked: [{ serialNumber: fromHex(serial) ?? expect.unreachable(), at: new Date(now - 60_000) }],
        });
        return der;
      };
      return { made, signers, certificate: { issuing, root }, list };
    }
  },
);
