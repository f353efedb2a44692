// APPNOTE 6.3 with Info-ZIP's permission bits, read back by the programs people unpack with.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { equalBytes, utf8 } from '../../src/codec/bytes';
import type { NamedFile } from '../../src/codec/named-file';
import { sha256Sums, zip } from '../../src/codec/zip';
import { describeWith } from '../support/tools';

const binary = Uint8Array.from({ length: 70_000 }, (_, i) => (i * i) % 251);
const files: readonly NamedFile[] = [
  { path: 'key.pem', contents: '-----BEGIN PRIVATE KEY-----\n', mode: 0o600 },
  { path: 'cert.pem', contents: '-----BEGIN CERTIFICATE-----\n', mode: 0o644 },
  { path: 'bundle.p12', contents: binary, mode: 0o600 },
  { path: 'run/nginx/start.sh', contents: '#!/bin/sh\necho started\n', mode: 0o755 },
  { path: 'trust/install.ps1', contents: 'exit 0\r\n', mode: 0o644 },
  { path: 'trust/Büro 日本.txt', contents: 'ü', mode: 0o644 },
  { path: 'empty', contents: '', mode: 0o644 },
  { path: '1', contents: 'a name that a JavaScript object would move to the front', mode: 0o644 },
];
const folder = 'localhost+3';

/** Paths in the order of the central directory. */
function entries(archive: Uint8Array): { path: string; mode: number; utf8: boolean }[] {
  const view = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const found = [];
  for (let at = 0; at + 46 <= archive.length; at++) {
    if (view.getUint32(at, true) !== 0x02014b50) continue;
    const name = archive.subarray(at + 46, at + 46 + view.getUint16(at + 28, true));
    found.push({
      path: new TextDecoder().decode(name),
      mode: view.getUint32(at + 38, true) >>> 16,
      utf8: (view.getUint16(at + 8, true) & 0x800) !== 0,
    });
  }
  return found;
}

describe('a zip', () => {
  it('holds the files in the order given, each folder before what is in it', async () => {
    expect(entries(await zip(folder, files)).map(({ path }) => path)).toEqual([
      'localhost+3/',
      'localhost+3/key.pem',
      'localhost+3/cert.pem',
      'localhost+3/bundle.p12',
      'localhost+3/run/',
      'localhost+3/run/nginx/',
      'localhost+3/run/nginx/start.sh',
      'localhost+3/trust/',
      'localhost+3/trust/install.ps1',
      'localhost+3/trust/Büro 日本.txt',
      'localhost+3/empty',
      'localhost+3/1',
    ]);
  });

  it('is refused where more entries are wanted than it counts', async () => {
    const many = Array.from(
      { length: 65_535 },
      (_, i) => ({ path: `f${i}`, contents: '', mode: 0o644 }) as const,
    );
    await expect(zip(folder, many)).rejects.toThrow('entries');
  });

  it('is the same where there is no setImmediate, as in browsers', async () => {
    const many = Array.from(
      { length: 500 },
      (_, i) => ({ path: `f${i}`, contents: 'x', mode: 0o644 }) as const,
    );
    const expected = await zip(folder, many);
    vi.stubGlobal('setImmediate', undefined);
    try {
      expect(equalBytes(await zip(folder, many), expected)).toBe(true);
    } finally {
      vi.unstubAllGlobals();
    }
  });

  it('has the same octets whenever it is made', async () => {
    const first = await zip(folder, files);
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2041, 6, 1, 12, 30, 8) });
    try {
      expect(equalBytes(await zip(folder, files), first)).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('flags names outside ASCII as UTF-8', async () => {
    const found = entries(await zip(folder, files));
    expect(found.filter((entry) => entry.utf8).map(({ path }) => path)).toEqual([
      'localhost+3/trust/Büro 日本.txt',
    ]);
  });

  it('states the type of each entry beside its permissions', async () => {
    const modes = new Map(entries(await zip(folder, files)).map(({ path, mode }) => [path, mode]));
    expect(modes.get('localhost+3/')).toBe(0o40755);
    expect(modes.get('localhost+3/key.pem')).toBe(0o100600);
    expect(modes.get('localhost+3/run/nginx/start.sh')).toBe(0o100755);
  });

  const stray = [
    '../x',
    'a/../x',
    '/etc/passwd',
    'a//b',
    './a',
    '',
    'a/',
    'a\\b',
    'C:x',
    'a\0b',
    'a\nb',
    'a*',
    '\ud800',
  ];
  it.each(stray)('refuses the path %j', async (path) => {
    await expect(zip(folder, [{ path, contents: '', mode: 0o644 }])).rejects.toThrow(RangeError);
  });

  it.each(['..', '', '.', 'a/..', '/a', 'a\\b'])('refuses the folder %j', async (name) => {
    await expect(zip(name, files)).rejects.toThrow(RangeError);
  });

  it.each([
    ['a', 'A'],
    ['é', 'e\u0301'],
    ['a', 'a/b'],
    ['a/b', 'A'],
  ])('refuses %j beside %j, one file to some file systems', async (...paths) => {
    const both = paths.map((path) => ({ path, contents: '', mode: 0o644 }) as const);
    await expect(zip(folder, both)).rejects.toThrow(RangeError);
  });
});

describeWith(['unzip', 'sh'], 'unzip', (tool) => {
  let home: string;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'zip-'));
    const sums: NamedFile = { path: 'SHA256SUMS', contents: await sha256Sums(files), mode: 0o644 };
    writeFileSync(join(home, 'a.zip'), await zip(folder, [...files, sums]));
    execFileSync(tool('sh'), ['-c', 'umask 000; exec "$0" -q a.zip', tool('unzip')], {
      cwd: home,
      env: { ...process.env, LC_ALL: 'C.UTF-8' },
    });
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it.each(files)('gives $path its contents and its permissions', ({ path, contents, mode }) => {
    const at = join(home, folder, path);
    expect(equalBytes(readFileSync(at), typeof contents === 'string' ? utf8(contents) : contents)).toBe(true);
    expect((statSync(at).mode & 0o777).toString(8)).toBe(mode.toString(8));
  });

  it.each(['', 'run', 'run/nginx', 'trust'])(
    'makes the folder %j for its owner to write and all to read',
    (path) => {
      expect((statSync(join(home, folder, path)).mode & 0o777).toString(8)).toBe('755');
    },
  );

  it('puts everything into the one folder', () => {
    expect(readdirSync(home).sort()).toEqual(['a.zip', folder]);
  });

  it('starts a script as it is', () => {
    expect(String(execFileSync(join(home, folder, 'run/nginx/start.sh')))).toBe('started\n');
  });

  const check =
    'if command -v sha256sum >/dev/null; then set -- sha256sum; else set -- shasum -a 256; fi; exec "$@" -c SHA256SUMS';
  const run = (): string =>
    String(
      execFileSync(tool('sh'), ['-c', check], {
        cwd: join(home, folder),
        stdio: ['ignore', 'pipe', 'ignore'],
      }),
    );

  it('finds every sum right, and notices a changed octet', () => {
    expect(run().match(/: OK$/gm)).toHaveLength(files.length);
    writeFileSync(join(home, folder, 'empty'), 'x');
    expect(run).toThrow();
  });
});

describeWith(['python3'], 'Python zipfile', (tool) => {
  it('finds no fault, and reads the names', async () => {
    const home = mkdtempSync(join(tmpdir(), 'zip-'));
    try {
      writeFileSync(join(home, 'a.zip'), await zip(folder, files));
      const python = (...args: string[]): string =>
        String(
          execFileSync(tool('python3'), args, {
            cwd: home,
            env: { ...process.env, PYTHONIOENCODING: 'utf-8' },
          }),
        );
      expect(python('-m', 'zipfile', '-t', 'a.zip')).toBe('Done testing\n');
      const names = python('-c', 'import zipfile; print(*zipfile.ZipFile("a.zip").namelist(), sep="\\n")')
        .trim()
        .split('\n');
      expect(names).toContain('localhost+3/trust/Büro 日本.txt');
      expect(names).toHaveLength(12);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
});

describeWith(['busybox'], 'busybox unzip', (tool) => {
  it('unpacks the same files', async () => {
    const home = mkdtempSync(join(tmpdir(), 'zip-'));
    try {
      writeFileSync(join(home, 'a.zip'), await zip(folder, files));
      execFileSync(tool('busybox'), ['unzip', '-q', 'a.zip'], { cwd: home });
      expect(equalBytes(readFileSync(join(home, folder, 'bundle.p12')), binary)).toBe(true);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
});

describe('SHA256SUMS', () => {
  it('has a line for each file: hex, two blanks, path', async () => {
    // FIPS 180-2, appendix B.1
    expect(await sha256Sums([{ path: 'run/a.sh', contents: 'abc', mode: 0o755 }])).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  run/a.sh\n',
    );
  });
});
