// An authority kept by the openssl program: it opens like any other, and revokes and lists as people do it with `openssl ca`.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openAuthority, type OpenedAuthority } from '../../src/pki/open-authority';
import { findTool } from './tools';

const config = `[ca]
default_ca = own
[own]
database = index.txt
crlnumber = number.txt
default_md = sha256
default_crl_days = 30
`;

export class OpensslAuthority {
  readonly name = 'Kept by openssl';
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#write('own.cnf', config);
    this.#write('index.txt', '');
    this.#write('number.txt', '01\n');
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'own.key'];
    const extensions = ['-addext', 'keyUsage=critical,keyCertSign,cRLSign'];
    this.#openssl(
      'req',
      '-x509',
      ...key,
      '-subj',
      `/CN=${this.name}`,
      ...extensions,
      '-days',
      '3650',
      '-out',
      'own.pem',
    );
  }

  async opened(at: Date): Promise<OpenedAuthority> {
    const result = await openAuthority([this.#read('own.pem'), this.#read('own.key')], undefined, at);
    if (result.kind !== 'opened') throw new Error(`not opened: ${result.kind}`);
    return result.authority;
  }

  revoke(certificate: string): void {
    this.#ca('-revoke', certificate);
  }

  /** PEM of a new list. */
  listText(): string {
    this.#ca('-gencrl', '-out', 'list.pem');
    return this.#read('list.pem');
  }

  /** DER of a new list. */
  list(): Uint8Array<ArrayBuffer> {
    const [, base64 = ''] = /-----BEGIN X509 CRL-----([^-]*)-----END/.exec(this.listText()) ?? [];
    return new Uint8Array(Buffer.from(base64, 'base64'));
  }

  #ca(...args: string[]): void {
    this.#openssl('ca', '-config', 'own.cnf', '-cert', 'own.pem', '-keyfile', 'own.key', ...args);
  }

  #openssl(...args: string[]): void {
    execFileSync(findTool('openssl') ?? 'openssl', args, { cwd: this.#folder, stdio: 'pipe' });
  }

  #read(name: string): string {
    return readFileSync(join(this.#folder, name), 'utf8');
  }

  #write(name: string, text: string): void {
    writeFileSync(join(this.#folder, name), text);
  }
}
