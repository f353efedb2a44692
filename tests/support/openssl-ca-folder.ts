// The folder of somebody's own authority, as `openssl ca` keeps it: its database, what it signed, its list of revoked ones.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goodExtensions, OpensslAuthorities, type AuthorityFiles } from './openssl-authority';

export interface GivenText {
  readonly path: string;
  readonly content: string;
}

export class OpensslCaFolder {
  readonly #folder: string;
  readonly #openssl: OpensslAuthorities;
  readonly #root: AuthorityFiles;
  readonly #own: AuthorityFiles;
  readonly #signed: string[] = [];

  constructor(folder: string) {
    this.#folder = folder;
    this.#openssl = new OpensslAuthorities(folder);
    const uses = 'keyUsage=critical,keyCertSign,cRLSign';
    const identifier = 'subjectKeyIdentifier=hash';
    this.#root = this.#openssl.make({
      subject: '/CN=Team root',
      extensions: [
        'basicConstraints=critical,CA:TRUE',
        uses,
        identifier,
        'nameConstraints=critical,permitted;DNS:test',
      ],
    });
    this.#own = this.#openssl.make({
      subject: '/CN=Team CA',
      extensions: [goodExtensions[0], uses, identifier, 'authorityKeyIdentifier=keyid'],
      issuer: this.#root,
    });
    this.#write('index.txt', '');
    this.#write('index.txt.attr', 'unique_subject = no\n');
    this.#write('serial', '1000\n');
    this.#write('crlnumber', '20\n');
    const paths = ['database', 'serial', 'crlnumber'].map((name) =>
      [name, '=', join(folder, name === 'database' ? 'index.txt' : name)].join(''),
    );
    const config = [
      ...['[ca]', 'default_ca=one', '[one]', ...paths, `new_certs_dir=${folder}`, 'policy=any'],
      ...['default_md=sha256', 'default_days=90', 'default_crl_days=30', 'x509_extensions=leaf'],
      ...['[any]', 'commonName=supplied', '[leaf]', 'basicConstraints=CA:FALSE', ''],
    ];
    this.#write('ca.cnf', config.join('\n'));
  }

  sign(name: string): void {
    const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    this.#openssl.run(
      'req',
      '-new',
      ...newKey,
      '-subj',
      `/CN=${name}`,
      '-keyout',
      'leaf.key',
      '-out',
      'leaf.csr',
    );
    this.#ca('-batch', '-notext', '-in', 'leaf.csr', '-out', `${name}.pem`);
    this.#signed.push(name);
  }

  revoke(name: string, reason: string): void {
    this.#ca('-revoke', `${name}.pem`, '-crl_reason', reason);
  }

  signList(): void {
    this.#ca('-gencrl', '-out', 'crl.pem');
  }

  /** What of it is dropped; `withRoot` with the certificate of the one above, never its key. */
  files(withRoot: boolean): readonly GivenText[] {
    const names = ['index.txt', 'crlnumber', 'crl.pem', ...this.#signed.map((name) => `${name}.pem`)];
    return [
      { path: 'team/ca.pem', content: this.#own.certificate },
      { path: 'team/ca.key', content: this.#own.key },
      ...(withRoot ? [{ path: 'team/root.pem', content: this.#root.certificate }] : []),
      ...names.map((name) => ({
        path: `team/${name}`,
        content: readFileSync(join(this.#folder, name), 'utf8'),
      })),
    ];
  }

  #ca(...args: readonly string[]): void {
    const { base } = this.#own;
    this.#openssl.run('ca', '-config', 'ca.cnf', '-cert', `${base}.pem`, '-keyfile', `${base}.key`, ...args);
  }

  #write(name: string, content: string): void {
    writeFileSync(join(this.#folder, name), content);
  }
}
