// Python's ssl module, as programs use it: `create_default_context`, which from 3.13 on is strict about RFC 5280.
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { run, runLines } from '../support/clients/run';
import { suite, type Client } from '../support/clients/suite';
import { rows } from '../support/made';
import { describeWith, findTool, recordSkip } from '../support/tools';

const script = join(import.meta.dirname, '../support/clients/handshakes.py');
const python = (path: () => string, ...args: readonly string[]): Client => ({
  ask: (checks) =>
    runLines(
      path(),
      [script, ...args],
      checks.map(({ port, host, ca }) => [port, host, ca]),
    ),
  words: {
    name: /(?:Hostname|IP address) mismatch, certificate is not valid for 'wrong\.test'/,
    root: /unable to get (?:local )?issuer certificate|self-signed certificate/,
    outside: /permitted subtree violation/,
  },
});

describeWith(['python3', 'openssl'], 'Python with the strict flags set by hand', (path) => {
  suite(
    rows,
    python(() => path('python3'), 'strict'),
  );
});

const strict = findTool('python3.13');
const title = 'Python whose default context is strict';
// Debian 12 has no such Python, and its absence fails nothing.
if (strict === undefined) recordSkip('needs python3.13', title);
else {
  describeWith(['openssl'], title, () => {
    suite(
      rows,
      python(() => strict),
    );

    it('is strict by itself', async () => {
      const program =
        'import ssl; print(bool(ssl.create_default_context().verify_flags & ssl.VERIFY_X509_STRICT))';
      expect(await run(strict, ['-c', program])).toEqual({ code: 0, output: 'True\n' });
    });
  });
}
