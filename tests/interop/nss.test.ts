// NSS, which Firefox verifies with, through certutil: is this a valid TLS server? Names are the browser's to compare. NSS knows
// no Ed25519 and no ML-DSA certificates: certutil does not even import them.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../support/clients/run';
import { folderOf, made, rows } from '../support/made';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

describeWith(['certutil', 'openssl'], 'NSS', (path) => {
  let folder: string;
  let empty: string;
  const certutil = async (database: string, ...args: readonly string[]) => {
    const { code, output } = await run(path('certutil'), ['-d', `sql:${database}`, ...args]);
    return code === 0 ? 'ok' : output;
  };

  beforeAll(async () => {
    folder = await made();
    empty = temporaryFolder('nss-');
    expect(await certutil(empty, '-N', '--empty-password')).toBe('ok');
  });
  afterAll(removeTemporaryFolders);

  describe.each(rows.filter(([algorithm]) => algorithm !== 'ed25519'))('%s, %s', (...row) => {
    let database: string;
    const file = (name: string) => join(folderOf(folder, row), name);
    const add = (name: string, trust: string) =>
      certutil(database, '-A', '-n', name, '-t', trust, '-i', file(`${name}.pem`));
    const verify = (name: string) => certutil(database, '-V', '-n', name, '-u', 'V', '-e', '-l');

    beforeAll(() => {
      database = temporaryFolder('nss-');
      cpSync(empty, database, { recursive: true });
    });

    it('is refused before its root is trusted', async () => {
      if (row[1] === 'given intermediate') expect(await add('between', ',,')).toBe('ok');
      expect(await add('cert', ',,')).toBe('ok');
      expect(await verify('cert')).toMatch(
        /SEC_ERROR_UNKNOWN_ISSUER|SEC_ERROR_UNTRUSTED_CERT|not recognized|not trusted/,
      );
    });

    it('is a valid TLS server afterwards', async () => {
      // A self-signed one is no authority: it is trusted as the server it is.
      expect(await add('ca', row[1] === 'self-signed' ? 'P,,' : 'C,,')).toBe('ok');
      expect(await verify('cert')).toBe('ok');
    });

    if (row[1] === 'new authority') {
      it('is refused outside the authority’s constraints', async () => {
        expect(await add('outside', ',,')).toBe('ok');
        expect(await verify('outside')).toMatch(/not permitted|NAME_NOT_IN_/i);
      });
    }
  });
});
