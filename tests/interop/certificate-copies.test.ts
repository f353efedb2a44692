// Copies of what OpenSSL made in kinds of string that nobody writes any more, with attributes that share one part of the name and
// with marks that no standard asks for: re-issued, signed and said as openssl.cnf, with the same octets, until somebody changes
// what they say.
import { execFileSync } from 'node:child_process';
import { writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parseCertificate, type Certificate } from '../../src/codec/certificate';
import { parseCertificateRequest } from '../../src/codec/certificate-request';
import { toHex } from '../../src/codec/bytes';
import { decodePem, encodePem } from '../../src/codec/pem';
import { commandsFor } from '../../src/pki/commands/commands-for';
import { draftFrom } from '../../src/pki/draft/from-certificate';
import type { CertificateDraft } from '../../src/pki/draft/certificate-draft';
import { makeCertificate, makeRequest, type KeyForDraft } from '../../src/pki/draft/make';
import { openHeldKey } from '../../src/pki/draft/open-key';
import { draftFor } from '../../src/pki/draft/profiles';
import { draftFromLink, parseTemplate, templateLink, writeTemplate } from '../../src/pki/draft/template';
import { readConfig } from '../../src/pki/openssl-config/read-config';
import { writeConfig } from '../../src/pki/openssl-config/write-config';
import { draftFromPlan, planSigning } from '../../src/pki/signing-plan/plan';
import { authorityOf, drafted, madeFrom } from '../support/drafted';
import { certificateOf, oursBeside, theirsOf } from '../support/prepared-draft';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const at = new Date();
/** Old: T61String where the letters allow it, BMPString where they do not. */
const config = (mask: string, extensions: string) => `[req]
prompt = no
utf8 = yes
string_mask = ${mask}
distinguished_name = dn
x509_extensions = v3
[dn]
C = DE
O = Exämple & Söhne
OU = Eins
1.+OU = Zwei
CN = Root № 1
emailAddress = ca@example.test
[v3]
${extensions}
`;
const root = `basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash`;
/** Each the other way round than its standard has it. */
const flipped = `basicConstraints = CA:TRUE
keyUsage = keyCertSign
extendedKeyUsage = critical, serverAuth
subjectKeyIdentifier = critical, hash
authorityKeyIdentifier = critical, keyid:always
subjectAltName = critical, DNS:app.test
nameConstraints = permitted;DNS:.test
crlDistributionPoints = critical, URI:http://a.test/crl
authorityInfoAccess = critical, OCSP;URI:http://a.test/ocsp
certificatePolicies = critical, 1.2.3.4
policyMappings = 1.2.3.4:1.2.3.5
policyConstraints = requireExplicitPolicy:0
inhibitAnyPolicy = 1
tlsfeature = critical, status_request
noCheck = critical, ignored
1.2.3.4.5 = critical, DER:05:00`;

describeWith(['openssl'], 'a copy of what openssl made', (path) => {
  let folder: string;
  const file = (name: string) => join(folder, name);
  const openssl = (...args: readonly string[]) =>
    execFileSync(path('openssl'), args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  const write = (name: string, text: string) => {
    writeFileSync(file(name), text);
    return name;
  };
  beforeAll(() => {
    folder = temporaryFolder('copies-');
  });
  afterAll(removeTemporaryFolders);

  function theirRoot(name: string, text: string): Certificate {
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc'];
    const out = ['-keyout', `${name}.key`, '-out', `${name}.pem`, '-days', '90'];
    openssl('req', '-x509', '-config', write(`${name}.cnf`, text), ...curve, ...out);
    return certificateOf(readFileSync(file(`${name}.pem`), 'utf8'));
  }
  const copyOf = (name: string) => {
    const [block] = decodePem(readFileSync(file(name), 'utf8'));
    const copied = block?.der.ok === true ? draftFrom(block.der.value) : undefined;
    return copied ?? expect.unreachable(name);
  };
  async function keyIn(name: string): Promise<KeyForDraft> {
    const opened = await openHeldKey([readFileSync(file(name), 'utf8')], '');
    return opened.kind === 'opened' ? { kind: 'held', key: opened.key } : expect.unreachable(opened.kind);
  }
  async function made(draft: CertificateDraft, key: KeyForDraft, name: string): Promise<Certificate> {
    const result = await makeCertificate(draft, undefined, key, at);
    if (!result.ok) expect.unreachable(JSON.stringify(result.error));
    const pem = encodePem('CERTIFICATE', result.value.issued.der);
    write(name, pem);
    return certificateOf(pem);
  }
  const subjectOf = (certificate: Certificate) => toHex(certificate.subject.der);

  it.each(['default', 'pkix', 'utf8only'])(
    'of a root, string_mask = %s: what it signed chains to the copy',
    async (mask) => {
      const name = mask;
      const theirs = theirRoot(name, config(mask, root));
      openssl(
        'req',
        '-new',
        '-newkey',
        'rsa:2048',
        '-noenc',
        '-keyout',
        'k',
        '-subj',
        '/CN=app',
        '-out',
        `${name}.csr`,
      );
      const extensions = [
        '-extfile',
        write(
          'leaf.cnf',
          'basicConstraints=critical,CA:FALSE\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\nsubjectAltName=DNS:app.test',
        ),
      ];
      openssl(
        'x509',
        '-req',
        '-in',
        `${name}.csr`,
        '-CA',
        `${name}.pem`,
        '-CAkey',
        `${name}.key`,
        ...extensions,
        '-out',
        `${name}-leaf.pem`,
      );
      const { draft, leftOut } = copyOf(`${name}.pem`);
      expect([leftOut, draft.subjectOctets]).toEqual([[], subjectOf(theirs)]);
      // As a template, and in a link, it comes back the same.
      const kept = [parseTemplate(writeTemplate(draft)), draftFromLink(templateLink(draft) ?? '')];
      expect(kept).toEqual(kept.map(() => ({ ok: true, value: draft })));
      const copy = await made(draft, await keyIn(`${name}.key`), `${name}-copy.pem`);
      expect(subjectOf(copy)).toBe(subjectOf(theirs));
      expect(openssl('verify', '-x509_strict', '-CAfile', `${name}-copy.pem`, `${name}-leaf.pem`)).toContain(
        'OK',
      );
      // Changed in one letter, it is written anew, and OpenSSL finds no issuer.
      const changed = {
        ...draft,
        subject: draft.subject.map((one) => ({ ...one, value: one.value.replace('№', 'No') })),
      };
      const other = await made(changed, await keyIn(`${name}.key`), `${name}-other.pem`);
      expect(subjectOf(other)).not.toBe(subjectOf(theirs));
      const asn1 = openssl('asn1parse', '-in', `${name}-other.pem`);
      expect(asn1).not.toMatch(/T61STRING|BMPSTRING/);
      expect(() => openssl('verify', '-CAfile', `${name}-other.pem`, `${name}-leaf.pem`)).toThrow();
    },
  );

  it('of a plain one keeps no octets: the words come to the same', () => {
    theirRoot('plain', config('utf8only', root).replace('1.+OU', '1.OU'));
    expect(copyOf('plain.pem').draft.subjectOctets).toBeUndefined();
  });

  it('of a request, and what an authority signs of it', async () => {
    const text = config('default', 'subjectAltName = DNS:app.test');
    const out = ['-newkey', 'rsa:2048', '-noenc', '-keyout', 'request.key', '-out', 'request.pem'];
    openssl('req', '-new', '-config', write('request.cnf', text), ...out);
    const [block] = decodePem(readFileSync(file('request.pem'), 'utf8'));
    const parsed = block?.der.ok === true ? parseCertificateRequest(block.der.value) : undefined;
    const request = parsed?.ok === true ? parsed.value : expect.unreachable('no request');
    const again = await makeRequest(copyOf('request.pem').draft, await keyIn('request.key'), {
      challengePassword: '',
      unstructuredName: '',
    });
    const copy = again.ok ? parseCertificateRequest(again.value.der) : expect.unreachable('refused');
    expect(copy.ok && toHex(copy.value.subject.der)).toBe(toHex(request.subject.der));
    const plan = await planSigning({ request, base: draftFor('tls-server'), constraints: [] });
    const decided = draftFromPlan(plan, {});
    const { draft, publicKey } = decided.ok ? decided.value : expect.unreachable('blocked');
    const authority = await authorityOf(await madeFrom(drafted('root', 'Root'), undefined, at), at);
    const signed = await makeCertificate(draft, authority, { kind: 'public', publicKey }, at);
    if (!signed.ok) expect.unreachable(JSON.stringify(signed.error));
    const certificate = parseCertificate(signed.value.issued.der);
    expect(certificate.ok && toHex(certificate.value.subject.der)).toBe(toHex(request.subject.der));
  });

  it('is said to be beyond every program’s options', () => {
    theirRoot('said', config('pkix', root));
    const { programs } = commandsFor({
      draft: copyOf('said.pem').draft,
      signer: 'self',
      what: 'certificate',
    });
    for (const { cannot } of programs) expect(cannot.join()).toContain('octet for octet');
  });

  it('marks that no standard asks for come through: from a certificate, from openssl.cnf, and back into one', () => {
    const text = config('utf8only', flipped).replace('1.+OU', '1.OU').replace('OU = Eins\n', '');
    const theirs = theirRoot('flipped', text);
    const expected = theirsOf(theirs);
    const critical = (contents: typeof expected) =>
      Object.keys(contents.extensions).filter((one) => one.endsWith(', critical'));
    expect(critical(expected)).toHaveLength(10);
    const { draft, leftOut } = copyOf('flipped.pem');
    expect(leftOut).toEqual([]);
    expect(oursBeside(draft, theirs)).toEqual(expected);
    const reading = readConfig(text);
    expect(oursBeside(reading.drafts[0]?.draft ?? expect.unreachable(), theirs)).toEqual(expected);
    const written = writeConfig(draft, 'self', () => []);
    expect(written.cannot).toEqual([]);
    const theirsAgain = theirRoot('again', written.text);
    expect(oursBeside(draft, theirsAgain)).toEqual(theirsOf(theirsAgain));
    expect(critical(theirsOf(theirsAgain))).toEqual(critical(expected));
  });
});
