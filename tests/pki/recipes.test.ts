// The two halves of every recipe agree, and what run/ holds is well-formed in its language whatever the names are.
import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { recipes } from '../../src/pki/recipes/all';
import { catalogue } from '../../src/pki/recipes/catalogue';
import type { RecipeContext } from '../../src/pki/recipes/recipe';
import { describeWith } from '../support/tools';

function told(context: Partial<RecipeContext>): RecipeContext {
  return {
    folder: 'localhost',
    hosts: ['localhost'],
    host: 'localhost',
    anchor: {
      name: 'Local authority',
      der: new Uint8Array([0x30, 0x00]),
      pem: '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n',
      sha256: '0'.repeat(64),
      sha1: '0'.repeat(40),
      subjectHash: '0'.repeat(8),
      subjectHashOld: '0'.repeat(8),
      notAfter: '2036-01-01T00:00:00.000Z',
    },
    selfSigned: false,
    keyEncrypted: false,
    ...context,
  };
}

/** A name no check lets through, made of what means something in one of the languages. */
const hostile = `'"\`$(touch pwned)\${IFS}; #\\\n{}%[é\u2028`;
const contexts: readonly (readonly [string, RecipeContext])[] = [
  ['localhost', told({})],
  ['an encrypted key', told({ keyEncrypted: true })],
  ['a self-signed certificate for ::1', told({ host: '::1', hosts: ['::1'], selfSigned: true })],
  ['an address of the network', told({ host: '192.168.1.5', hosts: ['192.168.1.5'] })],
  ['a hostile name', told({ host: hostile, hosts: [hostile], keyEncrypted: true })],
];

const runRows = catalogue.filter(({ kind }) => kind !== 'trust');

/** Every file of run/, once. */
function runFiles(context: RecipeContext): ReadonlyMap<string, string> {
  const files = runRows.flatMap(({ id }) => recipes[id].files(context));
  return new Map(
    files.map(({ path, contents }) => [path, typeof contents === 'string' ? contents : ''] as const),
  );
}

describe('catalogue', () => {
  it('names every recipe once', () => {
    const ids = catalogue.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(Object.keys(recipes).sort()).toEqual([...ids].sort());
  });

  it.each(contexts)('lists the files that the recipe writes: %s', (_, context) => {
    for (const { id, files } of catalogue) {
      const written = recipes[id].files(context).map(({ path }) => path);
      expect(written, id).toEqual(files.map(({ path }) => path));
    }
  });

  it.each(contexts)('shares a path only between files that are the same: %s', (_, context) => {
    const seen = new Map<string, unknown>();
    for (const { id } of catalogue)
      for (const { path, ...file } of recipes[id].files(context)) {
        if (seen.has(path)) expect(file, `${path} of ${id}`).toEqual(seen.get(path));
        seen.set(path, file);
      }
    const about = new Map<string, string>();
    for (const { files } of catalogue)
      for (const file of files)
        expect(about.set(file.path, about.get(file.path) ?? file.about).get(file.path)).toBe(file.about);
  });
});

describe('files of run/', () => {
  it.each(contexts)('have Unix line ends and can be run where they are scripts: %s', (_, context) => {
    for (const { id } of runRows)
      for (const { path, contents, mode } of recipes[id].files(context)) {
        expect(contents, path).toMatch(/^[^\r]*\n$/);
        if (path.endsWith('.sh')) expect(contents, path).toMatch(/^#!\/bin\/sh\n/);
        expect(mode, path).toBe(String(contents).startsWith('#!') ? 0o755 : 0o644);
      }
  });

  it('serve on 8443, and on no other port', () => {
    for (const row of runRows) {
      const recipe = recipes[row.id];
      const text = [
        ...recipe.files(told({})).map(({ contents }) => contents),
        recipe.commands(told({})),
      ].join('\n');
      expect(text, row.id).toContain('8443');
      expect(
        [...text.matchAll(/(?<=[:\s])\d{4,5}\b/g)]
          .map(String)
          .filter((port) => port !== '8443' && port !== '4096'),
        row.id,
      ).toEqual([]);
    }
  });

  it('say on the page what starts them in two lines at most', () => {
    for (const { id } of runRows)
      expect(recipes[id].commands(told({})).split('\n').length, id).toBeLessThan(3);
  });
});

describeWith(['sh', 'dash', 'python3', 'node'], 'the languages of run/', (path) => {
  it.each(contexts)('read every file: %s', (_, context) => {
    const parse = 'import ast, sys; ast.parse(sys.stdin.read(), feature_version=(3, 8))';
    for (const [name, input] of runFiles(context)) {
      const check = (tool: 'python3' | 'dash' | 'node', ...args: string[]) => {
        execFileSync(path(tool), args, { input, stdio: ['pipe', 'pipe', 'pipe'] });
      };
      if (name.endsWith('.py')) check('python3', '-W', 'error', '-c', parse);
      else if (name.endsWith('.sh')) check('dash', '-n');
      else if (name.endsWith('.mjs')) check('node', '--input-type=module', '--check');
    }
  });

  it.each(contexts)('read the commands on the page: %s', (_, context) => {
    for (const { id } of runRows)
      execFileSync(path('sh'), ['-n'], { input: recipes[id].commands(context), stdio: 'pipe' });
  });
});
