// Whatever is pasted or dropped becomes items: each once, containers with their members, locked things with the reason, and
// nothing is lost to what stands beside it.
import { X509Certificate } from 'node:crypto';
import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { toBase64, utf8, type Bytes } from '../../src/codec/bytes';
import { encryptPrivateKey } from '../../src/codec/encrypted-private-key';
import { encodePem } from '../../src/codec/pem';
import { identity } from '../../src/codec/pkcs12';
import { writeModernPkcs12 } from '../../src/codec/pkcs12-modern';
import { randomOctets } from '../../src/pki/random';
import { chainWithKey } from '../support/certificate-chain';
import { HeardPile } from '../support/pile';

const chain = chainWithKey('ec-p256');
const other = chainWithKey('rsa-2048');

async function zipped(files: Readonly<Record<string, string | Bytes>>): Promise<Bytes> {
  const archive = new JSZip();
  for (const [path, contents] of Object.entries(files)) archive.file(path, contents);
  return new Uint8Array(await archive.generateAsync({ type: 'arraybuffer', compression: 'DEFLATE' }));
}

async function lockedKey(password: string, iterations = 10): Promise<string> {
  const { pkcs8 } = await chain;
  const der = await encryptPrivateKey(pkcs8, password, { iterations, random: randomOctets });
  return encodePem('ENCRYPTED PRIVATE KEY', der);
}

async function pkcs12(password: string): Promise<Bytes> {
  const { pkcs8, leaf, root } = await other;
  return writeModernPkcs12(await identity(pkcs8, [leaf, root], 'my server'), { password, iterations: 10 });
}

describe('one thing after another', () => {
  it('keeps its order, its octets and its digest', async () => {
    const { leaf, root } = await chain;
    const pile = new HeardPile();
    await pile.add(`${encodePem('CERTIFICATE', leaf)}\nand\n${encodePem('CERTIFICATE', root)}`);
    const [first, second] = pile.items.values();
    expect(first?.octets).toEqual(leaf);
    expect(second?.octets).toEqual(root);
    expect(first?.sha256).toEqual(new Uint8Array(await crypto.subtle.digest('SHA-256', leaf)));
    expect(pile.progress.at(-1)).toEqual([pile.progress[0]?.[1], pile.progress[0]?.[1]]);
  });

  it('the same octets twice are one item with two sources', async () => {
    const { leaf } = await chain;
    const pile = new HeardPile();
    await pile.add(encodePem('CERTIFICATE', leaf).repeat(2), { path: 'a.pem' });
    const changed = await pile.add(leaf, { path: 'b.der' });
    expect(pile.words).toEqual(['certificate']);
    expect(changed.map(({ id }) => id)).toEqual([0]);
    const paths = pile.items.get(0)?.sources.map(({ input, path }) => [input, path]);
    expect(paths).toEqual([
      [0, 'a.pem'],
      [0, 'a.pem'],
      [1, 'b.der'],
    ]);
  });

  it('found again long after it was told, it is told as changed', async () => {
    const { leaf, root } = await chain;
    const pile = new HeardPile();
    const pem = encodePem('CERTIFICATE', leaf);
    const changed = await pile.add(
      `${pem}${'prose '.repeat(2 ** 18)}${encodePem('CERTIFICATE', root)}${pem}`,
    );
    expect(changed.map(({ id }) => id)).toEqual([0]);
    expect(pile.items.get(0)?.sources).toHaveLength(2);
  });

  it('a bad block says so between its neighbours', async () => {
    const { leaf, root } = await chain;
    const bad = encodePem('CERTIFICATE', leaf).replace(/[A-Za-z]{5}\n/, '!!!!!\n');
    const pile = new HeardPile();
    await pile.add(encodePem('CERTIFICATE', leaf) + bad + encodePem('CERTIFICATE', root));
    expect(pile.words).toEqual(['certificate', 'unreadable bad-base64', 'certificate']);
  });
});

describe('secrets', () => {
  it('a private key gives its public facts and never its octets', async () => {
    const { pkcs8 } = await chain;
    const pile = new HeardPile();
    await pile.add(encodePem('PRIVATE KEY', pkcs8));
    const [item] = pile.items.values();
    expect(item).toMatchObject({ kind: 'private-key', privateKey: { algorithm: 'EC P-256' } });
    expect(item).not.toHaveProperty('octets');
    expect(pile.pile.secret(0)).toEqual(pkcs8);
  });

  it('no private key in any form has octets that leave', async () => {
    const { pkcs8 } = await chain;
    const key = await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
    ]);
    const pile = new HeardPile();
    await pile.add(JSON.stringify(await crypto.subtle.exportKey('jwk', key)));
    await pile.add(encodePem('PRIVATE KEY', pkcs8));
    await pile.add(await lockedKey('one'), { password: 'one' });
    const secret = toBase64(pkcs8.subarray(-100));
    for (const item of pile.items.values()) {
      expect(item.privateKey?.publicKey).toBeDefined();
      expect(toBase64(item.octets ?? new Uint8Array())).not.toContain(secret.slice(4, 40));
      if (item.kind !== 'encrypted-private-key') expect(item).not.toHaveProperty('octets');
    }
  });

  it('a public JWK is shown as its SubjectPublicKeyInfo', async () => {
    const { leaf } = await chain;
    const spki = new Uint8Array(new X509Certificate(leaf).publicKey.export({ type: 'spki', format: 'der' }));
    const pile = new HeardPile();
    await pile.add(JSON.stringify(new X509Certificate(leaf).publicKey.export({ format: 'jwk' })));
    expect(pile.items.get(0)).toMatchObject({ kind: 'jwk', octets: spki, publicKey: spki });
    expect(pile.pile.read(0)).toEqual({ kind: 'public-key', octets: spki });
  });

  it('one password is tried on everything, wrong ones say so', async () => {
    const pile = new HeardPile();
    await pile.add(await lockedKey('one'));
    await pile.add(await lockedKey('two'));
    await pile.add(await pkcs12('two'));
    expect(pile.words).toEqual(
      Array(2).fill('encrypted-private-key needs-password').concat('pkcs12 needs-password'),
    );
    await pile.unlock('two');
    expect(pile.words.slice(0, 3)).toEqual([
      'encrypted-private-key wrong-password',
      'encrypted-private-key',
      'pkcs12',
    ]);
    expect(pile.words.slice(3).sort()).toEqual(['certificate', 'certificate', 'private-key']);
    expect(pile.items.get(1)?.privateKey?.publicKey).toBeDefined();
  });

  it('a password that opened something opens what comes later', async () => {
    const pile = new HeardPile();
    await pile.add(await lockedKey('two'));
    await pile.unlock('two');
    await pile.add(await lockedKey('two'));
    await pile.add(await lockedKey('three'));
    expect(pile.words).toEqual([
      ...Array<string>(2).fill('encrypted-private-key'),
      'encrypted-private-key wrong-password',
    ]);
  });

  it('what demands too much work says how much and asks', async () => {
    const pile = new HeardPile();
    await pile.add(await lockedKey('much', 11_000_000), { password: 'much' });
    expect(pile.items.get(0)?.lock).toEqual({ reason: 'too-much-work', demanded: '11000000 iterations' });
  });
});

describe('containers', () => {
  it('members name what they came out of', async () => {
    const pile = new HeardPile();
    await pile.add(await pkcs12('x'), { path: 'store.p12', password: 'x' });
    const members = [...pile.items.values()].filter(({ parent }) => parent === 0);
    expect(members.map(({ kind }) => kind).sort()).toEqual(['certificate', 'certificate', 'private-key']);
    expect(members.map(({ name }) => name)).toContain('my server');
    expect(members[0]?.sources[0]).toMatchObject({ path: 'store.p12 › my server', container: 0 });
  });

  it('archives are looked into, folder by folder and within each other', async () => {
    const { leaf, root } = await chain;
    const inner = await zipped({ 'root.der': root, 'readme.txt': 'nothing' });
    const pile = new HeardPile();
    await pile.add(await zipped({ 'a/leaf.pem': encodePem('CERTIFICATE', leaf), 'b/inner.zip': inner }), {
      path: 'all.zip',
    });
    const paths = [...pile.items.values()].map(({ kind, sources: [source] }) => [kind, source?.path]);
    expect(paths).toEqual([
      ['zip', 'all.zip'],
      ['certificate', 'all.zip › a/leaf.pem'],
      ['zip', 'all.zip › b/inner.zip'],
      ['certificate', 'all.zip › b/inner.zip › root.der'],
    ]);
  });

  it('an archive of zeros is no bomb, one of gigabytes of them says so, and its neighbours are read', async () => {
    const { leaf } = await chain;
    const bomb = await zipped({ 'bomb.bin': new Uint8Array(80 * 1024 * 1024), 'leaf.der': leaf });
    const pile = new HeardPile();
    await pile.add(bomb, { path: 'bomb.zip' });
    expect(pile.words).toEqual(['zip', 'unreadable too-large', 'certificate']);
  });

  it('archives too deep in each other say so', async () => {
    const { leaf } = await chain;
    let archive: Bytes = leaf;
    for (let layer = 0; layer < 5; layer++) archive = await zipped({ [`${layer}.zip`]: archive });
    const pile = new HeardPile();
    await pile.add(archive);
    expect(pile.words).toEqual(['zip', 'zip', 'zip', 'zip too-deep']);
  });
});

it('broken off, it keeps what it told and nothing else', async () => {
  const { leaf, root } = await chain;
  const pile = new HeardPile();
  const controller = new AbortController();
  const adding = pile.add(`${encodePem('CERTIFICATE', leaf)}${'prose '.repeat(2 ** 21)}`, {
    signal: controller.signal,
  });
  setTimeout(() => {
    controller.abort();
  });
  await adding;
  await pile.add(encodePem('CERTIFICATE', root));
  expect(pile.words).toEqual(['certificate', 'certificate']);
  expect(pile.items.get(1)?.sources[0]?.input).toBe(1);
});

it('a text of base64 in base64 in a Secret opens too', async () => {
  const { pkcs8, leaf } = await chain;
  const both = encodePem('CERTIFICATE', leaf) + encodePem('PRIVATE KEY', pkcs8);
  const pile = new HeardPile();
  await pile.add(`data:\n  all: ${toBase64(utf8(both))}\n`);
  expect(pile.words).toEqual(['certificate', 'private-key']);
});
