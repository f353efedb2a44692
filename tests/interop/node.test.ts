// Node's tls: this one, and one with OpenSSL 3.5, which alone here can take ML-DSA and serves it itself.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { runLines } from '../support/clients/run';
import { stranger, suite, type Client } from '../support/clients/suite';
import { folderOf, HOSTS, madeWithMlDsa, mlDsaRows, OUTSIDE, rows } from '../support/made';
import { describeWith } from '../support/tools';

const script = join(import.meta.dirname, '../support/clients/handshakes.mjs');
const words = {
  name: /ERR_TLS_CERT_ALTNAME_INVALID: Hostname\/IP does not match/,
  root: /UNABLE_TO_GET_ISSUER_CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE|DEPTH_ZERO_SELF_SIGNED_CERT/,
  outside: /permitted subtree violation/,
};
const node = (path: () => string): Client => ({
  ask: (checks) =>
    runLines(
      path(),
      ['--no-warnings', script],
      checks.map(({ port, host, ca }) => [port, host, ca]),
    ),
  words,
});

describeWith(['node', 'openssl'], 'this Node', (path) => {
  suite(
    rows,
    node(() => path('node')),
  );
});

describeWith(['node24', 'openssl'], 'a Node with OpenSSL 3.5', (path) => {
  suite(
    rows,
    node(() => path('node24')),
  );

  describe.each(mlDsaRows)('%s, %s', (...row) => {
    let place: string;
    let other: string;
    beforeAll(async () => {
      const folder = await madeWithMlDsa(path('node24'));
      place = folderOf(folder, row);
      other = stranger(folder, row);
    }, 120_000);
    const ask = (chain: string, hosts: readonly string[], ca = join(place, 'ca.pem')) =>
      runLines(
        path('node24'),
        ['--no-warnings', script],
        hosts.map((host) => [join(place, chain), host, ca]),
      );

    it('every name is accepted, another is refused', async () => {
      const [wrong, ...verdicts] = await ask('fullchain.pem', ['wrong.test', ...HOSTS]);
      expect(verdicts).toEqual(HOSTS.map(() => 'ok'));
      expect(wrong).toMatch(words.name);
    });

    it('without its root it is refused', async () => {
      const [verdict] = await ask('fullchain.pem', [HOSTS[0]], other);
      expect(verdict).toMatch(words.root);
    });

    if (row[1] === 'new authority') {
      it('what lies outside the authority’s constraints is refused', async () => {
        const [verdict] = await ask('outside.pem', [OUTSIDE]);
        expect(verdict).toMatch(words.outside);
      });
    }

    it('says what it is', () => {
      const { serialNumber, subject } = new X509Certificate(readFileSync(join(place, 'cert.pem')));
      expect(serialNumber).toHaveLength(40);
      expect(subject).toBe('CN=localhost');
    });
  });
});
