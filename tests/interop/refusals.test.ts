// What a client should accept, and what it should refuse: an authority where there is no room for one, a name outside the
// constraints, a revoked certificate, another purpose. Asked of OpenSSL, Python, Java, GnuTLS and NSS; the answers are printed as
// a table.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { encodePem } from '../../src/codec/pem';
import { CLIENT_AUTH } from '../../src/pki/draft/profiles';
import { issue, selfIssue, type Issuer } from '../../src/pki/issue';
import { generateKeyPair } from '../../src/pki/keys';
import { keyAlgorithms } from '../../src/pki/algorithms';
import { profiles, type Profile } from '../../src/pki/profile';
import { issueRevocationList } from '../../src/pki/revocation';
import { SigningKey } from '../../src/pki/signing-key';
import { run, runLines } from '../support/clients/run';
import { pkcs8Of, keyPair } from '../support/private-keys';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const cases = ['good', 'path length', 'constraints', 'revoked', 'purpose'] as const;
type Case = (typeof cases)[number];

const at = new Date();
const DAY = 86_400_000;
const serial = new Uint8Array([0x42]);
const authority: Profile = { ...profiles.rootCa, basicConstraints: { ca: true } };
const name = (value: string) => distinguishedName([{ type: '2.5.4.3', value }]);
const answers: string[] = [];

let folder: string;
const file = (title: string) => join(folder, title.replace(' ', '-'));

/** Root → between (→ below) → leaf, a list of each authority; one thing of it is as the case says. */
async function make(title: Case): Promise<void> {
  const keys = await keyPair('ec-p256');
  const { family } = keys.algorithm.scheme;
  const lists: string[] = [];
  const list = async (issuer: Issuer, signing: SigningKey, revoked: boolean) => {
    const { der } = await issueRevocationList({
      ...{ issuer, signing, scheme: issuer.scheme, number: 1n, thisUpdate: at },
      nextUpdate: new Date(at.getTime() + DAY),
      revoked: revoked ? [{ serialNumber: serial, at, reason: 'keyCompromise' }] : [],
    });
    lists.push(encodePem('X509 CRL', der));
  };
  const rootKeys = await generateKeyPair(keyAlgorithms['ec-p256'], true);
  const root = await selfIssue(authority, name('Root'), rootKeys, { at });
  await list(root.issuer, await SigningKey.of(rootKeys), false);
  const chain: string[] = [];
  let issuer = root.issuer;
  for (const below of title === 'path length' ? ['Between', 'Below'] : ['Between']) {
    const own = await generateKeyPair(keyAlgorithms['ec-p256'], true);
    const profile: Profile = {
      ...authority,
      ...(title === 'path length' &&
        below === 'Between' && { basicConstraints: { ca: true, pathLength: 0 } }),
      ...(title === 'constraints' && {
        nameConstraints: { permitted: [{ kind: 'dns', base: 'other.test' }], excluded: [] },
      }),
    };
    const subject = { name: name(below), alternativeNames: [], publicKey: own.publicKey, family };
    const issued = await issue(profile, subject, issuer, { at });
    chain.unshift(encodePem('CERTIFICATE', issued.der));
    const { publicKey, privateKey } = own;
    issuer = {
      ...root.issuer,
      name: subject.name.der,
      keyIdentifier: issued.keyIdentifier,
      publicKey,
      privateKey,
    };
    await list(issuer, await SigningKey.of(own), title === 'revoked');
  }
  const profile = { ...profiles.tlsServer, ...(title === 'purpose' && { extendedKeyUsage: [CLIENT_AUTH] }) };
  const alternativeNames = [{ kind: 'dns', value: 'app.test' }] as const;
  const leaf = { name: name('app.test'), alternativeNames, publicKey: keys.publicKey, family };
  const { der } = await issue(profile, leaf, issuer, { at, serialNumber: serial });
  chain.unshift(encodePem('CERTIFICATE', der));
  writeFileSync(file(`${title}.root.pem`), encodePem('CERTIFICATE', root.issued.der));
  writeFileSync(file(`${title}.chain.pem`), chain.join(''));
  writeFileSync(file(`${title}.crl`), lists.join(''));
}

beforeAll(async () => {
  folder = temporaryFolder('certwright-refusals-');
  writeFileSync(file('key.pem'), encodePem('PRIVATE KEY', await pkcs8Of('ec-p256')));
  for (const title of cases) await make(title);
});
afterAll(() => {
  console.log(`accepted or refused\n${answers.join('\n')}`);
  removeTemporaryFolders();
});

/** Holds each answer against what it must say, and puts it into the table. */
function judge(program: string, said: readonly string[], words: Readonly<Record<Case, RegExp>>): void {
  expect(said).toHaveLength(cases.length);
  for (const [place, title] of cases.entries()) {
    answers.push([program, title, (said[place] ?? '').trim().split('\n').at(-1)].join(' | '));
    expect(said[place], `${program}, ${title}`).toMatch(words[title]);
  }
}

describeWith(['openssl'], 'OpenSSL', (path) => {
  it('accepts what is good and refuses the rest', async () => {
    const said: string[] = [];
    for (const title of cases) {
      const [root, chain, lists] = ['root.pem', 'chain.pem', 'crl'].map((end) => file(`${title}.${end}`));
      const args = [
        '-x509_strict',
        '-crl_check_all',
        '-purpose',
        'sslserver',
        '-verify_hostname',
        'app.test',
      ];
      const { code, output } = await run(path('openssl'), [
        ...['verify', ...args, '-CAfile', root ?? '', '-CRLfile', lists ?? ''],
        ...['-untrusted', chain ?? '', chain ?? ''],
      ]);
      said.push(code === 0 ? 'ok' : (/error \d+ at.*/.exec(output)?.[0] ?? output));
    }
    judge('OpenSSL', said, {
      good: /^ok$/,
      'path length': /path length constraint exceeded/,
      constraints: /permitted subtree violation/,
      revoked: /certificate revoked/,
      purpose: /unsupported certificate purpose|unsuitable certificate purpose/,
    });
  });
});

describeWith(['python3'], 'Python', (path) => {
  it('accepts what is good and refuses the rest', async () => {
    const lines = cases.map((title) => [
      ...['root.pem', 'chain.pem'].map((end) => file(`${title}.${end}`)),
      ...[file('key.pem'), file(`${title}.crl`)],
    ]);
    const script = join(import.meta.dirname, '../support/clients/revoked-servers.py');
    judge('Python', await runLines(path('python3'), [script], lines), {
      good: /^ok$/,
      'path length': /path length constraint exceeded/,
      constraints: /permitted subtree violation/,
      revoked: /certificate revoked/,
      purpose: /unsupported certificate purpose|unsuitable certificate purpose/,
    });
  });
});

describeWith(['java'], 'Java', (path) => {
  it('accepts what is good and refuses the rest', async () => {
    const lines = cases.map((title) =>
      ['root.pem', 'chain.pem', 'crl'].map((end) => file(`${title}.${end}`)),
    );
    const source = join(import.meta.dirname, '../support/clients/Servers.java');
    judge('Java', await runLines(path('java'), [source], lines), {
      good: /^ok$/,
      'path length': /pathLenConstraint violated/,
      constraints: /name constraints/i,
      revoked: /revoked, reason: KEY_COMPROMISE/,
      purpose: /Extended key usage does not permit use for TLS server authentication/,
    });
  });
});

describeWith(['certtool'], 'GnuTLS', (path) => {
  it('accepts what is good and refuses the rest', async () => {
    const said: string[] = [];
    for (const title of cases) {
      const { code, output } = await run(path('certtool'), [
        ...[
          '--verify',
          '--load-ca-certificate',
          file(`${title}.root.pem`),
          '--load-crl',
          file(`${title}.crl`),
        ],
        ...['--verify-hostname', 'app.test', '--verify-purpose', '1.3.6.1.5.5.7.3.1'],
        ...['--infile', file(`${title}.chain.pem`)],
      ]);
      said.push(code === 0 ? 'ok' : (/Chain verification output: .*/.exec(output)?.[0] ?? output));
    }
    judge('GnuTLS', said, {
      good: /^ok$/,
      'path length': /violates the signer's constraints/,
      constraints: /violates the signer's constraints/,
      revoked: /revoked/,
      purpose: /does not match the intended purpose/,
    });
  });
});

describeWith(['certutil', 'openssl'], 'NSS', (path) => {
  it('accepts what is good and refuses the rest', { timeout: 60_000 }, async () => {
    const said: string[] = [];
    const crlutil = join(dirname(path('certutil')), 'crlutil');
    for (const title of cases) {
      const database = temporaryFolder('nss-');
      const certutil = (...args: readonly string[]) =>
        run(path('certutil'), ['-d', `sql:${database}`, ...args]);
      await certutil('-N', '--empty-password');
      await certutil('-A', '-n', 'root', '-t', 'C,,', '-i', file(`${title}.root.pem`));
      const blocks = (path_: string) => readFileSync(path_, 'utf8').split(/(?=-----BEGIN)/);
      for (const [place, block] of blocks(file(`${title}.chain.pem`)).entries()) {
        writeFileSync(join(database, 'one.pem'), block);
        await certutil('-A', '-n', `chain ${place}`, '-t', ',,', '-i', join(database, 'one.pem'));
      }
      for (const block of blocks(file(`${title}.crl`))) {
        const der = Buffer.from(block.replace(/-----[^-]+-----/g, ''), 'base64');
        writeFileSync(join(database, 'one.crl'), der);
        await run(crlutil, ['-I', '-d', `sql:${database}`, '-i', join(database, 'one.crl')]);
      }
      const { code, output } = await certutil('-V', '-n', 'chain 0', '-u', 'V', '-e');
      said.push(code === 0 ? 'ok' : output);
    }
    judge('NSS', said, {
      good: /^ok$/,
      'path length': /Path length constraint/i,
      constraints: /not permitted to issue a certificate with this name/,
      revoked: /revoked/,
      purpose: /not approved for application/,
    });
  });
});
