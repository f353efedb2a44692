// openssl.cnf files and recipes (config(5), openssl-req(1), x509v3_config(5)): what we read of them, and that a certificate from
// our draft holds, octet for octet, what `openssl req -x509 -config` makes of the same file.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../.ci/tools.mjs';
import type { CertificateDraft } from '../../src/pki/draft/certificate-draft';
import { readConfig } from '../../src/pki/openssl-config/read-config';
import type { ConfigReading } from '../../src/pki/openssl-config/reading';
import { certificateOf, oursBeside, theirsOf } from '../support/prepared-draft';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const folder = join(projectRoot, 'tests/vectors/openssl-config');
const vector = (name: string) => readFileSync(join(folder, name), 'utf8');

interface Expectation {
  readonly drafts: readonly string[];
  /** `line code: facts`. */
  readonly remarks: readonly string[];
}
const expected = JSON.parse(vector('expected.json')) as Readonly<Record<string, Expectation>>;

const said = ({ drafts, remarks }: ConfigReading): Expectation => ({
  drafts: drafts.map(
    ({ label, what, draft }) =>
      `${what}: ${label}: ${draft.profile}, ${draft.keyAlgorithm}, ${draft.signature}`,
  ),
  remarks: remarks.map(({ line, code, facts }) => [`${line} ${code}`, ...facts].join(': ')),
});

describe('the vectors', () => {
  it('are all expected, and no others', () => {
    const files = readdirSync(folder).filter((name) => name !== 'expected.json');
    expect(files.sort()).toEqual(Object.keys(expected).sort());
  });

  it.each(Object.keys(expected))('%s reads as expected', (name) => {
    expect(said(readConfig(vector(name)))).toEqual(expected[name]);
  });
});

it('what `ca -extensions` is called with lasts as long as the authority signs for, and an authority does not', () => {
  const { drafts } = readConfig(vector('authority.cnf'));
  expect(drafts.map(({ draft }) => draft.validity)).toEqual([
    { kind: 'days', days: 3652 },
    { kind: 'days', days: 375 },
  ]);
});

it('a broken digest of `ca -md` is pointed out', () => {
  const { remarks } = readConfig('openssl ca -config a.cnf -in a.csr -md sha1 -out a.pem');
  expect(remarks).toContainEqual({ code: 'weak-digest', line: 1, facts: ['sha1'], kind: 'mistake' });
});

describeWith(['openssl'], 'openssl req -x509', (path) => {
  afterAll(removeTemporaryFolders);
  const made = (config: string, options: readonly string[] = []) => {
    const file = join(temporaryFolder('openssl-config-'), 'openssl.cnf');
    writeFileSync(file, config);
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-keyout', '/dev/null'];
    const args = ['req', '-x509', '-batch', '-config', file, ...key, ...options];
    const stdio: ['ignore', 'pipe', 'pipe'] = ['ignore', 'pipe', 'pipe'];
    return certificateOf(execFileSync(path('openssl'), args, { encoding: 'utf8', stdio, env: {} }));
  };
  const draftOf = (config: string, label?: string): CertificateDraft => {
    const found = readConfig(config).drafts.find((one) => label === undefined || one.label === label);
    return found?.draft ?? expect.unreachable(`no draft ${label ?? ''}`);
  };
  /** Without the lines that say what a draft cannot hold. */
  const without = (config: string, ...lines: readonly RegExp[]) =>
    config
      .split('\n')
      .filter((line) => !lines.some((pattern) => pattern.test(line)))
      .join('\n');

  it.each([
    ['every-name.cnf', []],
    ['every-extension.cnf', [/^nameConstraints/, /^issuerAltName/, /ASN1:SEQUENCE/]],
    ['constraints-section.cnf', []],
    ['prompts.cnf', [/^string_mask/, /^input_password/]],
    ['variables.cnf', [/ENV::SAN/]],
    ['no-identifiers.cnf', []],
  ] as const)('%s: subject and extensions are the same octets', (name, left) => {
    const config = without(vector(name), ...left);
    const theirs = made(config);
    expect(oursBeside(draftOf(config), theirs)).toEqual(theirsOf(theirs));
  });

  const withOne = (value: string) =>
    `[req]\ndistinguished_name=dn\nprompt=no\nx509_extensions=v3\n[dn]\nCN=a\n[v3]\n1.2.3=${value}\n[seq]\na=INT:1\n`;

  it.each([
    ...['VISIBLE:abc', 'VISIBLESTRING:a b', 'NUMERIC:12 3', 'UTCTIME:260101000000Z', 'UTC:991231235959Z'],
    ...[
      'GENTIME:20260101000000Z',
      'GENERALIZEDTIME:20491231235959Z',
      'BITSTR:abc',
      'ENUM:3',
      'ENUMERATED:300',
    ],
    ...['FORMAT:HEX,BITSTR:0102', 'FORMAT:BITLIST,BITSTR:1,5', 'INTEGER:5', 'INT:0x1f'],
  ])('ASN1:%s is written as it writes it', (value) => {
    const config = withOne(`ASN1:${value}`);
    const theirs = made(config);
    expect(readConfig(config).remarks.map(({ code }) => code)).toEqual(['identifiers-added']);
    expect(oursBeside(draftOf(config), theirs)).toEqual(theirsOf(theirs));
  });

  it.each([
    'SEQUENCE:seq',
    'SEQWRAP,UTF8:a',
    'EXPLICIT:0,UTF8:a',
    'IMP:0,UTF8:a',
    'UNIV:ab',
    'T61:ab',
    'OCTWRAP,INT:1',
    'INTEGER:-5',
  ])('ASN1:%s is no mistake, though it is left out', (value) => {
    const config = withOne(`ASN1:${value}`);
    expect(() => made(config)).not.toThrow();
    expect(readConfig(config).remarks.map(({ code }) => code)).toContain('extension-left-out');
  });

  it('an extension in the file and on the command line: the command’s counts', () => {
    const config =
      '[req]\ndistinguished_name=dn\nprompt=no\nx509_extensions=v3\n[dn]\nCN=a\n[v3]\nsubjectAltName=DNS:a\n';
    const options = ['-addext', 'subjectAltName=DNS:b'];
    const theirs = made(config, options);
    const { drafts, remarks } = readConfig(`# openssl req -x509 ${options.join(' ')}\n${config}`);
    expect(oursBeside(drafts[0]!.draft, theirs)).toEqual(theirsOf(theirs));
    expect(remarks.map(({ code }) => code)).toContain('extension-twice');
  });

  it('a value that OpenSSL refuses is one that we point out', () => {
    const refused = [
      ['subjectAltName = www.example.test', 'name-without-type'],
      ['subjectAltName = DNS:a, @alt', 'section-in-list'],
      ['subjectAltName = ip:1.2.3.4', 'name-type-unknown'],
      ['subjectAltName = @nowhere', 'section-missing'],
      ['keyUsage = KeyEncipherment', 'value-not-understood'],
      ['basicConstraints = ca:true', 'value-not-understood'],
      ['extendedKeyUsage = serverauth', 'value-not-understood'],
      ['basicConstrains = CA:FALSE', 'extension-unknown'],
      ['authorityInfoAccess = OCSP:http://a', 'part-left-out'],
      ['inhibitAnyPolicy = some', 'value-not-understood'],
      ['subjectKeyIdentifier = 0g', 'value-not-understood'],
      ['1.2.3 = DER:0', 'value-not-understood'],
      ['1.2.3 = ASN1:UTCTIME:abc', 'value-not-understood'],
      ['1.2.3 = ASN1:NUMERIC:b', 'value-not-understood'],
      ['1.2.3 = ASN1:FOO:x', 'value-not-understood'],
      ['nameConstraints = permitted;IP:10.0.0.0', 'value-not-understood'],
      ['subjectAltName = $missing', 'variable-unknown'],
      ['subjectAltName = ${missing', 'brace-missing'],
      ['subjectAltName DNS:a', 'equals-missing'],
      ['[ v4', 'bracket-missing'],
      ['certificatePolicies = nonsense', 'value-not-understood'],
      ['subjectAltName = IP:host.test', 'host-in-ip'],
    ] as const;
    for (const [line, code] of refused) {
      const config = `[req]\ndistinguished_name=dn\nprompt=no\nx509_extensions=v3\n[dn]\nCN=a\n[v3]\n${line}\n`;
      expect(() => made(config), line).toThrow();
      expect(
        readConfig(config).remarks.map((remark) => [remark.line, remark.code]),
        line,
      ).toContainEqual([8, code]);
    }
  });

  it('a subject on the command line', () => {
    for (const subject of [
      '/C=DE/O=A\\/B/CN=a b',
      '/CN=x/OU=1/OU=2',
      '/DC=test/DC=example/emailAddress=a@b.test',
      '/CN=Zürich',
    ]) {
      const command = `openssl req -x509 -utf8 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -subj '${subject}' -addext subjectAltName=DNS:a`;
      const reading = readConfig(command);
      const config =
        '[req]\ndistinguished_name=dn\nx509_extensions=v3_ca\n[dn]\n[v3_ca]\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid:always,issuer\nbasicConstraints=critical,CA:true\n';
      const theirs = made(config, ['-utf8', '-subj', subject, '-addext', 'subjectAltName=DNS:a']);
      expect(oursBeside(reading.drafts[0]!.draft, theirs), subject).toEqual(theirsOf(theirs));
      expect(reading.remarks.map(({ code }) => code)).toContain('server-is-authority');
    }
  });
});
