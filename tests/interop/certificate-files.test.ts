// What the desk hands out, as files, before the programs they are for: the zip with everything, PKCS#12 in both kinds, keys in
// every form, requests with their attributes.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CertificateDraft } from '../../src/pki/draft/certificate-draft';
import { CertificateDesk } from '../../src/worker/certificate-desk';
import type { MadeSummary } from '../../src/worker/certificate-protocol';
import { KeyRing } from '../../src/worker/key-ring';
import { run } from '../support/clients/run';
import { drafted, familyUnder } from '../support/drafted';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const at = Date.now();
const hosts = [{ kind: 'dns', value: 'app.test' } as const];
const wanted: CertificateDraft = drafted('tls-server', 'app.test', { alternativeNames: hosts });

describeWith(['openssl', 'keytool', 'unzip'], 'files of what was made', (path) => {
  const ring = new KeyRing();
  const desk = new CertificateDesk(ring);
  let folder: string;
  let made: MadeSummary;

  beforeAll(async () => {
    folder = temporaryFolder('made-files-');
    const { authority } = await familyUnder('files', 'ec-p256', new Date(at));
    const signer = { kind: 'authority', authority: ring.keepGiven(authority) } as const;
    const reply = await desk.makeCertificate({ draft: wanted, signer, key: { kind: 'new' }, at });
    made = reply.kind === 'made' ? reply.made : expect.unreachable();
  });
  afterAll(removeTemporaryFolders);

  const openssl = (...args: readonly string[]) => run(path('openssl'), args);
  const file = (name: string) => join(folder, name);
  async function saved(
    id: MadeSummary['id'],
    form: Parameters<typeof desk.madeFile>[0]['form'],
    password = '',
  ) {
    const { fileName, contents } = await desk.madeFile({ made: id, form, password });
    writeFileSync(file(fileName), contents);
    return file(fileName);
  }

  it('facts of it', () => {
    expect(made).toMatchObject({
      fileName: 'app.test',
      title: 'app.test',
      keyLabel: 'ECDSA P-256',
      cutByAuthority: false,
    });
    expect([made.chain.length, made.keyFormats.length]).toEqual([2, 5]);
  });

  it.each(['', 'secret'])('the zip, password %j', async (password) => {
    const zip = await saved(made.id, 'zip', password);
    const names = ['cert.pem', 'key.pem', 'fullchain.pem', 'ca.pem', 'bundle.p12'];
    const listed = await run(path('unzip'), ['-Z1', zip]);
    for (const name of [...names, 'chain.pem', 'README.md', 'run/uvicorn.sh', 'trust/install.sh'])
      expect(listed.output.split('\n')).toContain(`app.test/${name}`);
    expect((await run(path('unzip'), ['-q', '-o', '-d', folder, zip])).code).toBe(0);
    const inside = (name: string) => file(`app.test/${name}`);
    const chain = ['-CAfile', inside('ca.pem'), '-untrusted', inside('chain.pem')];
    expect((await openssl('verify', '-x509_strict', ...chain, inside('cert.pem'))).code).toBe(0);
    const key = await openssl('pkey', '-in', inside('key.pem'), '-passin', `pass:${password}`, '-pubout');
    const certificate = await openssl('x509', '-in', inside('cert.pem'), '-noout', '-pubkey');
    expect(key.output).toBe(certificate.output);
    const store = ['-in', inside('bundle.p12'), '-passin', `pass:${password === '' ? 'changeit' : password}`];
    const opened = await openssl('pkcs12', ...store, '-nodes');
    expect(opened.output.match(/BEGIN/g), opened.output).toHaveLength(4);
    const readme = readFileSync(inside('README.md'), 'utf8');
    for (const name of names) expect(readme).toContain(`| \`${name}\` |`);
  });

  it('PKCS#12 in both kinds, to Java', async () => {
    for (const form of ['pkcs12', 'pkcs12-compatible'] as const) {
      const store = await saved(made.id, form);
      const listed = await run(path('keytool'), ['-list', '-keystore', store, '-storepass', 'changeit']);
      expect(listed.output, form).toContain('PrivateKeyEntry');
    }
  });

  it('the key in every form', async () => {
    for (const form of made.keyFormats.filter((one) => one !== 'jwk')) {
      const key = await saved(made.id, form, 'secret');
      const read = await openssl('pkey', '-in', key, '-passin', 'pass:secret', '-noout', '-text');
      expect(read.output, form).toContain('Private-Key: (256 bit');
    }
  });

  it('a request, its attributes and extensions included', async () => {
    const attributes = { challengePassword: 'sesame', unstructuredName: 'söme näme' };
    const reply = await desk.makeRequest({ draft: wanted, key: { kind: 'new' }, attributes });
    if (reply.kind !== 'made') expect.unreachable();
    const request = await saved(reply.made.id, 'pem');
    const { code, output } = await openssl('req', '-in', request, '-verify', '-noout', '-text');
    expect(code, output).toBe(0);
    for (const words of ['verify OK', 'sesame', 'DNS:app.test', 'TLS Web Server Authentication', 'CA:FALSE'])
      expect(output).toContain(words);
    for (const words of ['Subject Key Identifier', 'Authority Key Identifier'])
      expect(output).not.toContain(words);
  });

  it('nothing of it once it is let go', async () => {
    await desk.forgetMade({ made: made.id });
    expect(() => desk.madeFile({ made: made.id, form: 'pem', password: '' })).toThrow('not-found');
  });
});
