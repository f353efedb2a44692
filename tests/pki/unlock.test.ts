// Whatever is pasted or dropped: what is found in it, what stays locked, what is said about the rest.
import { describe, expect, it } from 'vitest';
import { concat, toHex, utf8, type Bytes } from '../../src/codec/bytes';
import { encryptPem } from '../../src/codec/encrypted-pem';
import { encryptPrivateKey } from '../../src/codec/encrypted-private-key';
import { encodeJwk } from '../../src/codec/jwk';
import { encodePem } from '../../src/codec/pem';
import { identity } from '../../src/codec/pkcs12';
import { writeCompatiblePkcs12 } from '../../src/codec/pkcs12-compatible';
import { toTraditional } from '../../src/codec/traditional-key';
import { readPile, type Pile } from '../../src/pki/unlock';
import { chainWithKey, type ChainWithKey } from '../support/certificate-chain';
import { counting, keyPair } from '../support/private-keys';

const FEW = { iterations: 5, random: counting };
const PASSPHRASE = 'right';

const certificatePem = (der: Bytes) => encodePem('CERTIFICATE', der);
const keyPem = (der: Bytes) => encodePem('PRIVATE KEY', der);

async function pkcs12({ pkcs8, leaf, root }: ChainWithKey, password: string): Promise<Bytes> {
  const contents = await identity(pkcs8, [leaf, root], 'name');
  return writeCompatiblePkcs12(contents, { password, ...FEW });
}

async function traditionalPem({ pkcs8 }: ChainWithKey, encrypted: boolean): Promise<string> {
  const key = toTraditional(pkcs8);
  if (!key.ok) return expect.unreachable();
  const { label, der } = key.value;
  return encrypted ? encryptPem(label, der, PASSPHRASE, counting) : encodePem(label, der);
}

/** Every way to hand over leaf, root and key, or the key alone. */
const whole: Readonly<Record<string, (chain: ChainWithKey) => Promise<readonly (string | Bytes)[]>>> = {
  'mkcert: rootCA.pem and rootCA-key.pem': ({ leaf, root, pkcs8 }) =>
    Promise.resolve([certificatePem(leaf) + certificatePem(root), keyPem(pkcs8)]),
  'everything in one text, among prose': ({ leaf, root, pkcs8 }) =>
    Promise.resolve([`Hi,\n${keyPem(pkcs8)}and\r\n${certificatePem(leaf)}${certificatePem(root)}Bye`]),
  'one after another': ({ leaf, root, pkcs8 }) =>
    Promise.resolve([certificatePem(leaf), certificatePem(root), keyPem(pkcs8)]),
  'files of PEM': ({ leaf, root, pkcs8 }) =>
    Promise.resolve([utf8(certificatePem(leaf) + certificatePem(root)), utf8(`\ufeff${keyPem(pkcs8)}`)]),
  'files of DER': ({ leaf, root, pkcs8 }) => Promise.resolve([leaf, root, pkcs8]),
  'a PKCS#12 file': async (chain) => [await pkcs12(chain, PASSPHRASE)],
  'a PKCS#12 file without password': async (chain) => [await pkcs12(chain, '')],
  'a PKCS#12 file in PEM': async (chain) => [encodePem('PKCS12', await pkcs12(chain, PASSPHRASE))],
  'a traditional key': async (chain) => [
    certificatePem(chain.leaf) + certificatePem(chain.root),
    await traditionalPem(chain, false),
  ],
  'a traditional key under a passphrase': async (chain) => [
    certificatePem(chain.leaf) + certificatePem(chain.root),
    await traditionalPem(chain, true),
  ],
  'an encrypted key in DER': async ({ leaf, root, pkcs8 }) => [
    leaf,
    root,
    await encryptPrivateKey(pkcs8, PASSPHRASE, FEW),
  ],
  'a JWK': async ({ leaf, root }) => [leaf, root, await encodeJwk((await keyPair('ec-p256')).privateKey)],
  'a JWK with a byte order mark, as a file': async ({ leaf, root }) => [
    leaf,
    root,
    utf8(`\ufeff${await encodeJwk((await keyPair('ec-p256')).privateKey)}`),
  ],
  'text in UTF-16, as PowerShell redirects it': ({ leaf, root, pkcs8 }) => {
    const text = certificatePem(leaf) + certificatePem(root) + keyPem(pkcs8);
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer),
    ]);
    return Promise.resolve([utf16]);
  },
  'prose in Latin-1': ({ leaf, root, pkcs8 }) =>
    Promise.resolve([
      concat(
        new Uint8Array([0xe4, 0xf6, 0xfc, 0x0a]),
        utf8(certificatePem(leaf) + certificatePem(root) + keyPem(pkcs8)),
      ),
    ]),
};

const shown = ({ certificates, privateKeys, locked, problems }: Pile) => ({
  certificates: certificates.map((der) => toHex(der)),
  privateKeys: privateKeys.map((der) => toHex(der)),
  locked: locked.map(({ what, reason, input }) => `${input}: ${what} ${reason}`),
  problems: problems.map(({ what, error, input }) => `${input}: ${what} ${error.code}`),
});

describe('finds certificates and key in', () => {
  it.each(Object.entries(whole))('%s', async (_, inputsOf) => {
    const chain = await chainWithKey('ec-p256');
    expect(shown(await readPile(await inputsOf(chain), PASSPHRASE))).toEqual({
      certificates: [toHex(chain.leaf), toHex(chain.root)],
      privateKeys: [toHex(chain.pkcs8)],
      locked: [],
      problems: [],
    });
  });

  it('all of these at once, each thing once', async () => {
    const chain = await chainWithKey('ec-p256');
    const inputs = await Promise.all(Object.values(whole).map((inputsOf) => inputsOf(chain)));
    const pile = await readPile(inputs.flat(), PASSPHRASE);
    expect([pile.certificates.length, pile.privateKeys.length, pile.locked, pile.problems]).toEqual([
      2,
      1,
      [],
      [],
    ]);
  });

  it('the certificate of a TRUSTED CERTIFICATE, which OpenSSL extends', async () => {
    const { root } = await chainWithKey('ec-p256');
    const extended = concat(root, new Uint8Array([0x30, 0]));
    const pile = await readPile([
      encodePem('TRUSTED CERTIFICATE', extended) + encodePem('X509 CERTIFICATE', root),
    ]);
    expect(shown(pile)).toMatchObject({ certificates: [toHex(root)], problems: [] });
  });
});

describe('says what stays locked', () => {
  const locked = async (passphrase: string | undefined) => {
    const chain = await chainWithKey('ec-p256');
    const inputs = [
      encodePem('ENCRYPTED PRIVATE KEY', await encryptPrivateKey(chain.pkcs8, PASSPHRASE, FEW)),
      await traditionalPem(chain, true),
      await pkcs12(chain, PASSPHRASE),
      certificatePem(chain.leaf),
    ];
    return shown(await readPile(inputs, passphrase));
  };
  it('for want of a passphrase', async () => {
    const pile = await locked(undefined);
    expect(pile.locked).toEqual([
      '0: private-key needs-passphrase',
      '1: private-key needs-passphrase',
      '2: pkcs12 needs-passphrase',
    ]);
    expect(pile.certificates).toHaveLength(1);
  });
  it('under another one', async () => {
    expect((await locked('wrong')).locked).toEqual([
      '0: private-key wrong-passphrase',
      '1: private-key wrong-passphrase',
      '2: pkcs12 wrong-passphrase',
    ]);
  });
  it('and nothing once it fits', async () => {
    expect(await locked(PASSPHRASE)).toMatchObject({ locked: [], problems: [] });
  });
});

describe('says what is of no use', () => {
  const problems = async (...inputs: (string | Bytes)[]) => shown(await readPile(inputs)).problems;
  it.each<[string, string | Bytes, string]>([
    ['nothing', '', 'input unsupported'],
    ['nothing, as a file', new Uint8Array(), 'input unsupported'],
    ['prose', 'hello', 'input unsupported'],
    ['noise', new Uint8Array([0x30, 0x03, 0x02, 0x01, 0x05]), 'input unsupported'],
    ['a public key', encodePem('PUBLIC KEY', new Uint8Array([0x30, 0])), 'input unsupported'],
    ['a request', encodePem('CERTIFICATE REQUEST', new Uint8Array([0x30, 0])), 'input unsupported'],
    [
      'a certificate of no contents',
      encodePem('CERTIFICATE', new Uint8Array([0x30, 0])),
      'CERTIFICATE truncated',
    ],
    [
      'a damaged certificate',
      '-----BEGIN CERTIFICATE-----\nAA.A\n-----END CERTIFICATE-----',
      'CERTIFICATE bad-base64',
    ],
    ['half a certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n', 'CERTIFICATE bad-pem'],
    [
      'an OpenSSH key',
      encodePem('OPENSSH PRIVATE KEY', new Uint8Array(9)),
      'OPENSSH PRIVATE KEY unsupported',
    ],
    ['a DSA key', encodePem('DSA PRIVATE KEY', new Uint8Array([0x30, 0])), 'DSA PRIVATE KEY unsupported'],
    ['a damaged key', encodePem('PRIVATE KEY', new Uint8Array(5)), 'PRIVATE KEY unexpected-tag'],
    ['a public JWK', '{"kty":"EC","crv":"P-256"}', 'JWK bad-value'],
  ])('%s', async (_, input, problem) => {
    expect(await problems(input)).toEqual([`0: ${problem}`]);
  });

  it('and keeps the rest', async () => {
    const { leaf, pkcs8 } = await chainWithKey('ec-p256');
    const damaged = '-----BEGIN CERTIFICATE-----\nAA.A\n-----END CERTIFICATE-----\n';
    const pile = shown(await readPile(['hello', damaged + certificatePem(leaf) + damaged, keyPem(pkcs8)]));
    expect(pile).toEqual({
      certificates: [toHex(leaf)],
      privateKeys: [toHex(pkcs8)],
      locked: [],
      problems: ['0: input unsupported', '1: CERTIFICATE bad-base64', '1: CERTIFICATE bad-base64'],
    });
  });
});
