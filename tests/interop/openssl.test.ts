// `openssl verify` as strict as it gets: -x509_strict holds every certificate of the chain against RFC 5280.
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../support/clients/run';
import { stranger } from '../support/clients/suite';
import { folderOf, HOSTS, made, OUTSIDE, rows } from '../support/made';
import { removeTemporaryFolders } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

describeWith(['openssl'], 'openssl verify', (path) => {
  let folder: string;
  beforeAll(async () => {
    folder = await made();
  });
  afterAll(removeTemporaryFolders);

  describe.each(rows)('%s, %s', (...row) => {
    const file = (name: string) => join(folderOf(folder, row), name);
    const verify = async (host: string, leaf = 'cert.pem', ca = file('ca.pem')) => {
      const between = row[1] === 'given intermediate' ? ['-untrusted', file('between.pem')] : [];
      const name = isIP(host) === 0 ? '-verify_hostname' : '-verify_ip';
      const chain = ['-x509_strict', '-purpose', 'sslserver', '-CAfile', ca, ...between];
      const { code, output } = await run(path('openssl'), ['verify', ...chain, name, host, file(leaf)]);
      return code === 0 ? 'ok' : output;
    };

    it('every name passes', async () => {
      for (const host of HOSTS) expect(await verify(host), host).toBe('ok');
    });

    it('another name does not', async () => {
      expect(await verify('wrong.test')).toContain('hostname mismatch');
      expect(await verify('127.0.0.2')).toContain('IP address mismatch');
    });

    it('nor anything without its root', async () => {
      expect(await verify(HOSTS[0], 'cert.pem', stranger(folder, row))).toMatch(
        /unable to get (?:local )?issuer certificate|self-signed certificate/,
      );
    });

    if (row[1] === 'new authority') {
      it('nor what lies outside the authority’s constraints', async () => {
        expect(await verify(OUTSIDE, 'outside.pem')).toContain('permitted subtree violation');
      });
    }

    it('what clients trust passes by itself', async () => {
      const anchor = ['-CAfile', file('ca.pem'), file('ca.pem')];
      const { code, output } = await run(path('openssl'), ['verify', '-x509_strict', ...anchor]);
      expect(code, output).toBe(0);
    });

    it('the key is the certificate’s', async () => {
      const key = await run(path('openssl'), ['pkey', '-in', file('key.pem'), '-pubout']);
      const { publicKey } = new X509Certificate(readFileSync(file('cert.pem')));
      expect(key.output).toBe(publicKey.export({ type: 'spki', format: 'pem' }));
    });
  });
});
