// APPNOTE 6.3: what fflate packs in one go, held against what jszip packs of the same files, as Python and unzip read both.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { equalBytes } from '../../src/codec/bytes';
import type { NamedFile } from '../../src/codec/named-file';
import { zip } from '../../src/codec/zip';
import { zipAtOnce } from '../../src/codec/zip-at-once';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const files: readonly NamedFile[] = [
  { path: 'servers/a.test/key.pem', contents: '-----BEGIN PRIVATE KEY-----\n', mode: 0o600 },
  {
    path: 'servers/a.test/cert.pem',
    contents: Uint8Array.from({ length: 70_000 }, (_, i) => i),
    mode: 0o644,
  },
  { path: 'clients/Büro 日本/alice.p12', contents: 'ü', mode: 0o600 },
  { path: 'clients/__proto__/start.sh', contents: '', mode: 0o755 },
  { path: '1', contents: 'a name that a JavaScript object would move to the front', mode: 0o644 },
];

const LISTING = `
import json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
print(json.dumps([[i.filename, i.date_time, i.external_attr, i.create_system, i.compress_type, i.file_size, i.CRC,
  i.flag_bits & 0x800] for i in archive.infolist() if not i.is_dir()]))`;

const zone = process.env['TZ'];
afterEach(() => {
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
  vi.resetModules();
});
afterAll(removeTemporaryFolders);

describeWith(['python3', 'unzip'], 'an archive packed in one go', (path) => {
  it('says of each file what one packed file by file says: name, permissions, time, size, octets', async () => {
    const folder = temporaryFolder('zip-at-once-');
    const listing = (name: string, archive: Uint8Array): unknown => {
      writeFileSync(join(folder, name), archive);
      execFileSync(path('unzip'), ['-tqq', name], { cwd: folder });
      return JSON.parse(
        execFileSync(path('python3'), ['-c', LISTING, join(folder, name)], { encoding: 'utf8' }),
      );
    };
    const atOnce = listing('at-once.zip', await zipAtOnce('certwright', files));
    expect(atOnce).toHaveLength(files.length);
    expect(atOnce).toEqual(listing('one-by-one.zip', await zip('certwright', files)));
  });
});

it('is the same to the last octet whatever the time zone', async () => {
  const packed: Uint8Array[] = [];
  for (const name of ['America/Los_Angeles', 'UTC', 'Pacific/Kiritimati']) {
    process.env['TZ'] = name;
    vi.resetModules();
    const fresh = await import('../../src/codec/zip-at-once');
    packed.push(await fresh.zipAtOnce('f', files));
  }
  const [first = new Uint8Array(), ...others] = packed;
  expect(others.map((one) => equalBytes(one, first))).toEqual([true, true]);
});

it('is refused with a path that leads out, or that one file system takes for another', async () => {
  const named = (...paths: readonly string[]): readonly NamedFile[] =>
    paths.map((path) => ({ path, contents: '', mode: 0o644 }));
  for (const path of ['../key.pem', 'a/../../b', 'a//b', '/etc/passwd', 'a\\b', 'C:b', 'a/.', 'a\u0000', ''])
    await expect(zipAtOnce('f', named(path)), path).rejects.toThrow('not a path in the archive');
  for (const twice of [
    ['a/key', 'A/KEY'],
    ['\u00e9', 'e\u0301'],
    ['a/b', 'a'],
    ['a', 'a/b'],
  ])
    await expect(zipAtOnce('f', named(...twice)), twice.join(' ')).rejects.toThrow('twice in the archive');
});
