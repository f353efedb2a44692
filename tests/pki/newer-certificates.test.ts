// RFC 5280 §3.2, §6.1: which certificates an authority could go by instead of its own. What its issuer signed later for its name
// and its key; nothing of another name, another key, another issuer, or with a signature that does not hold.
import { beforeAll, expect, it } from 'vitest';
import type { Bytes } from '../../src/codec/bytes';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { newerCertificates } from '../../src/pki/authority/newer-certificates';
import { issue, selfIssue, type Issuer } from '../../src/pki/issue';
import type { KeyAlgorithmId } from '../../src/pki/algorithms';
import { profiles, type Profile } from '../../src/pki/profile';
import { keyPair } from '../support/private-keys';

const DAY = 86_400_000;
const then = new Date('2026-01-01T00:00:00Z');
const later = new Date(then.getTime() + 100 * DAY);
const now = new Date(then.getTime() + 200 * DAY);
const name = (value: string) => distinguishedName([{ type: '2.5.4.3', value }]);
const authority: Profile = { ...profiles.rootCa, basicConstraints: { ca: true } };

let root: { issuer: Issuer; der: Bytes };
let impostor: { issuer: Issuer; der: Bytes };

async function rootOf(key: KeyAlgorithmId, called: string, at: Date): Promise<typeof root> {
  const { issued, issuer } = await selfIssue(authority, name(called), await keyPair(key), { at });
  return { issuer, der: issued.der };
}

async function below(
  { issuer }: typeof root,
  at: Date,
  changed: { readonly called?: string; readonly key?: KeyAlgorithmId; readonly profile?: Profile } = {},
): Promise<Bytes> {
  const { called = 'Between', key = 'ec-p384', profile = authority } = changed;
  const { publicKey } = await keyPair(key);
  const subject = { name: name(called), alternativeNames: [], publicKey, family: 'ec' as const };
  return (await issue(profile, subject, issuer, { at })).der;
}

beforeAll(async () => {
  root = await rootOf('ec-p256', 'Root', then);
  impostor = await rootOf('ec-p521', 'Root', then);
});

it('offers what its issuer signed later for the same name and key, the newest first', async () => {
  const own = await below(root, then);
  const [second, third] = [await below(root, later), await below(root, now)];
  const chain = [root.der];
  const offered = await newerCertificates(
    own,
    [second, own, third].map((certificate) => ({ certificate, chain })),
    now,
  );
  expect(offered.map(({ certificate }) => certificate)).toEqual([third, second]);
  expect(offered[0]?.facts).toMatchObject({ name: 'Between', issuerName: 'Root', root: false });
});

it('offers a root what it signed itself', async () => {
  const again = await rootOf('ec-p256', 'Root', later);
  const offered = await newerCertificates(root.der, [{ certificate: again.der, chain: [] }], now);
  expect(offered.map(({ certificate }) => certificate)).toEqual([again.der]);
});

it.each([
  ['an earlier one', () => below(root, then), () => below(root, later)],
  ['one that is over', () => below(root, later, { profile: { ...authority, days: 30 } })],
  ['another name', () => below(root, later, { called: 'Beside' })],
  ['another key', () => below(root, later, { key: 'ec-p256' })],
  ['no authority', () => below(root, later, { profile: { ...authority, basicConstraints: { ca: false } } })],
  ['an issuer of the same name with another key', () => below(impostor, later)],
] as const)('does not offer %s', async (_, candidate, current = () => below(root, then)) => {
  const certificate = await candidate();
  const offered = await newerCertificates(await current(), [{ certificate, chain: [root.der] }], now);
  expect(offered).toEqual([]);
});

it('does not offer what another authority signed, or octets that are no certificate', async () => {
  const beside = await rootOf('ec-p256', 'Another root', then);
  const crossed = await below(beside, later);
  const nothing = new Uint8Array([0x30, 0x80]);
  const offered = await newerCertificates(
    await below(root, then),
    [
      { certificate: crossed, chain: [beside.der] },
      { certificate: nothing, chain: [root.der] },
      { certificate: await below(root, later), chain: [nothing] },
      { certificate: await below(root, later), chain: [] },
    ],
    now,
  );
  expect(offered).toEqual([]);
});
