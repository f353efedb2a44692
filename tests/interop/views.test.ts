// The text views against the programs whose words they repeat, over certificates from other projects' suites: Python's
// decoder behind `getpeercert()` and the openssl command. By default one object in some is compared and all that are
// listed as different; CERTWRIGHT_ALL_VIEWS=1 compares every one.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { getpeercert } from '../../src/pki/views/python-getpeercert';
import { pythonRepr } from '../../src/pki/views/python-literal';
import { corpusRecords, derOf, describeWithShared, type CorpusRecord } from '../support/shared';
import { describeWith } from '../support/tools';

const every = process.env['CERTWRIGHT_ALL_VIEWS'] === '1' ? 1 : 16;

const sampled = (records: readonly CorpusRecord[]): readonly CorpusRecord[] =>
  records.filter((_, index) => index % every === 0);

/** Reads base64 of DER, one certificate a line; writes what `getpeercert()` would return as a JSON string, null where it raises. */
const decodeAll = `
import base64, json, ssl, sys, tempfile
with tempfile.NamedTemporaryFile(mode='w+', suffix='.pem') as file:
    for line in sys.stdin:
        file.seek(0); file.truncate()
        file.write(ssl.DER_cert_to_PEM_cert(base64.b64decode(line))); file.flush()
        try:
            print(json.dumps(repr(ssl._ssl._test_decode_cert(file.name))))
        except (ssl.SSLError, UnicodeDecodeError):
            print('null')
`;

describeWithShared('corpora/decode', 'the text views of other projects’ objects', (path) => {
  const records = readdirSync(path('.'))
    .flatMap((file) => corpusRecords(path(file)))
    .filter(({ der }) => der !== undefined);
  const ofKind = (kind: CorpusRecord['kind']) => sampled(records.filter((record) => record.kind === kind));

  describeWith(['python3'], 'getpeercert()', (tool) => {
    it('is what CPython returns, and raises where that raises', () => {
      const some = ofKind('cert');
      const input = some.map(({ der }) => `${der ?? ''}\n`).join('');
      const run = spawnSync(tool('python3'), ['-c', decodeAll], { input, maxBuffer: 2 ** 30 });
      expect(run.status, run.stderr.toString()).toBe(0);
      const lines = run.stdout.toString().trimEnd().split('\n');
      expect(lines.length).toBe(some.length);
      const ours = some.map((record) => getpeercert(derOf(record)));
      const differing = some.filter((_, index) => {
        const result = ours[index];
        const text = result?.ok === true ? pythonRepr(result.value) : null;
        return text !== JSON.parse(lines[index] ?? 'null');
      });
      expect(differing.map(({ id }) => id)).toEqual([]);
    });
  });
});
