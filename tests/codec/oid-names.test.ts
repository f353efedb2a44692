// Names of object identifiers: every row is an identifier, none is there twice, and OpenSSL's own names agree where it has one.
import { execFileSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { toHex } from '../../src/codec/bytes';
import { decodeOid, encodeOid } from '../../src/codec/oid';
import { oidNames } from '../../src/codec/oid-names';
import { describeWith } from '../support/tools';

it('are identifiers, with a name and the document that assigns them', () => {
  for (const [oid, { name, source }] of oidNames) {
    expect(decodeOid(encodeOid(oid))).toBe(oid);
    expect(name, oid).toMatch(/^[A-Za-z][A-Za-z0-9-]+$/);
    expect(source, oid).toMatch(/^(?:RFC \d{4}|X\.520|SEC 2|FIPS 203|CA\/Browser Forum (?:BR|EVG))$/);
  }
  expect(new Set([...oidNames.values()].map(({ name }) => name)).size).toBe(oidNames.size);
});

describeWith(['openssl'], 'beside OpenSSL', (tool) => {
  it('are the same where it writes them the same way', () => {
    const contents = [...oidNames.keys()].map(encodeOid);
    const der = Buffer.concat(contents.map((oid) => Buffer.from([6, oid.length, ...oid])));
    const length = Buffer.from([0x30, 0x82, der.length >> 8, der.length & 0xff]);
    const printed = execFileSync(tool('openssl'), ['asn1parse', '-inform', 'DER'], {
      input: Buffer.concat([length, der]),
      encoding: 'utf8',
    });
    const theirs = [...printed.matchAll(/OBJECT +:(.*)/g)].map(([, name = '']) => name);
    expect(theirs.length, toHex(contents[0] ?? new Uint8Array())).toBe(oidNames.size);
    const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, '');
    const same = [...oidNames.values()].filter(({ name }, at) => plain(name) === plain(theirs[at] ?? ''));
    expect(same.length).toBeGreaterThan(75);
  });
});
