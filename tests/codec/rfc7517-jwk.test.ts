// RFC 7517 and its kin: private keys as JWK, with the examples of RFC 7517 appendix A.2, RFC 8037 appendix A.1 and keys of
// WebCrypto's own.
import { createPrivateKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { toHex } from '../../src/codec/bytes';
import { decodeJwks, encodeJwk } from '../../src/codec/jwk';
import { parsePrivateKeyInfo } from '../../src/codec/private-key';
import { keyIds, keyPair, pkcs8Of } from '../support/private-keys';

const ec = {
  kty: 'EC',
  crv: 'P-256',
  x: 'MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4',
  y: '4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM',
  d: '870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE',
};
const okp = {
  kty: 'OKP',
  crv: 'Ed25519',
  d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
  x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
};
const akp = { kty: 'AKP', alg: 'ML-DSA-44', priv: 'A'.repeat(43), pub: 'AAAA' };

/** What each key became: hex of PKCS#8, or what is wrong. */
const read = (json: unknown) =>
  decodeJwks(JSON.stringify(json))?.map((key) => (key.ok ? toHex(key.value) : key.error.code));

describe('reading', () => {
  it('the elliptic curve key of RFC 7517 appendix A.2, as Node reads it', () => {
    const theirs = createPrivateKey({ key: ec, format: 'jwk' }).export({ type: 'pkcs8', format: 'der' });
    expect(read(ec)).toEqual([toHex(theirs)]);
  });
  it('the Ed25519 key of RFC 8037 appendix A.1, as Node reads it', () => {
    const theirs = createPrivateKey({ key: okp, format: 'jwk' }).export({ type: 'pkcs8', format: 'der' });
    expect(read(okp)).toEqual([toHex(theirs)]);
  });
  it('ML-DSA by its seed (RFC 9964)', () => {
    expect(read(akp)).toEqual([`3034020100300b060960864801650304031104228020${'00'.repeat(32)}`]);
  });
  it('a set of keys (RFC 7517 §5), each by itself', () => {
    expect(read({ keys: [okp, { kty: 'oct', k: 'AAAA' }, ec] })).toEqual([
      expect.stringMatching(/^302e/),
      'unsupported',
      expect.stringMatching(/^3081/),
    ]);
  });
  it.each([
    ['a public key', { ...ec, d: undefined }, 'bad-value'],
    ['another curve', { ...ec, crv: 'secp256k1' }, 'unsupported'],
    ['a curve by a name of JavaScript', { ...ec, crv: 'constructor' }, 'unsupported'],
    ['a short coordinate', { ...ec, x: 'AAAA' }, 'bad-value'],
    ['a number for a member', { ...ec, d: 5 }, 'bad-value'],
    ['an empty member', { ...ec, d: '' }, 'bad-value'],
    ['base64 where base64url is due', { ...ec, d: ec.d.replace('7', '+') }, 'bad-value'],
    ['a scalar too long', { ...ec, d: ec.d + ec.d }, 'bad-value'],
    ['X25519', { ...okp, crv: 'X25519' }, 'unsupported'],
    ['a seed of another length', { ...akp, priv: 'AAAA' }, 'bad-value'],
    ['another algorithm', { ...akp, alg: 'ML-DSA-99' }, 'unsupported'],
    ['a symmetric key', { kty: 'oct', k: 'AAAA' }, 'unsupported'],
    ['RSA of three primes', { kty: 'RSA', oth: [] }, 'unsupported'],
    ['RSA without its primes', { kty: 'RSA', n: 'AQAB', e: 'AQAB', d: 'AQAB' }, 'bad-value'],
  ])('refuses %s', (_, jwk, code) => {
    expect(read(jwk)).toEqual([code]);
  });
  it.each(['', '{', '[]', 'null', '{}', '{"keys":[]}', '{"kty":1}', '{"keys":5}', '"kty"'])(
    'leaves %s alone',
    (text) => {
      expect(decodeJwks(text)).toBeUndefined();
    },
  );
  it('leaves text of megabytes alone', () => {
    expect(decodeJwks(JSON.stringify(okp) + ' '.repeat(2 ** 21))).toBeUndefined();
  });
});

describe('writing', () => {
  it.each(keyIds)('%s, and back', async (id) => {
    const { privateKey } = await keyPair(id);
    const text = await encodeJwk(privateKey);
    expect(decodeJwks(text)).toEqual([{ ok: true, value: await pkcs8Of(id) }]);
    expect(text).toMatch(/^\{\n {2}"/);
    expect(text.endsWith('}\n')).toBe(true);
  });
  it.each([
    ['ec-p256', ['crv', 'd', 'kty', 'x', 'y']],
    ['rsa-2048', ['d', 'dp', 'dq', 'e', 'kty', 'n', 'p', 'q', 'qi']],
  ] as const)('of %s the members of RFC 7518 and none of WebCrypto', async (id, members) => {
    const jwk = JSON.parse(await encodeJwk((await keyPair(id)).privateKey)) as object;
    expect(Object.keys(jwk).sort()).toEqual(members);
  });
});

it('numbers with their first octet zero keep their length', () => {
  const short = { ...ec, d: `AA${ec.d.slice(2)}` };
  const [key] = decodeJwks(JSON.stringify(short)) ?? [];
  const info = key?.ok === true ? parsePrivateKeyInfo(key.value) : undefined;
  expect(info?.ok === true && toHex(info.value.key).startsWith('306b0201010420000')).toBe(true);
});
