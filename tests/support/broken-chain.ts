// Chains with one thing wrong each, with all their keys, by openssl; and whether the strict Python takes what was made instead, over
// a real connection.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findTool } from '../../.ci/tools.mjs';

export interface BrokenChain {
  readonly folder: string;
}

/**
 * `root` ← `issuing`; by the root `old` (no alternative names), `lax` (no authority key identifier), `short` (RSA 1024); by
 * `issuing` `weak` (SHA-1). `bare` is a root without key usage, `below` is by it.
 */
export function brokenChain(folder: string, openssl: string): BrokenChain {
  mkdirSync(folder, { recursive: true });
  const run = (...args: readonly string[]) =>
    execFileSync(openssl, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const server = ['keyUsage=critical,digitalSignature', 'extendedKeyUsage=serverAuth'];
  const sections: Readonly<Record<string, readonly string[]>> = {
    root: [
      ...['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'],
      'subjectKeyIdentifier=hash',
    ],
    issuing: [
      ...['basicConstraints=critical,CA:TRUE,pathlen:0', 'keyUsage=critical,keyCertSign,cRLSign'],
      ...['subjectKeyIdentifier=hash', 'authorityKeyIdentifier=keyid'],
    ],
    bare: ['basicConstraints=critical,CA:TRUE', 'subjectKeyIdentifier=hash'],
    old: [...server, 'subjectKeyIdentifier=hash', 'authorityKeyIdentifier=keyid'],
    lax: [...server, 'subjectAltName=DNS:lax.test', 'authorityKeyIdentifier=none'],
    short: [...server, 'subjectAltName=DNS:short.test', 'authorityKeyIdentifier=keyid'],
    weak: [...server, 'subjectAltName=DNS:weak.test', 'authorityKeyIdentifier=keyid'],
    below: [...server, 'subjectAltName=DNS:below.test', 'authorityKeyIdentifier=keyid'],
  };
  const written = Object.entries(sections).map(([name, lines]) => `[${name}]\n${lines.join('\n')}`);
  writeFileSync(join(folder, 'made.cnf'), written.join('\n'));
  const make = (name: string, subject: string, by: string, ...more: readonly string[]): void => {
    const key =
      name === 'short'
        ? ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024']
        : ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'];
    run('genpkey', ...key, '-out', `${name}.key`);
    run('req', '-new', '-key', `${name}.key`, '-subj', `/CN=${subject}`, '-out', `${name}.csr`);
    const issuer =
      by === name
        ? ['-signkey', `${name}.key`]
        : ['-CA', `${by}.pem`, '-CAkey', `${by}.key`, '-CAcreateserial'];
    run(
      ...['x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, '-days', '200'],
      ...['-extfile', 'made.cnf', '-extensions', name, ...issuer, ...more],
    );
  };
  make('root', 'Team Root', 'root');
  make('issuing', 'Team Issuing', 'root');
  make('bare', 'Bare Root', 'bare');
  make('old', 'old.test', 'root');
  make('lax', 'lax.test', 'root');
  make('short', 'short.test', 'root');
  make('weak', 'weak.test', 'issuing', '-sha1');
  make('below', 'below.test', 'bare');
  return { folder };
}

const connect = [
  'import ssl, sys, threading, socket',
  'folder, root, host = sys.argv[1:]',
  'server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)',
  'server.load_cert_chain(folder + "/fullchain.pem", folder + "/key.pem")',
  'one, other = socket.socketpair()',
  'thread = threading.Thread(target=lambda: server.wrap_socket(one, server_side=True))',
  'thread.start()',
  'client = ssl.create_default_context(cafile=root)',
  'assert client.verify_flags & ssl.VERIFY_X509_STRICT',
  'print(client.wrap_socket(other, server_hostname=host).version())',
].join('\n');

/** Serves a folder as it was downloaded, and connects to it by the host. @throws where that Python refuses */
export function acceptedByPython(folder: string, root: string, host: string): void {
  const python = findTool('python3.13');
  if (python === undefined) {
    console.log(`skipped: Python ≥ 3.13 is not installed, so it was not asked about ${host}`);
    return;
  }
  const said = execFileSync(python, ['-c', connect, folder, root, host], { encoding: 'utf8' });
  if (!said.startsWith('TLSv1')) throw new Error(said);
}
