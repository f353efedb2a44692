// Any text gives a reading, in bounded work; whatever a value holds, the file we write gives exactly that back to OpenSSL and to
// us, and the commands stay one command each.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { commandsFor } from '../../src/pki/commands/commands-for';
import type { CertificateDraft } from '../../src/pki/draft/certificate-draft';
import { draftFor } from '../../src/pki/draft/profiles';
import { readConfig } from '../../src/pki/openssl-config/read-config';
import { certificateOf, oursBeside, theirsOf } from '../support/prepared-draft';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const pieces = [
  '[req]',
  '[v3]',
  '[alt]',
  '\n',
  '\n',
  '\n',
  ' = ',
  '=',
  'distinguished_name',
  'x509_extensions',
  'subjectAltName',
  'v3',
  '@alt',
  '@v3',
  'DNS:',
  'DNS.1',
  'IP:',
  'dirName:v3',
  'otherName:',
  '1.2.3',
  ';',
  'UTF8:',
  'critical,',
  'basicConstraints',
  'CA:TRUE',
  'keyUsage',
  'certificatePolicies',
  'userNotice',
  'nameConstraints',
  'permitted;',
  '${',
  '$',
  '}',
  '::',
  '\\',
  '"',
  "'",
  '`',
  '#',
  '.include',
  'openssl req -x509 ',
  '-addext ',
  '-subj ',
  '/CN=a',
  '-config <(',
  ')',
  '<<EOF',
  'EOF',
  'printf ',
  '%s',
  'cat ',
  '>',
  '|',
  'x509 -req ',
  '-days ',
  '-set_serial ',
  'a=b',
  '\t',
  '\r',
  '\0',
  'ü',
  '\ud800',
  '-',
  '0x',
  'prompt = no',
];
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(fc.constantFrom(...pieces), { maxLength: 80 }).map((list) => list.join('')),
);

describe('readConfig', () => {
  it('gives a reading of any text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { drafts, remarks } = readConfig(text);
        expect(drafts.length + remarks.length).toBeGreaterThan(0);
        for (const { line } of remarks) expect(line).toBeLessThanOrEqual(text.split('\n').length);
      }),
      { numRuns: 1000 },
    );
  });

  it('a file that doubles a variable with every line stops at the limit of a value', () => {
    const lines = Array.from({ length: 100 }, (_, i) => `v${i + 1} = $v${i}$v${i}`);
    const { remarks } = readConfig(`v0 = ${'x'.repeat(1000)}\n${lines.join('\n')}\n`);
    expect(remarks.map(({ code }) => code)).toContain('value-too-long');
  });

  it('a file that repeats a long value stops at the limit of a file', () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => `w${i}=$v`);
    const { remarks } = readConfig(`v=${'x'.repeat(60_000)}\n${lines.join('\n')}\n`);
    expect(remarks.map(({ code }) => code)).toContain('too-much-expansion');
  });

  it.each([
    ['brackets', '['.repeat(200_000)],
    ['substitutions', `openssl req -config ${'<('.repeat(100_000)}`],
    ['here-documents', `openssl req -x509 ${'<<EOF '.repeat(100_000)}`],
    ['list entries', `[v3]\nsubjectAltName=${'DNS:a,'.repeat(10_000)}`],
    [
      'sections that name themselves',
      '[v3]\nsubjectAltName=@v3\ndirName.1=v3\ncertificatePolicies=@v3\nuserNotice=@v3\n',
    ],
    ['quotes', `openssl req -x509 ${'"\'`'.repeat(100_000)}`],
    ['one long line', 'a'.repeat(999_000)],
  ])('many %s are read as well', (_name, text) => {
    expect(readConfig(text).remarks.length).toBeLessThanOrEqual(500);
  });

  it('says so of a file that is too large', () => {
    expect(readConfig('a'.repeat(1_000_001)).remarks.map(({ code }) => code)).toEqual(['file-too-large']);
  });
});

/** Letters that mean something to a configuration file, a shell, or a list in a value. */
const hostile = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(...Array.from('"\'`$\\#;=,@[]{}() \t\n\r-/:+*&|<>%!~éß€')),
      fc.string({ minLength: 1, maxLength: 1 }),
    ),
    minLength: 1,
    maxLength: 40,
  })
  .filter((text) => !/[\0\ud800-\udfff]/.test(text));
const uris = hostile.map((text) => `https://a.test/${text.replace(/[^\x21-\x7e]/g, '')}`);

const drafts = fc
  .record({ names: fc.array(hostile, { minLength: 1, maxLength: 3 }), text: hostile, uri: uris })
  .map(({ names, text, uri }): CertificateDraft => ({
    ...draftFor('custom'),
    // 64 characters at most, of a type that has no string type of its own.
    subject: names.map((value, at) => ({
      type: ['2.5.4.3', '2.5.4.10', '2.5.4.65'][at] ?? '2.5.4.11',
      value,
    })),
    alternativeNames: [{ kind: 'uri', value: uri }],
    extensions: {
      ...draftFor('custom').extensions,
      crlDistributionPoints: { critical: false, addresses: [uri] },
      authorityInfoAccess: { ocsp: [uri], caIssuers: [] },
      certificatePolicies: { critical: false, policies: [{ oid: '1.2.3', cps: [uri], notices: [text] }] },
      own: [{ oid: '1.2.3.4', critical: false, value: { kind: 'text', form: 'utf8', text } }],
    },
  }));

it('what is written reads back the same, whatever the values hold', () => {
  fc.assert(
    fc.property(drafts, (draft) => {
      const { files } = commandsFor({ draft, signer: 'self', what: 'certificate' });
      const [read] = readConfig(files[0]!.contents).drafts;
      expect(read?.draft).toEqual({
        ...draft,
        extensions: { ...draft.extensions, subjectAltNameCritical: false },
      });
    }),
    { numRuns: 300 },
  );
});

describeWith(['openssl', 'sh'], 'hostile values', (path) => {
  afterAll(removeTemporaryFolders);

  it('come out of OpenSSL as they went into the file', () => {
    const folder = temporaryFolder('hostile-config-');
    const file = join(folder, 'openssl.cnf');
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', '/dev/null'];
    fc.assert(
      fc.property(drafts, (draft) => {
        writeFileSync(file, commandsFor({ draft, signer: 'self', what: 'certificate' }).files[0]!.contents);
        const args = ['req', '-x509', '-config', file, ...key];
        const theirs = certificateOf(
          execFileSync(path('openssl'), args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
        );
        expect(theirsOf(theirs)).toEqual(oursBeside(draft, theirs));
      }),
      { numRuns: 25 },
    );
  });

  it('leave every command one command', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        for (const { commands } of commandsFor({ draft, signer: 'authority', what: 'certificate' })
          .programs) {
          // Programs that only say what they were called with; anything that breaks out would be another command, or none.
          const programs = ['openssl', 'keytool', 'certtool', 'step'];
          const script = `${programs.map((name) => `${name}() { printf '${name}\\0'; }`).join('\n')}\n${commands}\n`;
          const out = execFileSync(path('sh'), ['-eu', '-c', script], {
            encoding: 'utf8',
            env: {},
            stdio: ['ignore', 'pipe', 'pipe'],
          });
          const calls = out.split('\0').filter((name) => name !== '');
          expect(calls.every((name) => programs.includes(name))).toBe(true);
          expect(calls.length).toBeLessThanOrEqual(4);
        }
      }),
      { numRuns: 25 },
    );
  });
});
