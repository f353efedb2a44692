// The ready-made templates, filled in as a person would and signed by an intermediate: judged by openssl, GnuTLS, Go and the
// strictest Python for the purpose each is meant for and for one it is not, and put to work where a program can be had: a time stamp, an OCSP
// response, TLS both ways.
import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encodePem } from '../../src/codec/pem';
import type { CertificateDraft, DraftName } from '../../src/pki/draft/certificate-draft';
import type { MadeCertificate } from '../../src/pki/draft/make';
import { draftFor } from '../../src/pki/draft/profiles';
import { readyMadeDraft, readyMadeIds, type ReadyMadeId } from '../../src/pki/draft/ready-made';
import { madeFrom, authorityOf, writePem } from '../support/drafted';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const at = new Date();

const typed: Readonly<Record<string, string>> = {
  dns: 'app.example.test',
  ip: '192.0.2.7',
  email: 'ada@example.test',
  other: 'ada@corp.test',
  '2.5.4.3': 'Ada',
  '2.5.4.5': '4711',
  '2.5.4.6': 'NL',
  '2.5.4.10': 'Team',
};
const NODE = 'system:node:';

/** Every empty row with something in it. */
function filled(id: ReadyMadeId): CertificateDraft {
  const draft = readyMadeDraft(id, draftFor('tls-server'));
  const fill = (key: string, value: string) =>
    value === '' ? (typed[key] ?? expect.unreachable(key)) : value === NODE ? `${NODE}worker-1` : value;
  const { crlDistributionPoints } = draft.extensions;
  return {
    ...draft,
    subject: draft.subject.map(({ type, value }) => ({ type, value: fill(type, value) })),
    alternativeNames: draft.alternativeNames.map((name): DraftName =>
      'value' in name ? { ...name, value: fill(name.kind, name.value) } : name,
    ),
    extensions: {
      ...draft.extensions,
      ...(crlDistributionPoints && {
        crlDistributionPoints: { ...crlDistributionPoints, addresses: ['http://crl.example.test/a.crl'] },
      }),
    },
  };
}

interface Expected {
  /** Of openssl verify -purpose: what it is for, and what it is not. */
  readonly openssl: readonly [good: string, bad: string];
  /** Of crypto/x509: ExtKeyUsage, and a host it serves. */
  readonly go: string;
  readonly host?: string;
  /** What the text of the certificate has to say besides. */
  readonly says?: readonly RegExp[];
}
const server = ['sslserver', 'sslclient'] as const;
const client = ['sslclient', 'sslserver'] as const;
const critical = (name: string, value: string) => new RegExp(`${name}: critical\\s+${value}\\n`);

const leaves: Readonly<Record<Exclude<ReadyMadeId, 'team-root' | 'team-intermediate'>, Expected>> = {
  localhost: {
    openssl: server,
    go: 'ServerAuth',
    host: '127.0.0.1',
    says: [/DNS:localhost, IP Address:127/],
  },
  internal: { openssl: server, go: 'ServerAuth', host: '192.0.2.7' },
  'public-web': {
    openssl: server,
    go: 'ServerAuth',
    host: 'app.example.test',
    says: [/Subject: *\n/, /Name: critical\s+DNS:app/, /Policy: 2\.23\.140\.1\.2\.1/],
  },
  person: { openssl: client, go: 'ClientAuth', says: [/email:ada@example\.test/] },
  device: { openssl: client, go: 'ClientAuth', says: [/serialNumber *= *4711/] },
  'vpn-server': {
    openssl: server,
    go: 'ServerAuth',
    host: 'app.example.test',
    says: [/ipsec Internet Key Exchange/],
  },
  'vpn-client': { openssl: client, go: 'ClientAuth', says: [/ipsec Internet Key Exchange/] },
  radius: { openssl: server, go: 'ServerAuth', host: 'app.example.test' },
  'kubernetes-api': {
    openssl: server,
    go: 'ServerAuth',
    host: 'kubernetes.default.svc',
    says: [/IP Address:10\.96\.0\.1/, /CN *= *kube-apiserver/],
  },
  kubelet: {
    openssl: client,
    go: 'ClientAuth',
    says: [/Subject: O *= *system:nodes, CN *= *system:node:worker-1\n/],
  },
  email: { openssl: ['smimesign', 'sslserver'], go: 'EmailProtection' },
  'code-signing': { openssl: ['any', 'sslserver'], go: 'CodeSigning', says: [/Code Signing/] },
  'domain-controller': {
    openssl: ['sslserver', 'timestampsign'],
    go: 'ServerAuth',
    host: 'app.example.test',
    says: [
      /Microsoft Smartcard Login, Signing KDC Response/,
      critical('Key Usage', 'Digital Signature, Key Encipherment'),
      /URI:http:\/\/crl/,
    ],
  },
  'smart-card': {
    openssl: client,
    go: 'ClientAuth',
    says: [/othername: UPN::ada@corp\.test/, /Microsoft Smartcard Login/, /URI:http:\/\/crl/],
  },
  ocsp: { openssl: ['ocsphelper', 'sslserver'], go: 'OCSPSigning', says: [/OCSP No Check/] },
  'time-stamping': {
    openssl: ['timestampsign', 'sslserver'],
    go: 'TimeStamping',
    says: [critical('Extended Key Usage', 'Time Stamping')],
  },
};
const ids = Object.keys(leaves) as readonly (keyof typeof leaves)[];

const goProgram = `package main

import ("crypto/x509"; "encoding/pem"; "fmt"; "os"; "strconv")

func load(path string) *x509.Certificate {
	data, err := os.ReadFile(path); if err != nil { panic(err) }
	block, _ := pem.Decode(data)
	certificate, err := x509.ParseCertificate(block.Bytes); if err != nil { panic(err) }
	return certificate
}

// root, intermediate, then for each: file, usage, host.
func main() {
	roots, between := x509.NewCertPool(), x509.NewCertPool()
	roots.AddCert(load(os.Args[1])); between.AddCert(load(os.Args[2]))
	for i := 3; i+2 < len(os.Args); i += 3 {
		usage, _ := strconv.Atoi(os.Args[i+1])
		_, err := load(os.Args[i]).Verify(x509.VerifyOptions{Roots: roots, Intermediates: between, DNSName: os.Args[i+2], KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsage(usage)}})
		fmt.Println(os.Args[i], err == nil, err)
	}
}
`;
/** In the order of crypto/x509. */
const goUsages = [
  'Any',
  'ServerAuth',
  'ClientAuth',
  'CodeSigning',
  'EmailProtection',
  'E',
  'T',
  'U',
  'TimeStamping',
  'OCSPSigning',
];

describeWith(['openssl', 'certtool', 'go', 'python3.13'], 'ready-made templates', (path) => {
  let folder: string;
  let root: MadeCertificate;
  let intermediate: MadeCertificate;
  const made = new Map<ReadyMadeId, MadeCertificate>();
  const file = (name: string) => join(folder, name);
  const openssl = (...args: readonly string[]) =>
    spawnSync(path('openssl'), args, { cwd: folder, encoding: 'utf8' });
  beforeAll(async () => {
    folder = temporaryFolder('ready-made-');
    root = await madeFrom(filled('team-root'), undefined, at);
    intermediate = await madeFrom(
      { ...filled('team-intermediate'), subject: [{ type: '2.5.4.3', value: 'Intermediate' }] },
      await authorityOf(root, at),
      at,
    );
    // What signs mail, code and stamps is not the one for TLS alone.
    const any = await madeFrom(
      { ...draftFor('intermediate'), subject: [{ type: '2.5.4.3', value: 'Any' }] },
      await authorityOf(root, at),
      at,
    );
    const [tls, other] = [await authorityOf(intermediate, at), await authorityOf(any, at)];
    writePem(folder, 'root.pem', root.issued.der);
    writePem(folder, 'tls.pem', intermediate.issued.der);
    writePem(folder, 'any.pem', any.issued.der);
    for (const id of ids) {
      const certificate = await madeFrom(filled(id), isTls(id) ? tls : other, at);
      made.set(id, certificate);
      writePem(folder, `${id}.pem`, certificate.issued.der);
    }
  }, 120_000);
  afterAll(removeTemporaryFolders);
  const isTls = (id: ReadyMadeId) =>
    id in leaves &&
    leaves[id as keyof typeof leaves].openssl[0].startsWith('ssl') &&
    !/card|controller|vpn/.test(id);
  const between = (id: ReadyMadeId) => (isTls(id) ? 'tls.pem' : 'any.pem');

  it('are all judged here', () => {
    expect([...ids, 'team-root', 'team-intermediate'].toSorted()).toEqual(readyMadeIds.toSorted());
  });

  it.each(ids)('%s, by openssl: for its purpose and no other, strictly', (id) => {
    const [good, bad] = leaves[id].openssl;
    const verify = (purpose: string) =>
      openssl(
        'verify',
        '-x509_strict',
        '-purpose',
        purpose,
        '-CAfile',
        'root.pem',
        '-untrusted',
        between(id),
        `${id}.pem`,
      );
    expect(verify(good).stdout, verify(good).stderr).toContain('OK');
    expect(verify(bad).stderr).toMatch(/certificate purpose/);
    const { stdout } = openssl('x509', '-in', `${id}.pem`, '-noout', '-text');
    expect(stdout).toMatch(critical('Basic Constraints', 'CA:FALSE'));
    for (const pattern of leaves[id].says ?? []) expect(stdout).toMatch(pattern);
  });

  it('root and intermediate: one level, then none', () => {
    const text = (name: string) => openssl('x509', '-in', name, '-noout', '-text').stdout;
    expect(text('root.pem')).toMatch(critical('Basic Constraints', 'CA:TRUE, pathlen:1'));
    expect(text('tls.pem')).toMatch(critical('Basic Constraints', 'CA:TRUE, pathlen:0'));
    expect(text('tls.pem')).toContain('TLS Web Server Authentication, TLS Web Client Authentication');
    expect(openssl('verify', '-x509_strict', '-CAfile', 'root.pem', 'tls.pem').stdout).toContain('OK');
  });

  it('by Go, each for its own usage', () => {
    writeFileSync(file('main.go'), goProgram);
    const env = { ...process.env, GO111MODULE: 'off', GOCACHE: file('cache'), GOFLAGS: '' };
    execFileSync(path('go'), ['build', '-o', 'judge', 'main.go'], { cwd: folder, env });
    for (const authority of ['tls.pem', 'any.pem']) {
      const those = ids.filter((id) => between(id) === authority);
      const args = those.flatMap((id) => [
        `${id}.pem`,
        String(goUsages.indexOf(leaves[id].go)),
        leaves[id].host ?? '',
      ]);
      const output = execFileSync(file('judge'), ['root.pem', authority, ...args], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(output.trim().split('\n')).toEqual(those.map((id) => `${id}.pem true <nil>`));
    }
  }, 120_000);

  it('by GnuTLS, the servers for their hosts', () => {
    for (const id of ids) {
      const { host } = leaves[id];
      if (host === undefined || /^\d/.test(host)) continue;
      writePem(folder, 'chain.pem', made.get(id)!.issued.der, ...made.get(id)!.chain.slice(0, 1));
      const args = ['--verify', '--infile', 'chain.pem', '--load-ca-certificate', 'root.pem'];
      const purpose = ['--verify-hostname', host, '--verify-purpose', '1.3.6.1.5.5.7.3.1'];
      const { stdout, stderr } = spawnSync(path('certtool'), [...args, ...purpose], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(stdout + stderr, id).toContain('The certificate is trusted');
    }
  });

  async function keyOf(id: ReadyMadeId): Promise<string> {
    const key = made.get(id)?.key ?? expect.unreachable();
    const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', key.privateKey));
    writeFileSync(file(`${id}.key`), encodePem('PRIVATE KEY', pkcs8));
    return `${id}.key`;
  }

  it('by Python, servers and clients in one handshake each', async () => {
    writeFileSync(
      file('handshake.py'),
      `import ssl, sys
root, server, server_key, client, client_key, host = sys.argv[1:]
there = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=root)
there.verify_mode = ssl.CERT_REQUIRED
there.verify_flags |= ssl.VERIFY_X509_STRICT
there.load_cert_chain(server, server_key)
here = ssl.create_default_context(cafile=root)
here.load_cert_chain(client, client_key)
a, b, c, d = (ssl.MemoryBIO() for _ in range(4))
one = here.wrap_bio(a, b, server_hostname=host)
two = there.wrap_bio(c, d, server_side=True)
for _ in range(10):
    for side, out, to in ((one, b, c), (two, d, a)):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            pass
        to.write(out.read())
print(one.version(), two.getpeercert()["subject"])
`,
    );
    const servers = ids.filter((id) => leaves[id].host !== undefined);
    const clients = ids.filter((id) => leaves[id].go === 'ClientAuth');
    const chained = async (id: ReadyMadeId) => {
      const { issued, chain } = made.get(id)!;
      return [writePem(folder, `${id}-chain.pem`, issued.der, ...chain.slice(0, 1)), await keyOf(id)];
    };
    for (let turn = 0; turn < Math.max(servers.length, clients.length); turn++) {
      const [there, here] = [servers[turn % servers.length]!, clients[turn % clients.length]!];
      const args = ['root.pem', ...(await chained(there)), ...(await chained(here)), leaves[there].host!];
      const { stdout, stderr } = spawnSync(path('python3.13'), ['handshake.py', ...args], {
        cwd: folder,
        encoding: 'utf8',
      });
      expect(stdout, `${there}, ${here}: ${stderr}`).toContain('TLSv1.3');
    }
  });

  it('a time stamp that openssl ts makes with it and believes', async () => {
    const key = await keyOf('time-stamping');
    writeFileSync(file('serial'), '01\n');
    writeFileSync(file('data'), 'data');
    writeFileSync(
      file('ts.cnf'),
      `[tsa]\ndefault_tsa = t\n[t]\nserial = serial\nsigner_cert = time-stamping.pem\ncerts = any.pem\nsigner_key = ${key}\nsigner_digest = sha256\ndefault_policy = 1.2.3\ndigests = sha256\ness_cert_id_alg = sha256\n`,
    );
    const steps = [
      ['ts', '-query', '-data', 'data', '-sha256', '-cert', '-out', 'q'],
      ['ts', '-reply', '-config', 'ts.cnf', '-queryfile', 'q', '-out', 'r'],
      ['ts', '-verify', '-queryfile', 'q', '-in', 'r', '-CAfile', 'root.pem', '-untrusted', 'any.pem'],
    ];
    for (const step of steps) {
      const { status, stderr } = openssl(...step);
      expect(status, stderr).toBe(0);
    }
  });

  it('an OCSP response that openssl makes with it and believes', async () => {
    const key = await keyOf('ocsp');
    writeFileSync(file('index.txt'), '');
    const { stdout } = openssl(
      'x509',
      '-in',
      'code-signing.pem',
      '-noout',
      '-serial',
      '-enddate',
      '-dateopt',
      'iso_8601',
    );
    const serial = /serial=(\w+)/.exec(stdout)?.[1] ?? '';
    writeFileSync(file('index.txt'), `V\t360101000000Z\t\t${serial}\tunknown\t/CN=x\n`);
    const ask = ['-no_nonce', '-issuer', 'any.pem', '-cert', 'code-signing.pem'];
    const asked = openssl('ocsp', ...ask, '-reqout', 'request.der');
    expect(asked.status, asked.stderr).toBe(0);
    const responder = ['-index', 'index.txt', '-CA', 'any.pem', '-rsigner', 'ocsp.pem', '-rkey', key];
    const answered = openssl(
      'ocsp',
      ...responder,
      '-reqin',
      'request.der',
      '-respout',
      'response.der',
      '-ndays',
      '1',
    );
    expect(answered.status, answered.stderr).toBe(0);
    const believed = openssl(
      'ocsp',
      ...ask,
      '-respin',
      'response.der',
      '-CAfile',
      'root.pem',
      '-verify_other',
      'any.pem',
    );
    expect(believed.stderr).toContain('Response verify OK');
    expect(believed.stdout).toContain('code-signing.pem: good');
  });
});
