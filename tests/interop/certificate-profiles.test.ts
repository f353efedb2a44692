// A certificate of every profile for every key algorithm, under a root and an intermediate that were drafted too, before the
// programs that judge purposes: each is good for what its profile says, and for nothing else. A table of it is printed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { KeyAlgorithmId } from '../../src/pki/algorithms';
import type { ProfileId } from '../../src/pki/draft/certificate-draft';
import { run } from '../support/clients/run';
import { familyUnder, heldKey, leafOf, leafProfiles, writePem } from '../support/drafted';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const algorithms: readonly KeyAlgorithmId[] = ['ec-p256', 'ec-p384', 'ec-p521', 'rsa-2048', 'ed25519'];
const at = new Date();

let folder: string;
const file = (profile: ProfileId, algorithm: KeyAlgorithmId) => join(folder, `${profile}-${algorithm}.pem`);

/** What a program says of each profile and key: good for which of its purposes. */
type Verdicts = Map<string, Set<string>>;
const verdicts: Verdicts = new Map();
const note = (profile: ProfileId, algorithm: KeyAlgorithmId, purpose: string) => {
  const row = verdicts.get(`${profile} ${algorithm}`) ?? new Set();
  verdicts.set(`${profile} ${algorithm}`, row.add(purpose));
};

beforeAll(async () => {
  folder = temporaryFolder('profiles-');
  const all = [];
  for (const algorithm of algorithms) {
    const { root, intermediate, authority } = await familyUnder(algorithm, algorithm, at);
    writePem(folder, `root-${algorithm}.pem`, root.issued.der);
    writePem(folder, `intermediate-${algorithm}.pem`, intermediate.issued.der);
    const key = await heldKey(algorithm);
    all.push(root.issued.der, intermediate.issued.der);
    for (const profile of leafProfiles) {
      const { issued } = await leafOf(profile, algorithm, authority, key, at);
      all.push(issued.der);
      writePem(folder, `${profile}-${algorithm}.pem`, issued.der);
      writePem(
        folder,
        `${profile}-${algorithm}-chain.pem`,
        issued.der,
        intermediate.issued.der,
        root.issued.der,
      );
    }
  }
  writePem(folder, 'all.pem', ...all);
});

afterAll(() => {
  const rows = [...verdicts]
    .sort()
    .map(([name, purposes]) => `${name.padEnd(28)} ${[...purposes].join(', ')}`);
  console.log(`good for\n${rows.join('\n')}`);
  removeTemporaryFolders();
});

/** Profiles that are good for a purpose; those without an extended key usage are good for any. */
type Good = Readonly<Record<string, readonly ProfileId[]>>;

const goodFor = (good: Good, purpose: string, profile: ProfileId): boolean =>
  good[purpose]?.includes(profile) === true;

describeWith(['openssl'], 'openssl verify -purpose', (path) => {
  const good: Good = {
    sslserver: ['tls-server', 'tls-server-client', 'custom'],
    sslclient: ['tls-client', 'tls-server-client', 'custom'],
    smimesign: ['email', 'custom'],
    timestampsign: ['time-stamping'],
    any: leafProfiles,
  };

  describe.each(algorithms)('%s', (algorithm) => {
    it.each(leafProfiles)('%s is good for its purpose alone', async (profile) => {
      const root = join(folder, `root-${algorithm}.pem`);
      const between = join(folder, `intermediate-${algorithm}.pem`);
      const chain = ['-x509_strict', '-CAfile', root, '-untrusted', between];
      for (const purpose of Object.keys(good)) {
        const args = ['verify', ...chain, '-purpose', purpose, file(profile, algorithm)];
        const { code, output } = await run(path('openssl'), args);
        const expected = goodFor(good, purpose, profile) ? 0 : 2;
        expect([purpose, code, code === expected ? '' : output]).toEqual([purpose, expected, '']);
        if (code !== 0) expect(output).toContain('unsuitable certificate purpose');
        else if (purpose !== 'any') note(profile, algorithm, `openssl ${purpose}`);
      }
    });
  });
});

describeWith(['certtool'], 'certtool --verify-purpose', (path) => {
  const good: Good = {
    '1.3.6.1.5.5.7.3.1': ['tls-server', 'tls-server-client', 'custom'],
    '1.3.6.1.5.5.7.3.2': ['tls-client', 'tls-server-client', 'custom'],
    '1.3.6.1.5.5.7.3.3': ['code-signing', 'custom'],
    '1.3.6.1.5.5.7.3.4': ['email', 'custom'],
    '1.3.6.1.5.5.7.3.8': ['time-stamping', 'custom'],
    '1.3.6.1.5.5.7.3.9': ['ocsp-signing', 'custom'],
    '1.3.6.1.5.5.7.3.36': ['document-signing', 'custom'],
  };

  describe.each(algorithms)('%s', (algorithm) => {
    it.each(leafProfiles)('%s is good for its purpose alone', async (profile) => {
      for (const purpose of Object.keys(good)) {
        const { code, output } = await run(path('certtool'), [
          ...['--verify', '--load-ca-certificate', join(folder, `root-${algorithm}.pem`)],
          ...[
            `--verify-purpose=${purpose}`,
            '--infile',
            file(profile, algorithm).replace('.pem', '-chain.pem'),
          ],
        ]);
        const passes = code === 0 && output.includes('The certificate is trusted');
        expect([purpose, passes, output.slice(-200)]).toEqual([
          purpose,
          goodFor(good, purpose, profile),
          output.slice(-200),
        ]);
        if (passes) note(profile, algorithm, `certtool ${purpose.replace('1.3.6.1.5.5.7.3.', 'kp.')}`);
      }
    });
  });
});

describeWith(['certutil'], 'NSS certutil -V -u', (path) => {
  const good: Good = {
    V: ['tls-server', 'tls-server-client', 'custom'],
    C: ['tls-client', 'tls-server-client', 'custom'],
    S: ['email', 'custom'],
    // For signed code NSS wants the purpose by name.
    J: ['code-signing'],
    O: ['ocsp-signing'],
  };
  // NSS knows no Ed25519 certificates.
  describe.each(algorithms.filter((one) => one !== 'ed25519'))('%s', (algorithm) => {
    let database: string;
    const certutil = (...args: readonly string[]) =>
      run(path('certutil'), ['-d', `sql:${database}`, ...args]);
    const add = async (name: string, trust: string, pem: string) => {
      const { code, output } = await certutil('-A', '-n', name, '-t', trust, '-i', pem);
      expect(code, output).toBe(0);
    };
    beforeAll(async () => {
      database = temporaryFolder('nss-');
      expect((await certutil('-N', '--empty-password')).code).toBe(0);
      await add('root', 'CT,C,C', join(folder, `root-${algorithm}.pem`));
      // An authority signs code for NSS only where it names that purpose itself, or is trusted with it.
      await add('between', ',,C', join(folder, `intermediate-${algorithm}.pem`));
    });

    it.each(leafProfiles)('%s is good for its purpose alone', async (profile) => {
      await add(profile, ',,', file(profile, algorithm));
      for (const purpose of Object.keys(good)) {
        const { output } = await certutil('-V', '-n', profile, '-u', purpose, '-e', '-l');
        const passes = output.includes('certificate is valid');
        expect([purpose, passes, output]).toEqual([purpose, goodFor(good, purpose, profile), output]);
        if (passes) note(profile, algorithm, `NSS ${purpose}`);
      }
    });
  });
});

describeWith(['keytool'], 'keytool -printcert', (path) => {
  it('reads them all, and names what it knows', async () => {
    const { code, output } = await run(path('keytool'), ['-printcert', '-file', join(folder, 'all.pem')]);
    expect(code, output).toBe(0);
    expect(output.match(/^Owner: /gm)).toHaveLength(algorithms.length * (2 + leafProfiles.length));
    for (const words of [
      'serverAuth',
      'clientAuth',
      'codeSigning',
      'emailProtection',
      'timeStamping',
      'OCSPSigning',
    ])
      expect(output).toContain(words);
    expect(output).not.toMatch(/Unparseable/i);
  });
});

describeWith(['python3'], 'pyca/cryptography', (path) => {
  it('reads every extension of them all', async () => {
    const program = `
import sys, re
from cryptography import x509
pems = re.findall(rb'-----BEGIN.*?END CERTIFICATE-----', open(sys.argv[1], 'rb').read(), re.S)
for pem in pems:
    c = x509.load_pem_x509_certificate(pem)
    print(len([e for e in c.extensions if not isinstance(e.value, x509.UnrecognizedExtension)]), len(list(c.extensions)))
`;
    const { code, output } = await run(path('python3'), ['-c', program, join(folder, 'all.pem')]);
    expect(code, output).toBe(0);
    const rows = output.trim().split('\n');
    expect(rows).toHaveLength(algorithms.length * (2 + leafProfiles.length));
    for (const row of rows) expect(row).toMatch(/^(\d+) \1$/);
    expect(readFileSync(join(folder, 'all.pem'), 'utf8').match(/BEGIN/g)).toHaveLength(rows.length);
  });
});
