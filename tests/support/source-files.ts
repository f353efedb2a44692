// The sources of src/ and what each of them imports: values, types and lazy chunks told apart. TypeScript's own parser reads
// .ts files and Svelte's the components, so a comment or a string that looks like an import is none.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { parse as parseSvelte } from 'svelte/compiler';
import ts from 'typescript';
import { projectRoot } from '../../.ci/tools.mjs';

export interface Import {
  readonly specifier: string;
  /** `value` runs at once, `lazy` is `import()`, `type` leaves no trace in what runs. */
  readonly kind: 'value' | 'type' | 'lazy';
  /** A file of src/, relative to it, or undefined for a package. */
  readonly files: readonly string[];
  /** The package's name without a path into it, or undefined for a file. */
  readonly packageName: string | undefined;
}

export interface SourceFile {
  /** Relative to src/, with forward slashes. */
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly Import[];
  /** Hands on what another file exports. */
  readonly reexports: boolean;
}

const src = join(projectRoot, 'src');

export function sourceFiles(): readonly SourceFile[] {
  const paths = readdirSync(src, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:ts|svelte)$/.test(entry.name))
    .map((entry) => relative(src, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
  const all = new Set(paths);
  const aliases = packageImports();
  return paths.map((path) => {
    const text = readFileSync(join(src, path), 'utf8');
    const found = path.endsWith('.svelte') ? importsOfComponent(text) : importsOfScript(path, text);
    return {
      path,
      text,
      lines: text.trimEnd().split('\n').length,
      reexports: found.some(({ reexport }) => reexport),
      imports: found.map(({ specifier, kind }) => ({
        specifier,
        kind,
        ...locate(path, specifier, all, aliases),
      })),
    };
  });
}

interface Found {
  readonly specifier: string;
  readonly kind: Import['kind'];
  readonly reexport: boolean;
}

function importsOfScript(path: string, text: string): readonly Found[] {
  const found: Found[] = [];
  const add = (node: ts.Node | undefined, kind: Import['kind'], reexport = false): void => {
    if (node !== undefined && ts.isStringLiteralLike(node))
      found.push({ specifier: node.text, kind, reexport });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeOnly(node) ? 'type' : 'value');
    else if (ts.isExportDeclaration(node))
      add(node.moduleSpecifier, node.isTypeOnly ? 'type' : 'value', true);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, 'type');
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0], 'lazy');
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  return found;
}

/** `import type …`, or braces in which every name is a type. */
function isTypeOnly({ importClause }: ts.ImportDeclaration): boolean {
  if (importClause === undefined) return false;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = importClause;
  return (
    name === undefined &&
    namedBindings !== undefined &&
    ts.isNamedImports(namedBindings) &&
    namedBindings.elements.length > 0 &&
    namedBindings.elements.every((element) => element.isTypeOnly)
  );
}

/** The script blocks, and `import()` in the markup. */
function importsOfComponent(text: string): readonly Found[] {
  const { instance, module, fragment } = parseSvelte(text, { modern: true });
  const scripts = [instance, module].flatMap((script) => {
    if (!script) return [];
    const { start, end } = script.content as unknown as { start: number; end: number };
    return importsOfScript('component.ts', text.slice(start, end));
  });
  const markup: Found[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, source } = node as { type?: unknown; source?: { value?: unknown } };
    if (type === 'ImportExpression' && typeof source?.value === 'string')
      markup.push({ specifier: source.value, kind: 'lazy', reexport: false });
    Object.values(node).forEach(visit);
  };
  visit(fragment);
  return [...scripts, ...markup];
}

function locate(
  from: string,
  specifier: string,
  all: ReadonlySet<string>,
  aliases: ReadonlyMap<string, readonly string[]>,
): Pick<Import, 'files' | 'packageName'> {
  const aliased = aliases.get(specifier);
  if (aliased !== undefined) return { files: aliased, packageName: undefined };
  if (!specifier.startsWith('.')) {
    const [scope = '', name = ''] = specifier.split('/');
    return { files: [], packageName: scope.startsWith('@') ? `${scope}/${name}` : scope };
  }
  const target = relative(src, resolve(src, dirname(from), specifier.replace(/\?.*$/, ''))).replaceAll(
    '\\',
    '/',
  );
  const candidates = [target, `${target}.ts`, `${target}/index.ts`];
  return { files: [candidates.find((candidate) => all.has(candidate)) ?? target], packageName: undefined };
}

/** The `#…` imports of package.json, each with every file it may stand for. */
function packageImports(): ReadonlyMap<string, readonly string[]> {
  const { imports } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as {
    imports: Record<string, Record<string, string>>;
  };
  return new Map(
    Object.entries(imports).map(([name, targets]) => [
      name,
      Object.values(targets).map((target) => target.replace(/^\.\/src\//, '')),
    ]),
  );
}
