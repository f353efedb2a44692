// The key identifiers that OpenSSL 3 adds to certificates whose files do not mention them (apps: req -x509, x509 -req, ca): what
// we make from our reading of the same file and commands holds the same, octet for octet.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAuthority, type OpenedAuthority } from '../../src/pki/open-authority';
import { readConfig } from '../../src/pki/openssl-config/read-config';
import { certificateOf, oursBeside, theirsOf } from '../support/prepared-draft';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const AUTHORITY_KEY = 'X509v3 Authority Key Identifier';
const config = readFileSync(
  join(import.meta.dirname, '../vectors/openssl-config/no-identifiers.cnf'),
  'utf8',
);
const database = `
[ca]
default_ca = here
[here]
database = index
new_certs_dir = .
serial = serial
default_md = sha256
default_days = 30
policy = any
[any]
commonName = optional
`;

describeWith(['openssl'], 'nobody mentions the key identifiers', (path) => {
  const folder = temporaryFolder('identifiers-');
  const run = (command: string): string =>
    execFileSync(path('openssl'), command.split(' ').slice(1), {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  const inFolder = (name: string) => readFileSync(join(folder, name), 'utf8');
  let authority: OpenedAuthority;

  beforeAll(async () => {
    writeFileSync(join(folder, 'a.cnf'), config + database);
    writeFileSync(join(folder, 'index'), '');
    writeFileSync(join(folder, 'serial'), '01');
    const key = '-newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc';
    const root = `openssl req -x509 -config a.cnf -extensions v3_ca -subj /CN=Root ${key} -keyout ca.key -out ca.pem`;
    run(root);
    run(`openssl req -new -config a.cnf ${key} -keyout key.pem -out a.csr`);
    const files = [inFolder('ca.pem'), inFolder('ca.key')];
    const opened = await openAuthority(files, undefined, new Date(Date.now() + 60_000));
    authority = opened.kind === 'opened' ? opened.authority : expect.unreachable(opened.kind);
  });
  afterAll(removeTemporaryFolders);

  const byAuthority = '-CA ca.pem -CAkey ca.key -out cert.pem';
  const request = 'openssl req -new -config a.cnf -key key.pem -out a.csr';

  it.each([
    [
      'x509 -req -extfile',
      `openssl x509 -req -in a.csr ${byAuthority} -extfile a.cnf -extensions v3_req`,
      true,
    ],
    ['x509 -req -copy_extensions', `openssl x509 -req -in a.csr ${byAuthority} -copy_extensions copy`, true],
    [
      'ca -extensions',
      'openssl ca -batch -notext -config a.cnf -extensions server_cert -in a.csr -cert ca.pem -keyfile ca.key -out cert.pem',
      true,
    ],
    ['"none" said', `openssl x509 -req -in a.csr ${byAuthority} -extfile a.cnf -extensions kept_bare`, false],
    [
      'x509 -req, signing itself',
      'openssl x509 -req -in a.csr -signkey key.pem -extfile a.cnf -extensions v3_req -out cert.pem',
      false,
    ],
    ['no extensions', `openssl x509 -req -in a.csr ${byAuthority}`, false],
  ])('%s', (_name, command, hasAuthority) => {
    run(request);
    run(command);
    const theirs = theirsOf(certificateOf(inFolder('cert.pem')));
    const { drafts } = readConfig(`# ${request}\n# ${command}\n${config}${database}`);
    const read = drafts.find(({ label }) => /openssl (?:x509 -req|ca)/.test(label));
    const signer = command.includes('-signkey') ? undefined : authority;
    const ours = oursBeside(read!.draft, certificateOf(inFolder('cert.pem')), signer);
    expect(theirs.extensions[AUTHORITY_KEY] !== undefined).toBe(hasAuthority);
    expect(ours).toEqual(theirs);
  });

  it('a request in a file becomes a certificate as the authority makes it', () => {
    run(request);
    run(`openssl x509 -req -in a.csr ${byAuthority} -copy_extensions copy`);
    const theirs = certificateOf(inFolder('cert.pem'));
    const asked = readConfig(config).drafts.find(({ what }) => what === 'request');
    expect(asked?.draft.extensions).not.toHaveProperty('subjectKeyIdentifier');
    expect(oursBeside(asked!.certified!, theirs, authority)).toEqual(theirsOf(theirs));
  });

  it('"issuer" alone is said to have no key identifier there, and has one here', () => {
    run(request);
    const file = 'authorityKeyIdentifier = issuer\nbasicConstraints = CA:FALSE\n';
    writeFileSync(join(folder, 'issuer.ext'), file);
    run(`openssl x509 -req -in a.csr ${byAuthority} -extfile issuer.ext`);
    const theirs = theirsOf(certificateOf(inFolder('cert.pem')));
    const config = `[v3]\n${file}`;
    const { drafts, remarks } = readConfig(config);
    const ours = oursBeside(drafts[0]!.draft, certificateOf(inFolder('cert.pem')), authority);
    // [1] authorityCertIssuer and [2] its serial number, behind [0] of ours.
    const [there, here] = [theirs.extensions[AUTHORITY_KEY] ?? '', ours.extensions[AUTHORITY_KEY] ?? ''];
    expect(here.endsWith(there.slice(4))).toBe(true);
    expect(here).not.toBe(there);
    expect(remarks.map(({ code }) => code)).toContain('issuer-alone');
  });

  it('a section that no command uses is one for any signer, a root for itself', () => {
    const of = (label: string) =>
      readConfig(config).drafts.find((one) => one.label === label)!.draft.extensions;
    expect(of('[server_cert]')).toMatchObject({
      subjectKeyIdentifier: 'hash',
      authorityKeyIdentifier: 'key',
    });
    expect(of('[v3_ca]').subjectKeyIdentifier).toBe('hash');
    expect(of('[v3_ca]').authorityKeyIdentifier).toBeUndefined();
    expect(of('[kept_bare]').subjectKeyIdentifier).toBeUndefined();
  });
});
