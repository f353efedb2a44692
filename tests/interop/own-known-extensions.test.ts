// Extensions the form has a field for, in forms the field has not, given as octets (RFC 5280 §4.2.1.13, §4.2.1.4): openssl reads in
// what was made what it reads in its own; and what is no such extension, is there twice, or decides what is signed, is refused.
import { afterAll, expect, it } from 'vitest';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCertificate } from '../../src/codec/certificate';
import { toHex } from '../../src/codec/bytes';
import { decodePem } from '../../src/codec/pem';
import type { CertificateDraft, DraftOwnExtension } from '../../src/pki/draft/certificate-draft';
import { makeCertificate, makeRequest } from '../../src/pki/draft/make';
import { drafted, madeFrom, writePem } from '../support/drafted';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

afterAll(removeTemporaryFolders);

const LISTS = '2.5.29.31';
const own = (oid: string, hex: string): DraftOwnExtension => ({
  oid,
  critical: false,
  value: { kind: 'der', hex },
});
const leaf = (...extensions: readonly DraftOwnExtension[]): CertificateDraft =>
  drafted('tls-server', 'app.test', {
    alternativeNames: [{ kind: 'dns', value: 'app.test' }],
    extensions: { own: extensions },
  });

/** By line of an openssl.cnf: what the form's field cannot say. */
const unusual = {
  'a distribution point for some reasons, signed by another': [
    'crlDistributionPoints=point\n[point]\nfullname=URI:http://pki.test/some.crl\nreasons=keyCompromise,CACompromise\n' +
      'CRLissuer=dirName:issuer\n[issuer]\nC=NL\nO=Lists',
    LISTS,
  ],
  'a notice that refers to an organization’s': [
    'certificatePolicies=@policy\n[policy]\npolicyIdentifier=1.3.6.1.4.1.99999.1\nuserNotice.1=@notice\n[notice]\n' +
      'explicitText=UTF8:Read it\norganization=Team\nnoticeNumbers=1,2',
    '2.5.29.32',
  ],
  'a responder by a directory name': [
    'authorityInfoAccess=OCSP;dirName:who\n[who]\nO=Responders',
    '1.3.6.1.5.5.7.1.1',
  ],
} as const;

describeWith(['openssl'], 'known extensions as octets', (path) => {
  /** As openssl makes it, and as it reads it. */
  function byOpenssl(line: string, oid: string): { readonly hex: string; readonly said: string } {
    const folder = temporaryFolder('unusual-');
    writeFileSync(
      join(folder, 'x.cnf'),
      `[req]\nprompt=no\ndistinguished_name=dn\nx509_extensions=x\n[dn]\nCN=x\n[x]\n${line}\n`,
    );
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'x.key'];
    const args = ['req', '-x509', ...key, '-config', 'x.cnf', '-out', 'x.pem'];
    execFileSync(path('openssl'), args, { cwd: folder, stdio: 'pipe' });
    const file = join(folder, 'x.pem');
    const pem = execFileSync(path('openssl'), ['x509', '-in', file], { encoding: 'utf8' });
    const [block] = decodePem(pem);
    const read = block?.der.ok === true ? parseCertificate(block.der.value) : undefined;
    const found = read?.ok === true ? read.value.extensions.find((one) => one.oid === oid) : undefined;
    return { hex: found ? toHex(found.value) : expect.unreachable(), said: saidOf(file) };
  }

  const saidOf = (file: string): string => {
    const names = 'crlDistributionPoints,certificatePolicies,authorityInfoAccess';
    return execFileSync(path('openssl'), ['x509', '-noout', '-ext', names, '-in', file], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  };

  it.each(Object.entries(unusual))('%s', async (_, [line, oid]) => {
    const { hex, said } = byOpenssl(line, oid);
    expect(said).not.toBe('');
    const made = await madeFrom(leaf(own(oid, hex)), undefined, new Date());
    expect(saidOf(writePem(temporaryFolder('unusual-'), 'made.pem', made.issued.der))).toBe(said);
    // A request asks for it all the same.
    const texts = { challengePassword: '', unstructuredName: '' };
    expect((await makeRequest(leaf(own(oid, hex)), { kind: 'new' }, texts)).ok).toBe(true);
  });
});

const problemsOf = async (draft: CertificateDraft): Promise<readonly string[]> => {
  const made = await makeCertificate(draft, undefined, { kind: 'new' }, new Date());
  return made.ok ? [] : made.error.map(({ code, at }) => `${code} ${at.join('.')}`);
};

it('what does not read as that extension is refused, also where it is good DER', async () => {
  expect(await problemsOf(leaf(own(LISTS, '0c0161')))).toEqual([
    'not-this-extension extensions.own.0.value.hex',
  ]);
});

it('what only one of the two readers knows is refused before a key is made', async () => {
  // A name relative to the issuer's: CN=Part 3.
  expect(await problemsOf(leaf(own(LISTS, '30153013a011a10f300d06035504030c06506172742033')))).toEqual([
    'read-by-one-alone extensions.own.0.value.hex',
  ]);
});

it('none is there twice', async () => {
  // keyUsage, which the profile has.
  expect(await problemsOf(leaf(own('2.5.29.15', '03020780')))).toEqual(['twice extensions.own.0.oid']);
});

it.each([
  ['basicConstraints', '2.5.29.19', '30030101ff'],
  ['subjectAltName', '2.5.29.17', '300a8208676f6f676c652e63'],
  ['subjectKeyIdentifier', '2.5.29.14', '040101'],
  ['authorityKeyIdentifier', '2.5.29.35', '3003800101'],
])('%s has the field alone', async (_, oid, hex) => {
  expect(await problemsOf(leaf(own(oid, hex)))).toEqual(['known-extension extensions.own.0.oid']);
});
