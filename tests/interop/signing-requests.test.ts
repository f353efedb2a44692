// Requests as other programs make them, signed by a plan: the tutorial's of python cryptography, and such of OpenSSL that reach
// for more. What comes of them passes OpenSSL at its strictest.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseCertificateRequest, type CertificateRequest } from '../../src/codec/certificate-request';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { encodePem } from '../../src/codec/pem';
import { makeCertificate } from '../../src/pki/draft/make';
import { constraintsOfRules } from '../../src/pki/authority/house-rules';
import { draftFor } from '../../src/pki/draft/profiles';
import { selfIssue } from '../../src/pki/issue';
import { openAuthority, type OpenedAuthority } from '../../src/pki/open-authority';
import { profiles } from '../../src/pki/profile';
import { draftFromPlan, planSigning, type SigningPlan } from '../../src/pki/signing-plan/plan';
import { run } from '../support/clients/run';
import { derOf } from '../support/opened-authority';
import { keyPair, pkcs8Of } from '../support/private-keys';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

/** The tutorial's `generate_csr`, with the list of names it is called with. */
const TUTORIAL = `
import sys
from cryptography import x509
from cryptography.x509.oid import NameOID
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
subject = x509.Name([
    x509.NameAttribute(NameOID.COUNTRY_NAME, 'US'),
    x509.NameAttribute(NameOID.STATE_OR_PROVINCE_NAME, 'Maryland'),
    x509.NameAttribute(NameOID.LOCALITY_NAME, 'Baltimore'),
    x509.NameAttribute(NameOID.ORGANIZATION_NAME, 'My Company'),
    x509.NameAttribute(NameOID.COMMON_NAME, 'my-site.com'),
])
names = x509.SubjectAlternativeName([x509.DNSName(name) for name in sys.argv[2:]])
request = x509.CertificateSigningRequestBuilder().subject_name(subject).add_extension(names, critical=False)
open(sys.argv[1], 'wb').write(request.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
`;

let folder: string;
let authority: OpenedAuthority;
const at = new Date();
const file = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = temporaryFolder('certwright-signing-');
  const name = distinguishedName([{ type: '2.5.4.3', value: 'Root' }]);
  const { issued } = await selfIssue(profiles.rootCa, name, await keyPair('ec-p256'), { at });
  const opened = await openAuthority([issued.der, await pkcs8Of('ec-p256')], undefined, at);
  authority = opened.kind === 'opened' ? opened.authority : expect.unreachable(opened.kind);
  writeFileSync(file('root.pem'), encodePem('CERTIFICATE', issued.der));
});
afterAll(removeTemporaryFolders);

function requestIn(name: string): CertificateRequest {
  const parsed = parseCertificateRequest(derOf(readFileSync(file(name), 'utf8')));
  return parsed.ok ? parsed.value : expect.unreachable(parsed.error.message);
}
/** The house signs what the tutorial asks for; anything else of somebody's would wait. */
const allowed = constraintsOfRules([{ may: true, kind: 'dns', base: 'my-site.com' }]);
const planFor = (request: CertificateRequest) =>
  planSigning({ request, base: draftFor('tls-server'), constraints: authority.constraints, allowed });
const codes = ({ rows }: SigningPlan) =>
  rows.flatMap(({ id, refusals, about }) =>
    about === 'attribute' ? [] : refusals.map(({ code }) => `${id} ${code}`),
  );

async function signed(plan: SigningPlan, name: string): Promise<string> {
  const decided = draftFromPlan(plan, {});
  if (!decided.ok) expect.unreachable(decided.error.map(({ id }) => id).join());
  const { draft, publicKey } = decided.value;
  const made = await makeCertificate(draft, authority, { kind: 'public', publicKey }, at);
  if (!made.ok) expect.unreachable(made.error.map(({ code }) => code).join());
  writeFileSync(file(name), encodePem('CERTIFICATE', made.value.issued.der));
  return file(name);
}

describeWith(['python3', 'openssl'], 'the tutorial’s request', (path) => {
  const verify = (certificate: string, host: string) =>
    run(path('openssl'), [
      ...['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', file('root.pem')],
      ...['-verify_hostname', host, certificate],
    ]);

  it('with names: taken as asked, with everything the tutorial leaves out', async () => {
    expect(await run(path('python3'), ['-c', TUTORIAL, file('a.csr'), 'localhost', 'my-site.com'])).toEqual({
      code: 0,
      output: '',
    });
    const plan = await planFor(requestIn('a.csr'));
    expect(codes(plan)).toEqual([]);
    const certificate = await signed(plan, 'a.pem');
    for (const host of ['localhost', 'my-site.com']) {
      const { code, output } = await verify(certificate, host);
      expect(code, output).toBe(0);
    }
    const { output } = await run(path('openssl'), ['x509', '-noout', '-text', '-in', certificate]);
    expect(output).toContain(
      'Subject: C = US, ST = Maryland, L = Baltimore, O = My Company, CN = my-site.com',
    );
    for (const given of [
      'Authority Key Identifier',
      'TLS Web Server Authentication',
      'CA:FALSE',
      'Key Encipherment',
    ])
      expect(output).toContain(given);
  });

  it('without names: the empty list is dropped and said, and the CommonName becomes one', async () => {
    await run(path('python3'), ['-c', TUTORIAL, file('b.csr')]);
    const plan = await planFor(requestIn('b.csr'));
    expect(codes(plan)).toEqual(['extension/2.5.29.17 empty-alternative-names']);
    const { code, output } = await verify(await signed(plan, 'b.pem'), 'my-site.com');
    expect(code, output).toBe(0);
  });
});

describeWith(['openssl'], 'requests of openssl req', (path) => {
  const request = async (name: string, ...more: readonly string[]) => {
    const args = [
      'req',
      '-new',
      '-nodes',
      '-keyout',
      file('key.pem'),
      '-out',
      file(name),
      '-subj',
      '/CN=a.test',
    ];
    const { code, output } = await run(path('openssl'), [...args, ...more]);
    expect(code, output).toBe(0);
    return planFor(requestIn(name));
  };

  it('for an authority: a server’s certificate comes of it, which signs nothing', async () => {
    const plan = await request(
      'ca.csr',
      ...['-newkey', 'rsa:2048', '-addext', 'basicConstraints=critical,CA:TRUE'],
      ...['-addext', 'keyUsage=keyCertSign,digitalSignature', '-addext', 'subjectAltName=DNS:a.test'],
      ...['-addext', 'nameConstraints=permitted;DNS:a.test', '-addext', 'certificatePolicies=1.2.3'],
    );
    expect(codes(plan)).toEqual([
      'extension/2.5.29.19 asks-to-be-authority',
      'extension/2.5.29.15 asks-to-sign-certificates',
      'extension/2.5.29.30 for-the-authority',
      'extension/2.5.29.32 for-the-authority',
    ]);
    const certificate = await signed(plan, 'ca.pem');
    const { output } = await run(path('openssl'), ['x509', '-noout', '-text', '-in', certificate]);
    expect(output).toContain('CA:FALSE');
    for (const refused of ['CA:TRUE', 'Certificate Sign', 'Name Constraints', 'Certificate Policies'])
      expect(output).not.toContain(refused);
  });

  it('with a key of 1,024 bits, signed over SHA-1: nothing comes of it', async () => {
    const plan = await request('weak.csr', '-newkey', 'rsa:1024', '-sha1');
    expect(codes(plan)).toEqual(['signature signature-sha1', 'key rsa-short']);
    const decided = draftFromPlan(plan, {});
    expect(decided.ok ? [] : decided.error.map(({ id }) => id)).toEqual(['signature', 'key']);
    const taken = draftFromPlan(plan, { signature: { kind: 'take' }, key: { kind: 'take' } });
    expect(taken.ok).toBe(true);
  });

  it.each([
    ['an EC key', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384']],
    ['Ed25519', ['-newkey', 'ed25519']],
    ['RSASSA-PSS', ['-newkey', 'rsa:2048', '-sigopt', 'rsa_padding_mode:pss']],
  ])('%s is proved to be the sender’s', async (title, key) => {
    const plan = await request(`${title}.csr`, ...key);
    expect(codes(plan)).toEqual([]);
  });
});
