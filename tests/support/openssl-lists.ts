// Lists of revoked certificates by `openssl ca`, with the extensions, the dates and the entries that a test names.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bytes } from '../../src/codec/bytes';
import type { AuthorityFiles, OpensslAuthorities } from './openssl-authority';

export interface ListWish {
  readonly by: AuthorityFiles;
  readonly revoked?: readonly { readonly serial: string; readonly reason?: string }[];
  /** Hexadecimal, of an even number of digits. */
  readonly number?: string;
  /** Lines of an openssl.cnf section; the list is of version 1 where there are none. */
  readonly extensions?: readonly string[];
  /** More sections. */
  readonly sections?: readonly string[];
  readonly from: Date;
  readonly until: Date;
}

export interface MadeList {
  readonly pem: string;
  readonly der: Bytes;
}

/** `20261122120000Z` */
const generalized = (date: Date): string => date.toISOString().replace(/[-:T]|\.\d+/g, '');

let count = 0;

export function opensslList(
  openssl: OpensslAuthorities,
  folder: string,
  { by, revoked = [], number = '10', extensions = ['authorityKeyIdentifier=keyid'], ...rest }: ListWish,
): MadeList {
  const { sections = [], from, until } = rest;
  const base = join(folder, `list-${++count}`);
  const rows = revoked.map(({ serial, reason }) => {
    const since = `${generalized(from).slice(2)}${reason === undefined ? '' : `,${reason}`}`;
    return ['R', '400101000000Z', since, serial, 'unknown', '/CN=whoever'].join('\t');
  });
  writeFileSync(`${base}.txt`, rows.map((row) => `${row}\n`).join(''));
  writeFileSync(`${base}.attr`, '');
  writeFileSync(`${base}.number`, `${number}\n`);
  const numbered = extensions.length > 0 ? [`crlnumber=${base}.number`] : [];
  writeFileSync(
    `${base}.cnf`,
    [
      ...['[ca]', 'default_ca=one', '[one]', `database=${base}.txt`, 'default_md=sha256', ...numbered],
      ...['[list]', ...extensions, ...sections, ''],
    ].join('\n'),
  );
  openssl.run(
    ...['ca', '-gencrl', '-config', `${base}.cnf`, '-cert', `${by.base}.pem`, '-keyfile', `${by.base}.key`],
    ...(extensions.length > 0 ? ['-crlexts', 'list'] : []),
    ...['-crl_lastupdate', generalized(from), '-crl_nextupdate', generalized(until), '-out', `${base}.pem`],
  );
  openssl.run('crl', '-in', `${base}.pem`, '-outform', 'DER', '-out', `${base}.der`);
  return { pem: readFileSync(`${base}.pem`, 'utf8'), der: new Uint8Array(readFileSync(`${base}.der`)) };
}
