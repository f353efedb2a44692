// The text views against the programs whose words they repeat, over objects from other projects' suites: Python's decoder
// behind `getpeercert()`, and the openssl command of version 3.0, whose format the views follow. Python sees every
// certificate; openssl, a process for each object, sees one in some and all that are listed as different, or every one
// with CERTWRIGHT_ALL_VIEWS=1.
import { spawnSync } from 'node:child_process';
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Bytes } from '../../src/codec/bytes';
import { fromDsaPrivateKey } from '../../src/codec/dsa-private-key';
import type { Result } from '../../src/codec/malformed';
import { fromEcPrivateKey, fromRsaPrivateKey } from '../../src/codec/traditional-key';
import { opensslPublicKeyText } from '../../src/pki/views/openssl-key';
import { opensslCertificateText } from '../../src/pki/views/openssl-text';
import { opensslPrivateKeyText } from '../../src/pki/views/openssl-text-key';
import { opensslRequestText } from '../../src/pki/views/openssl-text-request';
import { opensslRevocationListText } from '../../src/pki/views/openssl-text-revocation';
import { getpeercert } from '../../src/pki/views/python-getpeercert';
import { pythonRepr } from '../../src/pki/views/python-literal';
import { corpusRecords, derOf, describeWithShared, type CorpusRecord } from '../support/shared';
import { describeWith } from '../support/tools';

const every = process.env['CERTWRIGHT_ALL_VIEWS'] === '1' ? 1 : 48;

interface Exception {
  readonly kind: CorpusRecord['kind'];
  readonly reason: string;
  readonly records: readonly number[];
}
const exceptions = JSON.parse(
  readFileSync(join(import.meta.dirname, '../vectors/openssl-text-exceptions.json'), 'utf8'),
) as readonly Exception[];

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

interface OpensslView {
  readonly kind: CorpusRecord['kind'];
  readonly command: readonly string[];
  readonly view: (der: Bytes) => Result<string>;
}
const opensslViews: readonly OpensslView[] = [
  { kind: 'cert', command: ['x509'], view: opensslCertificateText },
  { kind: 'csr', command: ['req'], view: opensslRequestText },
  { kind: 'crl', command: ['crl'], view: opensslRevocationListText },
  { kind: 'key', command: ['pkey'], view: privateKeyText },
  { kind: 'spki', command: ['pkey', '-pubin'], view: opensslPublicKeyText },
];

/** Brings a key of any form to PKCS#8 as the application does, and its public part from Node. */
function privateKeyText(der: Bytes): Result<string> {
  const traditional = [fromRsaPrivateKey(der), fromEcPrivateKey(der), fromDsaPrivateKey(der)].find(
    ({ ok }) => ok,
  );
  const pkcs8 = traditional?.ok === true ? traditional.value : der;
  return opensslPrivateKeyText(pkcs8, publicPart(pkcs8));
}

function publicPart(pkcs8: Bytes): Uint8Array | undefined {
  try {
    const secret = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
    const key = createPublicKey(secret);
    const { x = '', y } = key.export({ format: 'jwk' });
    const octets = [x, y ?? ''].map((part) => Buffer.from(part, 'base64url'));
    return new Uint8Array(Buffer.concat(y === undefined ? octets : [Buffer.of(4), ...octets]));
  } catch {
    // Not a key of Node's, or one whose public part no view asks for.
    return undefined;
  }
}

/** Lines that carry the address of a thread, between the others where a key cannot be read. */
const errorLines = /^[0-9A-F]{16}:error:.*\n/gm;

describeWithShared('corpora/decode', 'the text views of other projects’ objects', (path) => {
  const records = () =>
    readdirSync(path('.'))
      .flatMap((file) => corpusRecords(path(file)))
      .filter(({ der }) => der !== undefined);

  describeWith(['python3'], 'getpeercert()', (tool) => {
    it('is what CPython returns, and raises where that raises', () => {
      const all = records().filter(({ kind }) => kind === 'cert');
      const input = all.map(({ der }) => `${der ?? ''}\n`).join('');
      const run = spawnSync(tool('python3'), ['-c', decodeAll], { input, maxBuffer: 2 ** 30 });
      expect(run.status, run.stderr.toString()).toBe(0);
      const lines = run.stdout.toString().trimEnd().split('\n');
      expect(lines.length).toBe(all.length);
      const differing = all.filter((record, index) => {
        const ours = getpeercert(derOf(record));
        return (ours.ok ? pythonRepr(ours.value) : null) !== JSON.parse(lines[index] ?? '');
      });
      expect(differing.map(({ id }) => id)).toEqual([]);
    });
  });

  describeWith(['openssl'], 'openssl -text', (tool) => {
    it.each(opensslViews)('of a $kind is what $command prints, but for what is listed', (given) => {
      const { kind, command, view } = given;
      const listed = exceptions.filter((exception) => exception.kind === kind).flatMap((one) => one.records);
      const some = records()
        .filter((record) => record.kind === kind)
        .filter(({ id }, index) => index % every === 0 || listed.includes(id));
      const differing = some.filter((record) => {
        const input = derOf(record);
        const run = spawnSync(tool('openssl'), [...command, '-inform', 'DER', '-text', '-noout'], {
          input,
          maxBuffer: 2 ** 30,
        });
        const theirs = run.status === 0 ? run.stdout.toString().replace(errorLines, '') : undefined;
        const ours = view(input);
        return (ours.ok ? ours.value : undefined) !== theirs;
      });
      const ids = differing.map(({ id }) => id).sort((a, b) => a - b);
      expect(ids).toEqual([...listed].sort((a, b) => a - b));
    });
  });
});
