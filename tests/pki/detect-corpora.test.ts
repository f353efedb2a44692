// Every object of the corpora is named rightly as DER, PEM, base64 and hex. What is not, is listed with the reason, and the list is
// held from both sides.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { detect } from '../../src/pki/detect';
import { corpusRecords, derOf, describeWithShared, type CorpusRecord } from '../support/shared';
import { forms } from '../support/detect-forms';

type Kind = CorpusRecord['kind'];

const expected: Readonly<Record<Kind, readonly string[]>> = {
  cert: ['certificate'],
  csr: ['request'],
  crl: ['revocation-list'],
  key: ['private-key', 'encrypted-private-key', 'rsa-private-key', 'ec-private-key', 'dsa-private-key'],
  p12: ['pkcs12'],
  p7: ['pkcs7', 'time-stamp'],
  spki: ['public-key'],
  sshkey: ['openssh-private-key'],
  rsapub: ['rsa-public-key'],
};
const labels: Readonly<Record<Kind, string>> = {
  ...{ cert: 'CERTIFICATE', csr: 'CERTIFICATE REQUEST', crl: 'X509 CRL', key: 'ANY PRIVATE KEY' },
  ...{
    p12: 'PKCS12',
    p7: 'PKCS7',
    spki: 'PUBLIC KEY',
    sshkey: 'OPENSSH PRIVATE KEY',
    rsapub: 'RSA PUBLIC KEY',
  },
};

interface Exception {
  readonly reason: string;
  readonly form: string;
  readonly records: readonly number[];
}
const exceptions = JSON.parse(
  readFileSync(join(import.meta.dirname, '../vectors/detect-exceptions.json'), 'utf8'),
) as readonly Exception[];

describeWithShared('corpora/decode', 'objects of the corpora are named', (path) => {
  it.each(Object.entries(forms))('%s', { timeout: 120_000 }, (form, write) => {
    const records = readdirSync(path('')).flatMap((file) => corpusRecords(path(file)));
    const wrong: number[] = [];
    let asked = 0;
    for (const record of records) {
      const { kind, id, der } = record;
      if (der === undefined) continue;
      asked++;
      const found = detect(write(derOf(record), labels[kind]));
      const kinds = found.map((one) => one.kind);
      if (kinds.length !== 1 || !kinds.some((one) => expected[kind].includes(one))) wrong.push(id);
    }
    const listed = exceptions.filter((one) => one.form === form).flatMap((one) => one.records);
    expect(wrong.sort((a, b) => a - b)).toEqual(listed.sort((a, b) => a - b));
    expect(asked).toBeGreaterThan(4200);
  });

  it('as the PEM they came in', () => {
    const records = readdirSync(path('')).flatMap((file) => corpusRecords(path(file)));
    const wrong = records
      .filter(({ pem }) => pem !== undefined)
      .filter(({ pem = '', kind }) => !detect(pem).some((one) => expected[kind].includes(one.kind)));
    const listed = exceptions.filter((one) => one.form === 'as it came').flatMap((one) => one.records);
    expect(wrong.map(({ id }) => id).sort((a, b) => a - b)).toEqual(listed);
  });
});
