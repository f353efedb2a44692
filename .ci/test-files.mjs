// Which tests stand on nothing but our own code, and so answer in seconds: the unit tests of `npm run check`. One that
// reaches for a program or a corpus outside the project, itself or through tests/support, runs with `npm test` only.
// It is read off the imports, so that no list has to be kept and a test may live beside its subject.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { projectRoot } from './tools.mjs';

const tests = join(projectRoot, 'tests');
const outsideByName = /support\/(?:tools|shared)\.ts$/;
const outsideByText = /from 'node:child_process'|\bfindTool\b/;

/** Paths relative to the project's root. */
export function testsReachingOutside() {
  /** @type {Map<string, boolean>} */
  const known = new Map();
  /** @param {string} path @returns {boolean} */
  const reaches = (path) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    known.set(path, false);
    const text = readFileSync(path, 'utf8');
    const answer =
      outsideByName.test(path.replaceAll('\\', '/')) ||
      outsideByText.test(text) ||
      supportOf(path, text).some(reaches);
    known.set(path, answer);
    return answer;
  };
  return readdirSync(tests, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(tests, name))
    .filter(reaches)
    .map((path) => relative(projectRoot, path).replaceAll('\\', '/'));
}

/**
 * The files of tests/ that a test imports values from.
 * @param {string} path
 * @param {string} text
 */
function supportOf(path, text) {
  return [...text.matchAll(/^(?:import|export|\}) (?!type\b)[^;]*?from '(\.[^']+)';/gm)]
    .map(([, specifier = '']) => `${resolve(dirname(path), specifier)}.ts`)
    .filter((target) => target.startsWith(tests) && existsSync(target));
}
