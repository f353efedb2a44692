// A well-known Python tutorial, start to end, done right: its encrypted authority and its request, made with the library it
// uses, are opened and signed here, served by uWSGI and fetched by a Python that checks strictly. What the tutorial's own
// certificates lack, that Python says in its error, and the page in words.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../.ci/tools.mjs';
import { AuthoritiesPage } from '../support/authorities-page';
import { expect, requireTools, test } from '../support/page-fixture';
import { freePort, startServer } from '../support/server-process';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { VerifyPage } from '../support/verify-page';

test.afterAll(removeTemporaryFolders);

const application = `def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"Served over " + environ["wsgi.url_scheme"].encode()]
`;

/** As a careful client: the default context with the authority's file, which is strict since Python 3.13. */
const client = `import ssl, sys, urllib.request
context = ssl.create_default_context(cafile=sys.argv[1])
assert context.verify_flags & ssl.VERIFY_X509_STRICT
print(urllib.request.urlopen(sys.argv[2], context=context, timeout=20).read().decode())
`;

/** As the tutorial's own. */
const requestsClient = `import requests, sys
print(requests.get(sys.argv[2], verify=sys.argv[1], timeout=20).text)
`;

test('the tutorial’s authority and request, signed here, served by uWSGI, fetched by a strict Python', async ({
  page,
  site,
}) => {
  test.setTimeout(180_000);
  const [openssl = '', python = '', strict = '', uwsgi = ''] = requireTools(
    'openssl',
    'python3',
    'python3.13',
    'uwsgi',
  );
  const folder = temporaryFolder('tutorial-');
  execFileSync(python, [join(projectRoot, 'tests/support/tutorial_pki.py'), folder]);
  writeFileSync(join(folder, 'app.py'), application);
  writeFileSync(join(folder, 'client.py'), client);
  writeFileSync(join(folder, 'requests_client.py'), requestsClient);
  // uWSGI asks for the key's password on its standard input.
  writeFileSync(join(folder, 'password'), 'serverpassword\n', { mode: 0o600 });

  const fetched = async (certificate: string, trusted: string) => {
    const port = await freePort();
    const socket = `127.0.0.1:${port},${certificate},server-private-key.pem`;
    const line = `${uwsgi} --plugin python3 --https-socket ${socket} --master --die-on-term --need-app --wsgi-file app.py --callable app < password`;
    const server = await startServer(line, { folder, address: '127.0.0.1', port });
    try {
      const asked = (program: string, script: string) =>
        spawnSync(program, [script, trusted, `https://localhost:${port}/`], {
          cwd: folder,
          encoding: 'utf8',
        });
      return { careful: asked(strict, 'client.py'), tutorials: asked(python, 'requests_client.py') };
    } finally {
      await server.stop();
    }
  };

  await test.step('as the tutorial leaves it, the strict Python refuses it', async () => {
    const { careful, tutorials } = await fetched('server-public-key.pem', 'ca-public-key.pem');
    expect(careful.status).not.toBe(0);
    expect(careful.stderr).toMatch(/CERTIFICATE_VERIFY_FAILED.*(Missing|key usage)/);
    // The tutorial's own way, with a Python of its time: there it works, which is why nobody noticed.
    expect(tutorials).toMatchObject({ status: 0, stdout: 'Served over https\n' });
  });

  await test.step('and the page says why, and who else refuses it', async () => {
    const verify = new VerifyPage(page);
    await verify.open(site.address);
    await verify.drop({
      'server-public-key.pem': readFileSync(join(folder, 'server-public-key.pem')),
      'ca-public-key.pem': readFileSync(join(folder, 'ca-public-key.pem')),
    });
    await expect(verify.headline).toHaveText('“my-site.com” lacks Authority Key Identifier.');
    await expect(verify.client('Python ≥ 3.13')).toContainText('refuses');
    await expect(verify.client('Python ≤ 3.12')).toContainText('accepts');
    // No extended key usage: Apple's rule, which nothing that runs here can show.
    await expect(verify.verdict).toContainText('Issue it again for servers');
  });

  const authorities = new AuthoritiesPage(page);
  await authorities.open(site.address, 'import');
  await test.step('its authority is opened with its passphrase, and what it lacks is said in words', async () => {
    await authorities.choose(
      ['ca-private-key.pem', 'ca-public-key.pem', 'server-public-key.pem'].map((name) => join(folder, name)),
    );
    const unlock = page.getByRole('form', { name: 'Unlock what was given' });
    await unlock.getByLabel('Its passphrase', { exact: true }).fill('serverpassword');
    await unlock.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(unlock).toContainText('That passphrase does not open ca-private-key.pem');
    await unlock.getByLabel('Its passphrase', { exact: true }).fill('secret_password');
    await unlock.getByRole('button', { name: 'Open', exact: true }).click();
    const found = page.getByRole('region', { name: 'my-ca.com' });
    await expect(found).toContainText('A root, RSA 2048');
    await expect(found).toContainText('1 certificate it signed comes along.');
    await expect(found).toContainText('Python 3.13 and later refuse it: it has no keyUsage.');
    await expect(found).toContainText('Python 3.13 and later refuse it: it has no Subject Key Identifier.');
    await found.getByRole('button', { name: /^Take it in/ }).click();
    await expect(authorities.heading).toHaveText('my-ca.com');
  });

  const trusted = await test.step('its certificate is re-issued with the same key', async () => {
    await expect(page.getByText('What clients mind about it')).toBeVisible();
    await page.getByRole('button', { name: 'Re-issue it', exact: true }).click();
    await page.getByRole('button', { name: 'Re-issue its certificate' }).click();
    await expect(page.getByText('It has a new certificate.', { exact: false }).first()).toBeVisible();
    await expect(page.getByText('What clients mind about it')).toBeHidden();
    return authorities.download(page.getByRole('button', { name: 'Certificate to trust, PEM' }), folder);
  });

  const certificate = await test.step('its request is signed', async () => {
    const requests = await authorities.tab('Sign requests');
    await authorities.choose([join(folder, 'server-csr.pem')]);
    const card = requests.getByRole('region', { name: 'my-site.com' });
    // A name under a public suffix may be anybody's: it is signed once the person says that it is theirs.
    await expect(card).toContainText('“my-site.com” is not among the names you sign');
    await card.getByRole('button', { name: 'Sign names under my-site.com' }).click();
    await expect(card).toContainText('Everything it asks for is given.');
    await card.getByRole('button', { name: 'Sign it my-site.com' }).click();
    await expect(card).toContainText('Signed, until');
    return authorities.download(card.getByRole('button', { name: 'With chain of my-site.com' }), folder);
  });

  const { careful, tutorials } = await fetched(certificate, trusted);
  for (const { status, stdout, stderr } of [careful, tutorials])
    expect({ status, stdout, stderr }).toMatchObject({ status: 0, stdout: 'Served over https\n' });
  // The old certificate still bears the same name and key: what it signed before goes on under the new one.
  const old = spawnSync(openssl, ['verify', '-CAfile', trusted, 'server-public-key.pem'], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(old.stdout).toContain(': OK');
});
