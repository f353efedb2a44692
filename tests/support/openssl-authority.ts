// Authorities as other people have them: made by the openssl program, with exactly the extensions named.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findTool } from '../../.ci/tools.mjs';

export interface AuthorityFiles {
  readonly certificate: string;
  /** PKCS#8, not encrypted. */
  readonly key: string;
  /** Paths without ending: `.pem`, `.key`. */
  readonly base: string;
}

export interface AuthorityWish {
  readonly subject?: string;
  /** Lines of an openssl.cnf section. */
  readonly extensions?: readonly string[];
  readonly newKey?: readonly string[];
  readonly issuer?: AuthorityFiles;
  /** Certifies this key again instead of making one. */
  readonly key?: AuthorityFiles;
  readonly days?: number;
}

export const newKeys = {
  ec: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  rsa: ['rsa:2048'],
  weak: ['rsa:1024'],
  ed25519: ['ed25519'],
  brainpool: ['ec', '-pkeyopt', 'ec_paramgen_curve:brainpoolP256r1'],
  pss: ['rsa-pss', '-pkeyopt', 'rsa_keygen_bits:2048'],
} as const;

/** What a good root carries, as mkcert makes it. */
export const goodExtensions = [
  'basicConstraints=critical,CA:TRUE,pathlen:0',
  'keyUsage=critical,keyCertSign',
  'subjectKeyIdentifier=hash',
] as const;

export class OpensslAuthorities {
  readonly #folder: string;
  #count = 0;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Runs openssl in the folder; yields what it prints. */
  run(...args: readonly string[]): string {
    return execFileSync(findTool('openssl') ?? 'openssl', args, {
      cwd: this.#folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  read(name: string): Uint8Array<ArrayBuffer> {
    return new Uint8Array(readFileSync(join(this.#folder, name)));
  }

  make({
    subject = '/CN=Authority',
    extensions = goodExtensions,
    newKey = newKeys.ec,
    issuer,
    key,
    days = 3650,
  }: AuthorityWish = {}): AuthorityFiles {
    const name = `authority-${++this.#count}`;
    const base = join(this.#folder, name);
    // Without these two lines OpenSSL adds the identifiers unasked.
    const silence = ['subjectKeyIdentifier', 'authorityKeyIdentifier']
      .filter((one) => !extensions.some((line) => line.startsWith(one)))
      .map((one) => `${one}=none`);
    const sections = ['[req]', 'distinguished_name=dn', 'string_mask=utf8only', '[dn]', '[v3]'];
    writeFileSync(`${base}.cnf`, [...sections, ...extensions, ...silence, ''].join('\n'));
    const keyArgs =
      key === undefined
        ? ['-newkey', ...newKey, '-nodes', '-keyout', `${base}.key`]
        : ['-key', `${key.base}.key`];
    const issuerArgs =
      issuer === undefined ? [] : ['-CA', `${issuer.base}.pem`, '-CAkey', `${issuer.base}.key`];
    const config = ['-config', `${base}.cnf`, '-extensions', 'v3', '-utf8', '-multivalue-rdn'];
    this.run(
      ...['req', '-x509', ...keyArgs, ...issuerArgs, ...config],
      ...['-subj', subject, '-days', String(days), '-out', `${base}.pem`],
    );
    return {
      certificate: readFileSync(`${base}.pem`, 'utf8'),
      key: readFileSync(`${key?.base ?? base}.key`, 'utf8'),
      base,
    };
  }
}
