// Whatever is pasted or dropped is named by its content: every surrounding, several things in one text, what is damaged among
// them, and input made to hurt.
import { describe, expect, it } from 'vitest';
import { concat, fromHex, toBase64, utf8, type Bytes } from '../../src/codec/bytes';
import { encodeJwk } from '../../src/codec/jwk';
import { encodePem } from '../../src/codec/pem';
import { detect, MAX_DETECTED } from '../../src/pki/detect';
import { chainWithKey } from '../support/certificate-chain';
import { forms, surroundings } from '../support/detect-forms';
import { keyPair } from '../support/private-keys';

const kinds = (input: string | Bytes) => detect(input).map(({ kind }) => kind);
const octets = (hex: string) => fromHex(hex.replaceAll(' ', '')) ?? expect.unreachable('not hex');

describe('a certificate and a key are found in', () => {
  it.each(Object.entries({ ...forms, ...surroundings }))('%s', async (_, write) => {
    const { leaf, pkcs8 } = await chainWithKey('ec-p256');
    expect(detect(write(leaf, 'CERTIFICATE'))).toMatchObject([{ kind: 'certificate', octets: leaf }]);
    expect(detect(write(pkcs8, 'PRIVATE KEY'))).toMatchObject([{ kind: 'private-key', octets: pkcs8 }]);
  });
});

describe('kinds that octets or text tell', () => {
  it.each<[string, string | Bytes]>([
    ['java-keystore', octets('feedfeed 00000002 00000000')],
    ['java-keystore', octets('cececece 00000002 00000000')],
    ['zip', utf8('PK\u0003\u0004')],
    ['openssh-private-key', utf8('openssh-key-v1\0')],
    ['ssh-public-key', `ssh-ed25519 ${'AAAA'.repeat(17)} me@home`],
    ['ssh-public-key', `ecdsa-sha2-nistp256 ${'AAAA'.repeat(17)}`],
    ['sct-list', concat(octets('002f 002d 00'), new Uint8Array(44))],
    ['ocsp-response', octets('30 03 0a 01 06')],
    ['ec-parameters', encodePem('EC PARAMETERS', octets('06 08 2a 86 48 ce 3d 03 01 07'))],
    ['dh-parameters', octets('30 06 02 01 17 02 01 02')],
    ['rsa-public-key', octets('30 06 02 01 17 02 01 03')],
    ['time-stamp', octets('30 05 30 03 02 01 02')],
    ['asn1', octets('30 06 0c 01 61 01 01 ff')],
  ])('%s', (kind, input) => {
    expect(kinds(input)).toEqual([kind]);
  });

  it.each([
    ['me@home', ' me@home', 'me@home'],
    ['of several words, in a file with Windows line ends', '  the key of Zoë\r\nnext', 'the key of Zoë'],
    ['in JSON', ' me@home", "x"', 'me@home'],
    ['none', '\nprose', ''],
    ['another key on the same line is none', ` ssh-rsa ${'AAAA'.repeat(17)}`, ''],
  ])('the comment of an OpenSSH key: %s', (_, rest, comment) => {
    const key = `ssh-ed25519 ${'AAAA'.repeat(17)}`;
    const [found] = detect(`x ${key}${rest}`);
    expect(found).toMatchObject({ kind: 'ssh-public-key' });
    const text = found !== undefined && 'text' in found ? found.text : undefined;
    expect(text?.slice(key.length).trim()).toBe(comment);
  });

  it('what stands in the comment of an OpenSSH key is found', async () => {
    const { leaf } = await chainWithKey('ec-p256');
    const text = `ssh-ed25519 ${'AAAA'.repeat(17)} ${Buffer.from(leaf).toString('base64')}`;
    expect(kinds(text)).toEqual(['ssh-public-key', 'certificate']);
  });

  it('JWK, alone, in a set and deep in a document', async () => {
    const jwk = await encodeJwk((await keyPair('ec-p256')).privateKey);
    expect(kinds(jwk)).toEqual(['jwk']);
    expect(kinds(`{"keys": [${jwk}, ${jwk}]}`)).toEqual(['jwk', 'jwk']);
    expect(kinds(utf8(`\ufeff{"a": {"b": [${jwk}]}}`))).toEqual(['jwk']);
  });
});

describe('several things in one input', () => {
  it('as openssl s_client -showcerts prints them', async () => {
    const { leaf, root } = await chainWithKey('ec-p256');
    const block = (der: Bytes, at: number) =>
      ` ${at} s:CN = x\n   i:CN = y\n${encodePem('CERTIFICATE', der)}`;
    const text = `CONNECTED(00000003)\n---\nCertificate chain\n${block(leaf, 0)}${block(root, 1)}---\nSession-ID: 30820102AABB\n`;
    const found = detect(text);
    expect(found.map(({ kind }) => kind)).toEqual(['certificate', 'certificate']);
    for (const { span } of found) expect(text.slice(span.start, span.end)).toMatch(/^-----BEGIN[^]*-----$/);
  });

  it('documents one after another in a file', async () => {
    const { leaf, root } = await chainWithKey('ec-p256');
    expect(kinds(concat(leaf, root))).toEqual(['certificate', 'certificate']);
    expect(kinds(concat(leaf, root.slice(0, -1)))).toEqual(['certificate', 'unreadable']);
    expect(detect(concat(leaf, utf8('\n')))).toMatchObject([
      { kind: 'certificate', notes: ['trailing-octets'] },
    ]);
  });

  it('what is damaged hides nothing beside it', async () => {
    const { leaf, root } = await chainWithKey('ec-p256');
    const [whole, other] = [encodePem('CERTIFICATE', leaf), encodePem('CERTIFICATE', root)];
    const damaged = whole.replace(/^MII/m, 'M.I');
    expect(kinds(damaged + other + damaged + whole)).toEqual([
      'unreadable',
      'certificate',
      'unreadable',
      'certificate',
    ]);
    const cut = toBase64(leaf).slice(0, 200);
    expect(kinds(`a: "${cut}";\nb: "${toBase64(root)}"`)).toEqual(['unreadable', 'certificate']);
    expect(kinds(`${whole.replace(/-----END.*\n/, '')}\n${other}`)).toEqual([
      'unreadable',
      'certificate',
      'certificate',
    ]);
  });

  it('a label that promises something else is named by its contents, with a note', async () => {
    const { leaf } = await chainWithKey('ec-p256');
    expect(detect(encodePem('PRIVATE KEY', leaf))).toMatchObject([
      { kind: 'certificate', notes: ['label-differs'] },
    ]);
  });
});

describe('nothing is found in', () => {
  it.each([
    '',
    'hello',
    'Marmalade and MICROSCOPE, 30 12 hours, 30:15:22, 2026-11-22',
    '0,1,2,3',
    '{"kty": 5}',
    '{"a": "kty"',
    'MIID',
  ])('%j', (text) => {
    expect(kinds(text)).toEqual([]);
    expect(kinds(utf8(text))).toEqual([]);
  });
});

describe('ends soon on', () => {
  const repeat = (piece: string) => piece.repeat(2 ** 21 / piece.length);
  it.each([
    ['starts of base64 that announce 4 GB', repeat('MIT///// ')],
    ['starts of hex', repeat('3084ffffffff ')],
    ['armour within armour', repeat('LS0tLS1CRUdJTi ')],
    [
      'armour within armour within',
      toBase64(utf8(repeat(toBase64(utf8('-----BEGIN A-----')).replace(/=*$/, ' ')))),
    ],
    ['boundaries', repeat('-----BEGIN A-----')],
    ['opening brackets', `${repeat('[')}"kty"`],
    ['SSH names', repeat('ssh-rsa AAAA')],
    ['separators behind a start', `3082${repeat(' ')}`],
  ])('%s', { timeout: 20_000 }, (_, text) => {
    expect(detect(text).length).toBeLessThan(5000);
  });

  it('more than it takes', () => {
    expect(detect('a'.repeat(MAX_DETECTED + 1))).toMatchObject([
      { kind: 'unreadable', error: { code: 'too-large' } },
    ]);
  });
});
