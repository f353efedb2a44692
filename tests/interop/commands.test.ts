// The commands beside a draft, typed into sh: what openssl, keytool and certtool make of them, and step's own code of its
// template, holds what our certificate for the same key holds. What a program is said to be unable to say is left out of the
// comparison, and nothing else.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandsFor } from '../../src/pki/commands/commands-for';
import { toHex } from '../../src/codec/bytes';
import type { Certificate } from '../../src/codec/certificate';
import { parseCertificateRequest } from '../../src/codec/certificate-request';
import { decodePem, encodePem } from '../../src/codec/pem';
import type { Wanted } from '../../src/pki/commands/commands';
import type { CertificateDraft, DraftExtensions, ProfileId } from '../../src/pki/draft/certificate-draft';
import { makeRequest } from '../../src/pki/draft/make';
import { draftFor, profileIds } from '../../src/pki/draft/profiles';
import { openAuthority, type OpenedAuthority } from '../../src/pki/open-authority';
import { readConfig } from '../../src/pki/openssl-config/read-config';
import { longName } from '../../src/pki/views/openssl-objects';
import {
  certificateOf,
  frameBeside,
  oursBeside,
  theirFrame,
  theirsOf,
  type Contents,
} from '../support/prepared-draft';
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
    'no subject, and names of pages',
    {
      ...plainDraft('tls-server'),
      keyAlgorithm: 'ec-p384',
      subject: [],
      alternativeNames: [...names, { kind: 'uri', value: 'https://example.test/a%2fb' }],
    },
  ],
  [
    'RSA-PSS, and braces that begin something elsewhere',
    {
      ...plainDraft('tls-client'),
      keyAlgorithm: 'rsa-3072',
      signature: 'rsa-pss-sha256',
      subject: [{ type: '2.5.4.3', value: '{{ fail "run" }} {{{' }],
    },
  ],
  [
    'nothing at all',
    { ...draftFor('custom', 'ed25519'), subject, extensions: { subjectAltNameCritical: 'auto', own: [] } },
  ],
];

/** OpenSSL before 3.4 knows days alone, and says so. */
const toTheSecond: CertificateDraft = {
  ...plainDraft('tls-server'),
  validity: { kind: 'dates', notBefore: '2026-03-04T05:06:07Z', notAfter: '2027-01-02T03:04:05Z' },
};

type Program = 'openssl' | 'keytool' | 'certtool' | 'step';

/** The lines typed into sh, in a folder with the files. */
function typed(path: string, program: Program, wanted: Wanted, folder: string): string {
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

/** The stand-in for step, around step's own code. */
function builtStep(go: string): string {
  const folder = temporaryFolder('commands-step-');
  const source = join(import.meta.dirname, '../support/clients/step-template.go');
  const settings = {
    GO111MODULE: 'off',
    GOFLAGS: '',
    GOPATH: '/usr/share/gocode',
    GOCACHE: join(folder, 'cache'),
  };
  const env = { ...process.env, ...settings };
  execFileSync(go, ['build', '-o', join(folder, 'step'), source], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  return join(folder, 'step');
}

/** What a request asks for, and the texts of its attributes. */
function requestOf(pem: string) {
  const [block] = decodePem(pem);
  const parsed = block?.der.ok === true ? parseCertificateRequest(block.der.value) : undefined;
  const request = parsed?.ok === true ? parsed.value : expect.unreachable(pem.slice(0, 200));
  const text = (oid: string): string | undefined => {
    const value = request.attributes.find((attribute) => attribute.oid === oid)?.values[0];
    return value && new TextDecoder().decode(value.subarray(2));
  };
  const attributes = {
    challengePassword: text('1.2.840.113549.1.9.7'),
    unstructuredName: text('1.2.840.113549.1.9.2'),
  };
  return {
    subject: '',
    extensions: Object.fromEntries(
      request.extensions.map(({ oid, critical, value }) => [
        `${longName(oid)}${critical ? ', critical' : ''}`,
        toHex(value),
      ]),
    ),
    attributes: Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined)),
    signature: request.signatureAlgorithm.oid,
  };
}

const unsaid = (wanted: Wanted, program: Program) =>
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

/** An hour back from when it was made; days whole, or to the second: as far as the program says it can. */
function expectFrame(
  wanted: Wanted,
  theirs: Certificate,
  authority: OpenedAuthority | undefined,
  started: Date,
  cannot: string,
): void {
  const seen = theirFrame(theirs);
  const first = frameBeside(wanted.draft, theirs, authority, started);
  const last = frameBeside(wanted.draft, theirs, authority, new Date());
  const drawn = wanted.draft.serialNumber === '' || cannot.includes('A serial number');
  const { signature, key, serialNumber } = first;
  const oidOnly = (text: string) => (cannot.includes('RSASSA-PSS') ? text.split(' ')[0] : text);
  expect(oidOnly(seen.signature)).toBe(oidOnly(signature));
  expect({ ...seen, ...(drawn && { serialNumber }) }).toMatchObject({ key, serialNumber });
  const back = cannot.includes('A beginning an hour ago') ? 3600 : 0;
  expect(seen.notBefore).toBeGreaterThanOrEqual(first.notBefore + back);
  expect(seen.notBefore).toBeLessThanOrEqual(last.notBefore + back);
  const lasts = first.notAfter - first.notBefore;
  const whole = back > 0 || cannot.includes('whole days');
  const days = 86_400 * Math.round(lasts / 86_400);
  expect(seen.notAfter - seen.notBefore).toBe(whole ? days : lasts);
}

const toolOf = { openssl: 'openssl', keytool: 'keytool', certtool: 'certtool', step: 'step-crypto' } as const;

for (const program of ['openssl', 'keytool', 'certtool', 'step'] as const)
  describeWith(['openssl', toolOf[program]], program, (tool) => {
    let authority: OpenedAuthority;
    let authorityFolder: string;
    let step = '';
    const path = (name: 'openssl' | Program): string => (name === 'step' ? step : tool(name));
    beforeAll(async () => {
      if (program === 'step') step = builtStep(tool('step-crypto'));
      authorityFolder = temporaryFolder('commands-authority-');
      const draft = {
        ...draftFor('root', 'ec-p384'),
        subject: [{ type: '2.5.4.3', value: 'Commands Root' }],
      };
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

    const dated = program === 'openssl' ? [] : [['to the second', toTheSecond] as const];
    describe.each([...drafts, ...dated])('%s', (_name, draft) => {
      // What signs itself has a name.
      const signers =
        draft.subject.length === 0 ? (['authority'] as const) : (['self', 'authority'] as const);
      for (const signer of signers)
        it(`signed by ${signer === 'self' ? 'its own key' : 'an authority'} holds what ours would`, () => {
          const folder = temporaryFolder('commands-');
          if (signer === 'authority') {
            writeFileSync(join(folder, 'ca.pem'), readFileSync(join(authorityFolder, 'cert.pem')));
            writeFileSync(join(folder, 'ca-key.pem'), readFileSync(join(authorityFolder, 'key.pem')));
          }
          // What is chosen is chosen of the certificate's own key; the authority's has its own ways.
          const signature = signer === 'self' ? draft.signature : 'default';
          const scheme = signer === 'self' ? undefined : 'ecdsa-p384-sha384';
          const wanted: Wanted = {
            draft: { ...draft, signature },
            signer,
            what: 'certificate',
            ...(scheme && { scheme }),
          };
          const cannot = unsaid(wanted, program);
          const by = signer === 'self' ? undefined : authority;
          const started = new Date();
          const theirs = certificateOf(typed(path(program), program, wanted, folder));
          expectFrame(wanted, theirs, by, started, cannot);
          const ours = comparable(oursBeside(draft, theirs, by), cannot);
          const seen = comparable(theirsOf(theirs), cannot);
          expect(seen.extensions).toEqual(ours.extensions);
          if (cannot.includes('An empty subject')) return;
          if (cannot.includes('UTF8String')) expect(asUtf8(seen.subject)).toBe(asUtf8(ours.subject));
          else expect(seen.subject).toBe(ours.subject);
        });
    });

    it('a request, with its attributes', async () => {
      const folder = temporaryFolder('commands-request-');
      const draft = plainDraft('tls-server');
      const attributes = { challengePassword: 'say "it', unstructuredName: 'a router' };
      const wanted = { draft, signer: 'authority', what: 'request', attributes } as const;
      const cannot = unsaid(wanted, program);
      const theirs = requestOf(typed(path(program), program, wanted, folder));
      const made = await makeRequest(draft, { kind: 'new' }, attributes);
      const ours = made.ok
        ? requestOf(encodePem('CERTIFICATE REQUEST', made.value.der))
        : expect.unreachable();
      expect(comparable(theirs, cannot).extensions).toEqual(comparable(ours, cannot).extensions);
      expect(theirs.signature).toBe(ours.signature);
      const can = Object.entries(ours.attributes).filter(([name]) => !cannot.includes(name));
      expect(theirs.attributes).toEqual(Object.fromEntries(can));
    });

    it('a key that is there already is used, and left alone', () => {
      const folder = temporaryFolder('commands-held-');
      const key = readFileSync(join(authorityFolder, 'key.pem'), 'utf8');
      writeFileSync(join(folder, 'key.pem'), key);
      const wanted: Wanted = {
        draft: plainDraft('tls-server'),
        signer: 'self',
        what: 'certificate',
        key: 'held',
        scheme: 'ecdsa-p384-sha384',
      };
      if (program === 'keytool') {
        expect(unsaid(wanted, program)).toContain('A key that is there already');
        return;
      }
      const theirs = certificateOf(typed(path(program), program, wanted, folder));
      expect(readFileSync(join(folder, 'key.pem'), 'utf8')).toBe(key);
      expect(theirs.publicKey.der).toEqual(authority.certificate.publicKey.der);
      expect(theirFrame(theirs).signature).toBe(theirFrame(authority.certificate).signature);
    });

    it('a request that is there is signed, with the name it is given', () => {
      const folder = temporaryFolder('commands-requested-');
      const draft = plainDraft('tls-server');
      const wanted: Wanted = {
        ...{ draft, signer: 'authority', what: 'certificate', key: 'request' },
        scheme: 'ecdsa-p384-sha384',
      };
      if (program !== 'openssl') {
        const { files, programs } = commandsFor(wanted);
        expect(files.map(({ path: file }) => file)).toEqual(['openssl.cnf']);
        expect(programs.find((one) => one.program === program)).toMatchObject({
          commands: '',
          cannot: ['A request that is there already: its commands for one are not offered here'],
        });
        return;
      }
      writeFileSync(join(folder, 'ca.pem'), readFileSync(join(authorityFolder, 'cert.pem')));
      writeFileSync(join(folder, 'ca-key.pem'), readFileSync(join(authorityFolder, 'key.pem')));
      const asked = [
        '-addext',
        'basicConstraints=CA:TRUE',
        '-nodes',
        '-utf8',
        '-subj',
        '/O=Exämple/CN=a.test',
      ];
      const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-keyout', 'their-key.pem'];
      execFileSync(path('openssl'), ['req', '-new', '-out', 'request.pem', ...key, ...asked], {
        cwd: folder,
        stdio: 'pipe',
      });
      const signed = (more: Partial<Wanted>) => {
        const all = { ...wanted, ...more };
        const started = new Date();
        const theirs = certificateOf(typed(path(program), program, all, folder));
        expectFrame(all, theirs, authority, started, unsaid(all, program));
        expect(theirsOf(theirs)).toEqual(oursBeside(all.draft, theirs, authority));
      };
      signed({ draft: { ...draft, subject: [{ type: '2.5.4.3', value: "a/b+c\\d=e '$HOME" }] } });
      signed({ draft: { ...draft, subject: [] } });
      const its = [
        { type: '2.5.4.10', value: 'Exämple' },
        { type: '2.5.4.3', value: 'a.test' },
      ];
      signed({ draft: { ...draft, subject: its }, subjectAsAsked: true });
      expect(unsaid(wanted, program)).toContain('organizationName with letters outside ASCII');
    });

    it('of a public key alone there is nothing to type', () => {
      const draft = plainDraft('tls-server');
      const { files, programs } = commandsFor({
        draft,
        signer: 'authority',
        what: 'certificate',
        key: 'public',
      });
      const found = programs.find((one) => one.program === program);
      expect({ files, commands: found?.commands, can: found?.cannot.length }).toEqual({
        files: [],
        commands: '',
        can: 1,
      });
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
      subjectAltNameCritical:
        alternativeNames.length === 0
          ? 'auto'
          : subjectAltNameCritical === true || draft.subject.length === 0,
    },
  };
}
