// APPNOTE 4.3.6, 4.3.12, 4.3.16: parts of an archive packed by themselves and put together, held against the whole packed at once
// and against programs that unpack.
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { equalBytes } from '../../src/codec/bytes';
import type { NamedFile } from '../../src/codec/named-file';
import { zip } from '../../src/codec/zip';
import { zipAtOnce } from '../../src/codec/zip-at-once';
import { joinZips } from '../../src/codec/zip-join';
import { zipMembers } from '../../src/codec/zip-reader';
import { removeTemporaryFolders, temporaryFolder } from '../support/temporary-folder';
import { describeWith } from '../support/tools';

const file = (path: string, length: number): NamedFile => ({
  path,
  contents: Uint8Array.from({ length }, (_, i) => (i * i + length) % 251),
  mode: 0o600,
});
const head = [file('README.md', 300)];
const batches = [
  [file('servers/a/key.pem', 20_000), file('servers/a/ü.pem', 1)],
  [file('servers/b/key.pem', 0)],
  [file('servers/c/key.pem', 70_000), file('servers/d/key.pem', 5)],
];

const parts = async (): Promise<Uint8Array<ArrayBuffer>[]> => [
  await zip('certwright', head),
  ...(await Promise.all(batches.map((files) => zipAtOnce('certwright', files)))),
];

describe('archives put together', () => {
  it('are the archive of all their files, whoever packed which', async () => {
    const whole = await zip('certwright', [...head, ...batches.flat()]);
    const members = (archive: Uint8Array<ArrayBuffer>) => {
      const read = zipMembers(archive);
      if (!read.ok) throw read.error;
      return read.value;
    };
    const joined = joinZips(await parts());
    expect(members(joined).map(({ path }) => path)).toEqual(members(whole).map(({ path }) => path));
    for (const [i, member] of members(joined).entries()) {
      const [ours, theirs] = [await member.read(1e6), await members(whole)[i]?.read(1e6)];
      expect(ours.ok && theirs?.ok === true && equalBytes(ours.value, theirs.value)).toBe(true);
    }
  });

  it('of one part are that part, to the last octet', async () => {
    const one = await zip('certwright', [...head, ...batches.flat()]);
    expect(equalBytes(joinZips([one]), one)).toBe(true);
  });

  it('with no folder between them are what is packed at once, to the last octet', async () => {
    const files = [file('one', 10), file('two', 70_000), file('three', 3)];
    const each = await Promise.all(files.map((one) => zipAtOnce('f', [one])));
    expect(equalBytes(joinZips(each), await zipAtOnce('f', files))).toBe(true);
  });

  it('are refused where they are none of ours, or more than one archive counts', async () => {
    expect(() => joinZips([new Uint8Array(3)])).toThrow('not an archive of ours');
    expect(() => joinZips([new Uint8Array(100)])).toThrow('not an archive of ours');
    const [one, ...others] = await parts();
    if (one === undefined) throw new Error('no part');
    const many = one.slice();
    // 4.3.16: entries in the directory.
    new DataView(many.buffer).setUint16(many.length - 12, 65_535, true);
    expect(() => joinZips([many, ...others])).toThrow('entries');
  });
});

afterAll(removeTemporaryFolders);

describeWith(['unzip', 'python3'], 'archives put together, unpacked', (path) => {
  it('by unzip and by Python, whole and in their folder', async () => {
    const folder = temporaryFolder('zip-join-');
    writeFileSync(join(folder, 'all.zip'), joinZips(await parts()));
    const run = (program: 'unzip' | 'python3', ...args: readonly string[]) =>
      execFileSync(path(program), args, { cwd: folder, encoding: 'utf8' });
    expect(run('unzip', '-tqq', 'all.zip')).toBe('');
    run('unzip', '-q', 'all.zip');
    expect(readFileSync(join(folder, 'certwright/servers/c/key.pem'))).toHaveLength(70_000);
    expect(statSync(join(folder, 'certwright/servers/a/ü.pem')).mode & 0o777).toBe(0o600);
    const listed = run(
      'python3',
      '-c',
      'import zipfile; z = zipfile.ZipFile("all.zip"); print(z.testzip(), len(z.infolist()))',
    );
    expect(listed.trim()).toBe('None 7');
  });
});
