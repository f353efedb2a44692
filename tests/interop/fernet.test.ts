// Fernet: the specification's vectors, and tokens both ways with python-cryptography.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../.ci/tools.mjs';
import { utf8, type Bytes } from '../../src/codec/bytes';
import { encodeFernetKey, parseFernetKey, parseFernetToken } from '../../src/codec/fernet';
import {
  decryptFernet,
  encryptFernet,
  fernetKeyText,
  importFernetKey,
  readFernetKey,
} from '../../src/pki/fernet';
import { describeWith } from '../support/tools';

/** The specification's own files, each with its commit. */
const casesOf = (file: 'generate' | 'verify' | 'invalid'): unknown =>
  (
    JSON.parse(readFileSync(join(projectRoot, `tests/vectors/fernet/${file}.json`), 'utf8')) as {
      readonly cases: unknown;
    }
  ).cases;

interface Case {
  readonly token: string;
  readonly now: string;
  readonly secret: string;
}
const generate = casesOf('generate') as readonly (Case & {
  readonly iv: readonly number[];
  readonly src: string;
})[];
const verify = casesOf('verify') as readonly (Case & { readonly ttl_sec: number; readonly src: string })[];
const invalid = casesOf('invalid') as readonly (Case & { readonly desc: string; readonly ttl_sec: number })[];
const secondsOf = (iso: string) => Date.parse(iso) / 1000;
const keyOf = (text: string) => importFernetKey(parseFernetKey(text) ?? expect.unreachable(text));

/** What we say of each. The specification says no more than that they are none. */
const reasons: Readonly<Record<string, string>> = {
  'incorrect mac': 'wrong-key',
  'too short': 'too-short',
  'invalid base64': 'not-base64url',
  'payload size not multiple of block size': 'not-in-blocks',
  'payload padding error': 'damaged',
  'far-future TS (unacceptable clock skew)': 'from-the-future',
  'expired TTL': 'expired',
  'incorrect IV (causes padding error)': 'damaged',
  'trailing characters after b64 padding': 'not-base64url',
  'invalid characters in b64': 'not-base64url',
  'invalid non-urlsafe characters in b64': 'not-base64url',
};

describe('the specification’s vectors', () => {
  it.each(generate)('generate: $src', async ({ token, now, iv, src, secret }) => {
    const made = await encryptFernet(await keyOf(secret), utf8(src), {
      ...{ seconds: secondsOf(now), iv: new Uint8Array(iv) },
    });
    expect(made).toBe(token);
  });

  it.each(verify)('verify: $src', async ({ token, now, ttl_sec: timeToLive, src, secret }) => {
    const keys = [await keyOf(encodeFernetKey(new Uint8Array(32))), await keyOf(secret)];
    const opened = await decryptFernet(keys, token, { now: secondsOf(now), timeToLive });
    expect(opened).toEqual({ ok: true, value: { plaintext: utf8(src), seconds: 499162800, key: 1 } });
  });

  it.each(invalid)('invalid: $desc', async ({ desc, token, now, ttl_sec: timeToLive, secret }) => {
    const opened = await decryptFernet([await keyOf(secret)], token, { now: secondsOf(now), timeToLive });
    expect(opened).toMatchObject({ ok: false, error: { code: reasons[desc] } });
  });
});

const vectors = { key: verify[0]?.secret ?? '', token: verify[0]?.token ?? '' };

describe('keys and tokens as text', () => {
  it('a key as Python prints it, in quotes, with blanks', async () => {
    for (const text of [
      `b'${vectors.key}'`,
      `"${vectors.key}"`,
      ` ${vectors.key}\n`,
      vectors.key.slice(0, -1),
    ]) {
      const key = (await readFernetKey(text)) ?? expect.unreachable(text);
      expect(await fernetKeyText(key)).toBe(vectors.key);
    }
    for (const text of [
      '',
      'x',
      `${vectors.key}=`.repeat(2),
      vectors.key.replace('_', '/'),
      vectors.key.replace('w', ' '),
    ])
      expect(parseFernetKey(text), text).toBeUndefined();
  });

  it('each fault has its name', () => {
    const { token } = vectors;
    const fault = (text: string) => {
      const parsed = parseFernetToken(text);
      return parsed.ok ? 'none' : parsed.error;
    };
    expect(fault(`b'${token}'`)).toBe('none');
    expect(fault(`${token.slice(0, 40)}\n  ${token.slice(40)}`)).toBe('none');
    expect(fault(token.slice(0, -1))).toBe('wrong-padding');
    expect(fault(`${token}=`)).toBe('not-base64url');
    expect(fault(`A${token.slice(1)}`)).toBe('wrong-version');
    expect(fault(token.replace('_', '/'))).toBe('not-base64url');
    expect(fault('')).toBe('too-short');
    expect(fault(`gP${'_'.repeat(10)}${token.slice(12)}`)).toBe('time-out-of-range');
  });

  it('any text gives an answer, and what was changed is never opened', async () => {
    const key = await importFernetKey(new Uint8Array(32).fill(7));
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 60 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (plain, at, flip) => {
          const text: Bytes = Uint8Array.from(plain);
          const token = await encryptFernet(key, text, { seconds: 1e9, iv: new Uint8Array(16) });
          const opened = await decryptFernet([key], token, { now: 1e9 });
          expect(opened).toEqual({ ok: true, value: { plaintext: text, seconds: 1e9, key: 0 } });
          const octets = Buffer.from(token, 'base64url');
          octets[at % octets.length]! ^= flip;
          const changed = octets.toString('base64url') + '='.repeat((3 - (octets.length % 3)) % 3);
          expect((await decryptFernet([key], changed, { now: 1e9 })).ok).toBe(false);
        },
      ),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => typeof parseFernetToken(text).ok === 'boolean'),
    );
  });
});

describeWith(['python3'], 'python-cryptography', (path) => {
  const python = (program: string, ...args: readonly string[]): string =>
    execFileSync(
      path('python3'),
      [
        '-c',
        `import sys\nfrom cryptography.fernet import Fernet, MultiFernet, InvalidToken\n${program}`,
        ...args,
      ],
      { encoding: 'utf8' },
    ).trim();

  it('opens ours', async () => {
    const made = python('print(Fernet.generate_key())');
    expect(made).toMatch(/^b'/);
    const octets = parseFernetKey(made) ?? expect.unreachable(made);
    const now = Math.floor(Date.now() / 1000);
    const token = await encryptFernet(await importFernetKey(octets), utf8('Zürich 🔒'), {
      seconds: now,
      iv: new Uint8Array(16).fill(3),
    });
    expect(
      python(
        'print(Fernet(sys.argv[1]).decrypt(sys.argv[2].encode(), ttl=600).decode())',
        encodeFernetKey(octets),
        token,
      ),
    ).toBe('Zürich 🔒');
    expect(
      python(
        'print(Fernet(sys.argv[1]).extract_timestamp(sys.argv[2].encode()))',
        encodeFernetKey(octets),
        token,
      ),
    ).toBe(String(now));
  });

  it('makes what we open, with the first or the second of several keys', async () => {
    const [first = '', second = '', token = ''] = python(
      'a, b = Fernet.generate_key(), Fernet.generate_key()\nprint(a.decode(), b.decode(), MultiFernet([Fernet(b), Fernet(a)]).encrypt("häuser".encode()).decode())',
    ).split(' ');
    const keys = await Promise.all([first, second].map(keyOf));
    const now = Math.floor(Date.now() / 1000);
    const opened = await decryptFernet(keys, token, { now, timeToLive: 600 });
    expect(opened).toMatchObject({ ok: true, value: { plaintext: utf8('häuser'), key: 1 } });
  });

  // Python's base64 leaves out characters that are none, and what follows the padding: it opens what the specification calls invalid.
  const lenient = new Set(['trailing characters after b64 padding', 'invalid characters in b64']);
  it.each(invalid)('refuses what we do, but for what its base64 overlooks: $desc', ({ desc, token, now }) => {
    const program =
      'try:\n  Fernet(sys.argv[1]).decrypt_at_time(sys.argv[2].encode(), 60, int(sys.argv[3]))\n  print("opened")\nexcept InvalidToken:\n  print("refused")';
    expect(python(program, vectors.key, token, String(secondsOf(now)))).toBe(
      lenient.has(desc) ? 'opened' : 'refused',
    );
  });
});
