// Keys and PKCS#12 files of other projects' test suites. What OpenSSL opens we open, but for what is listed here by name; the
// list is held from both sides, so that a file that opens one day has to leave it.
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { readPkcs12 } from '../../src/codec/pkcs12-reader';
import { readPile } from '../../src/pki/unlock';
import { corpusRecords, derOf, describeWithShared, type CorpusRecord } from '../support/shared';

type LockedRecord = CorpusRecord & { readonly passwords?: readonly string[] };

/** What nobody signs a TLS server with, or so rare that it waits for somebody who has one. */
const closedKeys = [
  ['test-dsa-der.key', 'nothing recognised'],
  ['test-ec-der.key', 'explicit curve parameters'],
  ['test-pkcs8-ec-der.key', 'explicit curve parameters'],
  ['limbo-nobettertls.json#1064', 'DSA PRIVATE KEY'],
  ['dsa.1024.der', 'nothing recognised'],
  ['dsa.2048.der', 'nothing recognised'],
  ['dsa.3072.der', 'nothing recognised'],
  ['dsa_4096.pem#0', 'DSA PRIVATE KEY'],
  ['dsa_private_key.pem#0', 'DSA PRIVATE KEY'],
  ['ec_oid_not_in_reg_private_2.pkcs8.pem#0', 'explicit curve parameters'],
  ['nodompar_private.pkcs8.pem#0', 'explicit curve parameters'],
  ['private.pem#0', 'explicit curve parameters'],
  ['rsa2048-priv-3prime.der', 'more than two primes'],
  ['leaf2.key.pem#1', 'DSA PRIVATE KEY'],
  ['dsa.key#0', 'DSA PRIVATE KEY'],
];

const nameOf = ({ src }: CorpusRecord) => src.replace(/.*\//, '');

describeWithShared('corpora/decode', 'corpora', (path) => {
  const records = (kind: CorpusRecord['kind']) =>
    readdirSync(path(''))
      .flatMap((file): readonly LockedRecord[] => corpusRecords(path(file)))
      .filter((one) => one.kind === kind);

  it('every private key', async () => {
    const closed: string[][] = [];
    let opened = 0;
    for (const record of records('key')) {
      const { passwords = [], pem, accept } = record;
      // A password that the suite does not tell: nobody opens these.
      const { privateKeys, locked, problems } = await readPile([pem ?? derOf(record)], passwords[0]);
      if (privateKeys.length > 0) opened++;
      else if (accept.openssl === true || accept.pyca === true) {
        closed.push([
          nameOf(record),
          [...locked.map(({ reason }) => reason), ...problems.map(({ error }) => error.detail)].join(),
        ]);
      }
    }
    expect(closed).toEqual(closedKeys);
    expect(opened).toBeGreaterThan(380);
  });

  it('PKCS#12 of every origin, and one of PKITS in forty', { timeout: 60_000 }, async () => {
    const closed: string[][] = [];
    let opened = 0;
    const files = records('p12').filter((one, index) => !one.src.includes('PKITS') || index % 40 === 0);
    for (const record of files) {
      const result = await readPkcs12(derOf(record), record.passwords?.[0] ?? '');
      const problems = result.ok ? result.value.problems : [result.error];
      const details = problems.map((one) => (typeof one === 'string' ? one : one.detail)).join(', ');
      if (details === '') opened++;
      else closed.push([nameOf(record), details]);
    }
    expect(closed).toEqual([]);
    expect(opened).toBeGreaterThan(50);
  });
});
