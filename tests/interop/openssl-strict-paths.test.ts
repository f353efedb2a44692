// The profile `x509-strict` against `openssl verify -x509_strict`, on the chains of the client matrix: whoever is refused by one is
// refused by the other, but for what is written here.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Bytes } from '../../src/codec/bytes';
import { decodePem } from '../../src/codec/pem';
import { verify } from '../../src/pki/verify/path';
import { describeWithShared } from '../support/shared';
import { describeWith } from '../support/tools';

interface Matrix {
  readonly at: string;
  readonly cases: readonly { readonly name: string; readonly host: string; readonly dir: string }[];
}

const differs: Readonly<Record<string, string>> = {
  'ca-aki-mismatch': 'It signed itself, and who ends the path is looked for by nobody; OpenSSL looks.',
  'ca-ed448': 'Ed448, which WebCrypto does not have. Said as algorithm-unsupported.',
  'name-no-san':
    'OpenSSL reads the CommonName where there is no host among the names; RFC 9525 §2 has done away with that.',
  'name-email-only-san': 'As name-no-san.',
  'name-wild-partial': 'A wildcard is a whole label (RFC 9525 §6.3).',
  'name-underscore': 'No host name has an underscore (RFC 5280 §4.2.1.6, RFC 1034 §3.5).',
  'name-utf8-in-extra-san': 'IA5String holds ASCII; OpenSSL does not look.',
  'enc-bool-01': 'DER has one octet for TRUE (X.690 §11.1); OpenSSL reads BER.',
};

const certificatesIn = (file: string): readonly Bytes[] =>
  decodePem(readFileSync(file, 'latin1')).flatMap(({ der }) => (der.ok ? [der.value] : []));

describeWith(['openssl'], 'x509-strict', (tool) => {
  describeWithShared('client-matrix', 'beside openssl verify -x509_strict', (file) => {
    it('refuses what it refuses', async () => {
      const { at, cases } = JSON.parse(readFileSync(file('matrix.json'), 'utf8')) as Matrix;
      const surprises: string[] = [];
      for (const { name, host, dir } of cases) {
        const folder = file(dir);
        const flags = ['-x509_strict', '-purpose', 'sslserver', '-auth_level', '2'];
        const time = ['-attime', String(Date.parse(at) / 1000)];
        const asked = isIP(host) === 0 ? ['-verify_hostname', host] : ['-verify_ip', host];
        const files = ['-CAfile', 'ca.pem', '-untrusted', 'chain.pem', 'cert.pem'];
        let said = 'OK';
        try {
          execFileSync(tool('openssl'), ['verify', ...flags, ...time, ...asked, ...files], {
            cwd: folder,
            encoding: 'utf8',
            stdio: 'pipe',
          });
        } catch (error) {
          said = String((error as { readonly stderr?: string }).stderr).trim();
        }
        const [leaf, ...intermediates] = certificatesIn(join(folder, 'chain.pem'));
        if (leaf === undefined) throw new Error(name);
        const { trusted, findings } = await verify({
          leaf,
          intermediates,
          anchors: certificatesIn(join(folder, 'ca.pem')),
          at: new Date(at),
          profile: 'x509-strict',
          names: [{ kind: isIP(host) === 0 ? 'dns' : 'ip', value: host }],
          purposes: ['1.3.6.1.5.5.7.3.1'],
        });
        const agrees = trusted === (said === 'OK');
        if (agrees === Object.hasOwn(differs, name)) {
          const ours = findings.map(({ code, at: place, facts }) => `${code}@${place} ${facts.join()}`);
          surprises.push(`${name}: OpenSSL: ${said.replaceAll('\n', ' | ')}; ours: ${ours.join('; ')}`);
        }
      }
      expect(surprises).toEqual([]);
    });
  });
});
