// File names that no name a person types can turn into a path, a device or another file (Windows "Naming Files", POSIX §3.282).
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { folderName, safeFileName, uniqueFileNames } from '../../src/pki/file-name';
import { readNames } from '../../src/pki/names';

describe('a file name', () => {
  it.each([
    ['app.test', 'app.test'],
    ['localhost+3', 'localhost+3'],
    ['*.app.test', '_wildcard.app.test'],
    ['::1', '__1'],
    ['2001:db8::1', '2001_db8__1'],
    ['me@app.test', 'me@app.test'],
    ['https://app.test/x', 'https___app.test_x'],
    ['bücher.test', 'xn--bcher-kva.test'],
    ['BÜCHER.test', 'xn--bcher-kva.test'],
    ['bu\u0308cher.test', 'xn--bcher-kva.test'],
    ['日本語', 'xn--wgv71a119e'],
    ['My CA', 'My_CA'],
    ['Büro CA', 'xn--bro_ca-3ya'],
    ['ü@ü', '_@xn--tda'],
    ['', '_'],
    ['.', '_'],
    ['..', '__'],
    ['../../etc/passwd', '______etc_passwd'],
    ['..\\..\\x', '______x'],
    ['/etc/passwd', '_etc_passwd'],
    ['.bashrc', '_bashrc'],
    ['-rf', '_rf'],
    ['@SUM(1)', '_SUM_1_'],
    ['app.', 'app_'],
    ['app ', 'app_'],
    ['a..b', 'a__b'],
    ['a\0b\nc', 'a_b_c'],
    ['$(rm -r x)`"\'', '__rm_-r_x____'],
    ['CON', '_CON'],
    ['con.test', '_con.test'],
    ['nul.tar.gz', '_nul.tar.gz'],
    ['COM1', '_COM1'],
    ['com¹', 'xn--com-vga'],
    ['conin$', 'conin_'],
    ['console.test', 'console.test'],
    ['com10', 'com10'],
    ['\ud800', 'xn--ib9b'],
  ])('%j → %j', (text, name) => {
    expect(safeFileName(text)).toBe(name);
  });

  it('counts its extension in', () => {
    expect(safeFileName('con', '.pem')).toBe('_con.pem');
    expect(safeFileName('', '.pem')).toBe('_.pem');
    expect(safeFileName('a.', '.pem')).toBe('a_.pem');
    expect(safeFileName(`${'a'.repeat(300)}.app.test`, '-key.pem')).toMatch(/^a{61}_a*\.app\.test-key\.pem$/);
    expect(safeFileName('a'.repeat(300), '-key.pem')).toHaveLength(100);
    expect(safeFileName('a'.repeat(96), '.pem')).toBe(`${'a'.repeat(96)}.pem`);
  });

  it('stays one harmless path component, whatever it is made from', () => {
    const nasty = fc.constantFrom(
      '.',
      '..',
      '/',
      '\\',
      ':',
      '*',
      'CON',
      'nul',
      ' ',
      '\0',
      '-',
      'ü',
      '\ud83d',
      '\u202e',
      'a'.repeat(60),
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(nasty).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom('', '.pem', '+3'), (stem, extension) => {
        const name = safeFileName(stem, extension);
        expect(name).toMatch(/^[\w+@][\w.+@-]*$/);
        expect(name.length).toBeLessThanOrEqual(100);
        expect(name).not.toMatch(/\.\.|\.$|^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i);
        expect(name.endsWith(extension)).toBe(true);
        // Made once more, it is what it was.
        expect(safeFileName(name)).toBe(name);
      }),
      { numRuns: 500 },
    );
  });

  it('is a file the file system takes, in the folder it was meant for', () => {
    const folder = mkdtempSync(join(tmpdir(), 'names-'));
    try {
      const names = ['..', '../x', 'a/b', '', '.', '-x', 'x'.repeat(400), 'ü', '\0'].map((stem) =>
        safeFileName(stem, '.pem'),
      );
      for (const name of names) writeFileSync(join(folder, name), '');
      expect(readdirSync(folder).sort()).toEqual([...new Set(names)].sort());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('several file names', () => {
  it.each([
    [
      ['a.pem', 'b.pem'],
      ['a.pem', 'b.pem'],
    ],
    [
      ['a.pem', 'A.pem', 'a.PEM'],
      ['a.pem', 'A-2.pem', 'a-3.PEM'],
    ],
    [
      ['a', 'a', 'a-2', 'a'],
      ['a', 'a-2', 'a-2-2', 'a-3'],
    ],
    [
      ['a-2', 'a', 'a'],
      ['a-2', 'a', 'a-3'],
    ],
    [
      ['.x', '.x'],
      ['.x', '.x-2'],
    ],
  ])('%j → %j', (names, unique) => {
    expect(uniqueFileNames(names)).toEqual(unique);
  });

  it('never clash, and keep their length', () => {
    const stem = fc.oneof(
      fc.constantFrom('a', 'A', 'a-2', 'a-2-2', 'x'.repeat(200), 'X'.repeat(201), 'ü', 'Ü'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(stem, { maxLength: 40 }), (stems) => {
        const names = stems.map((text) => safeFileName(text, '.pem'));
        const unique = uniqueFileNames(names);
        expect(new Set(unique.map((name) => name.toLowerCase())).size).toBe(stems.length);
        for (const name of unique) expect(name.length).toBeLessThanOrEqual(100);
        if (new Set(names.map((name) => name.toLowerCase())).size === stems.length)
          expect(unique).toEqual(names);
      }),
    );
  });

  it('are found for ten thousand of one name', () => {
    expect(new Set(uniqueFileNames(Array.from({ length: 10_000 }, () => 'same.pem'))).size).toBe(10_000);
  });
});

describe('the folder', () => {
  it.each([
    ['localhost', 'localhost'],
    ['localhost 127.0.0.1 ::1 app.test', 'localhost+3'],
    ['*.app.test', '_wildcard.app.test'],
    ['::1', '__1'],
    ['::1 localhost', '__1+1'],
    ['bücher.test', 'xn--bcher-kva.test'],
    ['spiffe://cluster.local/web', 'spiffe___cluster.local_web'],
    ['me@app.test', 'me@app.test'],
    ['con.test nul.test', '_con.test+1'],
    ['', 'certificate'],
  ])('of %j is %j', (text, folder) => {
    expect(folderName(readNames(text).filter((name) => name.ok))).toBe(folder);
  });
});
