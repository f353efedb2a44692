// A row read from offsets says what the full readers say: for every certificate of the corpora, and for none that they refuse.
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { CertificateRow } from '../../src/codec/certificate-row';
import { parseCertificate } from '../../src/codec/certificate';
import { extensionValue, keyUsages } from '../../src/codec/extension';
import { decodedRow, documentRow } from '../../src/pki/inspect/row';
import { chainWithKey } from '../support/certificate-chain';
import { corpusRecords, derOf, describeWithShared } from '../support/shared';

it('reads what we issue', async () => {
  const { leaf, root } = await chainWithKey('ec-p256');
  expect(CertificateRow.of(leaf)).toMatchObject({
    ...{ subject: 'CN=leaf.test', issuer: 'CN=Root', selfIssued: false, authority: false },
    ...{ subjectCommonName: 'leaf.test', issuerCommonName: 'Root' },
  });
  expect(CertificateRow.of(root)).toMatchObject({ selfIssued: true, authority: true });
});

describeWithShared('corpora/decode', 'rows of the corpora', (path) => {
  const certificates = () =>
    readdirSync(path(''))
      .flatMap((file) => corpusRecords(path(file)))
      .filter(({ kind, der }) => kind === 'cert' && der !== undefined && der !== '');

  it('are those of the full reader', { timeout: 60_000 }, () => {
    const different: number[] = [];
    let fast = 0;
    for (const record of certificates()) {
      const der = derOf(record);
      if (!parseCertificate(der).ok || CertificateRow.of(der) === undefined) continue;
      fast++;
      const [row, decoded] = [documentRow('certificate', der), decodedRow('certificate', der)];
      if (JSON.stringify(row) !== JSON.stringify(decoded)) different.push(record.id);
    }
    // One alternative name among several is damaged: the full reader stops there, a row has the others.
    expect(different).toEqual([18_314, 19]);
    expect(fast).toBeGreaterThan(2800);
  });

  it('have the key usage of the full reader', { timeout: 60_000 }, () => {
    const different: number[] = [];
    for (const record of certificates()) {
      const parsed = parseCertificate(derOf(record));
      if (!parsed.ok) continue;
      const usage = extensionValue(parsed.value.extensions, 'keyUsage');
      if (!usage.ok) continue;
      const bits = usage.value?.value.reduce((sum, name) => sum | (1 << (8 - keyUsages.indexOf(name))), 0);
      const row = CertificateRow.of(derOf(record));
      if (row !== undefined && row.keyUsage !== bits) different.push(record.id);
    }
    expect(different).toEqual([]);
  });
});
