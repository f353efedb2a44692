// Lists of revoked certificates as others read and heed them: what is not on them passes, what is on them is refused.
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run, runLines } from '../support/clients/run';
import { revokedChain, type RevokedChain } from '../support/revoked-chain';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const kinds = [
  ['ec-p256', 'ecdsa-p256-sha256'],
  ['ec-p384', 'ecdsa-p384-sha512'],
  ['rsa-2048', 'rsa-pkcs1-sha384'],
  ['rsa-2048', 'rsa-pss-sha256'],
  ['ed25519', 'ed25519'],
] as const;

const chains = new Map<string, RevokedChain>();
beforeAll(async () => {
  const now = new Date();
  for (const [key, scheme] of kinds) chains.set(scheme, await revokedChain(key, scheme, now));
});
afterAll(removeTemporaryFolders);
const chainOf = (scheme: string) => chains.get(scheme) ?? expect.unreachable(scheme);

describeWith(['openssl'], 'OpenSSL', (path) => {
  describe.each(kinds)('%s, %s', (_, scheme) => {
    const verify = async (leaf: string, ...lists: readonly string[]) => {
      const { file } = chainOf(scheme);
      const { code, output } = await run(path('openssl'), [
        ...['verify', '-x509_strict', '-crl_check_all', '-CAfile', file('root.pem')],
        ...['-untrusted', file('between.pem'), ...lists.flatMap((list) => ['-CRLfile', file(list)])],
        file(`${leaf}.pem`),
      ]);
      return code === 0 ? 'ok' : output;
    };

    it('verifies the lists, and reads what they say', async () => {
      const { file } = chainOf(scheme);
      for (const [list, issuer] of [
        ['root', 'root'],
        ['between', 'between'],
      ] as const) {
        const args = ['crl', '-in', file(`${list}.crl`), '-CAfile', file(`${issuer}.pem`), '-noout', '-text'];
        const { output } = await run(path('openssl'), [...args, '-nameopt', 'RFC2253']);
        expect(output).toContain('verify OK');
        expect(output).toContain('Version 2');
        if (list === 'root') expect(output).toContain('No Revoked Certificates');
        else {
          expect(output).toContain('18446744073709551616');
          expect(output).toMatch(/Serial Number: 8001[\s\S]*Key Compromise[\s\S]*Invalidity Date/);
          expect(output).toContain('Certificate Hold');
          // By number, whatever the order they were given in.
          expect(output.match(/Serial Number: \w+/g)).toEqual([
            'Serial Number: 01',
            'Serial Number: 7F',
            'Serial Number: 8001',
          ]);
        }
      }
    });

    it('takes what is not on them and refuses what is', async () => {
      expect(await verify('good', 'root.crl', 'between.crl')).toBe('ok');
      expect(await verify('revoked', 'root.crl', 'between.crl')).toContain('certificate revoked');
      expect(await verify('held', 'root.crl', 'between.crl')).toContain('certificate revoked');
    });

    it('wants a list of each authority, and one that is not out of date', async () => {
      expect(await verify('good', 'between.crl')).toContain('unable to get certificate CRL');
      expect(await verify('good', 'root.crl', 'old.crl')).toContain('CRL has expired');
    });
  });
});

const PYTHON = `
import sys
from cryptography import x509
issuer = x509.load_pem_x509_certificate(open(sys.argv[1], 'rb').read())
crl = x509.load_pem_x509_crl(open(sys.argv[2], 'rb').read())
print(crl.is_signature_valid(issuer.public_key()), crl.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number)
for entry in crl:
    reasons = [one.value.reason.value for one in entry.extensions if one.oid == x509.oid.CRLEntryExtensionOID.CRL_REASON]
    print(hex(entry.serial_number), reasons, len(entry.extensions))
`;

describeWith(['python3'], 'python cryptography', (path) => {
  // Version 38, which Debian 12 has, checks no signature of Ed25519 on a list.
  it.each(kinds.filter(([key]) => key !== 'ed25519'))('%s, %s', async (_, scheme) => {
    const { file } = chainOf(scheme);
    const { output } = await run(path('python3'), ['-c', PYTHON, file('between.pem'), file('between.crl')]);
    expect(output.trimEnd().split('\n')).toEqual([
      'True 18446744073709551616',
      '0x1 [] 0',
      "0x7f ['certificateHold'] 1",
      "0x8001 ['keyCompromise'] 2",
    ]);
  });
});

describeWith(['certtool'], 'GnuTLS', (path) => {
  describe.each(kinds)('%s, %s', (_, scheme) => {
    const certtool = (...args: readonly string[]) => run(path('certtool'), args);

    it('verifies the lists', async () => {
      const { file } = chainOf(scheme);
      for (const list of ['root', 'between']) {
        const authority = file(`${list}.pem`);
        const { code, output } = await certtool(
          '--verify-crl',
          '--load-ca-certificate',
          authority,
          '--infile',
          file(`${list}.crl`),
        );
        expect(code, output).toBe(0);
        expect(output).toContain('Verification output: Verified');
      }
    });
  });
});

describeWith(['java'], 'Java', (path) => {
  const source = join(import.meta.dirname, '../support/clients/Paths.java');

  it('takes what is not on them and refuses what is', async () => {
    const questions = kinds.flatMap(([, scheme]) => {
      const { file } = chainOf(scheme);
      return [
        ['good', 'between'],
        ['revoked', 'between'],
        ['held', 'between'],
        ['good', 'old'],
      ].map(([leaf = '', list = '']) =>
        ['root.pem', 'between.pem', `${leaf}.pem`, 'root.crl', `${list}.crl`].map(file),
      );
    });
    const answers = await runLines(path('java'), [source], questions);
    for (const [place, answer] of answers.entries())
      expect(answer).toMatch(
        [
          /^ok$/,
          /revoked, reason: KEY_COMPROMISE/,
          /revoked, reason: CERTIFICATE_HOLD/,
          /Could not determine revocation status/,
        ][place % 4] ?? '',
      );
    expect(answers).toHaveLength(4 * kinds.length);
  });
});

describeWith(['certutil'], 'NSS', (path) => {
  // NSS knows no Ed25519 certificates.
  it.each(kinds.filter(([key]) => key !== 'ed25519'))('%s, %s', async (_, scheme) => {
    const { file } = chainOf(scheme);
    const database = temporaryFolder('nss-');
    const certutil = async (...args: readonly string[]) => {
      const { code, output } = await run(path('certutil'), ['-d', `sql:${database}`, ...args]);
      return code === 0 ? 'ok' : output;
    };
    const crlutil = join(dirname(path('certutil')), 'crlutil');
    expect(await certutil('-N', '--empty-password')).toBe('ok');
    for (const [title, trust] of [
      ['root', 'C,,'],
      ['between', ',,'],
      ['good', ',,'],
      ['revoked', ',,'],
      ['held', ',,'],
    ] as const)
      expect(await certutil('-A', '-n', title, '-t', trust, '-i', file(`${title}.pem`))).toBe('ok');
    // With -l a revoked one is named so and still ends in 0.
    const verify = (title: string) => certutil('-V', '-n', title, '-u', 'V', '-e');
    for (const title of ['good', 'revoked', 'held']) expect(await verify(title)).toBe('ok');
    for (const list of ['root', 'between']) {
      const { code, output } = await run(crlutil, [
        '-I',
        '-d',
        `sql:${database}`,
        '-i',
        file(`${list}.crl.der`),
      ]);
      expect(code, output).toBe(0);
    }
    expect(await verify('good')).toBe('ok');
    expect(await verify('revoked')).toMatch(/revoked/i);
    expect(await verify('held')).toMatch(/revoked/i);
  });
});
