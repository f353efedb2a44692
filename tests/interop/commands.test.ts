// The commands beside a draft, typed into sh: what openssl, keytool and certtool make of them holds what our certificate for
// the same key holds. What a program is said to be unable to say is left out of the comparison, and nothing else.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandsFor } from '../../src/pki/commands/commands-for';
import type { CertificateDraft, DraftExtensions, ProfileId } from '../../src/pki/draft/certificate-draft';
import { draftFor, profileIds } from '../../src/pki/draft/profiles';
import { openAuthority, type OpenedAuthority } from '../../src/pki/open-authority';
import { readConfig } from '../../src/pki/openssl-config/read-config';
import { certificateOf, oursBeside, theirsOf, type Contents } from '../support/prepared-draft';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const subject = [
  { type: '2.5.4.6', value: 'DE' },
  { type: '2.5.4.10', value: 'Exämple "GmbH" $HOME; rm' },
  { type: '2.5.4.11', value: 'One' },
  { type: '2.5.4.11', value: 'Two, #2' },
  { type: '2.5.4.65', value: 'pseudo' },
  { type: '2.5.4.3', value: 'app.example.test' },
];
const names: CertificateDraft['alternativeNames'] = [
  { kind: 'dns', value: 'app.example.test' },
  { kind: 'dns', value: 'münchen.example.test' },
  { kind: 'ip', value: '2001:db8::1' },
];
const plainDraft = (profile: ProfileId): CertificateDraft => ({
  ...draftFor(profile),
  subject,
  alternativeNames: profile === 'root' || profile === 'intermediate' ? [] : names,
});

const everything: Partial<DraftExtensions> = {
  nameConstraints: {
    critical: true,
    permitted: [
      { kind: 'dns', base: '.example.test' },
      { kind: 'ip', base: '10.0.0.0/8' },
      { kind: 'ip', base: 'fd00::/8' },
      { kind: 'directory', attributes: [{ type: '2.5.4.6', value: 'DE' }] },
    ],
    excluded: [
      { kind: 'email', base: 'joe@example.test' },
      { kind: 'uri', base: '.example.test' },
    ],
  },
  crlDistributionPoints: { critical: false, addresses: ['http://crl.test/a,b?c=d;e', 'http://crl.test/2'] },
  authorityInfoAccess: {
    ocsp: ['http://ocsp.test/'],
    caIssuers: ['http://ca.test/x.cer', 'ldap://ca.test/cn=a,o=b'],
  },
  certificatePolicies: {
    critical: false,
    policies: [
      { oid: '1.2.3.4', cps: ['http://cps.test/?a,b'], notices: ["It's $5, “öthers” say; \\ #1"] },
      { oid: '2.5.29.32.0', cps: [], notices: [] },
    ],
  },
  policyMappings: { critical: true, mappings: [{ issuer: '1.2.3.4', subject: '1.2.3.5' }] },
  policyConstraints: { requireExplicit: 2, inhibitMapping: 0 },
  inhibitAnyPolicy: 1,
  tlsFeature: [5, 17],
  ocspNoCheck: true,
  own: [
    { oid: '1.2.3.4.5', critical: false, value: { kind: 'der', hex: '0403010203' } },
    { oid: '1.2.3.4.6', critical: true, value: { kind: 'text', form: 'utf8', text: ' ä, b "c" $d #e\\ ' } },
    { oid: '1.2.3.4.7', critical: false, value: { kind: 'text', form: 'ia5', text: "a'b" } },
    { oid: '1.2.3.4.8', critical: false, value: { kind: 'text', form: 'bmp', text: 'ä€' } },
    { oid: '1.2.3.4.9', critical: false, value: { kind: 'text', form: 'printable', text: 'abc' } },
  ],
};

const drafts: readonly (readonly [string, CertificateDraft])[] = [
  ...profileIds.map((profile) => [profile, plainDraft(profile)] as const),
  [
    'every extension',
    { ...plainDraft('root'), extensions: { ...plainDraft('root').extensions, ...everything } },
  ],
  [
    'every kind of name, critical',
    {
      ...plainDraft('custom'),
      alternativeNames: [
        ...names,
        { kind: 'email', value: 'joe@example.test' },
        { kind: 'uri', value: 'https://example.test/a,b?c=d' },
        { kind: 'registered-id', oid: '1.2.3.4' },
        {
          kind: 'directory',
          attributes: [
            { type: '2.5.4.10', value: 'A, B' },
            { type: '2.5.4.3', value: 'C' },
          ],
        },
        { kind: 'other', oid: '1.3.6.1.4.1.311.20.2.3', form: 'utf8', value: 'jö,e@corp' },
      ],
      extensions: {
        ...plainDraft('custom').extensions,
        subjectAltNameCritical: true,
        extendedKeyUsage: { critical: true, purposes: ['1.3.6.1.5.5.7.3.1', '1.2.3.4'] },
        keyUsage: { critical: false, usages: ['digitalSignature', 'keyAgreement', 'decipherOnly'] },
        basicConstraints: { critical: false, ca: false },
      },
    },
  ],
  [
    'key identifiers by hand, RSA with SHA-512',
    {
      ...plainDraft('tls-server'),
      keyAlgorithm: 'rsa-2048',
      signature: 'rsa-pkcs1-sha512',
      serialNumber: '0123456789abcdef',
      extensions: {
        ...plainDraft('tls-server').extensions,
        subjectKeyIdentifier: '0102030405',
        authorityKeyIdentifier: 'key-and-issuer',
      },
    },
  ],
  [
    'nothing at all',
    { ...draftFor('custom', 'ed25519'), subject, extensions: { subjectAltNameCritical: 'auto', own: [] } },
  ],
];

type Program = 'openssl' | 'keytool' | 'certtool';

/** The lines typed into sh, in a folder with the files. */
function typed(
  path: string,
  program: Program,
  wanted: Parameters<typeof commandsFor>[0],
  folder: string,
): string {
  const commands = commandsFor(wanted);
  for (const file of commands.files) writeFileSync(join(folder, file.path), file.contents);
  const found = commands.programs.find((one) => one.program === program)!;
  // What checks the result comes after it: whether a strange certificate verifies is not the question here.
  const lines = found.commands.split('\n').filter((line) => !line.startsWith('openssl verify'));
  const env = { ...process.env, PATH: `${dirname(path)}:${process.env['PATH'] ?? ''}`, LC_ALL: 'C.UTF-8' };
  execFileSync('/bin/sh', ['-e', '-c', lines.join('\n')], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return readFileSync(join(folder, wanted.what === 'request' ? 'request.pem' : 'cert.pem'), 'utf8');
}

const unsaid = (wanted: Parameters<typeof commandsFor>[0], program: Program) =>
  commandsFor(wanted)
    .programs.find((one) => one.program === program)!
    .cannot.join('\n');

/** Both sides without what the list says of the program. */
function comparable(contents: Contents, cannot: string): Contents {
  const hidden = [
    ...(cannot.includes('subjectKeyIdentifier') ? ['Subject Key Identifier'] : []),
    ...(/authorityKeyIdentifier|issuer in authority/i.test(cannot) ? ['Authority Key Identifier'] : []),
    ...(cannot.includes('keyUsage') ? ['X509v3 Key Usage'] : []),
    ...(cannot.includes('basicConstraints') ? ['Basic Constraints'] : []),
  ];
  const extensions = Object.entries(contents.extensions).filter(
    ([name]) => !hidden.some((part) => name.includes(part)),
  );
  return { ...contents, extensions: Object.fromEntries(extensions) };
}

/** PrintableString where the letters allow it, which two programs write: the same letters all the same. */
const asUtf8 = (hex: string) => hex.replace(/13([0-9a-f]{2})(?=(?:[0-9a-f]{2})+)/g, '0c$1');

for (const program of ['openssl', 'keytool', 'certtool'] as const)
  describeWith(['openssl', program], program, (path) => {
    let authority: OpenedAuthority;
    let authorityFolder: string;
    beforeAll(async () => {
      authorityFolder = temporaryFolder('commands-authority-');
      const draft = { ...draftFor('root'), subject: [{ type: '2.5.4.3', value: 'Commands Root' }] };
      typed(path('openssl'), 'openssl', { draft, signer: 'self', what: 'certificate' }, authorityFolder);
      const read = (name: string) => readFileSync(join(authorityFolder, name), 'utf8');
      const opened = await openAuthority(
        [read('cert.pem'), read('key.pem')],
        undefined,
        new Date(Date.now() + 60_000),
      );
      authority = opened.kind === 'opened' ? opened.authority : expect.unreachable(JSON.stringify(opened));
    });
    afterAll(removeTemporaryFolders);

    describe.each(drafts)('%s', (_name, draft) => {
      for (const signer of ['self', 'authority'] as const)
        it(`signed by ${signer === 'self' ? 'its own key' : 'an authority'} holds what ours would`, () => {
          const folder = temporaryFolder('commands-');
          if (signer === 'authority') {
            writeFileSync(join(folder, 'ca.pem'), readFileSync(join(authorityFolder, 'cert.pem')));
            writeFileSync(join(folder, 'ca-key.pem'), readFileSync(join(authorityFolder, 'key.pem')));
          }
          const wanted = { draft, signer, what: 'certificate' } as const;
          const cannot = unsaid(wanted, program);
          const theirs = certificateOf(typed(path(program), program, wanted, folder));
          const ours = comparable(
            oursBeside(draft, theirs, signer === 'self' ? undefined : authority),
            cannot,
          );
          const seen = comparable(theirsOf(theirs), cannot);
          expect(seen.extensions).toEqual(ours.extensions);
          if (cannot.includes('UTF8String')) expect(asUtf8(seen.subject)).toBe(asUtf8(ours.subject));
          else expect(seen.subject).toBe(ours.subject);
        });
    });

    it('a request', () => {
      const folder = temporaryFolder('commands-request-');
      const draft = plainDraft('tls-server');
      typed(path(program), program, { draft, signer: 'self', what: 'request' }, folder);
      const text = execFileSync(
        path('openssl'),
        ['req', '-in', join(folder, 'request.pem'), '-noout', '-text', '-verify'],
        {
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
        },
      );
      expect(text).toContain(
        'DNS:app.example.test, DNS:xn--mnchen-3ya.example.test, IP Address:2001:DB8:0:0:0:0:0:1',
      );
      expect(text).toContain('TLS Web Server Authentication');
    });
  });

describeWith(['openssl'], 'openssl.cnf there and back', () => {
  it.each(drafts)('%s: what we write is what we read', (_name, draft) => {
    for (const signer of ['self', 'authority'] as const) {
      const { files } = commandsFor({ draft, signer, what: 'certificate' });
      const { drafts: read, remarks } = readConfig(files[0]!.contents);
      const back = read.findLast(({ what }) => what === 'certificate')?.draft;
      expect(back, JSON.stringify(remarks)).toEqual(normal(draft, signer));
    }
  });
});

/** What a file says in one way only: names as they will be spelled, criticality that is the same either way. */
function normal(draft: CertificateDraft, signer: 'self' | 'authority'): CertificateDraft {
  const { subjectAltNameCritical } = draft.extensions;
  const alternativeNames = draft.alternativeNames.map((name) =>
    name.kind === 'dns' && name.value.startsWith('mün')
      ? { kind: 'dns' as const, value: 'xn--mnchen-3ya.example.test' }
      : name,
  );
  return {
    ...draft,
    alternativeNames,
    // Which digest another's key signs with is theirs to say.
    signature: signer === 'self' ? draft.signature : 'default',
    extensions: {
      ...draft.extensions,
      subjectAltNameCritical: alternativeNames.length === 0 ? 'auto' : subjectAltNameCritical === true,
    },
  };
}
