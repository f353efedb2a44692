// What OpenSSL writes, in our fields: extensions from its configuration language, and documents of every other kind.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Bytes } from '../../src/codec/bytes';
import type { Field } from '../../src/pki/inspect/field';
import { deepField, fieldAt, valueAt } from '../../src/pki/inspect/field-lookup';
import { fieldsOf } from '../../src/pki/inspect/fields';
import { overviewOf } from '../../src/pki/inspect/overview';
import { jsonOf } from '../../src/pki/views/json';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

/** Values of a field's parts in a line, parts of parts in brackets. */
function said(field: Field | undefined): string {
  if (field === undefined) return 'nothing';
  if (field.problem !== undefined) return `problem: ${field.problem}`;
  const parts = (field.fields ?? []).map((one) => `${one.name}: ${said(one)}`);
  return parts.length === 0 ? (field.value ?? '') : `{ ${parts.join(', ')} }`;
}

const extensions: readonly (readonly [config: string, name: string, value: string])[] = [
  [
    'basicConstraints = critical, CA:TRUE, pathlen:3',
    'basicConstraints',
    '{ cA: TRUE, pathLenConstraint: 3 }',
  ],
  ['keyUsage = digitalSignature, decipherOnly', 'keyUsage', 'digitalSignature, decipherOnly'],
  [
    'extendedKeyUsage = serverAuth, 1.2.3.4',
    'extKeyUsage',
    '{ KeyPurposeId: TLS server, KeyPurposeId: 1.2.3.4 }',
  ],
  [
    'subjectAltName = DNS:xn--bcher-kva.test, IP:::1, URI:https://a.test/, email:a@b.test, RID:1.2.3.4, otherName:1.3.6.1.4.1.311.20.2.3;UTF8:me@corp.test',
    'subjectAltName',
    '{ dNSName: { unicode: bücher.test }, iPAddress: ::1, uniformResourceIdentifier: https://a.test/, rfc822Name: a@b.test, registeredID: 1.2.3.4, otherName: { type-id: user principal name, value: me@corp.test } }',
  ],
  ['issuerAltName = DNS:a.test', 'issuerAltName', '{ dNSName: a.test }'],
  [
    'nameConstraints = critical, permitted;DNS:.corp.test, excluded;IP:10.0.0.0/255.0.0.0',
    'nameConstraints',
    '{ permittedSubtrees: { GeneralSubtree: { base: { dNSName: .corp.test } } }, excludedSubtrees: { GeneralSubtree: { base: { iPAddress: 10.0.0.0/8 } } } }',
  ],
  [
    'crlDistributionPoints = URI:http://a.test/a.crl',
    'cRLDistributionPoints',
    '{ DistributionPoint: { distributionPoint: { fullName: { uniformResourceIdentifier: http://a.test/a.crl } } } }',
  ],
  [
    'authorityInfoAccess = OCSP;URI:http://o.test/, caIssuers;URI:http://c.test/',
    'authorityInfoAccess',
    '{ AccessDescription: { accessMethod: OCSP responder, accessLocation: { uniformResourceIdentifier: http://o.test/ } }, AccessDescription: { accessMethod: issuer’s certificate, accessLocation: { uniformResourceIdentifier: http://c.test/ } } }',
  ],
  [
    'certificatePolicies = 2.23.140.1.2.1, @policy\n[policy]\npolicyIdentifier = 1.2.3.4\nCPS.1 = https://cps.test/\nuserNotice.1 = @notice\n[notice]\nexplicitText = "read this"',
    'certificatePolicies',
    '{ PolicyInformation: { policyIdentifier: domain validated (DV) }, PolicyInformation: { policyIdentifier: 1.2.3.4, policyQualifiers: { PolicyQualifierInfo: { policyQualifierId: practice statement, qualifier: https://cps.test/ }, PolicyQualifierInfo: { policyQualifierId: notice to the user, qualifier: { explicitText: read this } } } } }',
  ],
  [
    'policyConstraints = requireExplicitPolicy:2, inhibitPolicyMapping:0',
    'policyConstraints',
    '{ requireExplicitPolicy: 2, inhibitPolicyMapping: 0 }',
  ],
  [
    'policyMappings = 1.2.3:1.5.6',
    'policyMappings',
    '{ PolicyMapping: { issuerDomainPolicy: 1.2.3, subjectDomainPolicy: 1.5.6 } }',
  ],
  ['inhibitAnyPolicy = 7', 'inhibitAnyPolicy', '7'],
  ['tlsfeature = status_request, 99', 'tlsFeature', '{ TlsFeature: status_request, TlsFeature: 99 }'],
  ['noCheck = yes', 'ocspNoCheck', ''],
  ['nsCertType = server, sslCA', 'netscapeCertType', 'sslServer, sslCA'],
  ['nsComment = "a remark"', 'netscapeComment', 'a remark'],
  [
    'proxyCertInfo = critical, language:id-ppl-anyLanguage, pathlen:1',
    'proxyCertInfo',
    '{ pCPathLenConstraint: 1, proxyPolicy: { policyLanguage: any rights } }',
  ],
  ['1.3.6.1.5.5.7.1.31 = critical, DER:04:04:01:02:03:04', 'acmeIdentifier', '01020304'],
  ['1.3.6.1.4.1.311.20.2 = ASN1:BMP:WebServer', 'enrollCerttypeExtension', 'WebServer'],
  [
    '1.3.6.1.4.1.311.21.7 = ASN1:SEQUENCE:template\n[template]\na = OID:1.3.6.1.4.1.311.21.8.1\nb = INTEGER:100\nc = INTEGER:4',
    'certificateTemplate',
    '{ templateID: 1.3.6.1.4.1.311.21.8.1, templateMajorVersion: 100, templateMinorVersion: 4 }',
  ],
  [
    '1.3.6.1.4.1.311.25.2 = ASN1:SEQUENCE:ntds\n[ntds]\na = IMP:0,SEQUENCE:other\n[other]\na = OID:1.3.6.1.4.1.311.25.2.1\nb = EXP:0,FORMAT:ASCII,OCT:S-1-5-21-1',
    'ntdsCaSecurity',
    '{ otherName: { type-id: security identifier, value: S-1-5-21-1 } }',
  ],
  ['1.3.6.1.4.1.311.21.1 = ASN1:INTEGER:131074', 'caVersion', 'certificate 2, key 2'],
  [
    '1.3.6.1.5.5.7.1.3 = ASN1:SEQUENCE:qc\n[qc]\na = SEQUENCE:compliance\nb = SEQUENCE:limit\nc = SEQUENCE:type\n[compliance]\na = OID:0.4.0.1862.1.1\n[limit]\na = OID:0.4.0.1862.1.2\nb = SEQUENCE:money\n[money]\na = PRINTABLE:EUR\nb = INTEGER:5\nc = INTEGER:3\n[type]\na = OID:0.4.0.1862.1.6\nb = SEQUENCE:types\n[types]\na = OID:0.4.0.1862.1.6.3',
    'qcStatements',
    '{ QCStatement: { statementId: qualified certificate }, QCStatement: { statementId: limit of transactions, statementInfo: { currency: EUR, amount: 5, exponent: 3 } }, QCStatement: { statementId: type of certificate, statementInfo: { value: web site authentication } } }',
  ],
  ['1.2.840.113635.100.6.2.6 = ASN1:NULL', 'appleDeveloperIdIntermediate', ''],
  [
    '1.2.3.4.5 = ASN1:SEQUENCE:tree\n[tree]\na = INTEGER:7\nb = UTF8:abc',
    '1.2.3.4.5',
    '{ INTEGER: 7, UTF8String: abc }',
  ],
  ['1.2.3.4.6 = DER:ff:00:ff', '1.2.3.4.6', 'ff00ff'],
];

describeWith(['openssl'], 'what OpenSSL writes', (tool) => {
  const folder = temporaryFolder('certwright-inspect-');
  const openssl = (...args: string[]) =>
    execFileSync(tool('openssl'), args, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  const der = (name: string): Bytes => new Uint8Array(readFileSync(join(folder, name)));
  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text);
  };

  afterAll(removeTemporaryFolders);
  beforeAll(() => {
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', 'key.pem');
    openssl(
      'req',
      '-x509',
      '-new',
      '-key',
      'key.pem',
      '-subj',
      '/O=Team/CN=Root',
      '-days',
      '10',
      '-out',
      'ca.pem',
    );
  });

  it.each(extensions)('%s', (config, name, value) => {
    write('own.cnf', `[req]\ndistinguished_name = dn\nx509_extensions = own\n[dn]\n[own]\n${config}\n`);
    openssl(
      ...['req', '-x509', '-new', '-key', 'key.pem', '-subj', '/CN=a', '-config', 'own.cnf'],
      ...['-extensions', 'own', '-outform', 'DER', '-out', 'own.der'],
    );
    const [field] = fieldAt(fieldsOf('certificate', der('own.der')), 'extensions')?.fields ?? [];
    expect(field?.name).toBe(name);
    expect(field?.critical).toBe(config.includes('critical'));
    expect(said(field)).toBe(value);
  });

  it('one bad name leaves the others', () => {
    // dNSName, an address of three octets, a dNSName beyond ASCII, an unknown tag, an email.
    const names = '301b:8201:61:8703:0a0000:8202:c3a9:8901:00:8107:6140622e636f6d'.replaceAll(':', '');
    write(
      'bad.cnf',
      `[req]\ndistinguished_name = dn\nx509_extensions = own\n[dn]\n[own]\n2.5.29.17 = DER:${names}\n`,
    );
    openssl(
      ...['req', '-x509', '-new', '-key', 'key.pem', '-subj', '/CN=a', '-config', 'bad.cnf'],
      ...['-extensions', 'own', '-outform', 'DER', '-out', 'bad.der'],
    );
    const fields =
      fieldAt(fieldsOf('certificate', der('bad.der')), 'extensions', 'subjectAltName')?.fields ?? [];
    expect(fields.map(({ name, value }) => [name, value])).toEqual([
      ['dNSName', 'a'],
      ['iPAddress', '0a0000'],
      ['dNSName', 'é'],
      ['GeneralName', '00'],
      ['rfc822Name', 'a@b.com'],
    ]);
    expect(fields.map(({ problem }) => problem !== undefined)).toEqual([false, true, true, true, false]);
    expect(fields[1]?.problem).toMatch(/^It is no IP address.* \(octet \d+\)\.$/);
  });

  it('a request: password, extensions asked for, both in words', async () => {
    write(
      'csr.cnf',
      '[req]\ndistinguished_name = dn\nattributes = own\nreq_extensions = ext\nprompt = no\n[dn]\nCN = app.test\n[own]\nchallengePassword = secret\nunstructuredName = my server\n[ext]\nsubjectAltName = DNS:app.test\n',
    );
    openssl('req', '-new', '-key', 'key.pem', '-config', 'csr.cnf', '-outform', 'DER', '-out', 'csr.der');
    const attributes = fieldAt(fieldsOf('request', der('csr.der')), 'attributes')?.fields ?? [];
    expect(attributes.map(({ label, value }) => [label, value])).toEqual([
      ['Challenge password', 'secret'],
      ['Unstructured name', 'my server'],
      ['Extensions asked for', undefined],
    ]);
    expect(said(attributes[2]?.fields?.[0])).toBe('{ dNSName: app.test }');
    const json = JSON.parse(jsonOf('request', der('csr.der'))) as { fields: { attributes: unknown } };
    expect(json.fields.attributes).toMatchObject([
      { oid: '1.2.840.113549.1.9.7', name: 'challenge password', value: 'secret' },
      { oid: '1.2.840.113549.1.9.2', name: 'unstructuredName', value: 'my server' },
      {
        oid: '1.2.840.113549.1.9.14',
        values: [{ name: 'subjectAltName', value: [{ dNSName: 'app.test' }] }],
      },
    ]);
    const overview = await overviewOf('request', der('csr.der'), new Date(0));
    expect(overview).toMatchObject({
      title: 'app.test',
      key: 'EC P-256',
      names: [{ kind: 'dNSName', value: 'app.test' }],
    });
  });

  it('a revocation list: numbers, reasons, dates', async () => {
    write(
      'index.txt',
      'R\t301231235959Z\t261101000000Z,keyCompromise\t0A5F\tunknown\t/CN=x\nR\t301231235959Z\t261102000000Z\t0B\tunknown\t/CN=y\n',
    );
    write('crlnumber', '1234\n');
    write(
      'crl.cnf',
      '[ca]\ndefault_ca = own\n[own]\ndatabase = index.txt\ncrlnumber = crlnumber\ndefault_md = sha256\ncrl_extensions = ext\n[ext]\nauthorityKeyIdentifier = keyid\n',
    );
    openssl(
      ...['ca', '-gencrl', '-config', 'crl.cnf', '-cert', 'ca.pem', '-keyfile', 'key.pem'],
      ...['-crldays', '7', '-out', 'crl.pem'],
    );
    openssl('crl', '-in', 'crl.pem', '-outform', 'DER', '-out', 'crl.der');
    const fields = fieldsOf('revocation-list', der('crl.der'));
    const revoked = fieldAt(fields, 'revokedCertificates')?.fields ?? [];
    expect(said(revoked[1])).toBe(
      '{ userCertificate: 0a5f, revocationDate: 2026-11-01T00:00:00Z, crlEntryExtensions: { reasonCode: keyCompromise } }',
    );
    expect(said(revoked[0])).toBe('{ userCertificate: 0b, revocationDate: 2026-11-02T00:00:00Z }');
    expect(valueAt(fields, 'crlExtensions', 'cRLNumber')).toBe(String(0x1234));
    const overview = await overviewOf('revocation-list', der('crl.der'), new Date());
    expect(overview.title).toBe('Root');
    expect(valueAt(overview.rows, 'revokedCount')).toBe('2');
    expect(overview.validity?.days).toBe(7);
  });

  it('an OCSP response: status, time, serial number', async () => {
    write('index.txt', 'R\t301231235959Z\t261101000000Z,superseded\t0A5F\tunknown\t/CN=x\n');
    openssl('ocsp', '-issuer', 'ca.pem', '-serial', '0x0a5f', '-reqout', 'request.der');
    openssl(
      ...['ocsp', '-index', 'index.txt', '-rsigner', 'ca.pem', '-rkey', 'key.pem', '-CA', 'ca.pem'],
      ...['-reqin', 'request.der', '-respout', 'ocsp.der', '-ndays', '1'],
    );
    const fields = fieldsOf('ocsp-response', der('ocsp.der'));
    expect(valueAt(fields, 'responseStatus')).toBe('successful');
    expect(said(deepField(fields, 'certStatus'))).toBe(
      '{ revoked: { revocationTime: 2026-11-01T00:00:00Z, revocationReason: superseded } }',
    );
    expect(deepField(fields, 'ocspNonce')?.form).toBe('hex');
    const basic = deepField(fields, 'response');
    const alone = der('ocsp.der').slice((basic?.span?.start ?? 0) + 4);
    expect(deepField(fieldsOf('ocsp-response', alone), 'certStatus')?.value).toBe('revoked');
    const { rows } = await overviewOf('ocsp-response', der('ocsp.der'), new Date());
    expect(valueAt(rows, 'serialNumber')).toBe('0a5f');
    expect(valueAt(rows, 'certStatus')).toBe('revoked');
  });

  it('a time stamp: time, policy, hash', () => {
    write('data.txt', 'stamped');
    write(
      'tsa.cnf',
      '[tsa]\ndefault_tsa = own\n[own]\nserial = tsaserial\ncrypto_device = builtin\nsigner_cert = tsa.pem\ncerts = ca.pem\nsigner_key = key.pem\nsigner_digest = sha256\ndefault_policy = 1.2.3.4\ndigests = sha256\naccuracy = secs:1\n[ext]\nextendedKeyUsage = critical,timeStamping\n[req]\ndistinguished_name = dn\n[dn]\n',
    );
    openssl(
      'req',
      '-x509',
      '-new',
      '-key',
      'key.pem',
      '-subj',
      '/CN=TSA',
      '-config',
      'tsa.cnf',
      '-extensions',
      'ext',
      '-out',
      'tsa.pem',
    );
    openssl('ts', '-query', '-data', 'data.txt', '-sha256', '-out', 'query.tsq');
    openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'query.tsq', '-out', 'stamp.tsr');
    const fields = fieldsOf('time-stamp', der('stamp.tsr'));
    expect(deepField(fields, 'genTime')?.form).toBe('time');
    expect(deepField(fields, 'policy')?.oid).toBe('1.2.3.4');
    expect(deepField(fields, 'messageImprint')?.fields?.[0]?.value).toBe('SHA-256');
    expect(said(deepField(fields, 'accuracy'))).toBe('{ seconds: 1 }');
    openssl('ts', '-reply', '-in', 'stamp.tsr', '-token_out', '-out', 'token.der');
    expect(deepField(fieldsOf('time-stamp', der('token.der')), 'genTime')?.value).toBe(
      deepField(fields, 'genTime')?.value,
    );
  });

  it('PKCS#7 and PKCS#12: what is in them, as far as it is open', () => {
    openssl('crl2pkcs7', '-nocrl', '-certfile', 'ca.pem', '-outform', 'DER', '-out', 'ca.p7b');
    expect(
      valueAt(deepField(fieldsOf('pkcs7', der('ca.p7b')), 'certificates')?.fields?.[0]?.fields, 'subject'),
    ).toBe('O=Team, CN=Root');
    openssl(
      'pkcs12',
      '-export',
      '-in',
      'ca.pem',
      '-inkey',
      'key.pem',
      '-passout',
      'pass:x',
      '-out',
      'own.p12',
    );
    const pfx = fieldsOf('pkcs12', der('own.p12'));
    expect(valueAt(pfx, 'version')).toBe('v3');
    expect(deepField(pfx, 'encryptionScheme')?.value).toBe('AES-256-CBC');
    expect(JSON.stringify(pfx)).not.toContain('"problem"');
  });

  it.each([
    [['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], 'RSA 2048'],
    [['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp384r1'], 'EC P-384'],
    [['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:brainpoolP256r1'], 'EC brainpoolP256r1'],
    [['-algorithm', 'ED448'], 'Ed448'],
    [['-algorithm', 'X25519'], 'X25519'],
    [['-algorithm', 'RSA-PSS', '-pkeyopt', 'rsa_keygen_bits:2048'], 'RSA-PSS 2048'],
  ])('keys made with %j, public and private', async (options, words) => {
    openssl('genpkey', ...options, '-out', 'one.pem');
    openssl('pkcs8', '-topk8', '-nocrypt', '-in', 'one.pem', '-outform', 'DER', '-out', 'one.der');
    openssl('pkey', '-inform', 'DER', '-in', 'one.der', '-pubout', '-outform', 'DER', '-out', 'public.der');
    expect((await overviewOf('private-key', der('one.der'), new Date(0))).key).toBe(words);
    expect((await overviewOf('public-key', der('public.der'), new Date(0))).key).toBe(words);
  });

  it.each([
    ['rsa-private-key', ['rsa', '-traditional'], ['RSA', '-pkeyopt', 'rsa_keygen_bits:1024'], 'RSA 1024'],
    ['ec-private-key', ['ec'], ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256'], 'EC P-256'],
  ] as const)('%s as OpenSSL wrote it of old', async (kind, [command, ...options], algorithm, words) => {
    openssl('genpkey', '-algorithm', ...algorithm, '-out', 'one.pem');
    openssl(command, '-in', 'one.pem', ...options, '-outform', 'DER', '-out', 'old.der');
    const overview = await overviewOf(kind, der('old.der'), new Date(0));
    expect(overview.key).toBe(words);
    expect(overview.weaknesses.map(({ code }) => code)).toEqual(words === 'RSA 1024' ? ['rsa-short'] : []);
  });

  it.each([
    [
      ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
      ['-sigopt', 'rsa_padding_mode:pss', '-sigopt', 'rsa_pss_saltlen:32', '-sha256'],
      'RSA-PSS with SHA-256, salt 32',
    ],
    [['RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], ['-sha512'], 'RSA with SHA-512'],
    [['EC', '-pkeyopt', 'ec_paramgen_curve:P-384'], ['-sha384'], 'ECDSA with SHA-384'],
    [['ED25519'], [], 'Ed25519'],
  ])('signatures of %j with %j', async (algorithm, options, words) => {
    openssl('genpkey', '-algorithm', ...algorithm, '-out', 'one.pem');
    openssl(
      'req',
      '-x509',
      '-new',
      '-key',
      'one.pem',
      '-subj',
      '/CN=a',
      ...options,
      '-outform',
      'DER',
      '-out',
      'one.der',
    );
    const { rows } = await overviewOf('certificate', der('one.der'), new Date());
    expect(valueAt(rows, 'signatureAlgorithm')).toBe(words);
  });

  it('key identifiers, pins and hashes as OpenSSL reckons them', async () => {
    openssl('x509', '-in', 'ca.pem', '-outform', 'DER', '-out', 'ca.der');
    const { rows } = await overviewOf('certificate', der('ca.der'), new Date());
    const printed = openssl(
      'x509',
      '-in',
      'ca.pem',
      '-noout',
      '-subject_hash',
      '-subject_hash_old',
      '-fingerprint',
      '-sha256',
    ).toString();
    const [hash, old, fingerprint = ''] = printed.trim().split('\n');
    expect(valueAt(rows, 'subjectHash')).toBe(hash);
    expect(valueAt(rows, 'subjectHashOld')).toBe(old);
    expect(valueAt(rows, 'sha256')).toBe(fingerprint.replace(/.*=/, '').replaceAll(':', '').toLowerCase());
    const spki = execFileSync(tool('openssl'), [
      'pkey',
      '-in',
      join(folder, 'key.pem'),
      '-pubout',
      '-outform',
      'DER',
    ]);
    const pin = execFileSync(tool('openssl'), ['dgst', '-sha256', '-binary'], { input: spki }).toString(
      'base64',
    );
    expect(valueAt(rows, 'spkiPin')).toBe(pin);
    const ski = fieldAt(fieldsOf('certificate', der('ca.der')), 'extensions', 'subjectKeyIdentifier')?.value;
    expect(valueAt(rows, 'keyIdentifierSha1')).toBe(ski);
    expect(valueAt(rows, 'keyIdentifierShort')).toBe(`4${(ski ?? '').slice(-15)}`);
  });
});
