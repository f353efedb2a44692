// A draft that uses every field of the form, and what OpenSSL, pyca/cryptography, Java and GnuTLS read in the certificate it
// becomes: each extension by value. And what an authority may not sign: refused here first, then by those who verify.
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseCertificate, type Certificate } from '../../src/codec/certificate';
import type { SignatureSchemeId } from '../../src/pki/signature-scheme';
import type { CertificateDraft } from '../../src/pki/draft/certificate-draft';
import { makeCertificate } from '../../src/pki/draft/make';
import { previewCertificate } from '../../src/pki/draft/preview';
import type { OpenedAuthority } from '../../src/pki/open-authority';
import { run } from '../support/clients/run';
import { authorityOf, drafted, heldKey, madeFrom, writePem, type Changes } from '../support/drafted';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const at = new Date();

const everything: CertificateDraft = drafted('custom', 'everything', {
  subject: [
    { type: '2.5.4.6', value: 'DE' },
    { type: '2.5.4.10', value: 'Bücher & Söhne' },
    { type: '2.5.4.3', value: 'everything' },
    { type: '1.2.3.4.5', value: 'own' },
  ],
  alternativeNames: [
    { kind: 'dns', value: 'bücher.test' },
    { kind: 'dns', value: '*.under_score.test' },
    { kind: 'ip', value: '192.0.2.7' },
    { kind: 'ip', value: '2001:DB8::7' },
    { kind: 'email', value: 'ada@bücher.test' },
    { kind: 'uri', value: 'spiffe://cluster.test/web' },
    { kind: 'directory', attributes: [{ type: '2.5.4.3', value: 'Ada' }] },
    { kind: 'registered-id', oid: '1.2.3.4' },
    { kind: 'other', oid: '1.3.6.1.4.1.311.20.2.3', form: 'utf8', value: 'ada@corp.test' },
    { kind: 'der', hex: '8208 6465722e74657374' },
  ],
  serialNumber: '0x7f:00:00:00:00:00:00:00:01',
  validity: { kind: 'dates', notBefore: '2026-11-22T08:00:01Z', notAfter: '2051-02-03T04:05:06Z' },
  extensions: {
    basicConstraints: { critical: true, ca: true, pathLength: 3 },
    keyUsage: { critical: true, usages: ['cRLSign', 'keyCertSign', 'digitalSignature'] },
    extendedKeyUsage: { critical: false, purposes: ['1.3.6.1.5.5.7.3.1', '1.2.3.4.5'] },
    subjectKeyIdentifier: '01:02:03:04',
    authorityKeyIdentifier: 'key-and-issuer',
    subjectAltNameCritical: true,
    nameConstraints: {
      critical: true,
      permitted: [
        { kind: 'dns', base: '.example.test' },
        { kind: 'ip', base: '10.0.0.0/8' },
        { kind: 'directory', attributes: [{ type: '2.5.4.10', value: 'Team' }] },
      ],
      excluded: [
        { kind: 'email', base: 'example.test' },
        { kind: 'uri', base: '.example.test' },
        { kind: 'ip', base: '2001:db8::/32' },
      ],
    },
    crlDistributionPoints: { critical: false, addresses: ['http://a.test/1.crl', 'ldap://a.test/cn=2?crl'] },
    authorityInfoAccess: { ocsp: ['http://ocsp.test/'], caIssuers: ['http://a.test/ca.crt'] },
    certificatePolicies: {
      critical: false,
      policies: [
        { oid: '1.2.3.4', cps: ['https://a.test/cps'], notices: ['Für alle Fälle'] },
        { oid: '2.5.29.32.0', cps: [], notices: [] },
      ],
    },
    policyMappings: { critical: true, mappings: [{ issuer: '1.2.3.4', subject: '1.2.3.5' }] },
    policyConstraints: { requireExplicit: 0, inhibitMapping: 2 },
    inhibitAnyPolicy: 1,
    tlsFeature: [5, 17],
    ocspNoCheck: true,
    own: [
      { oid: '1.2.3.4.5.6', critical: false, value: { kind: 'der', hex: '0c 02 68 69' } },
      { oid: '1.2.3.4.5.7', critical: true, value: { kind: 'text', form: 'bmp', text: 'hé' } },
    ],
  },
});

const read = (der: Uint8Array): Certificate => {
  const parsed = parseCertificate(der);
  return parsed.ok ? parsed.value : expect.unreachable(parsed.error.message);
};

describeWith(['python3'], 'pyca/cryptography on a certificate with every extension', (path) => {
  let folder: string;
  beforeAll(() => {
    folder = temporaryFolder('extensions-');
  });
  afterAll(removeTemporaryFolders);

  it('reads what was typed', async () => {
    const { issued } = await madeFrom(everything, undefined, at);
    writePem(folder, 'cert.pem', issued.der);
    const program = `
import json, sys
from cryptography import x509
c = x509.load_pem_x509_certificate(open(sys.argv[1], 'rb').read())
name = lambda n: [[a.oid.dotted_string, a.value] for a in n]
def general(n):
    if isinstance(n, x509.DirectoryName): return ['directory', name(n.value)]
    if isinstance(n, x509.RegisteredID): return ['rid', n.value.dotted_string]
    if isinstance(n, x509.OtherName): return ['other', n.type_id.dotted_string, n.value.hex()]
    return [type(n).__name__, str(n.value)]
def value(v):
    if isinstance(v, x509.BasicConstraints): return [v.ca, v.path_length]
    if isinstance(v, x509.KeyUsage): return [k for k in ['digital_signature', 'content_commitment', 'key_encipherment', 'data_encipherment', 'key_agreement', 'key_cert_sign', 'crl_sign'] if getattr(v, k)]
    if isinstance(v, x509.ExtendedKeyUsage): return [o.dotted_string for o in v]
    if isinstance(v, x509.SubjectKeyIdentifier): return v.digest.hex()
    if isinstance(v, x509.AuthorityKeyIdentifier): return [v.key_identifier.hex(), [general(n) for n in v.authority_cert_issuer], hex(v.authority_cert_serial_number)]
    if isinstance(v, x509.SubjectAlternativeName): return [general(n) for n in v]
    if isinstance(v, x509.NameConstraints): return [[general(n) for n in v.permitted_subtrees], [general(n) for n in v.excluded_subtrees]]
    if isinstance(v, x509.CRLDistributionPoints): return [[general(n) for n in p.full_name] for p in v]
    if isinstance(v, x509.AuthorityInformationAccess): return [[d.access_method.dotted_string, general(d.access_location)] for d in v]
    if isinstance(v, x509.CertificatePolicies): return [[p.policy_identifier.dotted_string, [q if isinstance(q, str) else q.explicit_text for q in p.policy_qualifiers or []]] for p in v]
    if isinstance(v, x509.PolicyConstraints): return [v.require_explicit_policy, v.inhibit_policy_mapping]
    if isinstance(v, x509.InhibitAnyPolicy): return v.skip_certs
    if isinstance(v, x509.TLSFeature): return [f.value for f in v]
    if isinstance(v, x509.OCSPNoCheck): return 'there'
    return v.value.hex()
print(json.dumps({
    'subject': name(c.subject), 'serial': hex(c.serial_number),
    'from': c.not_valid_before.isoformat(), 'to': c.not_valid_after.isoformat(),
    'extensions': {e.oid.dotted_string: [e.critical, value(e.value)] for e in c.extensions}}))
`;
    const { code, output } = await run(path('python3'), [
      '-W',
      'ignore',
      '-c',
      program,
      join(folder, 'cert.pem'),
    ]);
    expect(code, output).toBe(0);
    const subject = everything.subject.map(({ type, value }) => [type, value]);
    expect(JSON.parse(output)).toEqual({
      subject,
      serial: '0x7f0000000000000001',
      from: '2026-11-22T08:00:01',
      to: '2051-02-03T04:05:06',
      extensions: {
        '2.5.29.19': [true, [true, 3]],
        '2.5.29.15': [true, ['digital_signature', 'key_cert_sign', 'crl_sign']],
        '2.5.29.37': [false, ['1.3.6.1.5.5.7.3.1', '1.2.3.4.5']],
        '2.5.29.30': [
          true,
          [
            [
              ['DNSName', '.example.test'],
              ['IPAddress', '10.0.0.0/8'],
              ['directory', [['2.5.4.10', 'Team']]],
            ],
            [
              ['RFC822Name', 'example.test'],
              ['UniformResourceIdentifier', '.example.test'],
              ['IPAddress', '2001:db8::/32'],
            ],
          ],
        ],
        '2.5.29.32': [
          false,
          [
            ['1.2.3.4', ['https://a.test/cps', 'Für alle Fälle']],
            ['2.5.29.32.0', []],
          ],
        ],
        '2.5.29.33': [true, '300c300a06032a030406032a0305'],
        '2.5.29.36': [true, [0, 2]],
        '2.5.29.54': [true, 1],
        '2.5.29.31': [
          false,
          [
            [['UniformResourceIdentifier', 'http://a.test/1.crl']],
            [['UniformResourceIdentifier', 'ldap://a.test/cn=2?crl']],
          ],
        ],
        '1.3.6.1.5.5.7.1.1': [
          false,
          [
            ['1.3.6.1.5.5.7.48.1', ['UniformResourceIdentifier', 'http://ocsp.test/']],
            ['1.3.6.1.5.5.7.48.2', ['UniformResourceIdentifier', 'http://a.test/ca.crt']],
          ],
        ],
        '1.3.6.1.5.5.7.1.24': [false, [5, 17]],
        '1.3.6.1.5.5.7.48.1.5': [false, 'there'],
        '2.5.29.17': [
          true,
          [
            ['DNSName', 'xn--bcher-kva.test'],
            ['DNSName', '*.under_score.test'],
            ['IPAddress', '192.0.2.7'],
            ['IPAddress', '2001:db8::7'],
            ['RFC822Name', 'ada@xn--bcher-kva.test'],
            ['UniformResourceIdentifier', 'spiffe://cluster.test/web'],
            ['directory', [['2.5.4.3', 'Ada']]],
            ['rid', '1.2.3.4'],
            ['other', '1.3.6.1.4.1.311.20.2.3', Buffer.from('\x0c\x0dada@corp.test').toString('hex')],
            ['DNSName', 'der.test'],
          ],
        ],
        '2.5.29.14': [false, '01020304'],
        '2.5.29.35': [false, ['01020304', [['directory', subject]], '0x7f0000000000000001']],
        '1.2.3.4.5.6': [false, '0c026869'],
        '1.2.3.4.5.7': [true, '1e04006800e9'],
      },
    });
  });
});

describeWith(['openssl', 'certtool', 'keytool'], 'other readers', (path) => {
  let folder: string;
  beforeAll(async () => {
    folder = temporaryFolder('readers-');
    const { issued } = await madeFrom(everything, undefined, at);
    writePem(folder, 'cert.pem', issued.der);
  });
  afterAll(removeTemporaryFolders);

  it('openssl prints each extension, and the preview showed the same text but for key and signature', async () => {
    const { output } = await run(path('openssl'), [
      'x509',
      '-noout',
      '-text',
      '-in',
      join(folder, 'cert.pem'),
    ]);
    const key = { kind: 'new' } as const;
    const when = { at, serialNumber: new Uint8Array([1]) };
    const { decoded } = await previewCertificate(everything, undefined, key, when);
    const withoutKey = (printed: string) =>
      printed
        .replace(/ +pub:\n(?: +[\da-f:]+\n)+/, '')
        .replace(/ {4}Signature Value:\n(?: +[\da-f:]+\n)+/, '')
        // OpenSSL prints octets of a BMPString as they are.
        .replace(/1\.2\.3\.4\.5\.7: critical\n.*\n/, '');
    expect(withoutKey(decoded?.text ?? '')).toBe(withoutKey(output));
    for (const words of [
      'TLS Feature',
      'status_request',
      'OCSP No Check',
      'X509v3 Policy Mappings',
      'UPN::ada@corp.test',
    ])
      expect(output).toContain(words);
  });

  it('GnuTLS and Java read it', async () => {
    const gnutls = await run(path('certtool'), ['-i', '--infile', join(folder, 'cert.pem')]);
    expect(gnutls.code, gnutls.output).toBe(0);
    for (const words of [
      'Path Length Constraint: 3',
      'TLS Features',
      'http://a.test/1.crl',
      'Inhibit anyPolicy',
    ])
      expect(gnutls.output).toContain(words);
    const java = await run(path('keytool'), ['-printcert', '-file', join(folder, 'cert.pem')]);
    expect(java.code, java.output).toBe(0);
    expect(java.output).toContain('CertificatePolicies');
  });
});

describeWith(['openssl'], 'signature schemes', (path) => {
  let folder: string;
  beforeAll(() => {
    folder = temporaryFolder('schemes-');
  });
  afterAll(removeTemporaryFolders);

  const schemes: readonly (readonly [SignatureSchemeId, string])[] = [
    ['ecdsa-p256-sha512', 'ecdsa-with-SHA512'],
    ['ecdsa-p384-sha256', 'ecdsa-with-SHA256'],
    ['rsa-pkcs1-sha384', 'sha384WithRSAEncryption'],
    ['rsa-pss-sha256', 'rsassaPss'],
    ['rsa-pss-sha512', 'rsassaPss'],
  ];

  it.each(schemes)('%s, by itself and by an authority, is %s to openssl', async (signature, name) => {
    const algorithm = signature.startsWith('rsa')
      ? 'rsa-2048'
      : signature.includes('p384')
        ? 'ec-p384'
        : 'ec-p256';
    const key = await heldKey(algorithm);
    const root = await madeFrom(
      drafted('root', signature, { keyAlgorithm: algorithm, signature }),
      undefined,
      at,
      key,
    );
    const authority = await authorityOf(root, at);
    const leaf = await madeFrom(drafted('tls-client', `${signature} leaf`, { signature }), authority, at);
    const ca = writePem(folder, `${signature}-root.pem`, root.issued.der);
    const pem = writePem(folder, `${signature}.pem`, leaf.issued.der);
    for (const file of [ca, pem]) {
      const verified = await run(path('openssl'), ['verify', '-x509_strict', '-CAfile', ca, file]);
      expect(verified.code, verified.output).toBe(0);
      const { output } = await run(path('openssl'), ['x509', '-noout', '-text', '-in', file]);
      expect(output).toContain(`Signature Algorithm: ${name}`);
    }
  });
});

describe('what an authority may not sign', () => {
  let folder: string;
  let root: OpenedAuthority;
  let constrained: OpenedAuthority;
  let rootPem: string;
  let constrainedPem: string;

  beforeAll(async () => {
    folder = temporaryFolder('breaches-');
    const top = await madeFrom(drafted('root', 'breach root'), undefined, at);
    root = await authorityOf(top, at);
    const nameConstraints = {
      critical: true,
      permitted: [{ kind: 'dns', base: 'example.test' } as const],
      excluded: [{ kind: 'dns', base: 'secret.example.test' } as const],
    };
    const below = await madeFrom(
      drafted('intermediate', 'breach intermediate', { extensions: { nameConstraints } }),
      root,
      at,
    );
    constrained = await authorityOf(below, at);
    rootPem = writePem(folder, 'root.pem', top.issued.der);
    constrainedPem = writePem(folder, 'constrained.pem', below.issued.der);
  });
  afterAll(removeTemporaryFolders);

  const server = (value: string, changes: Changes = {}) =>
    drafted('tls-server', value, { subject: [], alternativeNames: [{ kind: 'dns', value }], ...changes });

  const problemsOf = async (draft: CertificateDraft, authority: OpenedAuthority) => {
    const made = await makeCertificate(draft, authority, { kind: 'new' }, at);
    return made.ok ? [] : made.error;
  };

  it('a name outside its constraints, or excluded by them', async () => {
    expect(await problemsOf(server('app.example.test'), constrained)).toEqual([]);
    const refusal = (name: string) => [
      { code: 'outside-constraints', at: ['alternativeNames', 0], facts: ['breach intermediate', name] },
    ];
    expect(await problemsOf(server('app.other.test'), constrained)).toEqual(refusal('app.other.test'));
    expect(await problemsOf(server('a.secret.example.test'), constrained)).toEqual(
      refusal('a.secret.example.test'),
    );
    expect(await problemsOf(drafted('tls-client', 'app.other.test'), constrained)).toEqual([
      { code: 'outside-constraints', at: ['subject'], facts: ['breach intermediate', 'app.other.test'] },
    ]);
  });

  it('another authority below a pathLength of 0', async () => {
    expect(await problemsOf(drafted('intermediate', 'one more'), root)).toEqual([]);
    expect(await problemsOf(drafted('intermediate', 'one too many'), constrained)).toEqual([
      { code: 'path-too-long', at: ['extensions', 'basicConstraints'], facts: ['breach intermediate'] },
    ]);
  });

  it('beyond its own end: days are cut there, dates are refused', async () => {
    const { notAfter } = constrained.certificate.validity;
    const long = server('app.example.test', { validity: { kind: 'days', days: 5000 } });
    const made = await madeFrom(long, constrained, at);
    expect([made.cutByAuthority, read(made.issued.der).validity.notAfter]).toEqual([true, notAfter]);
    const dates = {
      kind: 'dates',
      notBefore: '2026-01-01T00:00:00Z',
      notAfter: '2099-01-01T00:00:00Z',
    } as const;
    expect(await problemsOf(server('app.example.test', { validity: dates }), constrained)).toMatchObject([
      { code: 'beyond-authority', at: ['validity', 'notAfter'] },
    ]);
  });

  it('after its end', async () => {
    const later = new Date(at.getTime() + 20 * 365 * 86_400_000);
    const made = await makeCertificate(server('app.example.test'), constrained, { kind: 'new' }, later);
    expect(made).toMatchObject({ ok: false, error: [{ code: 'authority-expired' }] });
  });

  describeWith(['openssl', 'certtool', 'certutil'], 'and whoever signs it all the same', (path) => {
    const forced = (): OpenedAuthority => ({
      ...constrained,
      constraints: [],
      chain: constrained.chain.map((one) => ({ ...one, extensions: [] })),
    });
    const openssl = (leaf: string, ...between: readonly string[]) =>
      run(path('openssl'), [
        ...['verify', '-x509_strict', '-CAfile', rootPem],
        ...between.flatMap((one) => ['-untrusted', one]),
        leaf,
      ]);
    const gnutls = (chain: string) =>
      run(path('certtool'), ['--verify', '--load-ca-certificate', rootPem, '--infile', chain]);
    const nss = async (name: string, leaf: string, ...between: readonly string[]) => {
      const database = temporaryFolder('nss-');
      const certutil = (...args: readonly string[]) =>
        run(path('certutil'), ['-d', `sql:${database}`, ...args]);
      await certutil('-N', '--empty-password');
      await certutil('-A', '-n', 'root', '-t', 'CT,C,C', '-i', rootPem);
      for (const [index, one] of between.entries())
        await certutil('-A', '-n', `between ${index}`, '-t', ',,', '-i', one);
      await certutil('-A', '-n', name, '-t', ',,', '-i', leaf);
      // What it ends with says nothing of a path that is too long.
      return certutil('-V', '-n', name, '-u', 'V', '-e', '-l');
    };

    it('has it refused by OpenSSL, GnuTLS and NSS', async () => {
      const good = await madeFrom(server('app.example.test'), constrained, at);
      const breach = await madeFrom(server('app.other.test'), forced(), at);
      const deep = await madeFrom(drafted('intermediate', 'one too many'), forced(), at);
      const under = await madeFrom(
        server('deep.example.test'),
        await authorityOf({ ...deep, chain: [] }, at),
        at,
      );
      const rows: string[] = [];
      for (const [name, made, above] of [
        ['within', good, []],
        ['outside constraints', breach, []],
        ['path too long', under, [deep.issued.der]],
      ] as const) {
        const leaf = writePem(folder, `${name}.pem`, made.issued.der);
        const between = [constrainedPem, ...above.map((der, i) => writePem(folder, `${name}-${i}.pem`, der))];
        const chain = writePem(
          folder,
          `${name}-chain.pem`,
          ...[made.issued.der, ...above, constrained.certificate.der, root.certificate.der],
        );
        const verdicts = [
          (await openssl(leaf, ...between)).code === 0,
          (await gnutls(chain)).code === 0,
          (await nss(name, leaf, ...between)).output.includes('certificate is valid'),
        ];
        rows.push(`${name.padEnd(22)} ${verdicts.map((ok) => (ok ? 'accepted' : 'refused')).join('  ')}`);
      }
      console.log(`${''.padEnd(22)} OpenSSL   GnuTLS    NSS\n${rows.join('\n')}`);
      expect(rows).toEqual([
        'within                 accepted  accepted  accepted',
        'outside constraints    refused  refused  refused',
        'path too long          refused  refused  refused',
      ]);
    });
  });
});
