// The page "Inspect" as a person knows it, and files for it that openssl made.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect } from './page-fixture';

export class InspectPage {
  readonly page: Page;
  readonly list: Locator;
  readonly detail: Locator;
  readonly files: Locator;
  readonly unlock: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole('tree', { name: /things?/ });
    this.detail = page.getByRole('region', { name: 'The chosen thing' });
    this.files = page.locator('input[type="file"]').first();
    this.unlock = page.getByRole('form', { name: 'Unlock' });
  }

  async open(address: string): Promise<void> {
    await this.page.goto(`${address}#/inspect`);
    await expect(this.page.getByRole('heading', { level: 1 })).toHaveText('Inspect');
  }

  /** Pastes as the clipboard would, wherever the focus is. */
  async paste(text: string): Promise<void> {
    await this.page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', pasted);
      const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
      (document.activeElement ?? document.body).dispatchEvent(event);
    }, text);
  }

  /** Drops files anywhere. */
  async drop(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
    const given = Object.entries(files).map(([name, content]) => [name, [...Buffer.from(content)]] as const);
    await this.page.evaluate((dropped) => {
      const dataTransfer = new DataTransfer();
      for (const [name, octets] of dropped) dataTransfer.items.add(new File([new Uint8Array(octets)], name));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    }, given);
  }

  /** Letters typed one upon the other: none waits until the page has answered the one before, which a busy one takes its time for. */
  async letters(text: string): Promise<void> {
    await Promise.all([...text].map((letter) => this.page.keyboard.press(letter === ' ' ? 'Space' : letter)));
  }

  row(name: string | RegExp): Locator {
    return this.list.getByRole('treeitem', { name });
  }

  tab(name: string): Locator {
    return this.detail.getByRole('tab', { name, exact: true });
  }

  async view(name: string): Promise<Locator> {
    await this.tab(name).click();
    return this.detail.getByRole('tabpanel', { name, exact: true });
  }
}

export interface InspectFiles {
  readonly folder: string;
  readonly path: (name: string) => string;
  readonly text: (name: string) => string;
}

/**
 * `app.pem` ← `issuing.pem` ← `root.pem`, `app.key`, `old.p12` under the password `secret`, `locked.key` under `other`,
 * `app.csr`, `crl.pem`.
 */
export function opensslFiles(folder: string, openssl: string): InspectFiles {
  mkdirSync(folder, { recursive: true });
  const path = (name: string) => join(folder, name);
  const run = (...args: readonly string[]) =>
    execFileSync(openssl, args, { stdio: ['ignore', 'pipe', 'pipe'], cwd: folder });
  const configuration = [
    '[root]',
    'basicConstraints=critical,CA:TRUE',
    'keyUsage=critical,keyCertSign,cRLSign',
    'subjectKeyIdentifier=hash',
    '[issuing]',
    'basicConstraints=critical,CA:TRUE,pathlen:0',
    'keyUsage=critical,keyCertSign,cRLSign',
    'subjectKeyIdentifier=hash',
    'authorityKeyIdentifier=keyid',
    '[leaf]',
    'subjectAltName=DNS:app.test,DNS:*.app.test,IP:192.168.1.20',
    'keyUsage=critical,digitalSignature,keyEncipherment',
    'extendedKeyUsage=serverAuth',
    'subjectKeyIdentifier=hash',
    'authorityKeyIdentifier=keyid',
    '[ca]',
    'default_ca=list',
    '[list]',
    'database=index.txt',
    'default_md=sha256',
    'default_crl_days=30',
  ];
  writeFileSync(path('made.cnf'), configuration.join('\n'));
  writeFileSync(path('index.txt'), '');
  const key = (name: string) =>
    run('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', `${name}.key`);
  const request = (name: string, subject: string) =>
    run('req', '-new', '-key', `${name}.key`, '-subj', subject, '-out', `${name}.csr`);
  const sign = (name: string, section: string, days: string, ...issuer: readonly string[]) =>
    run(
      ...['x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, '-days', days, '-extfile', 'made.cnf'],
      ...['-extensions', section, ...issuer],
    );
  key('root');
  request('root', '/CN=Team Root CA');
  sign('root', 'root', '3650', '-signkey', 'root.key');
  key('issuing');
  request('issuing', '/CN=Team Issuing CA');
  sign('issuing', 'issuing', '1825', '-CA', 'root.pem', '-CAkey', 'root.key', '-CAcreateserial');
  run('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048', '-out', 'app.key');
  request('app', '/CN=app.test/O=Team');
  sign('app', 'leaf', '90', '-CA', 'issuing.pem', '-CAkey', 'issuing.key', '-CAcreateserial');
  run(
    ...[
      'pkcs12',
      '-export',
      '-in',
      'app.pem',
      '-inkey',
      'app.key',
      '-certfile',
      'issuing.pem',
      '-name',
      'old app',
    ],
    ...['-passout', 'pass:secret', '-out', 'old.p12'],
  );
  run('pkcs8', '-topk8', '-in', 'issuing.key', '-passout', 'pass:other', '-out', 'locked.key');
  run(
    'ca',
    '-gencrl',
    '-config',
    'made.cnf',
    '-name',
    'list',
    '-keyfile',
    'root.key',
    '-cert',
    'root.pem',
    '-out',
    'crl.pem',
  );
  return { folder, path, text: (name) => readFileSync(path(name), 'utf8') };
}
