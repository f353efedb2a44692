// Fernet: the specification's vectors, and tokens both ways with python-cryptography.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../.ci/tools.mjs';
import { fromHex, utf8, type Bytes } from '../../src/codec/bytes';
import { encodeFernetKey, parseFernetKey, parseFernetToken } from '../../src/codec/fernet';
import {
  decryptFernet,
  encryptFernet,
  fernetKeyText,
  importFernetKey,
  readFernetKey,
} from '../../src/pki/fernet';
import { describeWith } from '../support/tools';

interface Vectors {
  readonly key: string;
  readonly generate: {
    readonly token: string;
    readonly now: string;
    readonly iv: string;
    readonly text: string;
  };
  readonly verify: { readonly now: string; readonly timeToLive: number };
  readonly invalid: readonly (readonly [why: string, code: string, token: string, now: string])[];
}
const vectors = JSON.parse(readFileSync(join(projectRoot, 'tests/vectors/fernet.json'), 'utf8')) as Vectors;
const secondsOf = (iso: string) => Date.parse(iso) / 1000;
const keyOf = (text: string) => importFernetKey(parseFernetKey(text) ?? expect.unreachable(text));

describe('the specification’s vectors', () => {
  it('generate', async () => {
    const { token, now, iv, text } = vectors.generate;
    const key = await keyOf(vectors.key);
    const made = await encryptFernet(key, utf8(text), { seconds: secondsOf(now), iv: fromHex(iv)! });
    expect(made).toBe(token);
  });

  it('verify', async () => {
    const { now, timeToLive } = vectors.verify;
    const keys = [await keyOf(encodeFernetKey(new Uint8Array(32))), await keyOf(vectors.key)];
    const opened = await decryptFernet(keys, vectors.generate.token, { now: secondsOf(now), timeToLive });
    expect(opened).toEqual({ ok: true, value: { plaintext: utf8('hello'), seconds: 499162800, key: 1 } });
  });

  it.each(vectors.invalid)('invalid: %s', async (_why, code, token, now) => {
    const limits = { now: secondsOf(now), timeToLive: vectors.verify.timeToLive };
    const opened = await decryptFernet([await keyOf(vectors.key)], token, limits);
    expect(opened).toMatchObject({ ok: false, error: { code } });
  });
});

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
    const { token } = vectors.generate;
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

  it.each(vectors.invalid)('refuses as we do: %s', (_why, _code, token, now) => {
    const program =
      'try:\n  Fernet(sys.argv[1]).decrypt_at_time(sys.argv[2].encode(), 60, int(sys.argv[3]))\n  print("opened")\nexcept InvalidToken:\n  print("refused")';
    expect(python(program, vectors.key, token, String(secondsOf(now)))).toBe('refused');
  });
});
