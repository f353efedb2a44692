/** `run/` of the kit: what serves the cases and what holds clients against the expectations. The same in every kit. */
import type { NamedFile } from '../../codec/named-file';
import checkGo from './run/check.go?raw';
import checkJava from './run/Check.java?raw';
import checkNode from './run/check.mjs.txt?raw';
import checkPython from './run/check.py?raw';
import serveGo from './run/serve.go?raw';
import serveNode from './run/serve.mjs.txt?raw';
import servePython from './run/serve.py?raw';

const run = (name: string, contents: string, mode: NamedFile['mode'] = 0o644): NamedFile => ({
  ...{ path: `run/${name}`, contents, mode },
});

export const runFiles: readonly NamedFile[] = [
  run('serve.py', servePython, 0o755),
  run('serve.mjs', serveNode, 0o755),
  run('serve.go', serveGo),
  run('check.py', checkPython, 0o755),
  run('check.mjs', checkNode),
  run('check.go', checkGo),
  run('Check.java', checkJava),
];
