// Java's PKIX trust manager with HTTPS endpoint identification. It ignores name constraints on a root, so that row is missing.
import { join } from 'node:path';
import { runLines } from '../support/clients/run';
import { suite } from '../support/clients/suite';
import { rows } from '../support/made';
import { describeWith } from '../support/tools';

const source = join(import.meta.dirname, '../support/clients/Handshakes.java');

describeWith(['java', 'openssl'], 'Java', (path) => {
  suite(rows, {
    ask: (checks) =>
      runLines(
        path('java'),
        [source],
        checks.map(({ port, host, ca }) => [port, host, ca]),
      ),
    words: {
      name: /No (?:name matching|subject alternative DNS name matching) wrong\.test found/,
      root: /unable to find valid certification path to requested target/,
    },
  });
});
