// certwright.json: what it may say, what it would change, and that what is made of it is what it says.
import { describe, expect, it } from 'vitest';
import { parseCertificate } from '../../src/codec/certificate';
import { extensionValue } from '../../src/codec/extension';
import {
  parseMadeBefore,
  formatMadeBefore,
  nothingMade,
  type MadeBefore,
} from '../../src/pki/manifest/made-before';
import { makeManifest } from '../../src/pki/manifest/make';
import type { MakeRefusal } from '../../src/pki/manifest/refusals';
import { manifestFromTable } from '../../src/pki/manifest/from-table';
import { parseManifest, type Manifest } from '../../src/pki/manifest/manifest';
import { planOf } from '../../src/pki/manifest/plan';

const at = new Date('2026-11-22T08:00:00Z');
const later = (days: number) => new Date(at.getTime() + days * 86_400_000);

const team = {
  certwright: 1,
  defaults: { organization: 'Example' },
  authorities: {
    issuing: { commonName: 'Example issuing', signedBy: 'root', days: 1826 },
    root: { commonName: 'Example root', permitted: ['example.test', '10.0.0.0/8'] },
  },
  servers: [
    { names: ['app.example.test', '10.0.0.5'], signedBy: 'issuing', days: 90 },
    { names: ['*.example.test'], signedBy: 'issuing', key: 'ec-p384' },
  ],
  clients: [{ name: 'Alice', email: 'alice@example.test', device: 'laptop', signedBy: 'issuing' }],
};

const read = (value: unknown): Manifest => {
  const parsed = parseManifest(JSON.stringify(value));
  return parsed.ok ? parsed.value : expect.unreachable(JSON.stringify(parsed.error));
};
const problems = (value: unknown): readonly string[] => {
  const parsed = parseManifest(typeof value === 'string' ? value : JSON.stringify(value));
  return parsed.ok ? [] : parsed.error.map(({ at: place, code }) => `${place}: ${code}`);
};
const quietly = { signal: new AbortController().signal, progress: () => undefined };

async function make(manifest: Manifest, before: MadeBefore = nothingMade, when = at) {
  const plan = planOf(manifest, before, when);
  const result = await makeManifest({ manifest, plan, before, authorities: new Map(), at: when }, quietly);
  if (result.kind === 'refused') return expect.unreachable(JSON.stringify(result.refusals));
  const { authorities, leaves, made } = result.begun;
  return { authorities, leaves: await leaves, made: await made };
}

async function refusals(
  manifest: Manifest,
  before: MadeBefore = nothingMade,
): Promise<readonly MakeRefusal[]> {
  const plan = planOf(manifest, before, at);
  const result = await makeManifest({ manifest, plan, before, authorities: new Map(), at }, quietly);
  return result.kind === 'refused' ? result.refusals : expect.unreachable();
}

describe('reading certwright.json', () => {
  it('puts whoever signs before what it signs, and fills in the defaults', () => {
    const { authorities, servers, clients } = read(team);
    expect(authorities.map(({ id }) => id)).toEqual(['root', 'issuing']);
    expect(servers.map(({ key, days, organization }) => [key, days, organization])).toEqual([
      ['ec-p256', 90, 'Example'],
      ['ec-p384', 397, 'Example'],
    ]);
    expect(clients).toMatchObject([{ name: 'Alice', email: 'alice@example.test', device: 'laptop' }]);
  });

  it('signs by the only authority there is where nothing is said', () => {
    const { servers } = read({
      certwright: 1,
      authorities: { ca: { commonName: 'One' } },
      servers: [{ names: ['a.test'] }],
    });
    expect(servers).toMatchObject([{ signedBy: 'ca' }]);
  });

  it.each<[string, unknown, readonly string[]]>([
    ['no JSON', '{', [': not-json']],
    ['another thing', '[]', [': not-an-object']],
    ['another version', { ...team, certwright: 2 }, ['certwright: not-version-1']],
    ['nothing', { certwright: 1 }, ['authorities: missing']],
    ['a misspelt field', { ...team, server: [] }, ['server: unknown-field']],
    [
      'a misspelt field below',
      { ...team, servers: [{ names: ['a.example.test'], signedBy: 'root', day: 3 }] },
      ['servers[0].day: unknown-field'],
    ],
    [
      'too long a life',
      { ...team, servers: [{ names: ['a.example.test'], signedBy: 'root', days: 826 }] },
      ['servers[0].days: not-a-count'],
    ],
    [
      'nobody’s key',
      { ...team, servers: [{ names: ['a.example.test'], signedBy: 'root', key: 'toString' }] },
      ['servers[0].key: not-one-of'],
    ],
    [
      'an unknown authority',
      { ...team, clients: [{ name: 'A', signedBy: 'constructor' }] },
      ['clients[0].signedBy: no-such-authority'],
    ],
    [
      'a name that is none',
      { ...team, servers: [{ names: ['a.example.test', '300.1.1.1'], signedBy: 'root' }] },
      ['servers[0].names[1]: not-a-name'],
    ],
    ['no name', { ...team, servers: [{ names: [], signedBy: 'root' }] }, ['servers[0].names: missing']],
    [
      'a nameless person',
      { ...team, clients: [{ name: ' ', signedBy: 'root' }] },
      ['clients[0].name: missing'],
    ],
    [
      'a mailbox that is none',
      { ...team, clients: [{ name: 'A', email: 'a b', signedBy: 'root' }] },
      ['clients[0].email: not-an-email'],
    ],
    [
      'more than a zip holds',
      {
        certwright: 1,
        authorities: { a: { commonName: 'A' } },
        servers: Array.from({ length: 8000 }, (_, i) => ({ names: [`h${i}.test`] })),
        clients: Array.from({ length: 6679 }, (_, i) => ({ name: `P${i}` })),
      },
      [': too-many'],
    ],
    [
      'the most of both that a zip holds',
      {
        certwright: 1,
        authorities: { a: { commonName: 'A' } },
        servers: Array.from({ length: 8000 }, (_, i) => ({ names: [`h${i}.test`] })),
        clients: Array.from({ length: 6678 }, (_, i) => ({ name: `P${i}` })),
      },
      [],
    ],
    [
      'control characters',
      { ...team, clients: [{ name: 'A\nB', signedBy: 'root' }] },
      ['clients[0].name: control-character'],
    ],
    [
      'a name that reads as another',
      { ...team, clients: [{ name: 'A\u202egnp.exe', signedBy: 'root' }] },
      ['clients[0].name: control-character'],
    ],
    [
      'a path for an id',
      { ...team, authorities: { ...team.authorities, '../x': { commonName: 'X' } } },
      ['authorities.../x: not-an-id'],
    ],
    [
      'an id that Windows opens as a device, or writes without its last dot',
      {
        ...team,
        authorities: {
          ...team.authorities,
          CON: { commonName: 'X' },
          'x.': { commonName: 'Y' },
          'a..b': { commonName: 'Z' },
        },
      },
      ['authorities.CON: not-an-id', 'authorities.x.: not-an-id', 'authorities.a..b: not-an-id'],
    ],
    [
      'ids of one folder',
      { ...team, authorities: { ...team.authorities, Root: { commonName: 'X' } } },
      ['authorities.Root: same-folder'],
    ],
    [
      'a field that stands there twice, however it is spelt',
      String.raw`{ "certwright": 1, "servers": [{ "names": ["a.test"], "days": 3, "d\u0061ys": 4 }],
        "authorities": { "root": { "commonName": "A" }, "o": { "commonName": "\"root\": {" }, "root": { "commonName": "B" } } }`,
      ['servers[0].days: repeated-field', 'authorities.root: repeated-field', 'servers[0].signedBy: missing'],
    ],
    [
      'a circle',
      {
        certwright: 1,
        authorities: { a: { commonName: 'A', signedBy: 'b' }, b: { commonName: 'B', signedBy: 'a' } },
      },
      ['authorities.a.signedBy: signed-in-a-circle', 'authorities.b.signedBy: signed-in-a-circle'],
    ],
    [
      'a zone that is none',
      { certwright: 1, authorities: { a: { commonName: 'A', permitted: ['10.0.0.0/40', 'a b'] } } },
      [
        'authorities.a.permitted[0]: not-a-range',
        'authorities.a.permitted[1]: not-a-zone',
        'authorities.a.permitted: permits-nothing',
      ],
    ],
    [
      'a fingerprint with company',
      { certwright: 1, authorities: { a: { sha256: 'ab'.repeat(32), commonName: 'A' } } },
      ['authorities.a.commonName: not-beside-sha256'],
    ],
  ])('%s', (_, value, expected) => {
    expect(problems(value)).toEqual(expected);
  });
});

describe('what it would change', () => {
  it('everything, where nothing was made before', () => {
    const { rows, gone, twice, keysNeeded } = planOf(read(team), nothingMade, at);
    expect(rows.map(({ kind, change }) => `${kind} ${change.kind}`)).toEqual([
      'authority make',
      'authority make',
      'server make',
      'server make',
      'client make',
    ]);
    expect([gone, twice, keysNeeded]).toEqual([[], [], []]);
  });

  it('nothing the day after; what ends soon and what is another later; what has gone is named', async () => {
    const { made } = await make(read(team));
    const before = parseMadeBefore(formatMadeBefore(made));
    if (!before.ok) throw new Error(JSON.stringify(before.error));
    expect(before.value).toEqual(made);
    const changes = (manifest: unknown, when: Date) =>
      planOf(read(manifest), made, when).rows.map(({ change }) => change.kind);
    expect(changes(team, later(1))).toEqual(['keep', 'keep', 'keep', 'keep', 'keep']);
    expect(changes(team, later(70))).toEqual(['keep', 'keep', 'renew', 'keep', 'keep']);
    const [first, second] = team.servers;
    const changed = {
      ...team,
      servers: [
        { ...first, key: 'rsa-2048' },
        { ...second, names: ['*.example.test', 'example.test'] },
      ],
      clients: [],
    };
    const plan = planOf(read(changed), made, later(1));
    expect(plan.rows.map(({ change }) => change)).toMatchObject([
      { kind: 'keep' },
      { kind: 'keep' },
      { kind: 'remake', differs: ['key'] },
      { kind: 'make' },
    ]);
    expect(plan.gone.map(({ identity }) => identity)).toEqual([
      '*.example.test',
      'Alice / alice@example.test / laptop',
    ]);
    // To sign anything the issuing authority's key must be there.
    expect(plan.keysNeeded).toEqual([made.authorities.find(({ id }) => id === 'issuing')?.sha256]);
    expect(await refusals(read(changed), made)).toMatchObject([
      { code: 'authority-not-open', authority: 'issuing' },
    ]);
  });

  it('the same server twice is refused', async () => {
    const twice = {
      ...team,
      servers: [...team.servers, { names: ['10.0.0.5', 'APP.example.test'], signedBy: 'root' }],
    };
    expect(await refusals(read(twice))).toEqual([{ code: 'twice', identity: '10.0.0.5 app.example.test' }]);
  });
});

describe('making', () => {
  it('path lengths follow the tree, constraints what was listed, and nothing outlives its issuer', async () => {
    const short = {
      ...team,
      authorities: { ...team.authorities, issuing: { ...team.authorities.issuing, days: 30 } },
    };
    const { authorities, leaves } = await make(read(short));
    const certificates = authorities.map(({ chain: [own] }) => certificate(own));
    expect(certificates.map(({ basic }) => basic)).toEqual([
      { ca: true, pathLength: 1 },
      { ca: true, pathLength: 0 },
    ]);
    const end = certificates[1]?.validity.notAfter.getTime() ?? 0;
    for (const { der } of leaves)
      expect(certificate(der).validity.notAfter.getTime()).toBeLessThanOrEqual(end);
    expect(new Set(leaves.map(({ der }) => certificate(der).serial)).size).toBe(3);
  });

  it('a name outside what the authority may sign is refused, with the name', async () => {
    const outside = {
      ...team,
      servers: [{ names: ['app.example.test', 'example.com', '192.168.0.1'], signedBy: 'issuing' }],
    };
    expect(await refusals(read(outside))).toEqual([
      { code: 'outside-constraints', authority: 'issuing', names: ['example.com', '192.168.0.1'] },
    ]);
  });

  it('zones alone permit no address', async () => {
    const zones = {
      certwright: 1,
      authorities: { a: { commonName: 'A', permitted: ['example.test'] } },
      servers: [{ names: ['10.0.0.1', 'x.example.test'] }],
    };
    expect(await refusals(read(zones))).toMatchObject([{ code: 'outside-constraints', names: ['10.0.0.1'] }]);
  });

  it('what is excluded is refused, and stands in the certificate', async () => {
    const manifest = (name: string, permitted?: unknown) => ({
      certwright: 1,
      authorities: {
        a: {
          commonName: 'A',
          ...(permitted !== undefined && { permitted }),
          excluded: ['x.example.test', '10.1.0.0/16', '10.9.9.9'],
        },
      },
      servers: [{ names: [name] }],
    });
    for (const permitted of [undefined, ['example.test', '10.0.0.0/8'], 'anything']) {
      for (const name of ['a.x.example.test', '10.1.2.3', '10.9.9.9'])
        expect(await refusals(read(manifest(name, permitted)))).toMatchObject([
          { code: 'outside-constraints', names: [name] },
        ]);
      const { authorities } = await make(read(manifest('y.example.test', permitted)));
      const parsed = certificate(authorities[0]?.chain[0]);
      const constraints = extensionValue(parsed.extensions, 'nameConstraints');
      expect(constraints.ok ? constraints.value?.value.excluded : undefined).toEqual([
        { kind: 'dns', base: 'x.example.test' },
        { kind: 'ip', base: '10.1.0.0/16' },
        { kind: 'ip', base: '10.9.9.9/32' },
      ]);
    }
  });

  it('an endless list of zones is refused before anything is compared', async () => {
    const servers = Array.from({ length: 1100 }, (_, i) => ({ names: [`host-${i}.example-${i}.com`] }));
    const many = { certwright: 1, authorities: { a: { commonName: 'A' } }, servers };
    expect(await refusals(read(many))).toMatchObject([{ code: 'too-many-zones', authority: 'a' }]);
  });

  it('stops when it is told to', async () => {
    const manifest = read({
      ...team,
      servers: Array.from({ length: 200 }, (_, i) => ({ names: [`n${i}.example.test`], signedBy: 'root' })),
    });
    const controller = new AbortController();
    const told: number[] = [];
    const progress = (done: number, total: number) => {
      told.push(done);
      expect(total).toBe(203);
      if (done > 50) controller.abort();
    };
    const plan = planOf(manifest, nothingMade, at);
    const job = { manifest, plan, before: nothingMade, authorities: new Map(), at };
    const result = await makeManifest(job, { signal: controller.signal, progress });
    if (result.kind === 'refused') return expect.unreachable(JSON.stringify(result.refusals));
    await expect(result.begun.made).rejects.toThrow(/abort/i);
    expect(told.at(-1)).toBeLessThan(80);
  });
});

function certificate(der: Uint8Array | undefined) {
  const parsed = parseCertificate(der ?? new Uint8Array());
  if (!parsed.ok) throw parsed.error;
  const basic = extensionValue(parsed.value.extensions, 'basicConstraints');
  return {
    ...parsed.value,
    basic: basic.ok ? basic.value?.value : undefined,
    serial: parsed.value.serialNumber.join(),
  };
}

describe('a table', () => {
  const table = (text: string) => {
    const result = manifestFromTable(text);
    return result.ok ? result.value : result.error.map(({ line, code }) => `${line}: ${code}`);
  };

  it('says what an authority may not sign', () => {
    const text = table('kind,name,permitted,excluded\nroot,Team,a.test,x.a.test 10.0.0.0/8\n');
    const parsed = typeof text === 'string' ? parseManifest(text) : expect.unreachable(text.join());
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    expect(parsed.value.authorities).toMatchObject([
      { excluded: [{ base: 'x.a.test' }, { base: '10.0.0.0/8' }] },
    ]);
  });

  it('becomes the manifest it says, in any order of columns, with any separator', () => {
    const text = table(
      'Kind;Name;Names;Signed by;Days;E-mail;Device\r\nroot;Team;;;;;\r\nserver;;"a.test, 10.0.0.1";team;90;;\r\nclient;Alice;;team;;alice@a.test;laptop\r\n',
    );
    const parsed = typeof text === 'string' ? parseManifest(text) : expect.unreachable(text.join());
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
    expect(parsed.value.authorities).toMatchObject([{ id: 'team', commonName: 'Team' }]);
    expect(parsed.value.servers).toMatchObject([
      { days: 90, signedBy: 'team', names: [{ value: 'a.test' }, { value: '10.0.0.1' }] },
    ]);
    expect(parsed.value.clients).toMatchObject([{ name: 'Alice', device: 'laptop', email: 'alice@a.test' }]);
  });

  it('takes a row with names for a server and one without for a person', () => {
    expect(JSON.parse(String(table('names,name\na.test,\n,Bob')))).toMatchObject({
      servers: [{ names: ['a.test'] }],
      clients: [{ name: 'Bob' }],
    });
  });

  it('names an authority that is there by its fingerprint, and who signs by id or by name', () => {
    const sha256 = 'AB:'.repeat(31) + 'AB';
    const parsed = parseManifest(
      String(
        table(
          `kind,id,name,names,signed by,sha256\n,old,Old root,,,${sha256}\nintermediate,,Team CA,,Old Root,\nroot,,Alone,,Alone,\nserver,,,a.test,team ca,\nserver,,,b.test,team-ca,\nclient,,Bob,,old,`,
        ),
      ),
    );
    if (!parsed.ok) return expect.unreachable(JSON.stringify(parsed.error));
    expect(parsed.value.authorities).toMatchObject([
      { kind: 'known', id: 'old', sha256: 'ab'.repeat(32) },
      { kind: 'new', id: 'team-ca', commonName: 'Team CA', signedBy: 'old' },
      { kind: 'new', id: 'alone', commonName: 'Alone' },
    ]);
    expect(parsed.value.authorities[2]).not.toHaveProperty('signedBy');
    expect(parsed.value.servers.map(({ signedBy }) => signedBy)).toEqual(['team-ca', 'team-ca']);
    expect(parsed.value.clients.map(({ signedBy }) => signedBy)).toEqual(['old']);
    // What else is said of it would be passed over, and two of one name are nobody.
    expect(problems(String(table(`kind,name,days,sha256\nca,Old,3,${sha256}`)))).toEqual([
      'authorities.old.days: not-beside-sha256',
    ]);
    expect(problems(String(table('kind,id,name,signed by\nca,a,X,\nca,b,x,\nclient,,Bob,X')))).toEqual([
      'clients[0].signedBy: no-such-authority',
    ]);
  });

  it('hostile cells stay text', () => {
    const text = String(
      table('kind,name\nclient,"=cmd|\' /C calc\'!A0"\nclient,"</script>"\nauthority,__proto__'),
    );
    expect(JSON.parse(text)).toMatchObject({
      clients: [{ name: "=cmd|' /C calc'!A0" }, { name: '</script>' }],
    });
    expect(parseManifest(text).ok).toBe(true);
    // An id that would be a folder of another kind, or no property at all.
    expect(problems(String(table('kind,id,name\nca,__proto__,A\nca,../x,B')))).toEqual([
      'authorities.__proto__: not-an-id',
      'authorities.../x: not-an-id',
    ]);
  });

  it.each([
    ['a,b\n1,2', ['1: no-header']],
    ['kind,name,colour\nclient,A,red', ['1: unknown-column']],
    ['kind,name,Name\nclient,A,B', ['1: column-twice']],
    ['kind,name', ['0: no-rows']],
    ['kind,name,days\nrobot,A,\nclient,B,soon', ['2: not-a-kind', '3: not-a-number']],
    ['kind,name\nca,A\nca,a', ['3: id-twice']],
    ['kind,name\nclient,"A', ['2: unclosed-quote']],
    ['kind,name,signed by\nroot,A,\nintermediate,B,', ['3: unsigned-intermediate']],
    ['kind,name,signed by\nroot,A,B\nroot,B,', ['2: signed-root']],
  ])('%j: %j', (text, problems) => {
    expect(table(text)).toEqual(problems);
  });
});
