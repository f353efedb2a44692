// The text views on octets made to hurt whoever prints them: huge numbers and identifiers, control characters, NULs,
// truncation anywhere. They answer with text or a reason, never with a throw.
import { describe, expect, it } from 'vitest';
import { writeAlgorithmIdentifier } from '../../src/codec/algorithm-identifier';
import type { Bytes } from '../../src/codec/bytes';
import { DerWriter } from '../../src/codec/der-writer';
import { distinguishedName } from '../../src/codec/distinguished-name';
import * as Tag from '../../src/codec/tag';
import { opensslCertificateText } from '../../src/pki/views/openssl-text';
import { getpeercert } from '../../src/pki/views/python-getpeercert';
import { pythonRepr } from '../../src/pki/views/python-literal';

const MEGABYTE = 1 << 20;
const algorithm = { oid: '1.2.840.10045.4.3.2' };

function certificate(given: { serial?: Uint8Array; name?: string; extension?: Uint8Array }): Bytes {
  const { serial = new Uint8Array([1]), name = 'app.test', extension } = given;
  const subject = distinguishedName([{ type: '2.5.4.3', value: name }]);
  return DerWriter.encode((writer) =>
    writer.sequence(() => {
      writer.sequence(() => {
        writer.explicit(0, () => writer.integer(2));
        writer.primitive(Tag.INTEGER, serial);
        writeAlgorithmIdentifier(writer, algorithm);
        writer.raw(subject.der);
        writer.sequence(() =>
          writer.string(Tag.UTC_TIME, '260101000000Z').string(Tag.UTC_TIME, '270101000000Z'),
        );
        writer.raw(subject.der);
        writer.sequence(() => {
          writer.sequence(() => writer.oid('1.3.101.112'));
          writer.bitString(new Uint8Array(32));
        });
        if (extension !== undefined) {
          writer.explicit(3, () => writer.sequence(() => writer.raw(extension)));
        }
      });
      writeAlgorithmIdentifier(writer, algorithm);
      writer.bitString(new Uint8Array(8));
    }),
  );
}

function opensslText(der: Bytes): string {
  const text = opensslCertificateText(der);
  if (!text.ok) throw text.error;
  return text.value;
}

function pythonText(der: Bytes): string {
  const value = getpeercert(der);
  if (!value.ok) throw value.error;
  return pythonRepr(value.value);
}

const extensionOf = (oid: string, value: Uint8Array): Bytes =>
  DerWriter.encode((writer) => writer.sequence(() => writer.oid(oid).octetString(value)));

describe('a text view', () => {
  it('prints a serial number of a megabyte once through, Python its first 35 octets', () => {
    const der = certificate({ serial: new Uint8Array(MEGABYTE).fill(0x7f) });
    expect(opensslText(der).length).toBeLessThan(4 * MEGABYTE);
    expect(pythonText(der)).toContain(`'serialNumber': '${'7F'.repeat(35)}\\\\\\n'`);
  });

  it('prints a number of a megabyte in an extension in hex', () => {
    const number = DerWriter.encode((writer) =>
      writer.primitive(Tag.INTEGER, new Uint8Array(MEGABYTE).fill(0x7f)),
    );
    const text = opensslText(certificate({ extension: extensionOf('2.5.29.54', number) }));
    expect(text).toContain(`0x${'7F'.repeat(32)}`);
  });

  it('refuses an object identifier of a megabyte', () => {
    const oid = DerWriter.encode((writer) => {
      writer.sequence(() =>
        writer
          .primitive(Tag.OBJECT_IDENTIFIER, new Uint8Array(MEGABYTE).fill(1))
          .octetString(new Uint8Array()),
      );
    });
    const text = opensslCertificateText(certificate({ extension: oid }));
    expect(!text.ok && text.error.code).toBe('too-large');
  });

  it('shows control characters, reversed text and quotes in names as its program does', () => {
    const der = certificate({ name: 'a\x1b[31m\0\u202eb"\'\\' });
    expect(opensslText(der)).toContain(String.raw`Subject: CN = a\1B[31m\00\E2\80\AEb\"'\\`);
    expect(pythonText(der)).toContain(String.raw`'a\x1b[31m\x00\u202eb"\'\\'`);
  });

  it('answers to every truncation of a certificate', () => {
    const der = certificate({
      extension: extensionOf('2.5.29.17', new Uint8Array([0x30, 0x03, 0x82, 1, 97])),
    });
    expect(opensslText(der)).toContain('DNS:a');
    for (let length = 0; length < der.length; length++) {
      expect(opensslCertificateText(der.subarray(0, length)).ok).toBe(false);
      expect(getpeercert(der.subarray(0, length)).ok).toBe(false);
    }
  });

  it('answers to every octet of a certificate changed', () => {
    const san = new Uint8Array([0x30, 0x09, 0x82, 1, 97, 0x87, 4, 127, 0, 0, 1]);
    const der = certificate({ extension: extensionOf('2.5.29.17', san) });
    let read = 0;
    for (let at = 0; at < der.length; at++) {
      for (const bit of [0x01, 0x80, 0xff]) {
        const changed = Uint8Array.from(der);
        changed[at] = (changed[at] ?? 0) ^ bit;
        if (opensslCertificateText(changed).ok) read++;
        getpeercert(changed);
      }
    }
    expect(read).toBeGreaterThan(100);
  });
});
