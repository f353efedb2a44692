// Certificates made to hurt whoever reads them: each ends in a value or a reason. A reader that hangs or fills the stack
// runs into the runner's own limit. What hurt other libraries is noted in ../shared/corpora/README.md.
import { describe, expect, it } from 'vitest';
import { concat } from '../../src/codec/bytes';
import {
  encodeCertificate,
  encodeTbsCertificate,
  parseCertificate,
  type TbsCertificate,
} from '../../src/codec/certificate';
import { DerWriter } from '../../src/codec/der-writer';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { extension, extensionOid, extensionValue } from '../../src/codec/extension';
import { ownSheet } from '../../src/codec/field-sheet';

const algorithm = { oid: '1.3.101.112' };
const key = DerWriter.encode((writer) =>
  writer.sequence(() => writer.sequence(() => writer.oid(algorithm.oid)).bitString(new Uint8Array(32))),
);

/** Whether it is read; then every field of it is looked at, too. */
function reads(der: Uint8Array): boolean {
  const parsed = parseCertificate(der);
  if (parsed.ok) expect(ownSheet(parsed.value).get('version')).toBe('3');
  return parsed.ok;
}

describe('octets made to hurt', () => {
  const million = new Uint8Array(1_000_000);
  const bare: TbsCertificate = {
    serialNumber: new Uint8Array([1]),
    signature: algorithm,
    issuer: distinguishedName([]).der,
    validity: { notBefore: new Date(0), notAfter: new Date(0) },
    subject: distinguishedName([]).der,
    publicKey: key,
    extensions: [],
  };
  const bareWith = (changed: Partial<TbsCertificate>) =>
    encodeCertificate(encodeTbsCertificate({ ...bare, ...changed }), algorithm, new Uint8Array(64));

  it('a serial number of a megabyte is carried', () => {
    expect(reads(bareWith({ serialNumber: million.map(() => 0x5a) }))).toBe(true);
  });

  it('an extension’s identifier of a megabyte is refused', () => {
    const oidDer = DerWriter.encode((writer) =>
      writer.primitive(
        6,
        million.map(() => 1),
      ),
    );
    const list = DerWriter.encode((writer) =>
      writer.explicit(3, () =>
        writer.sequence(() => writer.sequence(() => writer.raw(oidDer).octetString(million))),
      ),
    );
    const empty = encodeTbsCertificate(bare);
    const header = empty[1] === 0x81 ? 3 : 2;
    const tbs = DerWriter.encode((writer) => writer.primitive(0x30, concat(empty.subarray(header), list)));
    expect(parseCertificate(encodeCertificate(tbs, algorithm, new Uint8Array(64)))).toMatchObject({
      ok: false,
      error: { code: 'too-large' },
    });
  });

  it('50,000 extensions are carried', () => {
    const one = extension('keyUsage', false, ['cRLSign']);
    expect(reads(bareWith({ extensions: Array.from({ length: 50_000 }, () => one) }))).toBe(true);
  });

  it('a length that claims four gigabytes is refused', () => {
    expect(reads(concat(new Uint8Array([0x30, 0x84]), bareWith({}).subarray(2)))).toBe(false);
    expect(reads(concat(new Uint8Array([0x30, 0x84, 0xff, 0xff, 0xff, 0xff]), million))).toBe(false);
  });

  it('SEQUENCE within SEQUENCE, a hundred thousand deep', () => {
    const deep = new Uint8Array(Array.from({ length: 100_000 }, () => [0x30, 0x80]).flat());
    expect(reads(deep)).toBe(false);
    expect(
      extensionValue([{ oid: extensionOid.subjectAltName, critical: false, value: deep }], 'subjectAltName')
        .ok,
    ).toBe(false);
  });
});
