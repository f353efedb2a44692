// Lists of revoked certificates brought for the authorities above a kit's: each is proved to be of one of them, is complete and not
// overdue (RFC 5280 §5.1, §5.2.4, §5.2.5); and where a list comes from that nobody brought.
import { beforeAll, describe, expect, it } from 'vitest';
import type { AuthorityRecord, RevocationListRecord } from '../../src/pki/authority/authority-record';
import { listsAbove } from '../../src/app/vault/lists-above';
import type { Bytes } from '../../src/codec/bytes';
import { decodePem, encodePem } from '../../src/codec/pem';
import { givenLists } from '../../src/pki/client-kit/given-lists';
import { issueRevocationList } from '../../src/pki/revocation';
import type { OpenedAuthority } from '../../src/pki/open-authority';
import { at, given } from '../support/plans';

const DAY = 86_400_000;
const octets = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'latin1'));

async function listOf(
  { issuer, signing }: OpenedAuthority,
  changed: Partial<Parameters<typeof issueRevocationList>[0]> = {},
): Promise<Bytes> {
  const dates = { thisUpdate: new Date(at.getTime() - 2 * DAY), nextUpdate: new Date(at.getTime() + DAY) };
  const plan = { issuer, signing, scheme: issuer.scheme, number: 1n, revoked: [], ...dates, ...changed };
  return (await issueRevocationList(plan)).der;
}

describe('a list for an authority above', () => {
  let root: OpenedAuthority;
  let namesake: OpenedAuthority;
  let above: readonly Bytes[];
  beforeAll(async () => {
    root = await given();
    namesake = await given();
    above = [root.certificate.der];
  });

  it('is taken as DER and as PEM, several from one file', async () => {
    const der = await listOf(root);
    const expected = { der, of: root.certificate.der, nextUpdate: at.getTime() + DAY };
    expect(await givenLists(der, above, at)).toEqual({ lists: [expected], problems: [] });
    const pem = `some words\n${encodePem('X509 CRL', der)}${encodePem('X509 CRL', await listOf(namesake))}`;
    expect(await givenLists(octets(pem), above, at)).toEqual({
      lists: [expected],
      problems: ['not-of-these'],
    });
  });

  it('is of an authority by its signature, not by its name', async () => {
    expect(root.certificate.subject.der).toEqual(namesake.certificate.subject.der);
    const { lists, problems } = await givenLists(await listOf(namesake), above, at);
    expect({ lists, problems }).toEqual({ lists: [], problems: ['not-of-these'] });
    const broken = (await listOf(root)).slice();
    broken[broken.length - 1]! ^= 1;
    expect((await givenLists(broken, above, at)).lists).toEqual([]);
  });

  it.each([
    ['overdue', 'overdue', { nextUpdate: new Date(at.getTime() - DAY) }],
    ['one of changes', 'partial', { number: 2n, changesSince: 1n }],
  ] as const)('is not taken where it is %s', async (_, problem, changed) => {
    expect(await givenLists(await listOf(root, changed), above, at)).toEqual({
      lists: [],
      problems: [problem],
    });
  });

  it.each([
    ['nothing', ''],
    ['words', 'hello'],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n'],
    ['a damaged list', '-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----\n'],
  ])('is not found in %s', async (_, text) => {
    expect(await givenLists(octets(text), above, at)).toEqual({ lists: [], problems: ['no-list'] });
  });

  it('is looked for among the first sixteen of a file', async () => {
    const der = await listOf(root);
    const many = encodePem('X509 CRL', der).repeat(40);
    expect(decodePem(many)).toHaveLength(40);
    expect((await givenLists(octets(many), above, at)).lists).toHaveLength(16);
  });
});

describe('the list of an authority above comes from', () => {
  const of = octets('root');
  const earlier = octets('root, before');
  const rootRecord = {
    id: 'r',
    certificate: of,
    others: [{ der: earlier, chain: [], why: 'earlier' }],
    facts: { name: 'Team root', signsLists: true },
    revision: 3,
  } as unknown as AuthorityRecord;
  const signer = {
    id: 's',
    chain: [earlier],
    facts: { issuerName: 'CN=Team root' },
  } as unknown as AuthorityRecord;
  const now = at.getTime();
  const list = (changed: Partial<RevocationListRecord> = {}): RevocationListRecord => ({
    ...{
      authority: rootRecord.id,
      number: 4,
      der: octets('list'),
      thisUpdate: now - DAY,
      nextUpdate: now + DAY,
    },
    ...{ count: 0, revision: 3 },
    ...changed,
  });
  const sources = (
    authorities: readonly AuthorityRecord[],
    lists: readonly RevocationListRecord[],
    open: boolean,
    brought: Parameters<typeof listsAbove>[1] = [],
  ) =>
    listsAbove(signer, brought, {
      ledger: { authorities, lists },
      keys: { held: () => (open ? ('authority-1' as never) : undefined) },
      now,
    }).map(({ source }) => source);

  it('itself, where it is open', () => {
    expect(sources([rootRecord], [list()], true)).toEqual([{ kind: 'open', authority: 'r' }]);
  });

  it('the newest that is kept, unless that is overdue', () => {
    const kept = { kind: 'kept', der: octets('list'), nextUpdate: now + DAY, outdated: false };
    expect(sources([rootRecord], [list({ number: 2, der: octets('old') }), list()], false)).toEqual([kept]);
    expect(sources([rootRecord], [list({ revision: 2 })], false)).toEqual([{ ...kept, outdated: true }]);
    expect(sources([rootRecord], [list({ nextUpdate: now })], false)).toEqual([
      { kind: 'locked', authority: 'r' },
    ]);
  });

  it('whoever brought one, until it is overdue', () => {
    const brought = { der: octets('brought'), of: earlier, nextUpdate: now + DAY };
    expect(sources([], [], false, [brought])).toMatchObject([{ kind: 'given', der: octets('brought') }]);
    expect(sources([], [], false, [{ ...brought, nextUpdate: now }])).toEqual([{ kind: 'not-here' }]);
  });

  it('nowhere, where it is not here or may sign none', () => {
    expect(sources([], [], false)).toEqual([{ kind: 'not-here' }]);
    const unable = { ...rootRecord, facts: { ...rootRecord.facts, signsLists: false } };
    expect(sources([unable], [], true)).toEqual([{ kind: 'may-not-sign' }]);
  });
});
