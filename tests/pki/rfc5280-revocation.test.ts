// RFC 5280 §5: lists of revoked certificates as they are issued: what stands in them, what must not, and that they are proved.
import { beforeAll, describe, expect, it } from 'vitest';
import { fromHex, toHex } from '../../src/codec/bytes';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { extensionValue } from '../../src/codec/extension';
import {
  findRevoked,
  parseRevocationList,
  revokedCertificates,
  type RevocationList,
} from '../../src/codec/revocation-list';
import { revocationReasons } from '../../src/codec/revocation-reason';
import { issueRevocationList, type ListToIssue, type Revoked } from '../../src/pki/revocation';
import { SigningKey } from '../../src/pki/signing-key';
import { keyPair } from '../support/private-keys';

const bytes = (hex: string) => fromHex(hex) ?? expect.unreachable(hex);
const at = new Date('2026-11-22T12:00:00.789Z');
const later = new Date('2026-11-29T12:00:00Z');

let base: Omit<ListToIssue, 'revoked'>;
beforeAll(async () => {
  const signing = await SigningKey.of(await keyPair('ec-p256'));
  const [scheme] = signing.schemes;
  if (scheme === undefined) expect.unreachable();
  const name = distinguishedName([{ type: '2.5.4.3', value: 'Root' }]).der;
  const issuer = { name, keyIdentifier: bytes('0102') };
  base = { issuer, signing, scheme, number: 7n, thisUpdate: at, nextUpdate: later };
});

async function listOf(revoked: readonly Revoked[], more: Partial<ListToIssue> = {}): Promise<RevocationList> {
  const { der } = await issueRevocationList({ ...base, revoked, ...more });
  const parsed = parseRevocationList(der);
  return parsed.ok ? parsed.value : expect.unreachable(parsed.error.message);
}
const entries = (list: RevocationList) =>
  Array.from(revokedCertificates(list), (entry) => (entry.ok ? entry.value : expect.unreachable()));

describe('a list', () => {
  it('with nothing revoked has no revokedCertificates, a number, and names its key', async () => {
    const list = await listOf([]);
    expect(list).toMatchObject({
      version: 2,
      thisUpdate: new Date('2026-11-22T12:00:00Z'),
      nextUpdate: later,
      revokedCount: 0,
    });
    expect(list.entries).toEqual({ start: 0, end: 0 });
    expect(list.extensions.map(({ oid, critical }) => [oid, critical])).toEqual([
      ['2.5.29.35', false],
      ['2.5.29.20', false],
    ]);
    expect(extensionValue(list.extensions, 'cRLNumber')).toMatchObject({ value: { value: 7n } });
  });

  it('has its entries by number, whatever order and zeros they were given with', async () => {
    const list = await listOf(
      ['ff', '0100', '00ff00', '7f', '80'].map((serial) => ({ serialNumber: bytes(serial), at })),
    );
    const serials = entries(list).map(({ serialNumber }) => toHex(serialNumber));
    expect(serials).toEqual(['7f', '0080', '00ff', '0100', '00ff00']);
  });

  it.each([
    ['2049-12-31T23:59:59Z', '17'],
    ['2050-01-01T00:00:00Z', '18'],
  ])('of %s has its times as type %s', async (moment, tag) => {
    const thisUpdate = new Date(moment);
    const list = await listOf([{ serialNumber: bytes('01'), at: thisUpdate }], { thisUpdate });
    expect(list.thisUpdate).toEqual(thisUpdate);
    expect(entries(list)[0]?.revocationDate).toEqual(thisUpdate);
    expect(toHex(list.tbs)).toContain(`020101${tag}`);
  });

  it('gives each reason its number, unspecified none, and never writes removeFromCRL into a complete list', async () => {
    const usual = revocationReasons.filter((reason) => reason !== 'removeFromCRL');
    const list = await listOf(
      usual.map((reason, place) => ({ serialNumber: new Uint8Array([place + 1]), at, reason })),
    );
    const reasons = entries(list).map(({ extensions }) => {
      const value = extensionValue(extensions, 'reasonCode');
      return value.ok ? value.value?.value : expect.unreachable();
    });
    expect(reasons).toEqual([undefined, ...usual.slice(1)]);
    const removed: Revoked = { serialNumber: bytes('05'), at, reason: 'removeFromCRL' };
    await expect(listOf([removed])).rejects.toThrow(RangeError);
    const delta = await listOf([removed], { changesSince: 6n });
    expect(extensionValue(delta.extensions, 'deltaCRLIndicator')).toEqual({
      ok: true,
      value: { critical: true, value: 6n },
    });
  });

  it('since when a certificate is bad is GeneralizedTime in any year', async () => {
    const invalidityDate = new Date('2026-02-03T04:05:06.999Z');
    const [entry] = entries(await listOf([{ serialNumber: bytes('05'), at, invalidityDate }]));
    expect(entry?.extensions.map(({ oid, critical, value }) => [oid, critical, toHex(value)])).toEqual([
      ['2.5.29.24', false, `180f${toHex(new TextEncoder().encode('20260203040506Z'))}`],
    ]);
  });

  it('of what one address serves says so, critically', async () => {
    const distributionPoint = {
      fullName: [{ kind: 'uri', value: 'http://a.test/a.crl' }],
      onlyUserCertificates: true,
      onlyAuthorityCertificates: false,
      indirect: false,
      onlyAttributeCertificates: false,
    } as const;
    const list = await listOf([], { distributionPoint });
    expect(extensionValue(list.extensions, 'issuingDistributionPoint')).toEqual({
      ok: true,
      value: { critical: true, value: distributionPoint },
    });
  });

  it('is refused with a number twice, or a list number of more than 20 octets', async () => {
    const twice = [
      { serialNumber: bytes('05'), at },
      { serialNumber: bytes('0005'), at },
    ];
    await expect(listOf(twice)).rejects.toThrow('serial number 05 stands there twice');
    await expect(listOf([], { number: 2n ** 159n })).rejects.toThrow(RangeError);
    await expect(listOf([], { number: -1n })).rejects.toThrow(RangeError);
    const list = await listOf([], { number: 2n ** 159n - 1n });
    expect(extensionValue(list.extensions, 'cRLNumber')).toMatchObject({
      value: { value: 2n ** 159n - 1n },
    });
  });

  it('of 100,000 is made, proved and searched', { timeout: 60_000 }, async () => {
    const revoked = Array.from({ length: 100_000 }, (_, place): Revoked => {
      const serialNumber = new Uint8Array(8);
      new DataView(serialNumber.buffer).setBigUint64(0, BigInt(place) * 7919n + 1n);
      return { serialNumber, at, reason: place % 3 === 0 ? 'superseded' : 'unspecified' };
    });
    const list = await listOf(revoked);
    expect(list.revokedCount).toBe(100_000);
    const found = findRevoked(list, bytes('1eef'));
    expect(found.ok && found.value).toBeUndefined();
    const second = findRevoked(list, bytes('1ef0'));
    expect(second.ok && second.value?.revocationDate).toEqual(new Date('2026-11-22T12:00:00Z'));
  });
});
