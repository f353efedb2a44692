// What a second run of certwright.json would change: every edit of an entry is seen, whatever follows from it too, and what was
// written before there was a field for it counts as unchanged.
import { beforeAll, describe, expect, it } from 'vitest';
import {
  changesOf,
  later,
  madeOf,
  readManifest,
  refusalsOf,
  type MadeManifest,
} from '../support/manifest-making';
import { nothingMade, parseMadeBefore, type MadeBefore } from '../../src/pki/manifest/made-before';
import { planOf } from '../../src/pki/manifest/plan';

const team = {
  certwright: 1,
  authorities: {
    root: { commonName: 'Team root', permitted: ['example.test', '10.0.0.0/8'] },
    issuing: { commonName: 'Team issuing', signedBy: 'root', days: 1826 },
    other: { commonName: 'Other', permitted: 'anything' },
  },
  servers: [{ names: ['app.example.test', '10.0.0.5'], signedBy: 'issuing', days: 90 }],
  clients: [{ name: 'Alice', signedBy: 'other' }],
};
type Fields = Readonly<Record<string, unknown>>;
const withAuthority = (id: 'root' | 'issuing' | 'other', fields: Fields) => ({
  ...team,
  authorities: { ...team.authorities, [id]: { ...team.authorities[id], ...fields } },
});
const withServer = (fields: Fields) => ({ ...team, servers: [{ ...team.servers[0], ...fields }] });

const unchanged = [
  'authority root: keep',
  'authority other: keep',
  'authority issuing: keep',
  'server app.example.test: keep',
  'client Alice: keep',
];
/** What differs from that. */
const edited = (manifest: unknown, before: MadeBefore, when = later(1)) =>
  changesOf(manifest, before, when).filter((row) => !unchanged.includes(row));

let first: MadeManifest;
beforeAll(async () => {
  first = await madeOf(team);
});

it('nothing the day after, in whatever order and spelling', () => {
  expect(changesOf(team, first.made).toSorted()).toEqual(unchanged.toSorted());
  expect(edited(withAuthority('root', { permitted: ['10.0.0.0/8', '.EXAMPLE.test'] }), first.made)).toEqual(
    [],
  );
});

describe('an edited server or client', () => {
  it.each<[string, Fields, string]>([
    ['a shorter life', { days: 30 }, 'days'],
    ['a longer life', { days: 397 }, 'days'],
    ['another key', { key: 'ec-p384' }, 'key'],
    ['another organization', { organization: 'Example' }, 'organization'],
    ['another authority', { signedBy: 'other' }, 'signedBy'],
    ['several at once', { days: 30, key: 'ed25519' }, 'key days'],
  ])('%s', (_, fields, why) => {
    expect(edited(withServer(fields), first.made)).toEqual([`server app.example.test: remake ${why}`]);
  });
});

describe('an edited authority is made again, and all that it signs with it', () => {
  const below = ['authority issuing: remake signer', 'server app.example.test: remake signer'];
  it.each<[string, 'root' | 'issuing' | 'other', Fields, readonly string[]]>([
    [
      'what it may sign',
      'root',
      { permitted: ['example.test'] },
      ['authority root: remake limits', ...below],
    ],
    [
      'what it may not sign',
      'root',
      { excluded: ['x.example.test'] },
      ['authority root: remake limits', ...below],
    ],
    [
      'anything instead of a list',
      'root',
      { permitted: 'anything' },
      ['authority root: remake limits', ...below],
    ],
    [
      'a list instead of anything',
      'other',
      { permitted: ['a.test'] },
      ['authority other: remake limits', 'client Alice: remake signer'],
    ],
    ['its key', 'root', { key: 'ec-p384' }, ['authority root: remake key', ...below]],
    ['its life', 'root', { days: 7000 }, ['authority root: remake days', ...below]],
    ['its organization', 'root', { organization: 'Team' }, ['authority root: remake organization', ...below]],
    ['its name', 'root', { commonName: 'Root' }, ['authority root: remake commonName', ...below]],
    [
      'its parent',
      'issuing',
      { signedBy: 'other' },
      [
        'authority other: remake room',
        'authority issuing: remake signedBy',
        'server app.example.test: remake signer',
        'client Alice: remake signer',
      ],
    ],
    [
      'a parent for a root',
      'other',
      { signedBy: 'root' },
      ['authority other: remake signedBy', 'client Alice: remake signer'],
    ],
  ])('%s', (_, id, fields, changes) => {
    expect(edited(withAuthority(id, fields), first.made)).toEqual(changes);
  });

  it('a first authority below one that has no room for it', async () => {
    const flat = {
      certwright: 1,
      authorities: { root: { commonName: 'R' } },
      servers: [{ names: ['a.test'], signedBy: 'root' }],
    };
    const { made } = await madeOf(flat);
    const deeper = {
      ...flat,
      authorities: { ...flat.authorities, below: { commonName: 'B', signedBy: 'root' } },
    };
    expect(changesOf(deeper, made)).toEqual([
      'authority root: remake room',
      'authority below: make',
      'server a.test: remake signer',
    ]);
  });

  it('what made.json says afterwards is held against the same manifest without a change', async () => {
    const manifest = withAuthority('root', { key: 'ec-p384', excluded: ['x.example.test'] });
    const { made } = await madeOf(manifest, { before: first.made, signers: first.signers, when: later(1) });
    expect(edited(manifest, made, later(2))).toEqual([]);
  });
});

describe('another certificate behind the same id', () => {
  const by = (sha256: string, id = 'kept') => ({
    certwright: 1,
    authorities: { [id]: { sha256 } },
    servers: [{ names: ['a.example.test'], signedBy: id }],
  });
  it('makes what it signs again; another id for the same certificate does not', async () => {
    const [one = '', other = ''] = first.signers.keys();
    const { made } = await madeOf(by(one), { signers: first.signers });
    expect(changesOf(by(one), made)).toEqual(['authority kept: keep', 'server a.example.test: keep']);
    expect(changesOf(by(one, 'renamed'), made)).toEqual([
      'authority renamed: keep',
      'server a.example.test: keep',
    ]);
    expect(changesOf(by(other), made)).toEqual([
      'authority kept: keep',
      'server a.example.test: remake signer',
    ]);
  });
});

describe('an authority that ends', () => {
  it('is renewed in its last 30 days, and what it signs with it, before a short certificate is renewed over and over', async () => {
    const short = {
      certwright: 1,
      authorities: { ca: { commonName: 'CA', days: 365 } },
      servers: [{ names: ['a.test'] }],
    };
    const { made } = await madeOf(short);
    expect(changesOf(short, made, later(330))).toEqual(['authority ca: keep', 'server a.test: keep']);
    expect(changesOf(short, made, later(340))).toEqual([
      'authority ca: renew',
      'server a.test: remake signer',
    ]);
    expect(changesOf(short, made, later(400))).toEqual([
      'authority ca: renew',
      'server a.test: remake signer',
    ]);
  });
});

describe('an authority that may sign what it signed', () => {
  const host = (name: string) => ({ names: [name], signedBy: 'issuing' });
  const small = (
    servers: readonly unknown[],
    permitted?: readonly string[],
    clients: readonly unknown[] = [],
  ) => ({
    certwright: 1,
    authorities: {
      root: { commonName: 'Small root', ...(permitted && { permitted }) },
      issuing: { commonName: 'Small issuing', signedBy: 'root', ...(permitted && { permitted }) },
    },
    servers,
    clients,
  });
  const old = host('www.example.com');
  let made: MadeBefore;
  beforeAll(async () => {
    ({ made } = await madeOf(small([old])));
  });

  it('is made again for a name outside, before any key is asked for', () => {
    const wider = small([old, host('new.example.com')]);
    expect(changesOf(wider, made)).toEqual([
      'authority root: remake limits',
      'authority issuing: remake signer limits',
      'server www.example.com: remake signer',
      'server new.example.com: make',
    ]);
    expect(planOf(readManifest(wider), made, later(1)).keysNeeded).toEqual([]);
  });

  it.each<[string, readonly unknown[]]>([
    ['a name below one that it signed', [old, host('a.www.example.com')]],
    ['a local one', [old, host('new.test'), host('10.1.2.3')]],
    ['none at all any more', []],
  ])('stays for %s', (_, servers) => {
    expect(changesOf(small(servers), made).slice(0, 2)).toEqual([
      'authority root: keep',
      'authority issuing: keep',
    ]);
  });

  it('is made again when it is given a list, and then stays for names in it', async () => {
    const listed = ['example.com'];
    expect(changesOf(small([old], listed), made).slice(0, 1)).toEqual(['authority root: remake limits']);
    const again = await madeOf(small([old], listed), { before: made, when: later(1) });
    expect(changesOf(small([old, host('new.example.com')], listed), again.made)).toEqual([
      'authority root: keep',
      'authority issuing: keep',
      'server www.example.com: keep',
      'server new.example.com: make',
    ]);
    expect(changesOf(small([old]), again.made).slice(0, 1)).toEqual(['authority root: remake limits']);
  });

  it('is made again for a client whose name looks like a host outside', () => {
    const client = { name: 'build-01.corp.example.com', signedBy: 'issuing' };
    expect(changesOf(small([old], undefined, [client]), made).slice(0, 1)).toEqual([
      'authority root: remake limits',
    ]);
    expect(changesOf(small([old], undefined, [{ ...client, name: 'Alice' }]), made).slice(0, 1)).toEqual([
      'authority root: keep',
    ]);
  });
});

describe('a life that is cut short', () => {
  it('is said of what outlasts its authority', async () => {
    const short = {
      certwright: 1,
      authorities: { ca: { commonName: 'CA', days: 100 } },
      servers: [{ names: ['a.test'] }, { names: ['b.test'], days: 90 }],
    };
    const rows = (before: MadeBefore, when: Date, manifest: unknown = short) =>
      planOf(readManifest(manifest), before, when).rows.map(
        ({ change, cut }) => `${change.kind} ${cut?.slice(0, 10) ?? ''}`,
      );
    expect(rows(nothingMade, later(0))).toEqual(['make ', 'make 2027-03-02', 'make ']);
    const { made } = await madeOf(short);
    const more = { ...short, servers: [...short.servers, { names: ['c.test'], days: 90 }] };
    expect(rows(made, later(20), more)).toEqual(['keep ', 'keep ', 'keep ', 'make 2027-03-02']);
  });

  it('an authority that is named by its fingerprint says when it ends, since nothing here renews it', async () => {
    const [sha256 = ''] = first.signers.keys();
    const by = { certwright: 1, authorities: { kept: { sha256 } }, servers: [{ names: ['a.example.test'] }] };
    const { made } = await madeOf(by, { signers: first.signers });
    const change = (when: Date) => planOf(readManifest(by), made, when).rows[0]?.change;
    const [until] = made.authorities.map(({ notAfter }) => notAfter);
    expect(change(later(1))).toEqual({ kind: 'keep', until });
    expect(change(later(3640))).toEqual({ kind: 'keep', until, ends: 'soon' });
    expect(change(later(3700))).toEqual({ kind: 'keep', until, ends: 'ended' });
  });
});

describe('what went out of use and is still good', () => {
  it('stays in made.json with its serial number until it ends, and is told', async () => {
    const without = { ...withServer({ days: 30 }), clients: [] };
    const second = await madeOf(without, { before: first.made, signers: first.signers, when: later(1) });
    const was = (kind: string) => first.made.certificates.find((one) => one.kind === kind);
    expect(second.made.certificates).toHaveLength(1);
    expect(second.made.former.certificates).toEqual([was('server'), was('client')]);
    const gone = (when: Date) =>
      planOf(readManifest(without), second.made, when).gone.map(({ sha256 }) => sha256);
    expect(gone(later(2))).toEqual([was('server')?.sha256, was('client')?.sha256]);
    expect(gone(later(200))).toEqual([was('client')?.sha256]);
    const third = await madeOf(without, { before: second.made, signers: first.signers, when: later(200) });
    expect(third.made.former.certificates).toEqual([was('client')]);
  });

  it('an authority too, replaced or given up', async () => {
    const manifest = withAuthority('root', { key: 'ec-p384' });
    const { other: _, ...authorities } = manifest.authorities;
    const { made } = await madeOf(
      { ...manifest, authorities, clients: [] },
      { before: first.made, when: later(1) },
    );
    expect(made.former.authorities).toEqual(first.made.authorities);
    for (const { serialNumber } of made.former.authorities) expect(serialNumber).toMatch(/^[0-9a-f]{30,}$/);
    expect(planOf(readManifest(manifest), first.made, later(1)).gone).toEqual([]);
  });
});

describe('made.json from before these fields', () => {
  /** As it was written then. */
  const older = (made: MadeBefore): MadeBefore => {
    const text = JSON.stringify({
      'certwright-made': 1,
      authorities: made.authorities.map(({ id, commonName, sha256, notAfter }) => ({
        id,
        commonName,
        sha256,
        notAfter,
      })),
      certificates: made.certificates.map(({ signer: _, days: __, ...rest }) => rest),
    });
    const parsed = parseMadeBefore(text);
    return parsed.ok ? parsed.value : expect.unreachable(JSON.stringify(parsed.error));
  };

  it('opens, and what it does not say counts as unchanged', () => {
    const before = older(first.made);
    expect(before.former).toEqual({ authorities: [], certificates: [] });
    expect(edited(team, before)).toEqual([]);
    expect(edited(withServer({ days: 30 }), before)).toEqual([]);
    expect(edited(withAuthority('root', { permitted: ['a.test'], days: 9 }), before)).toEqual([]);
    expect(edited(withAuthority('other', { commonName: 'Else' }), before)).toEqual([
      'authority other: remake commonName',
      'client Alice: remake signer',
    ]);
    expect(changesOf(team, before, later(3630)).slice(0, 1)).toEqual(['authority root: renew']);
  });

  it('knows more as soon as the authority was open once', async () => {
    const before = older(first.made);
    const more = { ...team, servers: [...team.servers, { names: ['b.example.test'], signedBy: 'issuing' }] };
    const { made } = await madeOf(more, { before, signers: first.signers, when: later(1) });
    const narrower = {
      ...more,
      authorities: {
        ...more.authorities,
        issuing: { ...team.authorities.issuing, permitted: ['example.test'] },
      },
    };
    expect(changesOf(narrower, made)).toContain('authority issuing: remake limits');
    expect(edited(more, made)).toEqual(['server b.example.test: keep']);
  });

  it('is told how to be rid of limits it does not know of', async () => {
    const wider = { ...team, servers: [...team.servers, { names: ['a.example.org'], signedBy: 'issuing' }] };
    expect(await refusalsOf(wider, { before: older(first.made), signers: first.signers })).toEqual([
      { code: 'outside-constraints', authority: 'issuing', names: ['a.example.org'], wasMade: true },
    ]);
  });
});

describe('a made.json that somebody bent', () => {
  it.each<[string, Fields, string]>([
    ['a base that is none', { permitted: ['a b'] }, 'authorities[0].permitted[0]: not-a-zone'],
    [
      'more bases than there can be',
      { excluded: Array.from({ length: 2001 }, () => 'a.test') },
      'authorities[0].excluded: too-many',
    ],
    ['no days', { days: -1 }, 'authorities[0].days: not-a-count'],
    ['no moment', { notBefore: 'soon' }, 'authorities[0].notBefore: not-a-text'],
    ['a room below none', { room: -1 }, 'authorities[0].room: not-a-count'],
  ])('%s', (_, fields, problem) => {
    const [root] = first.made.authorities;
    const parsed = parseMadeBefore(
      JSON.stringify({ 'certwright-made': 1, authorities: [{ ...root, ...fields }], certificates: [] }),
    );
    expect(parsed.ok ? [] : parsed.error.map(({ at, code }) => `${at}: ${code}`)).toContain(problem);
  });
});
