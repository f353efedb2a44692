// The trust recipes as text: they give the files their rows promise, hold no placeholder, and are safe for the programs that read
// them, whatever the authority is called. That they work is for tests/interop.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recipes } from '../../src/pki/recipes/all';
import { catalogue } from '../../src/pki/recipes/catalogue';
import { anchorFileName, browserNickname } from '../../src/pki/recipes/trust-anchor';
import { anchorOf, contextOf } from '../support/anchor';

const rows = catalogue.filter((row) => row.kind === 'trust');
const hostile = `x'"\`$(id)\\\n\0: -e %s {} ;; EOF`;
const contexts = [false, true].flatMap((selfSigned) =>
  ['Local authority', hostile, ''].map((name) => contextOf(anchorOf(name), { selfSigned })),
);
const textOf = (id: (typeof rows)[number]['id'], path: string, context = contextOf(anchorOf(hostile))) => {
  const contents = recipes[id].files(context).find((file) => file.path === path)?.contents;
  if (typeof contents !== 'string') throw new Error(`${id} has no text ${path}`);
  return contents;
};

describe('trust recipes', () => {
  it.each(rows)('$id gives the files its row promises', ({ id, files }) => {
    for (const context of contexts) {
      const given = recipes[id].files(context);
      expect(given.map(({ path }) => path)).toEqual(files.map(({ path }) => path));
      for (const { path, contents, mode } of given) {
        expect(mode, path).toBe(path.endsWith('.sh') && path !== 'trust/env.sh' ? 0o755 : 0o644);
        expect(contents, path).not.toMatch(/@[A-Z0-9_]+@/);
      }
    }
  });

  it('give one text for one path', () => {
    for (const context of contexts) {
      const texts = new Map<string, unknown>();
      for (const { path, contents } of rows.flatMap(({ id }) => recipes[id].files(context))) {
        expect(texts.get(path) ?? contents, path).toBe(contents);
        texts.set(path, contents);
      }
    }
  });

  it.each(rows)('$id tells what to type or what to do', ({ id }) => {
    const context = contextOf(anchorOf(hostile));
    expect(`${recipes[id].commands(context)}${recipes[id].steps?.(context).join('') ?? ''}`).not.toBe('');
    for (const step of recipes[id].steps?.(context) ?? []) expect(step).not.toMatch(/[\p{C}]|undefined/u);
  });

  it('install.ps1 is ASCII with CRLF, whatever the name: Windows PowerShell 5.1 guesses at anything else', () => {
    const text = textOf('trust-windows', 'trust/install.ps1');
    expect(text).toMatch(/^[\x20-\x7e\r\n]+$/);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text).toContain(`'${anchorOf(hostile).sha256}'`);
  });

  it.each(['trust/install.sh', 'trust/ca.crt'])('%s has LF alone', (path) => {
    expect(textOf('trust-macos', path)).not.toContain('\r');
  });

  it('names the emulator’s host where the certificate lacks it', () => {
    const anchor = anchorOf('Local authority');
    const steps = (hosts: readonly string[]) =>
      recipes['trust-android'].steps?.(contextOf(anchor, { hosts }));
    expect(steps(['localhost'])?.join()).toContain('10.0.2.2');
    expect(steps(['localhost', '10.0.2.2'])?.join()).not.toContain('10.0.2.2');
  });
});

describe('names of an anchor', () => {
  const anyName = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

  it('nicknames are what NSS can store and list: no colon, no line break, no outer blank, never empty', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const nickname = browserNickname(anchorOf(name));
        expect(nickname).toMatch(/^[\p{L}\p{M}\p{N}._+@-][\p{L}\p{M}\p{N} ._+@-]* \([0-9a-f]{8}\)$/u);
        expect([...nickname].length).toBeLessThanOrEqual(48 + 11);
      }),
    );
  });

  it('file names are lower-case ASCII, at most 49 characters, and tell authorities of one name apart', () => {
    fc.assert(
      fc.property(anyName, (name) => {
        const file = anchorFileName(anchorOf(name));
        expect(file).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(file.length).toBeLessThanOrEqual(49);
        expect(file).not.toBe(anchorFileName(anchorOf(name, 2)));
      }),
    );
  });
});
