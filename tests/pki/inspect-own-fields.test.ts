// Fields of what is no ASN.1: JSON Web Keys member by member, SSH's lines and private key files, each in words, and nothing private
// in any of them. Their numbers are held against those of the same key in the form that all other readers have.
import { describe, expect, it } from 'vitest';
import { toHex, utf8 } from '../../src/codec/bytes';
import { encodeJwk } from '../../src/codec/jwk';
import { parsePrivateKeyInfo } from '../../src/codec/private-key';
import { sshPublicLine } from '../../src/codec/ssh-public-line';
import { fieldAt, valueAt } from '../../src/pki/inspect/field-lookup';
import { fieldsOf } from '../../src/pki/inspect/fields';
import { jsonOf } from '../../src/pki/views/json';
import { HeardPile } from '../support/pile';
import { keyPair, pkcs8Of } from '../support/private-keys';

const jwkFields = (jwk: object) => fieldsOf('jwk', utf8(JSON.stringify(jwk)));

describe('a JSON Web Key', () => {
  it.each(['ec-p256', 'rsa-2048', 'ed25519'] as const)(
    '%s: every member has its words, the private ones no value',
    async (algorithm) => {
      const { privateKey } = await keyPair(algorithm);
      const jwk = JSON.parse(await encodeJwk(privateKey)) as Record<string, string>;
      const fields = jwkFields({ ...jwk, kid: 'key-1', use: 'sig', key_ops: ['sign', 'verify'] });
      expect(fields.map(({ name }) => name).sort()).toEqual(
        [...Object.keys(jwk), 'kid', 'key_ops', 'use'].sort(),
      );
      for (const { label, about, citation } of fields) {
        expect(label).not.toBe('');
        expect(about).not.toBe('');
        expect(citation).toMatch(/^(RFC|W3C|OpenID)/);
      }
      expect(valueAt(fields, 'key_ops')).toBe('sign, verify');
      for (const name of ['d', 'p', 'q', 'dp', 'dq', 'qi'])
        if (jwk[name] !== undefined) expect(fieldAt(fields, name)?.value).toBeUndefined();
      expect(JSON.stringify(fields)).not.toContain(jwk['d']);
      const number = jwk['n'] ?? jwk['x'] ?? '';
      expect(valueAt(fields, jwk['n'] === undefined ? 'x' : 'n')).toBe(
        Buffer.from(number, 'base64url').toString('hex'),
      );
    },
  );

  it('of a symmetric key everything but the key', () => {
    const fields = jwkFields({ kty: 'oct', k: 'c2VjcmV0', alg: 'HS256' });
    expect(valueAt(fields, 'kty')).toBe('oct (symmetric)');
    expect(fieldAt(fields, 'k')?.about).toContain('Private');
    expect(JSON.stringify(fields)).not.toMatch(/c2VjcmV0|736563726574/);
  });

  it('what nobody registered stands as it is, what is wrong is said', () => {
    const fields = jwkFields({ kty: 'EC', crv: 'P-256', x: '!', y: 'AA', house: { number: 7 } });
    expect(valueAt(fields, 'house')).toBe('{"number":7}');
    expect(valueAt(fields, 'x')).toBe('!');
    expect(fieldAt(fields, 'x')?.problem).toContain('base64url');
    expect(fieldAt(fields, 'problem')?.problem).toContain('JWK member x');
  });

  it('every key of a set is an item with fields of its own, the symmetric one too', async () => {
    const { privateKey } = await keyPair('ec-p256');
    const { d: _, ...ec } = JSON.parse(await encodeJwk(privateKey)) as Record<string, string>;
    const pile = new HeardPile();
    await pile.add(
      JSON.stringify({
        keys: [
          { ...ec, kid: 'a' },
          { kty: 'oct', k: 'c2VjcmV0', kid: 'b' },
        ],
      }),
    );
    expect(pile.words).toEqual(['jwk', 'jwk']);
    const kids = [...pile.items.keys()].map((id) => {
      const { kind, octets } = pile.pile.written(id);
      return valueAt(fieldsOf(kind, octets), 'kid');
    });
    expect(kids).toEqual(['a', 'b']);
    const { kind, octets } = pile.pile.written(0);
    expect(JSON.parse(jsonOf(kind, octets))).toMatchObject({
      kind: 'jwk',
      fields: { kid: 'a', crv: 'P-256' },
    });
  });
});

describe('a line of SSH', () => {
  const fieldsOfLine = (line: string) => fieldsOf('ssh-public-key', utf8(line));

  it.each([
    ['rsa-2048', 'ssh-rsa', 'RSA 2048'],
    ['ec-p256', 'ecdsa-sha2-nistp256', 'EC P-256'],
    ['ed25519', 'ssh-ed25519', 'Ed25519'],
  ] as const)('%s: type, numbers, comment', async (algorithm, type, words) => {
    const { publicKey: spki } = await keyPair(algorithm);
    const fields = fieldsOfLine(sshPublicLine(spki, 'zoë@home, her laptop') ?? '');
    expect(valueAt(fields, 'type')).toBe(type);
    expect(valueAt(fields, 'algorithm')).toBe(words);
    expect(valueAt(fields, 'comment')).toBe('zoë@home, her laptop');
    const number = valueAt(fields, 'modulus') ?? valueAt(fields, 'point') ?? valueAt(fields, 'key') ?? '-';
    expect(toHex(spki)).toContain(number);
    expect(JSON.stringify(fields)).not.toContain('problem');
  });

  it('a type in front that is not the key’s is said', async () => {
    const { publicKey: spki } = await keyPair('ed25519');
    const line = (sshPublicLine(spki, '') ?? '').replace('ssh-ed25519', 'ssh-rsa');
    expect(fieldAt(fieldsOfLine(line), 'lineType')?.problem).toBe('The key itself is of another type.');
  });
});

describe('a private key opened', () => {
  it('its numbers are nowhere in the fields of its file', async () => {
    const { privateKey } = await keyPair('ed25519');
    const pkcs8 = await pkcs8Of('ed25519');
    const jwk = JSON.parse(await encodeJwk(privateKey)) as Record<string, string>;
    const secret = parsePrivateKeyInfo(pkcs8);
    const pile = new HeardPile();
    await pile.add(JSON.stringify(jwk));
    const { kind, octets } = pile.pile.written(0);
    expect(kind).toBe('jwk');
    const said = JSON.stringify(fieldsOf(kind, octets)) + jsonOf(kind, octets);
    expect(said).not.toContain(toHex(secret.ok ? secret.value.key : octets).slice(4));
    expect(said).not.toContain(jwk['d']);
  });
});
