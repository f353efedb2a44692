// An unzipped folder as far as trust/ goes: throw-away PEM files, the trust recipes' files with their modes, and an HTTPS server
// on loopback that presents the certificate. The name of the authority can be anything, as a pasted one's can.
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { anchorFacts } from '../../src/pki/anchor';
import { recipes } from '../../src/pki/recipes/all';
import { catalogue } from '../../src/pki/recipes/catalogue';
import type { RecipeContext } from '../../src/pki/recipes/recipe';
import { temporaryFolder } from './temporary-folder';
import { throwawayCertificate } from './throwaway-certificate';
import { findTool } from './tools';

export interface TrustFolder {
  readonly folder: string;
  readonly context: RecipeContext;
}

export interface TrustFolderOptions {
  /** Shown in place of the CommonName. */
  readonly name?: string;
  /** `self`: a server certificate without an authority; `ed25519`: a root that browsers' databases refuse. */
  readonly kind?: 'authority' | 'self' | 'ed25519';
}

/** A new folder, its name with a blank and quotes in it, since people unzip where they like. */
export async function trustFolder({
  name,
  kind = 'authority',
}: TrustFolderOptions = {}): Promise<TrustFolder> {
  const folder = join(temporaryFolder('trust-'), `it's "here"`);
  mkdirSync(folder);
  chmodSync(join(folder, '..'), 0o755);
  let made: RecipeContext = throwawayCertificate(folder, { hosts: ['localhost'], key: 'ecdsa' });
  if (kind !== 'authority') {
    const { certificate: _, ...anchor } = await selfIssued(folder, kind);
    made = { ...made, anchor, selfSigned: kind === 'self' };
  }
  const context = name === undefined ? made : { ...made, anchor: { ...made.anchor, name } };
  writeTrustFiles(folder, context);
  return { folder, context };
}

/** Writes every file of every trust recipe, as the zip would. */
function writeTrustFiles(folder: string, context: RecipeContext): void {
  mkdirSync(join(folder, 'trust'), { recursive: true });
  for (const row of catalogue) {
    if (row.kind !== 'trust') continue;
    for (const { path, contents, mode } of recipes[row.id].files(context)) {
      writeFileSync(join(folder, path), contents);
      chmodSync(join(folder, path), mode);
    }
  }
}

async function selfIssued(folder: string, kind: 'self' | 'ed25519') {
  const options =
    kind === 'ed25519'
      ? ['-newkey', 'ed25519', '-subj', '/CN=Edwards authority']
      : [
          ...['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-subj', '/CN=localhost'],
          ...[
            '-addext',
            'basicConstraints=critical,CA:FALSE',
            '-addext',
            'keyUsage=critical,digitalSignature',
          ],
          ...['-addext', 'extendedKeyUsage=serverAuth', '-addext', 'subjectAltName=DNS:localhost'],
        ];
  const files = ['-nodes', '-keyout', 'key.pem', '-out', 'cert.pem'];
  execFileSync(findTool('openssl') ?? 'openssl', ['req', '-x509', ...options, ...files], {
    cwd: folder,
    stdio: 'ignore',
  });
  for (const copy of ['fullchain.pem', 'ca.pem']) {
    writeFileSync(join(folder, copy), readFileSync(join(folder, 'cert.pem')));
  }
  const { raw } = new X509Certificate(readFileSync(join(folder, 'cert.pem')));
  const facts = await anchorFacts(new Uint8Array(raw));
  if (facts === undefined) throw new Error('openssl wrote a certificate that does not parse');
  return facts;
}

export interface TlsPage {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/** Serves the text `trusted` with the folder's certificate. */
export async function servePage(folder: string): Promise<TlsPage> {
  const files = { cert: join(folder, 'fullchain.pem'), key: join(folder, 'key.pem') };
  const server = createServer(
    { cert: readFileSync(files.cert), key: readFileSync(files.key) },
    (_, response) => {
      response.end('trusted');
    },
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://localhost:${port}/`,
    port,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
