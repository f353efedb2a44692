// Lists that `openssl ca` made, held against a path by us and by `openssl verify -crl_check_all -extended_crl -use_deltas`: both
// must say the same of every case, and what is written here.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Bytes } from '../../src/codec/bytes';
import { decodePem } from '../../src/codec/pem';
import { assess } from '../../src/pki/verify/assess';
import type { Assessment } from '../../src/pki/verify/assessment';
import { OpensslAuthorities, type AuthorityFiles } from '../support/openssl-authority';
import { opensslList, type ListWish, type MadeList } from '../support/openssl-lists';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const HOUR = 3_600_000;
const now = Math.floor(Date.now() / 1000) * 1000;
const at = new Date(now + HOUR);
const from = new Date(now - HOUR);
const until = new Date(now + 48 * HOUR);
const past = { from: new Date(now - 3 * HOUR), until: new Date(now - 2 * HOUR) };

const signs = 'keyUsage=critical,keyCertSign,cRLSign';
const authority = [
  'basicConstraints=critical,CA:TRUE',
  'subjectKeyIdentifier=hash',
  'authorityKeyIdentifier=keyid',
];
const own = 'authorityKeyIdentifier=keyid';
// OpenSSL looks for a delta only where a list or a certificate says that there may be one.
const complete = { extensions: [own, 'freshestCRL=URI:http://lists.test/delta.crl'] };
const delta = (base: string): string => `2.5.29.27=critical,DER:02:01:${base}`;
const idp = (...lines: readonly string[]) => ({
  extensions: [own, 'issuingDistributionPoint=critical,@idp'],
  sections: ['[idp]', ...lines],
});
const A = 'URI:http://lists.test/a.crl';
const B = 'URI:http://lists.test/b.crl';

type Who = 'root' | 'between' | 'stranger' | 'silent' | 'delegate';
interface Wish extends Partial<Omit<ListWish, 'by' | 'revoked'>> {
  readonly by: Who;
  readonly revoked?: readonly (readonly [
    who: 'leaf' | 'between' | 'pointed' | 'indirect',
    reason?: string,
  ])[];
}
interface Case {
  readonly title: string;
  readonly leaf?: 'leaf' | 'pointed' | 'two-points' | 'indirect' | 'below-silent';
  readonly lists: readonly Wish[];
  /** What is said of the leaf. */
  readonly state: Assessment['revocation'][number]['state'];
  readonly trusted: boolean;
}

const rootList: Wish = { by: 'root' };
const cases: readonly Case[] = [
  { title: 'nobody gives a list', lists: [], state: 'unasked', trusted: false },
  { title: 'both are on no list', lists: [rootList, { by: 'between' }], state: 'good', trusted: true },
  { title: 'the leaf has none', lists: [rootList], state: 'unasked', trusted: false },
  { title: 'the intermediate has none', lists: [{ by: 'between' }], state: 'good', trusted: false },
  {
    title: 'the leaf is revoked',
    lists: [rootList, { by: 'between', revoked: [['leaf', 'keyCompromise']] }],
    ...{ state: 'revoked', trusted: false },
  },
  {
    title: 'the leaf is on hold',
    lists: [rootList, { by: 'between', revoked: [['leaf', 'certificateHold']] }],
    ...{ state: 'revoked', trusted: false },
  },
  {
    title: 'the intermediate is revoked',
    lists: [{ by: 'root', revoked: [['between']] }, { by: 'between' }],
    ...{ state: 'good', trusted: false },
  },
  {
    title: 'the list has ended',
    lists: [rootList, { by: 'between', ...past }],
    ...{ state: 'unknown', trusted: false },
  },
  {
    title: 'the list has not begun',
    lists: [rootList, { by: 'between', from: new Date(now + 2 * HOUR) }],
    ...{ state: 'unknown', trusted: false },
  },
  {
    title: 'an old list revokes, a new one does not',
    lists: [
      rootList,
      { by: 'between', ...past, revoked: [['leaf', 'certificateHold']] },
      { by: 'between', number: '11' },
    ],
    ...{ state: 'good', trusted: true },
  },
  {
    title: 'the list is of version 1',
    lists: [rootList, { by: 'between', extensions: [] }],
    ...{ state: 'good', trusted: true },
  },
  {
    title: 'the list is a stranger’s',
    lists: [rootList, { by: 'stranger' }],
    ...{ state: 'unknown', trusted: false },
  },
  {
    title: 'the list has a critical extension that nobody knows',
    lists: [rootList, { by: 'between', extensions: [own, '1.2.3.4=critical,DER:05:00'] }],
    ...{ state: 'unknown', trusted: false },
  },
  {
    title: 'the issuer may sign no lists',
    leaf: 'below-silent',
    lists: [rootList, { by: 'silent' }],
    ...{ state: 'unknown', trusted: false },
  },
  {
    title: 'the list is for authorities alone',
    lists: [rootList, { by: 'between', ...idp('onlyCA=TRUE') }],
    ...{ state: 'unknown', trusted: false },
  },
  {
    title: 'each list is for its own kind',
    lists: [
      { by: 'root', ...idp('onlyCA=TRUE') },
      { by: 'between', ...idp('onlyuser=TRUE') },
    ],
    ...{ state: 'good', trusted: true },
  },
  {
    title: 'the list is for users alone, and speaks for an authority',
    lists: [{ by: 'root', ...idp('onlyuser=TRUE') }, { by: 'between' }],
    ...{ state: 'good', trusted: false },
  },
  {
    title: 'the list is for attribute certificates',
    lists: [rootList, { by: 'between', ...idp('onlyAA=TRUE') }],
    ...{ state: 'unknown', trusted: false },
  },
  {
    title: 'the list is from a point, and the leaf names none',
    lists: [rootList, { by: 'between', ...idp(`fullname=${A}`) }],
    ...{ state: 'unknown', trusted: false },
  },
  {
    title: 'the list is from the point that the leaf names',
    leaf: 'pointed',
    lists: [rootList, { by: 'between', ...idp(`fullname=${A}`) }],
    ...{ state: 'good', trusted: true },
  },
  {
    title: 'the list is from another point',
    leaf: 'pointed',
    lists: [rootList, { by: 'between', ...idp(`fullname=${B}`) }],
    ...{ state: 'unknown', trusted: false },
  },
  {
    title: 'the list is from two points, one of them the leaf’s',
    leaf: 'pointed',
    lists: [rootList, { by: 'between', ...idp(`fullname=${B},${A}`), revoked: [['pointed']] }],
    ...{ state: 'revoked', trusted: false },
  },
  {
    title: 'the list is for some reasons',
    lists: [rootList, { by: 'between', ...idp('onlysomereasons=keyCompromise,CACompromise') }],
    ...{ state: 'unknown', trusted: false },
  },
  {
    title: 'two lists make up all reasons',
    leaf: 'two-points',
    lists: [
      rootList,
      { by: 'between', ...idp(`fullname=${A}`, 'onlysomereasons=keyCompromise,CACompromise') },
      {
        by: 'between',
        ...idp(
          `fullname=${B}`,
          'onlysomereasons=affiliationChanged,superseded,cessationOfOperation,certificateHold,privilegeWithdrawn,AACompromise',
        ),
      },
    ],
    ...{ state: 'good', trusted: true },
  },
  {
    title: 'a delta revokes',
    lists: [
      rootList,
      { by: 'between', ...complete },
      { by: 'between', number: '11', extensions: [own, delta('10')], revoked: [['leaf', 'superseded']] },
    ],
    ...{ state: 'revoked', trusted: false },
  },
  {
    title: 'a delta takes the hold back',
    lists: [
      rootList,
      { by: 'between', ...complete, revoked: [['leaf', 'certificateHold']] },
      { by: 'between', number: '11', extensions: [own, delta('10')], revoked: [['leaf', 'removeFromCRL']] },
    ],
    ...{ state: 'good', trusted: true },
  },
  {
    title: 'a delta is for a list that comes later',
    lists: [
      rootList,
      { by: 'between', ...complete },
      { by: 'between', number: '12', extensions: [own, delta('11')], revoked: [['leaf', 'superseded']] },
    ],
    ...{ state: 'good', trusted: true },
  },
  {
    title: 'a delta is older than the list',
    lists: [
      rootList,
      { by: 'between', ...complete, number: '20' },
      { by: 'between', number: '11', extensions: [own, delta('10')], revoked: [['leaf', 'superseded']] },
    ],
    ...{ state: 'good', trusted: true },
  },
  {
    title: 'there is a delta alone',
    lists: [rootList, { by: 'between', number: '11', extensions: [own, delta('10')] }],
    ...{ state: 'unknown', trusted: false },
  },
  {
    title: 'a delta is newer than a list that has ended',
    lists: [
      rootList,
      { by: 'between', ...complete, ...past },
      { by: 'between', number: '11', extensions: [own, delta('10')] },
    ],
    ...{ state: 'good', trusted: true },
  },
  {
    title: 'the list of a delegate is indirect, and names nobody',
    leaf: 'indirect',
    lists: [rootList, { by: 'delegate', ...idp('indirectCRL=TRUE') }],
    ...{ state: 'good', trusted: true },
  },
  {
    title: 'the list of a delegate is not indirect',
    leaf: 'indirect',
    lists: [rootList, { by: 'delegate' }],
    ...{ state: 'unknown', trusted: false },
  },
];

describeWith(['openssl'], 'lists by openssl ca', () => {
  let openssl: OpensslAuthorities;
  let folder: string;
  const authorities = {} as Record<Who, AuthorityFiles>;
  const leaves = {} as Record<NonNullable<Case['leaf']>, AuthorityFiles>;
  afterAll(removeTemporaryFolders);

  beforeAll(() => {
    folder = temporaryFolder('lists-');
    openssl = new OpensslAuthorities(folder);
    const root = openssl.make({ subject: '/CN=Root', extensions: [...authority, signs] });
    const between = { issuer: root, subject: '/CN=Between', extensions: [...authority, signs] };
    authorities.root = root;
    authorities.between = openssl.make(between);
    const self = { subject: '/CN=Between', extensions: [...authority, signs] };
    authorities.stranger = openssl.make(self);
    authorities.silent = openssl.make({
      ...{ issuer: root, subject: '/CN=Silent' },
      extensions: [...authority, 'keyUsage=critical,keyCertSign'],
    });
    authorities.delegate = openssl.make({ ...between, subject: '/CN=Delegate' });
    const leaf = (...extensions: readonly string[]): AuthorityFiles =>
      openssl.make({
        ...{ issuer: authorities.between, subject: '/CN=leaf' },
        extensions: ['basicConstraints=CA:FALSE', 'subjectKeyIdentifier=hash', own, ...extensions],
      });
    leaves.leaf = leaf();
    leaves.pointed = leaf(`crlDistributionPoints=${A}`);
    leaves['two-points'] = leaf(`crlDistributionPoints=${A},${B}`);
    leaves.indirect = leaf(
      'crlDistributionPoints=p',
      '[p]',
      `fullname=${A}`,
      'CRLissuer=dirName:d',
      '[d]',
      'CN=Delegate',
    );
    leaves['below-silent'] = openssl.make({
      issuer: authorities.silent,
      subject: '/CN=leaf',
      extensions: [own],
    });
  });

  const derOf = ({ certificate }: AuthorityFiles): Bytes => {
    const [block] = decodePem(certificate);
    if (block?.der.ok !== true) throw new Error('no certificate');
    return block.der.value;
  };

  const serialOf = ({ base }: AuthorityFiles): string =>
    openssl.run('x509', '-in', `${base}.pem`, '-noout', '-serial').trim().slice('serial='.length);

  const made = ({ by, revoked = [], ...wish }: Wish): MadeList =>
    opensslList(openssl, folder, {
      ...{ from, until, ...wish, by: authorities[by] },
      revoked: revoked.map(([who, reason]) => ({
        serial: serialOf(who === 'between' ? authorities.between : leaves[who]),
        ...(reason !== undefined && { reason }),
      })),
    });

  function opensslTrusts(leaf: AuthorityFiles, lists: readonly MadeList[]): boolean {
    const untrusted = [authorities.between, authorities.silent, authorities.delegate];
    writeFileSync(join(folder, 'untrusted.pem'), untrusted.map(({ certificate }) => certificate).join(''));
    writeFileSync(join(folder, 'lists.pem'), lists.map(({ pem }) => pem).join(''));
    const flags = ['-crl_check_all', '-extended_crl', '-use_deltas', '-attime', String(at.getTime() / 1000)];
    const files = ['-CAfile', `${authorities.root.base}.pem`, '-untrusted', 'untrusted.pem'];
    const given = lists.length > 0 ? ['-CRLfile', 'lists.pem'] : [];
    try {
      openssl.run('verify', ...flags, ...files, ...given, `${leaf.base}.pem`);
      return true;
    } catch {
      return false;
    }
  }

  it.each(cases)('$title', async ({ leaf = 'leaf', lists, state, trusted }) => {
    const files = lists.map(made);
    const intermediates = [authorities.between, authorities.silent, authorities.delegate].map(derOf);
    const assessment = await assess({
      leaf: derOf(leaves[leaf]),
      intermediates,
      anchors: [derOf(authorities.root)],
      at,
      profile: 'path',
      names: [],
      purposes: [],
      revocation: { lists: files.map(({ der }) => der), responses: [], demand: 'all' },
    });
    expect({ state: assessment.revocation[0]?.state, trusted: assessment.trusted }).toEqual({
      state,
      trusted,
    });
    expect(opensslTrusts(leaves[leaf], files)).toBe(trusted);
  });

  it('a list that ends before every certificate ends the time in which the chain is trusted, asked before that or after', async () => {
    const soon = new Date(now + 24 * HOUR);
    const files = [made(rootList), made({ by: 'between', until: soon })];
    const asked = (moment: Date) =>
      assess({
        leaf: derOf(leaves.leaf),
        intermediates: [derOf(authorities.between)],
        anchors: [derOf(authorities.root)],
        ...{ at: moment, profile: 'path', names: [], purposes: [] },
        revocation: { lists: files.map(({ der }) => der), responses: [], demand: 'all' },
      });
    const { window } = await asked(at);
    expect({ until: window?.until, because: window?.untilBecause }).toEqual({ until: soon, because: 0 });
    const stale = await asked(new Date(now + 25 * HOUR));
    expect(stale.findings.map(({ code, facts }) => [code, ...facts])).toEqual([
      ['revocation-unknown', 'list-expired'],
    ]);
    expect(stale.window).toEqual(window);
  });

  it('a chain for which there is no list has no such time', async () => {
    const { window } = await assess({
      leaf: derOf(leaves.leaf),
      intermediates: [derOf(authorities.between)],
      anchors: [derOf(authorities.root)],
      ...{ at, profile: 'path', names: [], purposes: [] },
      revocation: { lists: [made(rootList).der], responses: [], demand: 'all' },
    });
    expect(window).toBeUndefined();
  });
});
