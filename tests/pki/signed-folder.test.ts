// A folder of signed requests: files named as their requests were, no path out of it, and a table that no spreadsheet runs.
import { beforeAll, describe, expect, it } from 'vitest';
import { draftFor } from '../../src/pki/draft/profiles';
import { makeCertificate } from '../../src/pki/draft/make';
import { makeAuthority } from '../../src/pki/authority/make-authority';
import { signedFolder, type FolderRequest } from '../../src/pki/signing-plan/signed-folder';
import { templateBase } from '../../src/pki/signing-plan/template-base';
import JSZip from 'jszip';

const CN = '2.5.4.3';
const at = new Date();
let made: NonNullable<FolderRequest['made']>;
beforeAll(async () => {
  const root = { ...draftFor('root'), subject: [{ type: CN, value: 'Root' }] };
  const authority = await makeAuthority(root, undefined, at);
  if (!authority.ok) expect.unreachable(JSON.stringify(authority.error));
  const leaf = { ...draftFor('tls-server'), alternativeNames: [{ kind: 'dns', value: 'a.test' } as const] };
  const signed = await makeCertificate(leaf, authority.value.opened, { kind: 'new' }, at);
  if (!signed.ok) expect.unreachable(JSON.stringify(signed.error));
  made = { der: signed.value.issued.der, chain: [] };
});

async function filesOf(requests: readonly Partial<FolderRequest>[]) {
  const whole = requests.map((one) => ({
    path: '',
    title: 'T',
    made,
    outcome: 'signed',
    refused: [],
    ...one,
  }));
  const { contents } = await signedFolder('signed', whole);
  const zip = await JSZip.loadAsync(contents);
  const paths = Object.values(zip.files).flatMap(({ dir, name }) => (dir ? [] : [name]));
  return { paths, table: await zip.file('signed/signed.csv')!.async('text') };
}

describe('a folder of what was signed', () => {
  it('is laid out as the requests were, below the folder they share', async () => {
    const { paths } = await filesOf([
      { path: 'all/a/server.csr' },
      { path: 'all/b/server.csr' },
      { path: 'all/c.pem' },
    ]);
    expect(paths.toSorted()).toEqual(
      ['a/server', 'b/server', 'c']
        .flatMap((stem) => [`signed/${stem}-fullchain.pem`, `signed/${stem}.pem`])
        .concat('signed/signed.csv'),
    );
  });

  it('has no two files of one name and none outside it', async () => {
    const hostile = [
      'web.csr',
      'web-fullchain.csr',
      'WEB.req',
      '../../etc/x.csr',
      '/abs.csr',
      'a\\..\\b.csr',
      'x.pem/y.csr',
      'x.csr',
      'con.csr',
    ];
    const { paths } = await filesOf([...hostile.map((path) => ({ path })), {}, {}]);
    expect(paths).toHaveLength(2 * (hostile.length + 2) + 1);
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(paths.length);
    for (const path of paths) expect(path).toMatch(/^signed\/(?:[\w+@][\w.+@-]*\/)*[\w+@][\w.+@-]*$/);
    for (const path of paths) expect(path.split('/')).not.toContain('..');
  });

  it('tells of each request what came of it, in cells that are no formulas', async () => {
    const { table } = await filesOf([
      { path: 'a.csr' },
      { path: '=HYPERLINK("x").csr', outcome: 'not signed: weak', refused: ['Key: weak.'] },
    ]);
    expect(table).toContain('Request,Certificate,Serial number,Subject,Outcome,Not given as asked');
    expect(table).toMatch(/a\.csr,a\.pem,[0-9a-f]+,,signed,/);
    expect(table).toContain(`"'=HYPERLINK(""x"").csr"`);
  });
});

describe('a kept template as what many are signed by', () => {
  it('gives what it says of everybody, and nothing of whom it was made for', () => {
    const template = {
      ...draftFor('tls-server'),
      subject: [
        { type: '2.5.4.10', value: 'Team' },
        { type: CN, value: 'one.test' },
      ],
      subjectOctets: '3000',
      alternativeNames: [{ kind: 'dns', value: 'one.test' } as const],
      serialNumber: '01',
      extensions: {
        ...draftFor('tls-server').extensions,
        subjectKeyIdentifier: 'ab'.repeat(20),
        tlsFeature: [5],
      },
    };
    expect(templateBase(template)).toEqual({
      ...draftFor('tls-server'),
      subject: [{ type: '2.5.4.10', value: 'Team' }],
      extensions: { ...draftFor('tls-server').extensions, tlsFeature: [5] },
    });
  });
});
