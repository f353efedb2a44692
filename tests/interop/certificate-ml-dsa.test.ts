// Every profile for ML-DSA keys, and requests for such keys, made in a Node that has them: proved there as everywhere, and found
// good by its OpenSSL.
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'vite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../../.ci/tools.mjs';
import { familyUnder, leafProfiles } from '../support/drafted';
import { read, refusalsOf, requestFor, signedBy } from '../support/signed-request';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

describeWith(['node24'], 'certificates for ML-DSA keys', (path) => {
  let folder: string;
  beforeAll(async () => {
    folder = temporaryFolder('ml-dsa-');
    await build({
      configFile: false,
      root: projectRoot,
      logLevel: 'error',
      build: {
        ssr: true,
        outDir: folder,
        rolldownOptions: {
          input: ['drafted', 'signed-request'].map((name) => join(projectRoot, `tests/support/${name}.ts`)),
          checks: { bundlerTimings: false },
        },
      },
      ssr: { noExternal: true },
    });
  });
  afterAll(removeTemporaryFolders);

  it.each(['ml-dsa-44', 'ml-dsa-65', 'ml-dsa-87'])('%s, for every profile', async (algorithm) => {
    const program = `
      import { X509Certificate } from 'node:crypto';
      const { familyUnder, heldKey, leafOf, leafProfiles } = await import(${JSON.stringify(pathToFileURL(join(folder, 'drafted.js')).href)});
      const at = new Date();
      const algorithm = ${JSON.stringify(algorithm)};
      const { intermediate, authority } = await familyUnder(algorithm, algorithm, at);
      const issuer = new X509Certificate(intermediate.issued.der);
      const key = await heldKey(algorithm);
      for (const profile of leafProfiles) {
        const { issued } = await leafOf(profile, algorithm, authority, key, at);
        const leaf = new X509Certificate(issued.der);
        console.log(profile, leaf.checkIssued(issuer) && leaf.verify(issuer.publicKey), leaf.publicKey.asymmetricKeyType);
      }`;
    const { stdout } = await promisify(execFile)(path('node24'), ['--input-type=module', '-e', program]);
    expect(stdout.trim().split('\n')).toEqual(leafProfiles.map((profile) => `${profile} true ${algorithm}`));
  });

  it.each(['ml-dsa-44', 'ml-dsa-65', 'ml-dsa-87'])(
    'a request for %s is proved and signed',
    async (algorithm) => {
      const program = `
      import { X509Certificate, createPublicKey, verify } from 'node:crypto';
      const folder = ${JSON.stringify(pathToFileURL(folder).href)};
      const { familyUnder } = await import(folder + '/drafted.js');
      const { read, refusalsOf, requestFor, signedBy } = await import(folder + '/signed-request.js');
      const at = new Date();
      const algorithm = ${JSON.stringify(algorithm)};
      const { intermediate, authority } = await familyUnder(algorithm, algorithm, at);
      const request = await requestFor(algorithm);
      const key = createPublicKey({ key: request.publicKey.der, format: 'der', type: 'spki' });
      console.log('openssl proves it', verify(null, request.information, key, request.signatureValue));
      console.log('the plan has against it', JSON.stringify(await refusalsOf(request)));
      const broken = request.der.slice();
      broken[broken.length - 1] ^= 1;
      console.log('and against a broken one', JSON.stringify(await refusalsOf(read(broken))));
      const issuer = new X509Certificate(intermediate.issued.der);
      const leaf = new X509Certificate(await signedBy(authority, request, at));
      console.log(leaf.checkIssued(issuer) && leaf.verify(issuer.publicKey), leaf.subjectAltName);
      console.log('for its key', leaf.publicKey.equals(key), leaf.publicKey.asymmetricKeyType);`;
      const { stdout } = await promisify(execFile)(path('node24'), ['--input-type=module', '-e', program]);
      expect(stdout.trim().split('\n')).toEqual([
        'openssl proves it true',
        'the plan has against it []',
        'and against a broken one ["signature-does-not-fit"]',
        'true DNS:app.test',
        `for its key true ${algorithm}`,
      ]);
    },
  );
});

it('what is asked of them holds of the keys that every Node has', async () => {
  const at = new Date();
  const { intermediate, authority } = await familyUnder('requests', 'ec-p256', at);
  const request = await requestFor('ec-p256');
  expect(await refusalsOf(read(request.der))).toEqual([]);
  const leaf = new X509Certificate(await signedBy(authority, request, at));
  expect(leaf.verify(new X509Certificate(intermediate.issued.der).publicKey)).toBe(true);
  expect(leaf.subjectAltName).toBe('DNS:app.test');
});
