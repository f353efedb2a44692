// The kit for mutual TLS: what is in it, what its certificates say, what is refused, and that names can do nothing.
import { describe, expect, it } from 'vitest';
import { zip } from '../../src/codec/zip';
import { formatGeneralName } from '../../src/codec/general-name';
import { formatDistinguishedName } from '../../src/codec/distinguished-name';
import { kitProblems } from '../../src/pki/client-kit/kit-problems';
import type { ClientKitPlan } from '../../src/pki/client-kit/kit-plan';
import { foldersOf, makeClientKit, type KitNews } from '../../src/pki/client-kit/make-kit';
import { csvCell } from '../../src/pki/record/csv';
import { readablePassword } from '../../src/pki/client-kit/readable-password';
import { kitPlan, passwordsIn, textOf, wish } from '../support/client-kit';
import { at, given, read, valueOf } from '../support/plans';

const codes = (plan: ClientKitPlan, when = at) =>
  kitProblems(plan, when).map((one) =>
    'problem' in one ? `${one.code} ${one.problem.at.join('.')} ${one.problem.code}` : one.code,
  );

describe('a kit', () => {
  it('holds the server, a folder for each client, the passwords apart, and the new authority encrypted', async () => {
    const people = [wish('Anna Muster', { device: 'laptop' }), wish('Ben')];
    const kit = await makeClientKit(kitPlan({ people, styles: ['modern', 'compatible'] }), at);
    const paths = kit.files.map(({ path }) => path);
    expect(paths.filter((path) => !path.includes('run/'))).toEqual([
      'server/fullchain.pem',
      'server/key.pem',
      'server/ca.pem',
      'server/client-ca.pem',
      'server/client-ca.crl.pem',
      ...['anna-muster-laptop', 'ben'].flatMap((name) =>
        [
          'INSTALL.html',
          `${name}.p12`,
          `${name}-compatible.p12`,
          `${name}.mobileconfig`,
          'cert.pem',
          'key.pem',
          'ca.pem',
        ].map((file) => `clients/${name}/${file}`),
      ),
      'authority.pem',
      'passwords.csv',
      'README.md',
    ]);
    expect(new Set(paths).size).toBe(paths.length);
    const secret = kit.files.filter(({ mode }) => mode === 0o600).map(({ path }) => path.split('/').at(-1));
    expect(new Set(secret)).toEqual(
      new Set([
        'key.pem',
        'anna-muster-laptop.p12',
        'anna-muster-laptop-compatible.p12',
        'anna-muster-laptop.mobileconfig',
        'ben.p12',
        'ben-compatible.p12',
        'ben.mobileconfig',
        'authority.pem',
        'passwords.csv',
      ]),
    );
    expect(textOf(kit.files, 'authority.pem')).toContain('BEGIN ENCRYPTED PRIVATE KEY');
    expect(textOf(kit.files, 'clients/ben/key.pem')).toContain('BEGIN ENCRYPTED PRIVATE KEY');
  });

  it('leaves the key in clear where that was asked for', async () => {
    const kit = await makeClientKit(kitPlan({ people: [wish('robot')], plainKeys: true }), at);
    expect(textOf(kit.files, 'clients/robot/key.pem')).toContain('BEGIN PRIVATE KEY');
    expect(textOf(kit.files, 'README.md')).toContain('NOT encrypted');
  });

  const programs = [
    'curl.sh',
    'python-client.py',
    'requests-client.py',
    'httpx-client.py',
    'node-client.mjs',
  ];
  const dns = (value: string) => ({ kind: 'dns', value }) as const;
  it.each([
    ['no server', [], 'https://server.example/'],
    ['a wildcard alone', [dns('*.app.test')], 'https://server.example/'],
    ['a wildcard and a host', [dns('*.app.test'), dns('app.test')], 'https://app.test:8443/'],
    ['another host', [dns('other.test'), dns('localhost')], 'https://localhost:8443/'],
  ])('sends clients to no host that its certificate does not name: %s', async (_, serverNames, address) => {
    const kit = await makeClientKit(kitPlan({ serverNames }), at);
    for (const program of programs) {
      const text = textOf(kit.files, `clients/anna-muster/run/${program}`);
      expect(text.match(/https:\/\/[^\s'")]+\//g), program).toContain(address);
      if (!address.includes('localhost')) expect(text).not.toContain('localhost');
    }
    const page = textOf(kit.files, 'clients/anna-muster/INSTALL.html');
    expect(page.includes('sh run/curl.sh https://server.example/')).toBe(address.includes('example'));
  });

  it('needs no server: then run/ waits for a certificate', async () => {
    const kit = await makeClientKit(kitPlan({ serverNames: [] }), at);
    const paths = kit.files.map(({ path }) => path);
    expect(paths).not.toContain('server/fullchain.pem');
    expect(paths).toContain('server/run/python-server.py');
    expect(kit.server).toBeUndefined();
  });

  it('tells every password once, in the table alone', async () => {
    const people = [wish('Anna'), wish('Ben', { password: 'correct horse' })];
    const kit = await makeClientKit(kitPlan({ people }), at);
    const passwords = passwordsIn(kit.files);
    expect([...passwords.keys()]).toEqual(['clients/anna', 'clients/ben', 'authority.pem']);
    expect(passwords.get('clients/ben')).toBe('correct horse');
    const tellers = kit.files
      .filter(({ contents }) => {
        const text = typeof contents === 'string' ? contents : Buffer.from(contents).toString('latin1');
        return [...passwords.values()].some((password) => text.includes(password));
      })
      .map(({ path }) => path);
    expect(tellers).toEqual(['passwords.csv']);
    expect(textOf(kit.files, 'passwords.csv')).toContain('SECRET');
  });

  it('says how far it is, and stops between two clients when it is told to', async () => {
    const people = [wish('Anna'), wish('Ben'), wish('Cleo')];
    const heard: KitNews[] = [];
    await makeClientKit(kitPlan({ people }), at, { tell: (news) => heard.push(news) });
    expect(heard).toEqual([1, 2, 3].map((done) => ({ done, of: 3 })));

    const controller = new AbortController();
    const counted: number[] = [];
    const stopped = makeClientKit(kitPlan({ people }), at, {
      signal: controller.signal,
      tell: ({ done }) => {
        counted.push(done);
        if (done === 2) controller.abort(new Error('enough'));
      },
    });
    await expect(stopped).rejects.toThrow('enough');
    expect(counted).toEqual([1, 2]);
  });
});

describe('a client certificate of a kit', () => {
  it('is for clients and nothing else, and names who it is', async () => {
    const people = [
      wish('Anna Muster', {
        device: 'laptop',
        email: 'anna@example.test',
        uri: 'spiffe://example.test/anna',
        userPrincipalName: 'anna@corp.example.test',
      }),
    ];
    const kit = await makeClientKit(kitPlan({ people, days: 90 }), at);
    const certificate = read(kit.clients[0] ?? new Uint8Array());
    const authority = read(kit.newAuthority ?? new Uint8Array());
    expect(formatDistinguishedName(certificate.subject)).toBe('CN=Anna Muster (laptop)');
    expect(valueOf(certificate, 'extendedKeyUsage')).toEqual(['1.3.6.1.5.5.7.3.2']);
    expect(valueOf(certificate, 'keyUsage')).toEqual(['digitalSignature']);
    expect(valueOf(certificate, 'basicConstraints')).toEqual({ ca: false });
    expect(valueOf(certificate, 'authorityKeyIdentifier')).toEqual({
      keyIdentifier: valueOf(authority, 'subjectKeyIdentifier'),
    });
    expect(valueOf(certificate, 'subjectKeyIdentifier')).toHaveLength(20);
    const names = valueOf(certificate, 'subjectAltName')?.map(formatGeneralName).join(' ');
    expect(names).toContain('anna@example.test');
    expect(names).toContain('spiffe://example.test/anna');
    expect(Buffer.from(certificate.der).toString('latin1')).toContain('anna@corp.example.test');
    const critical = certificate.extensions.filter(({ critical: one }) => one).map(({ oid }) => oid);
    expect(critical.sort()).toEqual(['2.5.29.15', '2.5.29.19']);
    const { notBefore, notAfter } = certificate.validity;
    expect((notAfter.getTime() - notBefore.getTime()) / 1000 + 1).toBe(90 * 86_400);
  });

  it('and the server’s say where the authority’s list, its certificate and its responder lie', async () => {
    const addresses = {
      listAddresses: ['http://pki.example.test/team.crl'],
      certificateAddresses: ['http://pki.example.test/team.crt'],
      ocspAddresses: ['http://ocsp.example.test/'],
    };
    const kit = await makeClientKit(kitPlan({ addresses }), at);
    for (const der of [kit.clients[0], kit.server]) {
      const certificate = read(der ?? new Uint8Array());
      expect(JSON.stringify(valueOf(certificate, 'crlDistributionPoints'))).toContain('team.crl');
      const access = JSON.stringify(valueOf(certificate, 'authorityInfoAccess'));
      expect(access).toContain('http://pki.example.test/team.crt');
      expect(access).toContain('http://ocsp.example.test/');
    }
  });

  it('may be called like a host, which the new authority then permits', async () => {
    const kit = await makeClientKit(kitPlan({ people: [wish('anna.example.org')] }), at);
    const constraints = valueOf(read(kit.newAuthority ?? new Uint8Array()), 'nameConstraints');
    expect(constraints?.permitted).toContainEqual({ kind: 'dns', base: 'anna.example.org' });
  });
});

describe('what cannot be done', () => {
  it('is said before a key is made: nobody, too many, no name, a short password, an odd address', () => {
    expect(codes(kitPlan({ people: [] }))).toEqual(['no-people']);
    expect(codes(kitPlan({ people: Array.from({ length: 1001 }, () => wish('x')) }))).toEqual([
      'too-many-people',
    ]);
    const people = [wish(' '), wish('Anna', { password: 'short' }), wish('Ben', { email: 'nobody' })];
    expect(codes(kitPlan({ people }))).toEqual([
      'name-missing',
      'password-too-short',
      'client-draft alternativeNames.0.value not-an-email',
    ]);
    expect(codes(kitPlan({ signedBy: { kind: 'new', commonName: 'x'.repeat(65) } }))).toEqual([
      'name-of-authority-too-long',
    ]);
    expect(codes(kitPlan({ days: 0 }))).toContain('client-draft validity.days days-not-a-count');
    expect(codes(kitPlan())).toEqual([]);
  });

  it.each(['=1+1-long-enough', '+long-enough', '-long-enough', '@long-enough', '\u200b=long-enough'])(
    'is the password %j, which a table safe to open could not tell as it is',
    (password) => {
      expect(codes(kitPlan({ people: [wish('Anna', { password })] }))).toEqual(['password-like-formula']);
    },
  );

  it('is no password that only holds such a letter', async () => {
    const people = [wish('Anna', { password: 'a=b+c-d@e' }), wish('Ben', { password: "'=quoted" })];
    expect(codes(kitPlan({ people }))).toEqual([]);
    const kit = await makeClientKit(kitPlan({ people, serverNames: [] }), at);
    expect([...passwordsIn(kit.files).values()].slice(0, 2)).toEqual(['a=b+c-d@e', "'=quoted"]);
  });

  it('is what the authority may not sign', async () => {
    const constraints = {
      permitted: [
        { kind: 'dns', base: 'example.test' },
        { kind: 'email', base: 'example.test' },
      ],
      excluded: [],
    } as const;
    const signedBy = { kind: 'given', authority: await given({ constraints }) } as const;
    const people = [
      wish('Anna', { email: 'anna@example.test' }),
      wish('Ben', { email: 'ben@elsewhere.test' }),
    ];
    const serverNames = [{ kind: 'dns', value: 'localhost' }] as const;
    expect(codes(kitPlan({ signedBy, people, serverNames }))).toEqual([
      'server-draft alternativeNames.0 outside-constraints',
      'client-draft alternativeNames.0 outside-constraints',
    ]);
  });

  it('is anything by an authority that has ended, that is for servers, or whose root is not here', async () => {
    const authority = await given();
    const later = new Date(authority.certificate.validity.notAfter.getTime() + 1000);
    const signedBy = { kind: 'given', authority } as const;
    expect(codes(kitPlan({ signedBy, serverNames: [] }), later)).toContain('client-draft  authority-expired');
    const rootless = { ...authority, cautions: ['root-missing'] as const };
    expect(codes(kitPlan({ signedBy: { kind: 'given', authority: rootless } }))).toEqual(['root-missing']);
  });
});

describe('folders', () => {
  it('are called after people, without the marks on letters', () => {
    const names = ['Jörg Groß', 'Zoë', 'Łukasz', '李雷', 'ﬁona'];
    expect(foldersOf(names.map((name) => wish(name, { device: 'PC' })))).toEqual([
      'jorg-gross-pc',
      'zoe-pc',
      expect.stringMatching(/^xn--/),
      expect.stringMatching(/^xn--/),
      'fiona-pc',
    ]);
  });
});

describe('hostile names', () => {
  const names = [
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    '=HYPERLINK("https://evil.test")',
    '@SUM(1)',
    '../../etc/passwd',
    '..\\..\\windows',
    'CON',
    '`rm -rf /` | [x](javascript:alert)',
    'Anna\u202e txt.exe',
    'line\nbreak',
    '-rf',
    'Ann',
    'ann',
  ];
  const people = names.map((name) => wish(name));

  it('stay in their folder, each in its own', async () => {
    const folders = foldersOf(people);
    expect(new Set(folders.map((folder) => folder.toLowerCase())).size).toBe(names.length);
    for (const folder of folders) expect(folder).toMatch(/^[\w+][\w+@-]*$/);
    const files = folders.map(
      (folder) => ({ path: `clients/${folder}/x`, contents: '', mode: 0o644 }) as const,
    );
    expect((await zip('kit', files)).length).toBeGreaterThan(0);
  });

  it('are text in the page, in the readme and in the table', async () => {
    const kit = await makeClientKit(kitPlan({ people, serverNames: [] }), at);
    for (const folder of foldersOf(people)) {
      const page = textOf(kit.files, `clients/${folder}/INSTALL.html`);
      expect(page).not.toContain('\u202e');
      const tags = page.match(/<[^>]*>/g) ?? [];
      const kinds = new Set(tags.map((tag) => /^<[/!]?([a-z0-9]+)/.exec(tag)?.[1] ?? tag));
      expect([...kinds].sort()).toEqual([
        ...[
          'code',
          'dd',
          'details',
          'dl',
          'doctype',
          'dt',
          'h1',
          'h2',
          'html',
          'li',
          'main',
          'meta',
          'ol',
          'p',
          'pre',
        ],
        ...['small', 'style', 'summary', 'title'],
      ]);
      expect(tags.filter((tag) => /\son|href|src=/.test(tag))).toEqual([]);
      expect(page).toContain("default-src 'none'");
    }
    const readme = textOf(kit.files, 'README.md');
    expect(readme).not.toContain('\u202e');
    expect(readme).not.toContain('`rm');
    const table = textOf(kit.files, 'passwords.csv');
    for (const cell of table.slice(1).split(/[,\r\n]/)) expect(cell).not.toMatch(/^"?[=+@-]/);
  });

  it.each([
    ['=1+1', "'=1+1"],
    ['+49 30', "'+49 30"],
    ['-', "'-"],
    ['@x', "'@x"],
    ['\t=1', '"\'\t=1"'],
    ['a,b', '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ['Anna', 'Anna'],
    ['', ''],
  ])('as a cell of a table: %j', (text, cell) => {
    expect(csvCell(text)).toBe(cell);
  });
});

describe('a password that is made up', () => {
  it('has 80 bits in letters and digits that look like no other', () => {
    const made = Array.from({ length: 200 }, () => readablePassword());
    for (const password of made)
      expect(password).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(?:-[0-9a-hjkmnp-tv-z]{4}){3}$/);
    expect(new Set(made).size).toBe(200);
    // Every symbol of the alphabet turns up: all 32 are used.
    expect(new Set(made.join('').replaceAll('-', '')).size).toBe(32);
    expect(readablePassword((length) => new Uint8Array(length).fill(33))).toBe('1111-1111-1111-1111');
  });
});
