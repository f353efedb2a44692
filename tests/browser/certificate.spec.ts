// The page "Certificate": every profile, every kind of name and every extension, keys from elsewhere; made,
// downloaded and read back with openssl.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CertificatePage } from '../support/certificate-page';
import { expect, requireTools, test as base } from '../support/page-fixture';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';

const test = base.extend<{ certificate: CertificatePage }>({
  certificate: async ({ page, site }, use) => {
    requireTools('openssl', 'unzip');
    const certificate = new CertificatePage(page);
    await certificate.open(site.address);
    await use(certificate);
  },
});
test.afterAll(removeTemporaryFolders);

const openssl = (...args: readonly string[]) =>
  execFileSync('openssl', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
const textOf = (path: string) => openssl('x509', '-in', path, '-noout', '-text');
/** The value below the line of an extension, in one line. */
const extension = (text: string, name: string) =>
  new RegExp(`${name}: (critical)?\\s*\\n((?:\\s{16,}.*\\n)+)`)
    .exec(text)
    ?.slice(1)
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();

const profiles: Readonly<
  Record<string, { readonly constraints: string; readonly usage: string; readonly purposes?: string }>
> = {
  'TLS server': {
    constraints: 'critical CA:FALSE',
    usage: 'critical Digital Signature',
    purposes: 'TLS Web Server Authentication',
  },
  'TLS client': {
    constraints: 'critical CA:FALSE',
    usage: 'critical Digital Signature',
    purposes: 'TLS Web Client Authentication',
  },
  'Server and client': {
    constraints: 'critical CA:FALSE',
    usage: 'critical Digital Signature',
    purposes: 'TLS Web Server Authentication, TLS Web Client Authentication',
  },
  'Root authority': { constraints: 'critical CA:TRUE', usage: 'critical Certificate Sign, CRL Sign' },
  'Intermediate authority': {
    constraints: 'critical CA:TRUE, pathlen:0',
    usage: 'critical Certificate Sign, CRL Sign',
  },
  Email: {
    constraints: 'critical CA:FALSE',
    usage: 'critical Digital Signature, Non Repudiation, Key Agreement',
    purposes: 'E-mail Protection',
  },
  'Code signing': {
    constraints: 'critical CA:FALSE',
    usage: 'critical Digital Signature',
    purposes: 'Code Signing',
  },
  'Time stamping': {
    constraints: 'critical CA:FALSE',
    usage: 'critical Digital Signature',
    purposes: 'critical Time Stamping',
  },
  'OCSP signing': {
    constraints: 'critical CA:FALSE',
    usage: 'critical Digital Signature',
    purposes: 'OCSP Signing',
  },
  'Document signing': {
    constraints: 'critical CA:FALSE',
    usage: 'critical Digital Signature, Non Repudiation',
    purposes: '1.3.6.1.5.5.7.3.36',
  },
};

test('every profile, made and read back', async ({ certificate }) => {
  test.setTimeout(180_000);
  const folder = temporaryFolder('certificate-');
  await certificate.commonName.fill('Made here');
  for (const [name, wanted] of Object.entries(profiles))
    await test.step(name, async () => {
      await certificate.profile(name);
      await certificate.make();
      const unzipped = await certificate.unzipped(folder);
      const text = textOf(join(unzipped, 'cert.pem'));
      expect(text).toContain('Subject: CN = Made here');
      expect(extension(text, 'X509v3 Basic Constraints')).toBe(wanted.constraints);
      expect(extension(text, 'X509v3 Key Usage')).toBe(wanted.usage);
      expect(extension(text, 'X509v3 Extended Key Usage')).toBe(wanted.purposes);
      expect(extension(text, 'X509v3 Subject Key Identifier')).toMatch(/^(?:[0-9A-F]{2}:){19}/);
      // The key in the zip is the certificate's.
      const [inKey, inCertificate] = [
        openssl('pkey', '-in', join(unzipped, 'key.pem'), '-pubout'),
        openssl('x509', '-in', join(unzipped, 'cert.pem'), '-noout', '-pubkey'),
      ];
      expect(inKey).toBe(inCertificate);
      await certificate.made.getByRole('button', { name: 'Done with it' }).click();
    });
});

test('names of every kind', async ({ certificate }) => {
  const { page } = certificate;
  await certificate.commonName.fill('names');
  await certificate.names('app.test *.app.test 192.168.1.20 fd00::1 joe@example.test https://app.test/');
  await expect(page.getByRole('textbox', { name: 'IP address 3' })).toHaveValue('192.168.1.20');
  const row = async (kind: string) => {
    await page.getByRole('button', { name: '+ Add a name of any kind' }).click();
    const selects = page.getByRole('combobox', { name: /^Kind of name/ });
    const place = await selects.count();
    await selects.last().selectOption({ label: kind });
    return place;
  };
  const principal = await row('Other name');
  await page.getByRole('textbox', { name: `Value of name ${principal}` }).fill('joe@corp');
  await expect(page.getByText('User principal name (UPN)')).toBeVisible();
  const registered = await row('Registered ID');
  await page.getByRole('textbox', { name: `Identifier of name ${registered}` }).fill('1.2.3.4');
  const directory = await row('Directory name');
  expect(directory).toBe(9);
  await page.getByRole('textbox', { name: 'Common name (CN) 1' }).last().fill('Joe');
  const raw = await row('Raw DER');
  await page
    .getByRole('textbox', { name: `DER of name ${raw}, in hex` })
    .fill('82 08 72 61 77 2e 74 65 73 74');
  await certificate.make();
  const saved = await certificate.saved('PEM', temporaryFolder('certificate-'));
  expect(extension(textOf(saved), 'X509v3 Subject Alternative Name')).toBe(
    'DNS:app.test, DNS:*.app.test, IP Address:192.168.1.20, IP Address:FD00:0:0:0:0:0:0:1, email:joe@example.test, ' +
      'URI:https://app.test/, othername: UPN::joe@corp, Registered ID:1.2.3.4, DirName:/CN=Joe, DNS:raw.test',
  );
});

test('the rest of the extensions', async ({ certificate }) => {
  const { page } = certificate;
  await certificate.profile('Intermediate authority');
  await certificate.commonName.fill('All of it');
  const access = await certificate.add('Authority information access');
  await access.getByRole('textbox', { name: 'OCSP responder 1' }).fill('http://ocsp.example.test');
  await access.getByRole('button', { name: /issuer’s certificate$/ }).click();
  await access.getByRole('textbox', { name: /issuer’s certificate 1/ }).fill('http://example.test/root.crt');
  const lists = await certificate.add('CRL distribution points');
  await lists.getByRole('textbox').fill('http://example.test/root.crl');
  const policies = await certificate.add('Certificate policies');
  await policies.getByRole('textbox', { name: 'Policy 1, by identifier' }).fill('1.3.6.1.4.1.99999.1');
  await policies.getByRole('button', { name: /\(CPS\)$/ }).click();
  await policies.getByRole('textbox', { name: 'Practice statement 1' }).fill('http://example.test/cps');
  await policies.getByRole('button', { name: '+ Add a notice to the user' }).click();
  await policies.getByRole('textbox', { name: 'Notice 1' }).fill('Read it');
  const mappings = await certificate.add('Policy mappings');
  await mappings.getByRole('textbox', { name: 'Policy of this authority 1' }).fill('1.3.6.1.4.1.99999.1');
  await mappings
    .getByRole('textbox', { name: 'Counts as policy of the subject 1' })
    .fill('1.3.6.1.4.1.99999.2');
  const constraints = await certificate.add('Policy constraints');
  await constraints.getByRole('spinbutton', { name: 'Policies may not be mapped after' }).fill('1');
  await certificate.add('Inhibit anyPolicy');
  await certificate.add('TLS feature');
  await certificate.add('OCSP no check');
  const own = await certificate.add('Own extensions');
  await own.getByRole('textbox', { name: 'Identifier of extension 1' }).fill('1.3.6.1.4.1.99999.7');
  await own.getByRole('combobox', { name: 'Its value is given as' }).selectOption({ label: 'Text, UTF-8' });
  await own.getByRole('textbox', { name: 'Text of extension 1' }).fill('grüezi');
  await expect(certificate.preview).toContainText('All of it');
  await certificate.make();
  const text = textOf(await certificate.saved('PEM', temporaryFolder('certificate-')));
  expect(extension(text, 'Authority Information Access')).toBe(
    'OCSP - URI:http://ocsp.example.test CA Issuers - URI:http://example.test/root.crt',
  );
  expect(extension(text, 'X509v3 CRL Distribution Points')).toContain('URI:http://example.test/root.crl');
  expect(extension(text, 'X509v3 Certificate Policies')).toBe(
    'Policy: 1.3.6.1.4.1.99999.1 CPS: http://example.test/cps User Notice: Explicit Text: Read it',
  );
  expect(extension(text, 'X509v3 Policy Mappings')).toBe('critical 1.3.6.1.4.1.99999.1:1.3.6.1.4.1.99999.2');
  expect(extension(text, 'X509v3 Policy Constraints')).toBe(
    'critical Require Explicit Policy:0, Inhibit Policy Mapping:1',
  );
  expect(extension(text, 'X509v3 Inhibit Any Policy')).toBe('critical 0');
  expect(extension(text, 'TLS Feature')).toBe('status_request');
  expect(text).toContain('OCSP No Check');
  expect(extension(text, '1.3.6.1.4.1.99999.7')).toContain('gr');
  await page.getByRole('button', { name: 'Leave it out Own extensions' }).click();
  await expect(certificate.section('Own extensions')).toHaveCount(0);
  // What was typed comes back with it.
  await certificate.add('Own extensions');
  await expect(page.getByRole('textbox', { name: 'Text of extension 1' })).toHaveValue('grüezi');
});

test('a key that exists, under a password; exact moments; a serial number; another signature', async ({
  certificate,
}) => {
  const folder = temporaryFolder('certificate-');
  const key = join(folder, 'old.key');
  openssl(
    'genpkey',
    '-algorithm',
    'RSA',
    '-pkeyopt',
    'rsa_keygen_bits:2048',
    '-aes256',
    '-pass',
    'pass:secret',
    '-out',
    key,
  );
  await certificate.commonName.fill('old key');
  await certificate.drop({ 'old.key': readFileSync(key) });
  const panel = certificate.page.getByRole('group', { name: 'Key', exact: true });
  await panel.getByRole('textbox', { name: 'Password of the key' }).fill('wrong');
  await panel.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(panel).toContainText('does not open it');
  await panel.getByRole('textbox', { name: 'Password of the key' }).fill('secret');
  await panel.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(certificate.section('Key')).toContainText('RSA 2048');
  const valid = await certificate.change('Valid');
  await valid.getByRole('radio', { name: 'Exact moments' }).check();
  await valid.getByLabel('Valid from, UTC').fill('2027-01-02T03:04:05');
  await valid.getByLabel('Valid until, UTC').fill('2027-02-03T04:05:06');
  const serial = await certificate.change('Serial number');
  await serial.getByRole('textbox').fill('0a1b2c3d4e5f60718293');
  const signature = await certificate.change('Signature');
  await signature.getByRole('combobox').selectOption({ label: 'RSA-PSS with SHA-384' });
  await certificate.make();
  // A key that somebody has is nobody's to lose.
  await expect(certificate.made).toContainText('or is one you had');
  const text = textOf(await certificate.saved('PEM', folder));
  expect(text).toContain('Not Before: Jan  2 03:04:05 2027 GMT');
  expect(text).toContain('Not After : Feb  3 04:05:06 2027 GMT');
  expect(text.replace(/\s/g, '')).toContain('SerialNumber:0a:1b:2c:3d:4e:5f:60:71:82:93');
  expect(text).toContain('Signature Algorithm: rsassaPss');
  expect(text).toContain('Hash Algorithm: sha384');
});

test('PKCS#12 and the key alone, under a password', async ({ certificate }) => {
  const folder = temporaryFolder('certificate-');
  await certificate.profile('TLS client');
  await certificate.commonName.fill('Joe');
  await certificate.make();
  await certificate.made.getByText('PKCS#12, or the key alone').click();
  await certificate.made.getByRole('button', { name: 'Download', exact: true }).click();
  await expect(certificate.made).toContainText('This form needs a password.');
  await certificate.made.getByRole('textbox', { name: 'Password' }).fill('secret');
  const store = await certificate.saved('Download', folder);
  expect(openssl('pkcs12', '-in', store, '-passin', 'pass:secret', '-nodes')).toContain('BEGIN PRIVATE KEY');
  await certificate.made
    .getByRole('combobox', { name: 'Form' })
    .selectOption({ label: 'PKCS#8 PEM, encrypted' });
  await certificate.made.getByRole('textbox', { name: 'Password' }).fill('other');
  const key = await certificate.saved('Download', folder);
  expect(openssl('pkey', '-in', key, '-passin', 'pass:other', '-noout', '-check')).toContain('valid');
});
