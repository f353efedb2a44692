// RFC 5280 §5.2.3–5.2.5, §5.3.1, §5.3.3: what an authority that is taken in has revoked, where its folder holds more lists than one.
// Lists of changes, of a part and indirect ones must not hide a revocation, for the next complete list would take it back.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { encodePem } from '../../src/codec/pem';
import { findAuthorities } from '../../src/pki/authority/find-authorities';
import { mergeInventories } from '../../src/pki/authority/merge';
import { signList } from '../../src/pki/authority/sign-list';
import { soundRecords } from '../../src/pki/authority/sound-record';
import { firstSettings, type AuthorityRecord } from '../../src/pki/authority/authority-record';
import { describeHeld } from '../../src/pki/authority/describe-held';
import { opensslList, type ListWish } from '../support/openssl-lists';
import { goodExtensions, OpensslAuthorities, type AuthorityFiles } from '../support/openssl-authority';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const now = new Date();
const DAY = 86_400_000;
const day = (place: number) => new Date(Math.floor(now.getTime() / 1000) * 1000 + place * DAY);
const signing = [
  ...goodExtensions.slice(0, 1),
  'keyUsage=critical,keyCertSign,cRLSign',
  ...goodExtensions.slice(2),
];

afterAll(removeTemporaryFolders);

const find = (
  content: readonly string[],
  more: readonly { readonly path: string; readonly content: string }[] = [],
) =>
  findAuthorities(
    [{ path: 'all.pem', content: content.join('') }, ...more],
    '',
    now,
    new AbortController().signal,
  );

const byNumber = (issued: Awaited<ReturnType<typeof find>>['found'][number]['issued']) =>
  Object.fromEntries(
    issued.map(({ serial, status }) => [serial, 'reason' in status ? status.reason : status.kind]),
  );

describeWith(['openssl'], 'lists of an authority that is taken in', (path) => {
  const folder = temporaryFolder('found-lists-');
  const openssl = new OpensslAuthorities(folder);
  let authority: AuthorityFiles | undefined;
  const root = (): AuthorityFiles =>
    (authority ??= openssl.make({ subject: '/CN=Team CA', extensions: signing }));

  const list = (
    number: string,
    from: number,
    revoked: NonNullable<ListWish['revoked']>,
    extensions: readonly string[] = [],
  ) =>
    opensslList(openssl, folder, {
      ...{ by: root(), number, revoked, from: day(from), until: day(from + 30) },
      extensions: ['authorityKeyIdentifier=keyid', ...extensions],
    }).pem;
  /** Base 0x10. */
  const changes = ['2.5.29.27=critical,DER:020110'];
  const users = ['issuingDistributionPoint=critical,@part'];
  const found = async (...lists: readonly string[]) => {
    const finding = await find([root().certificate, root().key, ...lists]);
    return finding.found[0] ?? expect.unreachable();
  };

  it('a newer list of changes goes on top of the complete one: nothing it revoked is good again', async () => {
    const complete = list('10', -10, [{ serial: '0A', reason: 'keyCompromise' }]);
    const delta = list('11', -1, [{ serial: '0B', reason: 'superseded' }], changes);
    for (const lists of [
      [complete, delta],
      [delta, complete],
    ]) {
      const { issued, lists: kept, listNumber, listOutdated } = await found(...lists);
      expect(byNumber(issued)).toEqual({ '0a': 'keyCompromise', '0b': 'superseded' });
      // What is handed out as its list is the complete one, and it has to be signed anew.
      expect(kept.map(({ number }) => number)).toEqual([0x10]);
      expect(listNumber).toBe(0x11);
      expect(listOutdated).toBe(true);
    }
  });

  it('removeFromCRL releases a hold, and no revocation for good', async () => {
    const complete = list('10', -10, [
      { serial: '0A', reason: 'certificateHold' },
      { serial: '0B', reason: 'keyCompromise' },
      { serial: '0C', reason: 'certificateHold' },
    ]);
    const delta = list(
      '11',
      -1,
      [
        { serial: '0A', reason: 'removeFromCRL' },
        { serial: '0B', reason: 'removeFromCRL' },
        { serial: '0D', reason: 'certificateHold' },
        { serial: '0C', reason: 'superseded' },
      ],
      changes,
    );
    const { issued } = await found(complete, delta);
    expect(byNumber(issued)).toEqual({ '0b': 'keyCompromise', '0c': 'superseded', '0d': 'held' });
  });

  it('a list of changes from before the complete one changes no hold, and the newest complete one alone says what is held', async () => {
    const old = list('0F', -20, [{ serial: '0A', reason: 'certificateHold' }]);
    const delta = list('10', -15, [{ serial: '0A', reason: 'certificateHold' }], changes);
    const complete = list('11', -10, [{ serial: '0B', reason: 'certificateHold' }]);
    const { issued, lists, listOutdated } = await found(complete, delta, old);
    expect(byNumber(issued)).toEqual({ '0b': 'held' });
    expect(lists.map(({ number }) => number)).toEqual([0x0f, 0x11]);
    expect(listOutdated).toBe(false);
  });

  it('lists of parts: each adds what it covers, whichever is newest', async () => {
    const sections = ['[part]', 'onlyuser=TRUE'];
    const ofUsers = opensslList(openssl, folder, {
      ...{ by: root(), number: '12', revoked: [{ serial: '0B' }], from: day(-1), until: day(30) },
      ...{ extensions: users, sections },
    }).pem;
    const ofAuthorities = opensslList(openssl, folder, {
      ...{ by: root(), number: '11', revoked: [{ serial: '0C' }], from: day(-2), until: day(30) },
      ...{ extensions: users, sections: ['[part]', 'onlyCA=TRUE'] },
    }).pem;
    const complete = list('10', -10, [{ serial: '0A', reason: 'keyCompromise' }]);
    const together = await found(ofUsers, complete, ofAuthorities);
    expect(byNumber(together.issued)).toEqual({
      '0a': 'keyCompromise',
      '0b': 'unspecified',
      '0c': 'unspecified',
    });
    expect(together.listOutdated).toBe(true);
    const parts = await found(ofUsers, ofAuthorities);
    expect(Object.keys(byNumber(parts.issued)).sort()).toEqual(['0b', '0c']);
    expect([parts.lists, parts.listNumber, parts.listOutdated]).toEqual([[], 0x12, true]);
  });

  it('two certificates of one serial number: told, and the one that lasts longer comes along', async () => {
    const leaf = (days: number) => {
      openssl.run(
        ...[
          'req',
          '-x509',
          '-newkey',
          'ec',
          '-pkeyopt',
          'ec_paramgen_curve:P-256',
          '-nodes',
          '-keyout',
          'leaf.key',
        ],
        ...['-CA', `${root().base}.pem`, '-CAkey', `${root().base}.key`, '-subj', `/CN=of ${days} days`],
        ...['-days', String(days), '-set_serial', '0x2a', '-out', 'leaf.pem'],
      );
      return readFileSync(join(folder, 'leaf.pem'), 'utf8');
    };
    const [short, long] = [leaf(3), leaf(5)];
    for (const leaves of [
      [short, long],
      [long, short],
    ]) {
      const { issued, doubled } = await found(...leaves);
      expect(doubled).toEqual(['2a']);
      expect(issued.map(({ facts }) => facts?.title)).toEqual(['of 5 days']);
    }
  });

  it('a number of 19 octets, and one in crlnumber: the next list has a higher one, and openssl reads it', async () => {
    const huge = '6B03393A1F5CCD53992F61934E852188CC4A86';
    const given = [root().certificate, root().key, list(huge, -1, [{ serial: '0A' }])];
    const higher = BigInt(`0x${huge}`) + 41n;
    for (const [more, last] of [
      [[], BigInt(`0x${huge}`)],
      [[{ path: 'pki/crlnumber', content: `${(higher + 1n).toString(16)}\n` }], higher],
    ] as const) {
      const { found: all } = await find(given, more);
      const one = all[0] ?? expect.unreachable();
      expect(one.lists.map(({ number, fullNumber }) => [number, fullNumber])).toEqual([
        [1, huge.toLowerCase()],
      ]);
      const { listNumber, listOffset } = one;
      const der = await signList(one.opened, {
        ...{
          number: listNumber + 1,
          entries: [],
          thisUpdate: now.getTime(),
          nextUpdate: now.getTime() + DAY,
        },
        ...(listOffset !== undefined && { offset: listOffset }),
      });
      writeFileSync(join(folder, 'ours.pem'), encodePem('X509 CRL', der));
      const said = openssl.run('crl', '-in', 'ours.pem', '-noout', '-crlnumber').trim();
      expect(said).toBe(`crlNumber=0x${(last + 1n).toString(16).toUpperCase()}`);
    }
  });

  it('merged with what is here, numbers go on behind the higher of both; records of before read as they were', async () => {
    const [one] = (await find([root().certificate, root().key])).found;
    const { ref, certificate, chain, facts } = await describeHeld(one!.opened);
    const record = (listNumber: number, listOffset?: string): AuthorityRecord => ({
      ...{ id: ref, certificate, chain, facts, others: [], settings: firstSettings },
      ...{ listNumber, revision: 0, createdAt: 1, origin: 'imported', ...(listOffset && { listOffset }) },
    });
    const inventory = (authority: AuthorityRecord) => ({
      ...{ authorities: [authority], issued: [], lists: [], templates: [] },
    });
    const offset = 'f'.repeat(30);
    for (const [here, brought, expected] of [
      [record(7), record(1, offset), { listNumber: 7, listOffset: offset }],
      [record(1, offset), record(7), { listNumber: 7, listOffset: offset }],
      [record(7), record(9), { listNumber: 9 }],
    ] as const) {
      const { listNumber, listOffset } = mergeInventories(inventory(here), inventory(brought))
        .authorities[0]!;
      expect({ listNumber, ...(listOffset && { listOffset }) }).toEqual(expected);
    }
    expect(soundRecords(inventory(record(7))).unreadable).toBe(0);
    expect(soundRecords(inventory(record(7, offset))).unreadable).toBe(0);
    for (const damaged of ['', 'xyz', 'f'.repeat(41)])
      expect(soundRecords(inventory({ ...record(7), listOffset: damaged })).unreadable, damaged).toBe(1);
  });

  it('openssl refuses by our next complete list what the complete one revoked before a list of changes', async () => {
    const leaf = openssl.make({
      subject: '/CN=app',
      issuer: root(),
      extensions: ['basicConstraints=CA:FALSE'],
    });
    const serial = openssl.run('x509', '-in', `${leaf.base}.pem`, '-noout', '-serial').trim().split('=')[1]!;
    const complete = list('10', -10, [{ serial, reason: 'keyCompromise' }]);
    const delta = list('11', -1, [], changes);
    const { opened, issued, listNumber } = await found(complete, delta, leaf.certificate);
    const entries = issued.flatMap(({ serial: number, status }) =>
      status.kind === 'revoked' ? [{ serial: number, at: status.at, reason: status.reason }] : [],
    );
    const der = await signList(opened, {
      ...{
        number: listNumber + 1,
        entries,
        thisUpdate: now.getTime() - DAY,
        nextUpdate: now.getTime() + DAY,
      },
    });
    writeFileSync(join(folder, 'next.pem'), encodePem('X509 CRL', der));
    expect(() =>
      execFileSync(
        path('openssl'),
        ['verify', '-crl_check', '-CAfile', `${root().base}.pem`, '-CRLfile', 'next.pem', `${leaf.base}.pem`],
        { cwd: folder, stdio: 'pipe', encoding: 'utf8' },
      ),
    ).toThrow(/certificate revoked/);
  });
});
