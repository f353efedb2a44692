// The table of src/README.md, executed: who may import whom and which package, no cycles, names that say what a file is
// about, no file too long to be about one thing. The table in the README and the one here must name the same things.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../.ci/tools.mjs';
import { sourceFiles, type Import, type SourceFile } from './support/source-files';

interface Layer {
  /** Folders, or single modules, whose values and types may be imported. */
  readonly imports: readonly string[];
  /** Folders, or single modules, of which only types may be. */
  readonly types: readonly string[];
  readonly packages: readonly string[];
}

const layers: Readonly<Record<string, Layer>> = {
  codec: {
    imports: [],
    types: [],
    packages: [
      'pkijs',
      'asn1js',
      'jszip',
      'fflate',
      'des.js',
      '@noble/hashes',
      '@noble/ciphers',
      'ipaddr.js',
    ],
  },
  pki: { imports: ['codec'], types: [], packages: ['punycode', 'tldts'] },
  worker: { imports: ['pki'], types: ['codec'], packages: [] },
  app: {
    imports: ['pki', 'worker/client'],
    types: [
      'worker/protocol',
      'worker/authority-protocol',
      'worker/certificate-protocol',
      'worker/inspection-protocol',
      'worker/manifest-protocol',
    ],
    packages: ['svelte', 'idb'],
  },
  ui: { imports: ['app'], types: ['pki', 'worker'], packages: ['svelte'] },
};

/** Two stand above the table: they put the application together. */
const composition: Layer = { imports: ['app', 'ui'], types: [], packages: ['svelte'] };

/** Loaded with `import()` inside the function that needs them, so that neither the page nor the worker starts with them. */
const lazyPackages = ['pkijs', 'asn1js', 'jszip', 'fflate', 'tldts'];

const longestFile = 300;
/** Longer for a reason: tables of data, or text we hand out, without a natural seam. */
const longByNature: readonly string[] = [];

const files = sourceFiles();

describe('layers', () => {
  it('are those of src/README.md, with the same neighbours and packages', () => {
    const rows = readFileSync(join(projectRoot, 'src/README.md'), 'utf8').matchAll(
      /^\| `(\w+)` \| [^|]+ \| ([^|]+) \| [^|]+ \|$/gm,
    );
    const written = [...rows].map(([, folder = '', mayImport = '']) => [folder, namesIn(mayImport)]);
    const executed = Object.entries(layers).map(([folder, { imports, types, packages }]) => [
      folder,
      // Svelte is what `app` and `ui` are made of, which their row need not say.
      [...imports, ...types, ...packages].filter((name) => name !== 'svelte').sort(),
    ]);
    expect(written).toEqual(executed);
  });

  it.each(files.map((file) => [file.path, file] as const))(
    '%s imports only what its layer may',
    (path, file) => {
      const forbidden = file.imports.filter((imported) => !isAllowed(path, imported));
      expect(forbidden.map(({ kind, specifier }) => `${kind} ${specifier}`)).toEqual([]);
    },
  );

  it('no file is outside them but the composition', () => {
    const outside = files.map(({ path }) => path).filter((path) => !(folderOf(path) in layers));
    expect(outside).toEqual(['App.svelte', 'main.ts', 'trusted-types.ts']);
  });

  it('every relative import leads to a file', () => {
    const known = new Set(files.map(({ path }) => path));
    const lost = files.flatMap(({ path, imports }) =>
      imports
        .flatMap((imported) => imported.files)
        .filter((target) => !known.has(target) && !/\.(?:css|go|java|json|ps1|py|sh|txt)$/.test(target))
        .map((target) => `${path} → ${target}`),
    );
    expect(lost).toEqual([]);
  });

  it('pkijs, asn1js, jszip, fflate and tldts are loaded lazily, and only so', () => {
    const used = files.flatMap(({ path, imports }) =>
      imports
        .filter(({ packageName = '', kind }) => lazyPackages.includes(packageName) && kind !== 'type')
        .map(({ packageName, kind }) => ({ path, packageName, kind })),
    );
    expect(used.filter(({ kind }) => kind !== 'lazy')).toEqual([]);
    expect(new Set(used.map(({ packageName }) => packageName)), 'and they are used').toEqual(
      new Set(lazyPackages),
    );
  });

  it('nothing is imported for its side effects but styles', () => {
    const bare = files.flatMap(({ path, text }) =>
      [...text.matchAll(/^\s*import '([^']+)'/gm)].map(([, specifier = '']) => `${path} → ${specifier}`),
    );
    expect(bare.filter((line) => !line.endsWith('.css'))).toEqual([]);
  });

  it('randomness enters at one place', () => {
    const calling = files.filter(({ text }) => /\bgetRandomValues\(/.test(text)).map(({ path }) => path);
    expect(calling).toEqual(['pki/random.ts']);
  });
});

it('imports form no cycle, types included', () => {
  expect(cycles(files)).toEqual([]);
});

describe('names', () => {
  it('modules are kebab-case, components PascalCase', () => {
    const misnamed = files
      .map(({ path }) => basename(path))
      .filter((name) =>
        name.endsWith('.svelte')
          ? !/^[A-Z][A-Za-z0-9]*\.svelte$/.test(name)
          : !/^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:svelte|worker|d))?\.ts$/.test(name),
      );
    expect(misnamed).toEqual([]);
  });

  it('no file is about everything', () => {
    const vague = /^(?:utils?|helpers?|types?|constants?|common|misc|shared|lib)\./;
    expect(files.map(({ path }) => path).filter((path) => vague.test(basename(path)))).toEqual([]);
  });

  it('no file only hands on others, but the face of pki', () => {
    const barrels = files.filter(({ path, reexports }) => reexports || basename(path) === 'index.ts');
    expect(barrels.map(({ path }) => path).filter((path) => path !== 'pki/index.ts')).toEqual([]);
  });

  it('.svelte.ts stands where a rune is, and nowhere else', () => {
    const rune = /\$(?:state|derived|effect)\b/;
    const wrong = files
      .filter(({ path }) => path.endsWith('.ts'))
      .filter(({ path, text }) => path.endsWith('.svelte.ts') !== rune.test(withoutComments(text)));
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });
});

describe('length', () => {
  it(`no file is over ${String(longestFile)} lines, but those that are so by nature`, () => {
    const long = files.filter(({ lines }) => lines > longestFile).map(({ path }) => path);
    expect(long).toEqual(longByNature);
  });

  it('the median file is one page', () => {
    const lengths = files.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(130);
  });

  it('every module says at its head what it is', () => {
    const mute = files.filter(({ path, text }) => path.endsWith('.ts') && !/^\/[/*]/.test(text));
    expect(mute.map(({ path }) => path)).toEqual([]);
  });
});

it('the top level is as the user fixed it', () => {
  const allowed = [
    ...[
      'src',
      'public',
      'tests',
      'index.html',
      'package.json',
      'tsconfig.json',
      'vite.config.ts',
      'svelte.config.js',
    ],
    ...['package-lock.json', 'README.md', 'LICENSE', 'CHANGELOG.md'],
  ];
  const made = ['node_modules', 'dist'];
  const present = readdirSync(projectRoot).filter((name) => !name.startsWith('.') && !made.includes(name));
  expect(present.filter((name) => !allowed.includes(name))).toEqual([]);
});

/** What stands in backticks. */
function namesIn(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name).sort();
}

function folderOf(path: string): string {
  return path.includes('/') ? (path.split('/')[0] ?? '') : '';
}

function isAllowed(path: string, { kind, files: targets, packageName }: Import): boolean {
  const folder = folderOf(path);
  const layer = layers[folder] ?? composition;
  if (packageName !== undefined) return layer.packages.includes(packageName);
  return targets.every((target) => {
    if (folderOf(target) === folder) return true;
    const within = (places: readonly string[]): boolean =>
      places.some((place) => target.startsWith(`${place}/`) || target === `${place}.ts`);
    return within(layer.imports) || (kind === 'type' && within(layer.types));
  });
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
}

/** Each cycle once, as the path around it. */
function cycles(all: readonly SourceFile[]): readonly string[] {
  const edges = new Map(
    all.map(({ path, imports }) => [path, imports.flatMap(({ files: targets }) => targets)]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path);
    if (start >= 0) found.push([...trail.slice(start), path].join(' → '));
    if (start >= 0 || done.has(path)) return;
    for (const next of edges.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of edges.keys()) visit(path, []);
  return found;
}
