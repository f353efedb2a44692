// What belongs to what: keys by their public half, chains by name, key identifier and signature; and the order of a file that
// is one chain. The certificates are issued here, where a name, a key or a signature can be made to lie.
import { beforeAll, describe, expect, it } from 'vitest';
import { concat, toBase64, utf8, type Bytes } from '../../src/codec/bytes';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { encodePem } from '../../src/codec/pem';
import { certificateFiles, chainOrder, chainPem } from '../../src/pki/inspect/chain-order';
import type { Item, ItemId } from '../../src/pki/inspect/item';
import { issue, selfIssue, type Issuer } from '../../src/pki/issue';
import { generateKeyPair, type KeyPair } from '../../src/pki/keys';
import { keyAlgorithms } from '../../src/pki/algorithms';
import { profiles } from '../../src/pki/profile';
import { HeardPile } from '../support/pile';

const when = { at: new Date('2026-11-22T00:00:00Z') };
const named = (text: string) => distinguishedName([{ type: '2.5.4.3', value: text }]);
const newKeys = (): Promise<KeyPair> => generateKeyPair(keyAlgorithms['ec-p256'], true);

interface Made {
  readonly der: Bytes;
  readonly issuer: Issuer;
}

async function root(name: string): Promise<Made> {
  const { issued, issuer } = await selfIssue(profiles.rootCa, named(name), await newKeys(), when);
  return { der: issued.der, issuer };
}

async function below(name: string, above: Issuer, keys?: KeyPair): Promise<Made> {
  const { publicKey, privateKey, algorithm } = keys ?? (await newKeys());
  const subject = { name: named(name), alternativeNames: [], publicKey, family: algorithm.scheme.family };
  const { der } = await issue(profiles.rootCa, subject, above, when);
  const root = await selfIssue(profiles.rootCa, named(name), { publicKey, privateKey, algorithm }, when);
  return { der, issuer: root.issuer };
}

const pem = (...certificates: readonly Made[]): string =>
  certificates.map(({ der }) => encodePem('CERTIFICATE', der)).join('');

async function piled(...texts: readonly string[]): Promise<HeardPile> {
  const pile = new HeardPile();
  for (const text of texts) await pile.add(text);
  return pile;
}

let top: Made;
let middle: Made;
let leaf: Made;
let leafKeys: KeyPair;
beforeAll(async () => {
  top = await root('Top');
  middle = await below('Middle', top.issuer);
  leafKeys = await newKeys();
  leaf = await below('leaf.test', middle.issuer, leafKeys);
});

describe('chains', () => {
  it('leaf → middle → top, whatever the order', async () => {
    const { issuers, doesNotMatch } = await (await piled(pem(leaf), pem(top), pem(middle))).relations();
    expect(issuers).toEqual([
      [0, [2]],
      [1, [1]],
      [2, [1]],
    ]);
    expect(doesNotMatch).toEqual([]);
  });

  it('an issuer that is not there is nobody, until it comes', async () => {
    const pile = await piled(pem(leaf, top));
    expect((await pile.relations()).issuers).toEqual([[1, [1]]]);
    await pile.add(pem(middle));
    expect((await pile.relations()).issuers).toEqual([
      [0, [2]],
      [1, [1]],
      [2, [1]],
    ]);
  });

  it('a broken signature does not match', async () => {
    const broken = Uint8Array.from(leaf.der);
    broken[broken.length - 3] = (broken.at(-3) ?? 0) ^ 1;
    const { issuers, doesNotMatch } = await (
      await piled(pem(middle), encodePem('CERTIFICATE', broken))
    ).relations();
    expect(issuers).toEqual([]);
    expect(doesNotMatch).toEqual([[1, 0]]);
  });

  it('an authority of the same name with another key is no issuer', async () => {
    const twin = await below('Middle', top.issuer);
    const { issuers, doesNotMatch } = await (await piled(pem(leaf, twin))).relations();
    expect([issuers, doesNotMatch]).toEqual([[], []]);
  });

  it('cross-signed: both certificates of one key stand above', async () => {
    const otherTop = await root('Other top');
    const crossed = await issue(
      profiles.rootCa,
      { name: named('Middle'), alternativeNames: [], publicKey: middle.issuer.publicKey, family: 'ec' },
      otherTop.issuer,
      when,
    );
    const pile = await piled(pem(leaf, middle), encodePem('CERTIFICATE', crossed.der), pem(top, otherTop));
    const { issuers, sameKey } = await pile.relations();
    expect(new Map(issuers).get(0)).toEqual([1, 2]);
    expect(sameKey).toEqual([[1, 2]]);
  });

  it('two hundred authorities of one name each find themselves', async () => {
    const crowd = await Promise.all(Array.from({ length: 200 }, () => root('Crowd')));
    const { issuers } = await (await piled(pem(...crowd))).relations();
    expect(issuers).toHaveLength(200);
    expect(issuers.every(([id, above]) => above.length === 1 && above[0] === id)).toBe(true);
  });
});

describe('keys', () => {
  it('certificate, private key in two forms, JWK and SubjectPublicKeyInfo are of one key', async () => {
    const exported = async (format: 'pkcs8' | 'spki') =>
      new Uint8Array(
        await crypto.subtle.exportKey(format, format === 'spki' ? await publicHandle() : leafKeys.privateKey),
      );
    const publicHandle = () =>
      crypto.subtle.importKey('spki', leafKeys.publicKey, { name: 'ECDSA', namedCurve: 'P-256' }, true, []);
    const jwk = JSON.stringify(await crypto.subtle.exportKey('jwk', leafKeys.privateKey));
    const publicJwk = JSON.stringify(await crypto.subtle.exportKey('jwk', await publicHandle()));
    const pile = await piled(
      ...[pem(leaf), encodePem('PRIVATE KEY', await exported('pkcs8')), jwk, publicJwk, pem(top)],
      encodePem('PUBLIC KEY', await exported('spki')),
    );
    expect(pile.words).toEqual(['certificate', 'private-key', 'jwk', 'jwk', 'certificate', 'public-key']);
    expect((await pile.relations()).sameKey).toEqual([[0, 1, 2, 3, 5]]);
  });

  it('an OpenSSH public key too', async () => {
    const point = leafKeys.publicKey.subarray(-65);
    const field = (octets: Uint8Array): Bytes => concat(new Uint8Array([0, 0, 0, octets.length]), octets);
    const blob = concat(
      ...['ecdsa-sha2-nistp256', 'nistp256'].map((text) => field(utf8(text))),
      field(point),
    );
    const pile = await piled(pem(leaf), `ecdsa-sha2-nistp256 ${toBase64(blob)} me@home\n`);
    expect((await pile.relations()).sameKey).toEqual([[0, 1]]);
  });
});

describe('the order of a file', () => {
  async function orderOf(text: string) {
    const pile = await piled(text);
    const items = [...pile.items.values()];
    const { issuers } = await pile.relations();
    const files = certificateFiles(items);
    return { items, files, found: files.map((file) => chainOrder(file, issuers)) };
  }
  const chosen = (items: readonly Item[], ids: readonly ItemId[]): readonly Item[] =>
    ids.flatMap((id) => items.filter((item) => item.id === id));

  it('leaf, middle, top is right, with or without the top', async () => {
    expect((await orderOf(pem(leaf, middle, top))).found).toEqual([undefined]);
    expect((await orderOf(pem(leaf, middle))).found).toEqual([undefined]);
  });

  it('top, middle, leaf is the wrong way round, and is repaired', async () => {
    const { items, found } = await orderOf(pem(top, middle, leaf));
    expect(found).toEqual([{ order: [2, 1, 0], breaks: [0, 1], strangers: [], endsInRoot: true }]);
    expect(chainPem(chosen(items, found[0]?.order ?? []))).toBe(pem(leaf, middle, top));
  });

  it('a stranger in between is named, and not part of the repaired file', async () => {
    const stranger = await root('Stranger');
    const { found } = await orderOf(pem(leaf, stranger, middle));
    expect(found).toEqual([{ order: [0, 2], breaks: [0, 1], strangers: [1], endsInRoot: false }]);
  });

  it('a bundle of roots has no order, and neither has a list of servers', async () => {
    expect((await orderOf(pem(top, await root('Second'), await root('Third')))).found).toEqual([undefined]);
    const second = await below('second.test', middle.issuer);
    expect((await orderOf(pem(middle, leaf, second))).found).toEqual([undefined]);
  });
});
