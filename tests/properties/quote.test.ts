// Whatever a name holds, the shell, Python and JavaScript read back exactly that, and nothing of it runs.
import { execFileSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsQuote, pythonQuote, shellQuote } from '../../src/pki/recipes/quote';
import { describeWith } from '../support/tools';

/** Half of them made of what means something to some language. */
const texts = fc.array(
  fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom(
        ...Array.from('\'"`$\\!~#&|;<>(){}[]*?=^%\r\n\t -\u007f\u0085\u2028\u2029é\u{1f512}'),
      ),
    }),
  ),
  { minLength: 1, maxLength: 60 },
);

/** No program can be given U+0000 in an argument. */
const words = texts.map((list) => list.map((text) => text.replaceAll('\0', '')));

describe('shellQuote', () => {
  for (const shell of ['sh', 'dash', 'bash', 'busybox'] as const)
    describeWith([shell], `read by ${shell}`, (path) => {
      const applet = shell === 'busybox' ? ['sh'] : [];
      it('yields one word, octet for octet', () => {
        fc.assert(
          fc.property(words, (list) => {
            const script = `printf '%s\\0' ${list.map(shellQuote).join(' ')}`;
            // Without a terminal or a pipe on stdin: bash takes a socket there for a remote login and reads its start-up files.
            const read = execFileSync(path(shell), [...applet, '-c', script], {
              encoding: 'utf8',
              env: {},
              stdio: ['ignore', 'pipe', 'pipe'],
            });
            expect(read).toBe(list.map((text) => `${text}\0`).join(''));
          }),
          { numRuns: 15 },
        );
      });
    });

  it('leaves plain names bare and quotes a bracketed address, which zsh would take for a pattern', () => {
    expect(['localhost', 'app.test:8443', '::1', 'https://localhost:8443/'].map(shellQuote)).toEqual([
      'localhost',
      'app.test:8443',
      '::1',
      'https://localhost:8443/',
    ]);
    expect(shellQuote('https://[::1]:8443/')).toBe("'https://[::1]:8443/'");
    expect(shellQuote('')).toBe("''");
  });

  it('refuses U+0000', () => {
    expect(() => shellQuote('a\0b')).toThrow(RangeError);
  });
});

describeWith(['python3'], 'pythonQuote', (path) => {
  it('yields one literal of ASCII that Python reads back', () => {
    const program =
      'import ast, json, sys; print(json.dumps([ast.literal_eval(t) for t in json.load(sys.stdin)]))';
    fc.assert(
      fc.property(texts, (list) => {
        const literals = list.map(pythonQuote);
        expect(literals.join('')).toMatch(/^[\x20-\x7e]*$/);
        const input = JSON.stringify(literals);
        const read: unknown = JSON.parse(
          execFileSync(path('python3'), ['-c', program], { encoding: 'utf8', input }),
        );
        expect(read).toEqual(list);
      }),
      { numRuns: 10 },
    );
  });
});

describe('jsQuote', () => {
  it('yields one literal of ASCII that JavaScript reads back', () => {
    fc.assert(
      fc.property(texts, (list) => {
        for (const text of list) {
          expect(jsQuote(text)).toMatch(/^"[\x20-\x7e]*"$/);
          expect(runInNewContext(jsQuote(text))).toBe(text);
        }
      }),
    );
  });
});
