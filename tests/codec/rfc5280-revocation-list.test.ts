// RFC 5280 §5 and RFC 2986 §4: lists of revoked certificates, of any length, and requests, as other projects' suites hold
// them and as the documents forbid them.
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { writeAlgorithmIdentifier } from '../../src/codec/algorithm-identifier';
import type { Bytes } from '../../src/codec/bytes';
import { toHex } from '../../src/codec/bytes';
import { parseCertificateRequest } from '../../src/codec/certificate-request';
import { DerWriter } from '../../src/codec/der-writer';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { outlineRequest, outlineRevocationList } from '../../src/codec/document-outline';
import { findRevoked, parseRevocationList, revokedCertificates } from '../../src/codec/revocation-list';
import * as Tag from '../../src/codec/tag';
import { corpusRecords, derOf, describeWithShared } from '../support/shared';

const algorithm = { oid: '1.2.840.10045.4.3.2' };
const issuer = distinguishedName([{ type: '2.5.4.3', value: 'Example' }]);

/** A list whose entries `write` makes, one call for each serial number. */
function listOf(count: number, write: (writer: DerWriter, serial: number) => void, version = 1): Bytes {
  return DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.sequence(() => {
        writer.integer(version);
        writeAlgorithmIdentifier(writer, algorithm);
        writer.raw(issuer.der).string(Tag.UTC_TIME, '260101000000Z');
        writer.sequence(() => {
          for (let serial = 1; serial <= count; serial++) write(writer, serial);
        });
      });
      writeAlgorithmIdentifier(writer, algorithm);
      writer.bitString(new Uint8Array(8));
    }),
  );
}

const entry = (writer: DerWriter, serial: number) =>
  writer.sequence(() => writer.integer(serial).string(Tag.UTC_TIME, '260101000000Z'));

function read(der: Bytes) {
  const parsed = parseRevocationList(der);
  if (!parsed.ok) throw parsed.error;
  return parsed.value;
}

describe('CertificateList', () => {
  it('of 100,000 entries is counted, searched and read entry by entry', () => {
    const list = read(listOf(100_000, entry));
    expect(list.revokedCount).toBe(100_000);
    expect(list.nextUpdate).toBeUndefined();
    const found = findRevoked(list, new Uint8Array([0x01, 0x86, 0xa0]));
    expect(found.ok && found.value?.revocationDate.toISOString()).toBe('2026-01-01T00:00:00.000Z');
    expect(findRevoked(list, new Uint8Array([0x01, 0x86, 0xa1]))).toEqual({ ok: true, value: undefined });
    let readable = 0;
    for (const revoked of revokedCertificates(list)) if (revoked.ok) readable++;
    expect(readable).toBe(100_000);
  });

  it('with a damaged entry keeps the others', () => {
    const list = read(
      listOf(3, (writer, serial) =>
        serial === 2
          ? writer.sequence(() => writer.integer(serial).string(Tag.UTC_TIME, '261301000000Z'))
          : entry(writer, serial),
      ),
    );
    expect([...revokedCertificates(list)].map(({ ok }) => ok)).toEqual([true, false, true]);
  });

  it('is refused with a version there is none of, and where an entry is no SEQUENCE', () => {
    const version3 = parseRevocationList(listOf(1, entry, 2));
    expect(!version3.ok && version3.error.code).toBe('bad-value');
    const noSequence = parseRevocationList(listOf(1, (writer) => writer.integer(1)));
    expect(!noSequence.ok && noSequence.error.code).toBe('unexpected-tag');
  });
});

describeWithShared('corpora/decode', 'lists and requests of other projects', (path) => {
  const records = () => readdirSync(path('.')).flatMap((file) => corpusRecords(path(file)));

  it('are read with as many entries, the same serial numbers and issuer as the lenient outline sees', () => {
    const lists = records().filter(({ kind, der }) => kind === 'crl' && der !== undefined);
    let compared = 0;
    for (const record of lists) {
      const parsed = parseRevocationList(derOf(record));
      const outlined = outlineRevocationList(derOf(record));
      if (!parsed.ok || !outlined.ok) continue;
      compared++;
      const serials = [...revokedCertificates(parsed.value)].map((revoked) =>
        revoked.ok ? toHex(revoked.value.serialNumber) : 'damaged',
      );
      const expected = outlined.value.revoked.map(({ serialNumber }) => toHex(serialNumber));
      const differing = serials.filter((serial, index) => serial !== 'damaged' && serial !== expected[index]);
      expect([record.id, parsed.value.revokedCount, differing]).toEqual([record.id, expected.length, []]);
      expect(toHex(parsed.value.issuer.der)).toBe(toHex(outlined.value.issuer));
    }
    expect(compared).toBeGreaterThan(200);
  });

  it('name the key, and the extensions asked for', () => {
    const requests = records().filter(({ kind, der }) => kind === 'csr' && der !== undefined);
    const parsed = requests.map((record) => ({ record, request: parseCertificateRequest(derOf(record)) }));
    const readable = parsed.flatMap(({ record, request }) =>
      request.ok ? [{ record, request: request.value }] : [],
    );
    expect(readable.length).toBeGreaterThan(40);
    for (const { record, request } of readable) {
      const outlined = outlineRequest(derOf(record));
      expect(outlined.ok && toHex(outlined.value.publicKey)).toBe(toHex(request.publicKey.der));
      expect(outlined.ok && outlined.value.attributes.map(({ oid }) => oid)).toEqual(
        request.attributes.map(({ oid }) => oid),
      );
    }
    const asking = readable.filter(({ request }) => request.extensions.length > 0);
    expect(asking.length).toBeGreaterThan(10);
  });
});
