// Opening what was found: what comes out of each container, what it says of locks and of work factors, and that it can be stopped.
// Other programs' files of every scheme are in tests/interop.
import { describe, expect, it } from 'vitest';
import { NULL_PARAMETERS, writeAlgorithmIdentifier } from '../../src/codec/algorithm-identifier';
import { concat, toBase64, toHex, utf8, type Bytes } from '../../src/codec/bytes';
import { DerWriter } from '../../src/codec/der-writer';
import { encodeEncryptedPrivateKey, encryptPrivateKey } from '../../src/codec/encrypted-private-key';
import { encodeJwk } from '../../src/codec/jwk';
import { KdfBudget } from '../../src/codec/kdf-budget';
import { PBES2 } from '../../src/codec/pbes2';
import { encodePem } from '../../src/codec/pem';
import { encodePfx, oids } from '../../src/codec/pkcs12';
import { stampSha1 } from '../../src/codec/pkcs12-mac';
import { detect } from '../../src/pki/detect';
import { canOpen, openFound } from '../../src/pki/inspect/open';
import { chainWithKey } from '../support/certificate-chain';
import { containerVectors, octetsOf, VECTOR_PASSWORD } from '../support/container-vectors';
import { membersOf, open, publicHalf } from '../support/opened-input';
import { counting, keyPair, pkcs8Of } from '../support/private-keys';

describe('a file of each kind', () => {
  it.each(containerVectors)('$name, by $made', async (vector) => {
    const [found, ...others] = detect(octetsOf(vector));
    if (found === undefined) return expect.unreachable();
    expect(others).toEqual([]);
    expect(canOpen(found)).toBe(true);
    const opening = await openFound(found, ['wrong', VECTOR_PASSWORD], new KdfBudget());
    expect(opening.kind === 'opened' && opening.members.map(({ kind }) => kind)).toEqual(vector.opens);
  });

  it.each(['certificate', 'private key', 'request'])('a plain %s hides nothing', async (what) => {
    const { leaf, pkcs8 } = await chainWithKey('ec-p256');
    const found = detect(what === 'certificate' ? leaf : encodePem('PRIVATE KEY', pkcs8));
    expect(found.map(canOpen)).toEqual([false]);
  });
});

/** PKCS#8 under PBES2 around noise. */
function pbes2(writeDerivation: (writer: DerWriter) => void): string {
  const parameters = DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.sequence(() => writeDerivation(writer));
      writer.sequence(() => writer.oid('2.16.840.1.101.3.4.1.42').octetString(new Uint8Array(16)));
    }),
  );
  const algorithm = { oid: PBES2, parameters };
  return encodePem(
    'ENCRYPTED PRIVATE KEY',
    encodeEncryptedPrivateKey({ algorithm, ciphertext: new Uint8Array(32) }),
  );
}
const pbkdf2 = (iterations: number, prf: string) =>
  pbes2((writer) =>
    writer.oid('1.2.840.113549.1.5.12').sequence(() => {
      writer.octetString(new Uint8Array(8)).integer(iterations);
      writeAlgorithmIdentifier(writer, { oid: prf, parameters: NULL_PARAMETERS });
    }),
  );
const scrypt = (N: number, r: number, p: number) =>
  pbes2((writer) =>
    writer.oid('1.3.6.1.4.1.11591.4.11').sequence(() => {
      writer.octetString(new Uint8Array(8)).integer(N).integer(r).integer(p);
    }),
  );
const SHA_256 = '1.2.840.113549.2.9';
const SHA_224 = '1.2.840.113549.2.8';

function withRounds(rounds: number): Bytes {
  const vector =
    containerVectors.find(({ name }) => name === 'OpenSSH under aes256-ctr') ?? expect.unreachable();
  const [found] = detect(octetsOf(vector));
  const octets = found?.kind === 'openssh-private-key' ? found.octets?.slice() : undefined;
  if (octets === undefined) return expect.unreachable();
  const at = Buffer.from(octets).indexOf('bcrypt') + 'bcrypt'.length + 4 + 4 + 16;
  new DataView(octets.buffer).setUint32(at, rounds);
  return octets;
}

describe('too much work is said with what is demanded, and done where the owner agrees', () => {
  it.each([
    ['PBKDF2', pbkdf2(10_000_001, SHA_256), '10000001 iterations'],
    ['PBKDF2 in JavaScript', pbkdf2(4_000_000, SHA_224), '8000000 iterations'],
    ['scrypt in memory', scrypt(2 ** 19, 8, 1), 'scrypt in 536871936 octets'],
    ['scrypt in time', scrypt(2 ** 14, 8, 100), 'scrypt with N=16384, r=8, p=100'],
  ])('%s', async (_, pem, demanded) => {
    expect(await open(pem)).toEqual([{ kind: 'locked', reason: 'needs-password' }]);
    expect(await open(pem, ['x'])).toEqual([{ kind: 'locked', reason: 'too-much-work', demanded }]);
  });

  it('bcrypt, and the public half all the same', async () => {
    expect(await open(withRounds(501), ['x'])).toMatchObject([
      {
        kind: 'opened',
        members: [{ kind: 'public-key' }],
        locked: 'too-much-work',
        demanded: '501 rounds of bcrypt',
      },
    ]);
  });

  it('unbounded', async () => {
    const [found] = detect(pbkdf2(10_000_001, SHA_256));
    const opening = await openFound(found ?? expect.unreachable(), ['x'], new KdfBudget('unbounded'));
    expect(opening).toEqual({ kind: 'locked', reason: 'wrong-password' });
  }, 60_000);

  it('but never beyond the memory there is', async () => {
    const [found] = detect(scrypt(2 ** 24, 8, 1));
    const opening = await openFound(found ?? expect.unreachable(), ['x'], new KdfBudget('unbounded'));
    expect(opening).toMatchObject({ kind: 'unreadable', error: { code: 'too-large' } });
  });
});

it('each thing has a budget of its own: a pile of forty files is not one file of forty', async () => {
  const budget = new KdfBudget();
  expect(() => {
    for (;;) budget.pbkdf2(10_000_000);
  }).toThrow('altogether');
  const vector = containerVectors.find(({ name }) => name === 'JCEKS') ?? expect.unreachable();
  const [found] = detect(octetsOf(vector));
  const opening = await openFound(found ?? expect.unreachable(), [VECTOR_PASSWORD], budget);
  expect(opening.kind === 'opened' && opening.locked).toBeUndefined();
});

describe('stops when told, between slices', () => {
  it.each([
    ['PBKDF2', pbkdf2(2 ** 31 - 1, SHA_256)],
    ['PBKDF2 in JavaScript', pbkdf2(2 ** 31 - 1, SHA_224)],
    ['scrypt', scrypt(2 ** 15, 8, 200)],
    ['bcrypt', withRounds(2 ** 30)],
  ])('%s', async (name, input) => {
    const [found] = detect(input);
    const stop = new AbortController();
    setTimeout(() => {
      stop.abort(new Error('enough'));
    }, 20);
    const budget = new KdfBudget('unbounded');
    // The platform cannot be stopped, only left alone; so few that it soon has done.
    const shown = name === 'PBKDF2' ? detect(pbkdf2(3_000_000, SHA_256))[0] : found;
    await expect(openFound(shown ?? expect.unreachable(), ['x'], budget, stop.signal)).rejects.toThrow(
      'enough',
    );
  });

  it('at once where it was told before', async () => {
    const [found] = detect(pbkdf2(1, SHA_256));
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(openFound(found ?? expect.unreachable(), ['x'], new KdfBudget(), signal)).rejects.toThrow(
      'enough',
    );
  });
});

describe('JWK', () => {
  it('private and public, in a set, with key ids', async () => {
    const { privateKey, publicKey } = await keyPair('ec-p256');
    const whole = JSON.parse(await encodeJwk(privateKey)) as Record<string, unknown>;
    const { d: _d, ...publicPart } = whole;
    const openings = await open(JSON.stringify({ keys: [{ ...whole, kid: 'one' }, publicPart] }));
    expect(openings).toEqual([
      {
        kind: 'opened',
        members: [{ kind: 'private-key', octets: await pkcs8Of('ec-p256'), name: 'one' }],
        problems: [],
      },
      { kind: 'opened', members: [{ kind: 'public-key', octets: publicKey }], problems: [] },
    ]);
  });

  it.each(['rsa-2048', 'ed25519', 'ec-p521'] as const)('the public half of %s', async (id) => {
    const { publicKey } = await keyPair(id);
    const handle = (await keyPair(id)).privateKey;
    const { n, e, kty, crv, x, y } = await crypto.subtle.exportKey('jwk', handle);
    const [member] = await membersOf(JSON.stringify({ kty, n, e, crv, x, y }));
    expect(toHex(member?.octets ?? expect.unreachable())).toBe(toHex(publicKey));
  });

  // Detection finds them too, being base64: a pile folds the two.
  it('its certificates', async () => {
    const { leaf, root } = await chainWithKey('ec-p256');
    const { x, y, kty, crv } = await crypto.subtle.exportKey('jwk', (await keyPair('ec-p256')).privateKey);
    const jwk = { kty, crv, x, y, x5c: [toBase64(leaf), toBase64(root)] };
    const [opening] = await open(JSON.stringify(jwk));
    const members = opening?.kind === 'opened' ? opening.members : [];
    expect(members.slice(1).map(({ kind, octets }) => [kind, toHex(octets)])).toEqual([
      ['certificate', toHex(leaf)],
      ['certificate', toHex(root)],
    ]);
  });

  // RFC 8037 appendix A.6 and RFC 8812 §3 have these curves.
  it.each([
    ['X25519', { kty: 'OKP', crv: 'X25519', x: '3p7bfXt9wbTTW2HC7OQ1Nz-DQ8hbeGdNrfx-FG-IK08' }],
    [
      'secp256k1',
      {
        kty: 'EC',
        crv: 'secp256k1',
        x: 'eb5mfvncu6xVoGKVzocLBwKb_NstzijZWfKBWxb4F5g',
        y: 'SDradyajxGVdpPv8DhEIqP0XtEimhVQZnEfQj_sQ1Lg',
      },
    ],
  ])('%s, which nothing here signs with', async (_, jwk) => {
    expect((await membersOf(JSON.stringify(jwk))).map(({ kind }) => kind)).toEqual(['public-key']);
  });

  it.each([
    ['JWK of another curve', { kty: 'EC', crv: 'P-257', x: 'AA', y: 'AA' }],
    ['JWK member x', { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' }],
  ])('%s is said', async (detail, jwk) => {
    expect(await open(JSON.stringify(jwk))).toMatchObject([{ kind: 'unreadable', error: { detail } }]);
  });
});

it('a symmetric JWK is sound, and has no key to take further', async () => {
  expect(await open(JSON.stringify({ kty: 'oct', k: 'AAAA' }))).toMatchObject([
    { kind: 'opened', members: [], problems: [] },
  ]);
});

describe('PKCS#12', () => {
  it('revocation lists and secrets are members too', async () => {
    const list = DerWriter.encode((writer) => writer.sequence(() => writer.integer(1)));
    const bag = (writer: DerWriter, id: string, type: string, contents: Bytes) => {
      writer.sequence(() => {
        writer.oid(id).explicit(0, () => {
          writer.sequence(() => writer.oid(type).explicit(0, () => writer.octetString(contents)));
        });
      });
    };
    const safe = DerWriter.encode((writer) =>
      writer.sequence(() => {
        writer.sequence(() => {
          writer.oid(oids.data).explicit(0, () =>
            writer.octetStringOf(() =>
              writer.sequence(() => {
                bag(writer, oids.revocationListBag, oids.x509RevocationList, list);
                bag(writer, oids.secretBag, '1.2.3.4', utf8('secret'));
              }),
            ),
          );
        });
      }),
    );
    const file = encodePfx(safe, await stampSha1(safe, 'x', { iterations: 1, random: counting }));
    const members = await membersOf(file, ['x']);
    expect(members.map(({ kind, octets }) => [kind, toHex(octets)])).toEqual([
      ['revocation-list', toHex(list)],
      ['asn1', `0406${toHex(utf8('secret'))}`],
    ]);
  });
});

it('octets behind a value do no harm', async () => {
  const pkcs8 = await pkcs8Of('ec-p256');
  const closed = await encryptPrivateKey(pkcs8, 'x', { random: counting, iterations: 1 });
  const [key] = await membersOf(encodePem('ENCRYPTED PRIVATE KEY', concat(closed, new Uint8Array(3))), ['x']);
  expect(toHex(key?.octets ?? expect.unreachable())).toBe(toHex(pkcs8));
});

it('a key by itself in every form comes out the same', async () => {
  const { publicKey } = await keyPair('ec-p256');
  const pkcs8 = await pkcs8Of('ec-p256');
  const [plain] = await membersOf(pkcs8);
  expect(publicHalf(plain?.octets ?? expect.unreachable())).toBe(toHex(publicKey));
});
