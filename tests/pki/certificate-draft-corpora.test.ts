// *Re-issue a copy* of everything in other projects' test suites: any certificate or request gives a draft, the draft survives
// a template, what can be prepared says what the original said, extension by extension, and what was left out is named.
import { readdirSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import { equalBytes } from '../../src/codec/bytes';
import { parseCertificate } from '../../src/codec/certificate';
import { extensionOid, extensionValue, type Extension, type ExtensionName } from '../../src/codec/extension';
import { extensionText } from '../../src/codec/extension-text';
import { draftFrom } from '../../src/pki/draft/from-certificate';
import { prepare } from '../../src/pki/draft/prepare';
import { parseTemplate, writeTemplate } from '../../src/pki/draft/template';
import { corpusRecords, derOf, describeWithShared } from '../support/shared';

const at = new Date('2026-11-22T12:00:00Z');
const serialNumber = new Uint8Array([0x40, 1, 2, 3, 4, 5, 6, 7, 8]);

/** Written anew by nature (the authority's), or always as critical as the standard wants them. */
const otherwise: readonly string[] = [extensionOid.authorityKeyIdentifier];
const fixedCriticality: readonly string[] = [
  extensionOid.authorityInfoAccess,
  extensionOid.subjectKeyIdentifier,
  extensionOid.policyConstraints,
  extensionOid.inhibitAnyPolicy,
];

const nameOf = (oid: string): ExtensionName | undefined =>
  (Object.keys(extensionOid) as ExtensionName[]).find((name) => extensionOid[name] === oid);

/** In words, sorted where order says nothing: OCSP may stand before or after the issuers, two names of one list are two lists. */
function meaning(extensions: readonly Extension[], name: ExtensionName): string {
  const read = extensionValue(extensions, name);
  if (!read.ok || read.value === undefined) return 'nothing';
  const text = extensionText(name, read.value.value);
  if (name === 'crlDistributionPoints') return (text.match(/uri [^\s,;()]+/g) ?? []).toSorted().join(' ');
  return name === 'authorityInfoAccess' || name === 'certificatePolicies'
    ? (text.match(/[\w:/.-]+/g) ?? []).toSorted().join(' ')
    : text;
}

describeWithShared('corpora', 'copies of what other projects test with', (path) => {
  const records = () =>
    readdirSync(path('decode'))
      .filter((file) => file.endsWith('.gz'))
      .flatMap((file) => corpusRecords(path(`decode/${file}`)))
      .filter(({ kind, der }) => (kind === 'cert' || kind === 'csr') && der !== undefined);

  it('are drafts that survive a template, and say what the original said', () => {
    const counts = { drafts: 0, prepared: 0, extensions: 0 };
    const strange: string[] = [];
    for (const record of records()) {
      const der = derOf(record);
      const copied = draftFrom(der);
      const original = parseCertificate(der);
      if (original.ok) expect(copied, `${record.id}`).toBeDefined();
      if (copied === undefined) continue;
      counts.drafts++;
      const { draft, publicKey, leftOut } = copied;
      const kept = parseTemplate(writeTemplate(draft));
      if (draft.subject.length <= 1000 && (!kept.ok || !isDeepStrictEqual(kept.value, draft)))
        strange.push(`${record.id} template`);
      const signing = { kind: 'self', keyHere: true } as const;
      const prepared = prepare(draft, { publicKey, signing, at, serialNumber });
      if (!prepared.ok || !original.ok) continue;
      counts.prepared++;
      const made = prepared.value.tbs.extensions;
      for (const extension of original.value.extensions) {
        const { oid, critical, value } = extension;
        if (leftOut.includes(oid) || otherwise.includes(oid)) continue;
        counts.extensions++;
        const again = made.find((one) => one.oid === oid);
        const name = nameOf(oid);
        const same =
          again !== undefined &&
          (again.critical === critical || fixedCriticality.includes(oid)) &&
          (equalBytes(again.value, value) ||
            (name !== undefined && meaning(made, name) === meaning([extension], name)));
        if (!same) strange.push(`${record.id} ${oid}`);
      }
      const known = new Set(original.value.extensions.map(({ oid }) => oid));
      strange.push(
        ...made.filter(({ oid }) => !known.has(oid)).map(({ oid }) => `${record.id} added ${oid}`),
      );
    }
    expect(strange).toEqual([]);
    expect(counts.prepared).toBeGreaterThan(2000);
    expect(counts.extensions).toBeGreaterThan(10_000);
  });
});
