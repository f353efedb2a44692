// The PEM files of the zip, made by openssl for one test: recipes are tested apart from our own issuer.
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { RecipeContext } from '../../src/pki/recipes/recipe';
import { findTool } from './tools';

export interface ThrowawayOptions {
  /** Names and addresses in the certificate; the first is the one to open. */
  readonly hosts: readonly [string, ...string[]];
  readonly key: 'ecdsa' | 'rsa';
  /** Encrypts key.pem and combined.pem. */
  readonly password?: string;
}

const newKey = {
  ecdsa: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  rsa: ['-newkey', 'rsa:2048'],
};

/** Writes cert.pem, key.pem, fullchain.pem, combined.pem and ca.pem into `folder`; yields what a recipe may know of them. */
export function throwawayCertificate(
  folder: string,
  { hosts, key, password }: ThrowawayOptions,
): RecipeContext {
  const openssl = (...args: string[]) =>
    execFileSync(findTool('openssl') ?? 'openssl', args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
  };
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');

  const subjectAltName = hosts.map((host) => `${isIP(host) === 0 ? 'DNS' : 'IP'}:${host}`).join(',');
  write('leaf.ext', leafExtensions(subjectAltName));
  const root = ['-subj', '/CN=Throwaway authority', '-addext', 'keyUsage=critical,keyCertSign,cRLSign'];
  openssl('req', '-x509', ...newKey.ecdsa, '-nodes', '-keyout', 'ca.key', '-out', 'ca.pem', ...root);
  openssl('req', ...newKey[key], '-nodes', '-keyout', 'plain.key', '-out', 'leaf.csr', '-subj', '/CN=leaf');
  const issuer = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-extfile', 'leaf.ext', '-days', '30'];
  openssl('x509', '-req', '-in', 'leaf.csr', ...issuer, '-out', 'cert.pem');
  const encryption = password === undefined ? [] : ['-aes-256-cbc', '-passout', `pass:${password}`];
  openssl('pkey', '-in', 'plain.key', ...encryption, '-out', 'key.pem');
  write('fullchain.pem', read('cert.pem'));
  write('combined.pem', read('key.pem') + read('cert.pem'));
  for (const name of ['leaf.ext', 'leaf.csr', 'ca.key', 'plain.key', 'ca.srl'])
    rmSync(join(folder, name), { force: true });

  const anchor = new X509Certificate(read('ca.pem'));
  return {
    folder: 'throwaway',
    hosts,
    host: hosts[0],
    anchor: {
      name: 'Throwaway authority',
      der: new Uint8Array(anchor.raw),
      pem: read('ca.pem'),
      sha256: anchor.fingerprint256.replaceAll(':', '').toLowerCase(),
      sha1: anchor.fingerprint.replaceAll(':', '').toLowerCase(),
      subjectHash: openssl('x509', '-in', 'ca.pem', '-noout', '-subject_hash').trim(),
      subjectHashOld: openssl('x509', '-in', 'ca.pem', '-noout', '-subject_hash_old').trim(),
      notAfter: new Date(anchor.validTo).toISOString(),
    },
    selfSigned: false,
    keyEncrypted: password !== undefined,
  };
}

/** As strict clients want them: Python from 3.13 on insists on the key identifiers. */
function leafExtensions(subjectAltName: string): string {
  return [
    'basicConstraints = critical, CA:FALSE',
    'keyUsage = critical, digitalSignature',
    'extendedKeyUsage = serverAuth',
    'subjectKeyIdentifier = hash',
    'authorityKeyIdentifier = keyid:always',
    `subjectAltName = ${subjectAltName}`,
    '',
  ].join('\n');
}
