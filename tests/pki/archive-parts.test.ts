// A part of the archive of a manifest, some of whose files are still on their way.
import { expect, it } from 'vitest';
import { equalBytes } from '../../src/codec/bytes';
import { packPart, type ComingFile } from '../../src/pki/manifest/archive-parts';

const files: readonly ComingFile[] = ['cert.pem', 'key.pem', 'made.json'].map((path) => ({
  path,
  contents: `of ${path}`,
  mode: 0o600,
}));

it('waits for contents on their way', async () => {
  const coming = files.map((file) => ({ ...file, contents: Promise.resolve(file.contents) }));
  expect(equalBytes(await packPart(coming), await packPart(files))).toBe(true);
});

it('fails with what they fail with, and hears of every failure', async () => {
  // One that nobody hears ends this run.
  const never = ['late', 'later', 'last'].map((path): ComingFile => ({
    path,
    contents: Promise.reject(new Error(`${path} not made`)),
    mode: 0o644,
  }));
  await expect(packPart([...files, ...never])).rejects.toThrow('late not made');
});
