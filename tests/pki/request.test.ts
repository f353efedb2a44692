// Making requests: signed with every scheme of every key, read by others, and proved before they are handed over.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { concat } from '../../src/codec/bytes';
import { parseCertificateRequest } from '../../src/codec/certificate-request';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { encodePem } from '../../src/codec/pem';
import { PkiError } from '../../src/pki/error';
import { worded } from '../../src/pki/issue';
import {
  proveRequest,
  requestCertificate,
  requestInformation,
  type RequestContents,
} from '../../src/pki/request';
import { signatureSchemes, type SignatureSchemeId } from '../../src/pki/signature-scheme';
import { SigningKey } from '../../src/pki/signing-key';
import { run } from '../support/clients/run';
import { keyIds, keyPair } from '../support/private-keys';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const asked = [
  worded('basicConstraints', true, { ca: false }),
  worded('keyUsage', true, ['digitalSignature', 'keyEncipherment']),
  worded('extendedKeyUsage', false, ['1.3.6.1.5.5.7.3.1']),
  worded('subjectAltName', false, [
    { kind: 'dns', value: 'app.test' },
    { kind: 'ip', value: '127.0.0.1' },
    { kind: 'email', value: 'ann@app.test' },
    { kind: 'uri', value: 'https://app.test/x' },
  ]),
  worded('tlsFeature', false, [5]),
];
const own = { oid: '1.3.6.1.4.1.55555.1', critical: false, value: new Uint8Array([5, 0]) };
const contents: RequestContents = {
  subject: distinguishedName([
    { type: '2.5.4.6', value: 'DE' },
    { type: '2.5.4.10', value: 'Käse GmbH' },
    { type: '2.5.4.3', value: 'app.test' },
  ]).der,
  extensions: [...asked.map(({ encoded }) => encoded), own],
  intended: asked.map(({ intended }) => intended),
  challengePassword: 'revoke me',
  unstructuredName: 'machine 7',
};

async function every(): Promise<ReadonlyMap<SignatureSchemeId, Uint8Array<ArrayBuffer>>> {
  const made = new Map<SignatureSchemeId, Uint8Array<ArrayBuffer>>();
  for (const id of keyIds) {
    const key = await SigningKey.of(await keyPair(id));
    for (const scheme of key.schemes) made.set(scheme.id, await requestCertificate(contents, key, scheme));
  }
  return made;
}

let requests: ReadonlyMap<SignatureSchemeId, Uint8Array<ArrayBuffer>>;
let folder: string;
beforeAll(async () => {
  requests = await every();
  folder = temporaryFolder('certwright-requests-');
  for (const [id, der] of requests)
    writeFileSync(join(folder, `${id}.csr`), encodePem('CERTIFICATE REQUEST', der));
});
afterAll(removeTemporaryFolders);

/** Every scheme of every kind of key, that each program is held against. */
const SCHEMES = 16;
const everyFile = () => [...requests.keys()].map((id) => [id, join(folder, `${id}.csr`)] as const);

describe('the proof', () => {
  const prove = async (der: Uint8Array<ArrayBuffer>, meant = contents) => {
    const { publicKey } = await keyPair('ec-p256');
    const scheme = signatureSchemes['ecdsa-p256-sha256'];
    try {
      await proveRequest(der, meant, requestInformation(meant, publicKey), scheme);
      return [];
    } catch (error) {
      if (error instanceof PkiError) return error.facts;
      throw error;
    }
  };
  const request = () => requests.get('ecdsa-p256-sha256') ?? expect.unreachable();

  it('holds for what was made, and names what else was meant', async () => {
    expect(await prove(request())).toEqual([]);
    const subject = distinguishedName([]).der;
    expect(await prove(request(), { ...contents, subject })).toEqual(['own reader: subject']);
    expect(await prove(request(), { ...contents, challengePassword: '' })).toEqual([
      'own reader: attributes',
    ]);
    expect(await prove(request(), { ...contents, intended: [] })).toEqual([]);
    const [first, ...others] = contents.intended;
    if (first === undefined) expect.unreachable();
    const another = { name: 'basicConstraints', critical: true, value: { ca: true } } as const;
    expect(await prove(request(), { ...contents, intended: [another, ...others] })).toEqual([
      'own reader: basicConstraints',
    ]);
  });

  it('fails for octets changed anywhere', async () => {
    for (let at = 0; at < request().length; at += 7) {
      const der = concat(request());
      der[at] = (der[at] ?? 0) ^ 1;
      expect(await prove(der), `octet ${at}`).not.toEqual([]);
    }
  });
});

it('a request without anything is a request', async () => {
  const key = await SigningKey.of(await keyPair('ed25519'));
  const empty = { ...contents, extensions: [], intended: [], challengePassword: '', unstructuredName: '' };
  const der = await requestCertificate(empty, key, signatureSchemes.ed25519);
  const parsed = parseCertificateRequest(der);
  expect(parsed.ok && parsed.value.attributes).toEqual([]);
});

describeWith(['openssl'], 'openssl req', (path) => {
  it('verifies every one and prints what it asks for', async () => {
    expect(requests.size).toBe(SCHEMES);
    for (const [id, file] of everyFile()) {
      const { code, output } = await run(path('openssl'), ['req', '-verify', '-noout', '-text', '-in', file]);
      expect(code, `${id}: ${output}`).toBe(0);
      expect(output, id).toContain('verify OK');
      expect(output).toContain(
        'DNS:app.test, IP Address:127.0.0.1, email:ann@app.test, URI:https://app.test/x',
      );
      expect(output).toContain('revoke me');
      expect(output).toContain('machine 7');
      expect(output).toContain('status_request');
    }
  });
});

const PYTHON = `
import sys
from cryptography import x509
from cryptography.x509.oid import AttributeOID
for file in sys.argv[1:]:
    request = x509.load_pem_x509_csr(open(file, 'rb').read())
    names = request.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    password = request.attributes.get_attribute_for_oid(AttributeOID.CHALLENGE_PASSWORD).value
    print(request.is_signature_valid, request.subject.rfc4514_string(), names.get_values_for_type(x509.DNSName), password)
`;

describeWith(['python3'], 'python cryptography', (path) => {
  it('finds every signature valid', async () => {
    const files = everyFile();
    const { code, output } = await run(path('python3'), ['-c', PYTHON, ...files.map(([, file]) => file)]);
    expect(code, output).toBe(0);
    const line = "True CN=app.test,O=Käse GmbH,C=DE ['app.test'] b'revoke me'";
    expect(output.trimEnd().split('\n')).toEqual(files.map(() => line));
  });
});

describeWith(['keytool'], 'keytool -printcertreq', (path) => {
  it('reads one of every kind', async () => {
    const usual: readonly SignatureSchemeId[] = [
      'ecdsa-p256-sha256',
      'ecdsa-p521-sha256',
      'rsa-pkcs1-sha512',
      'rsa-pss-sha384',
      'ed25519',
    ];
    // A Java starts in a second.
    for (const [id, file] of everyFile().filter(([scheme]) => usual.includes(scheme))) {
      const { code, output } = await run(path('keytool'), [
        '-J-Duser.language=en',
        '-printcertreq',
        '-file',
        file,
      ]);
      expect(code, `${id}: ${output}`).toBe(0);
      expect(output, id).toContain('DNSName: app.test');
    }
  });
});

describeWith(['certtool'], 'certtool --crq-info', (path) => {
  it('reads every one and verifies its signature', async () => {
    for (const [id, file] of everyFile()) {
      const { code, output } = await run(path('certtool'), ['--crq-info', '--infile', file]);
      expect(code, `${id}: ${output}`).toBe(0);
      expect(output, id).toContain('Self signature: verified');
      expect(output).toContain('DNSname: app.test');
    }
  });
});
