// `openssl verify` as strict as it gets: -x509_strict holds every certificate of the chain against RFC 5280.
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bytes } from '../../src/codec/bytes';
import { encodePem } from '../../src/codec/pem';
import { makeLocalHttps, refusalsOf, type LocalHttpsPlan } from '../../src/pki/local-https';
import { run } from '../support/clients/run';
import { stranger } from '../support/clients/suite';
import { folderOf, HOSTS, made, OUTSIDE, rows } from '../support/made';
import { dns, ip, plan } from '../support/plans';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
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

describeWith(['openssl'], 'openssl verify on plans out of the ordinary', (path) => {
  let folder: string;
  beforeAll(() => {
    folder = temporaryFolder('odd-plans-');
  });
  afterAll(removeTemporaryFolders);
  const long = `${'a'.repeat(60)}.${'b'.repeat(60)}.test`;
  const many = Array.from({ length: 490 }, (_, i) => dns(`host-${i}.example.com`));
  const cases: readonly (readonly [string, Partial<LocalHttpsPlan>, string])[] = [
    ['an address alone: no subject, critical names', { names: [ip('127.0.0.1')] }, '127.0.0.1'],
    ['an IPv6 address alone', { names: [ip('2001:db8::1')] }, '2001:db8::1'],
    ['a name longer than a CommonName', { names: [dns(long)] }, long],
    ['a wildcard alone', { names: [dns('*.example.com')] }, 'a.example.com'],
    ['as many names beyond the local ones as are let through', { names: many }, 'host-489.example.com'],
    [
      'names of every kind',
      {
        names: [
          dns('app.test'),
          { kind: 'uri', value: 'spiffe://app.test/x' },
          { kind: 'email', value: 'ann@app.test' },
        ],
      },
      'app.test',
    ],
    [
      'a CommonName of its own that is a host, beside an address',
      { names: [ip('127.0.0.1')], subject: [{ type: '2.5.4.3', value: 'box.example.com' }] },
      '127.0.0.1',
    ],
    [
      'a CommonName that is an address',
      { names: [ip('127.0.0.1')], subject: [{ type: '2.5.4.3', value: '127.0.0.1' }] },
      '127.0.0.1',
    ],
    [
      'a subject beyond ASCII',
      {
        subject: [
          { type: '2.5.4.6', value: 'DE' },
          { type: '2.5.4.10', value: 'Käse & Söhne, „GmbH“ 😺' },
          { type: '1.2.840.113549.1.9.1', value: 'ann@app.test' },
        ],
      },
      'localhost',
    ],
    ['twenty-five years, into GeneralizedTime', { days: 9131, insistsOnDays: true }, 'localhost'],
    ['one day', { days: 1 }, 'localhost'],
  ];

  describe.each(cases)('%s', (_, changed, host) => {
    it.each(['new-authority', 'self'] as const)('under %s', async (kind) => {
      const signedBy = kind === 'self' ? { kind } : { kind, commonName: 'Root' };
      const wanted = plan({ ...changed, signedBy });
      const now = new Date();
      expect(refusalsOf(wanted, now)).toEqual([]);
      const { leaf, anchor } = await makeLocalHttps(wanted, now);
      const file = (name: string, der: Bytes) => {
        writeFileSync(join(folder, name), encodePem('CERTIFICATE', der));
        return join(folder, name);
      };
      const name = isIP(host) === 0 ? '-verify_hostname' : '-verify_ip';
      const strict = ['-x509_strict', '-purpose', 'sslserver', '-CAfile', file('anchor.pem', anchor)];
      const leafFile = file('leaf.pem', leaf.der);
      const { code, output } = await run(path('openssl'), ['verify', ...strict, name, host, leafFile]);
      expect(code, output).toBe(0);
    });
  });
});
