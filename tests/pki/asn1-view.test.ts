// Names of the nodes in the tree of a document: those of the modules in RFC 5280 and the others, down into extension values.
import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Bytes } from '../../src/codec/bytes';
import { encodeCertificate, encodeTbsCertificate } from '../../src/codec/certificate';
import { DerWriter } from '../../src/codec/der-writer';
import { distinguishedName } from '../../src/codec/distinguished-name';
import { extension } from '../../src/codec/extension';
import { Asn1View, type Asn1Node } from '../../src/pki/inspect/asn1-view';

/** Every node's name, members below their parents. */
function names(view: Asn1View, nodes: readonly Asn1Node[], depth = 0): readonly string[] {
  return nodes.flatMap((node) => {
    const { name, type } = view.describe(node);
    const line = `${'  '.repeat(depth)}${name === '' ? type : name}`;
    return view.hasChildren(node) ? [line, ...names(view, view.children(node).nodes, depth + 1)] : [line];
  });
}
const named = (der: Bytes): readonly string[] => {
  const view = new Asn1View(der);
  return names(view, view.roots(0).nodes);
};

describe('names in the tree', () => {
  it('of a certificate', () => {
    const algorithm = { oid: '1.3.101.112' };
    const name = distinguishedName([{ type: '2.5.4.3', value: 'a' }]).der;
    const der = encodeCertificate(
      encodeTbsCertificate({
        serialNumber: new Uint8Array([1]),
        signature: algorithm,
        issuer: name,
        validity: { notBefore: new Date(0), notAfter: new Date('2050-01-01T00:00:00Z') },
        subject: name,
        publicKey: DerWriter.encode((writer) =>
          writer.sequence(() =>
            writer.sequence(() => writer.oid(algorithm.oid)).bitString(new Uint8Array(32)),
          ),
        ),
        extensions: [
          extension('basicConstraints', true, { ca: true, pathLength: 0 }),
          extension('subjectAltName', false, [
            { kind: 'dns', value: 'a' },
            { kind: 'ip', value: '127.0.0.1' },
          ]),
        ],
      }),
      algorithm,
      new Uint8Array(64),
    );
    const nameLines = (member: string) => [
      `    ${member}`,
      '      RelativeDistinguishedName',
      '        AttributeTypeAndValue',
      '          type',
      '          value',
    ];
    expect(named(der)).toEqual([
      'Certificate',
      '  tbsCertificate',
      '    version',
      '      Version',
      '    serialNumber',
      '    signature',
      '      algorithm',
      ...nameLines('issuer'),
      '    validity',
      '      notBefore',
      '      notAfter',
      ...nameLines('subject'),
      '    subjectPublicKeyInfo',
      '      algorithm',
      '        algorithm',
      '      subjectPublicKey',
      '    extensions',
      '      Extensions',
      '        Extension',
      '          extnID',
      '          critical',
      '          extnValue',
      '            BasicConstraints',
      '              cA',
      '              pathLenConstraint',
      '        Extension',
      '          extnID',
      '          extnValue',
      '            GeneralNames',
      '              dNSName',
      '              iPAddress',
      '  signatureAlgorithm',
      '    algorithm',
      '  signatureValue',
    ]);
  });

  it('of private keys, old form and new', () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const sec1 = named(new Uint8Array(privateKey.export({ type: 'sec1', format: 'der' })));
    expect(sec1.map((line) => line.trim()).slice(0, 4)).toEqual([
      'ECPrivateKey',
      'version',
      'privateKey',
      'parameters',
    ]);
    const pkcs8 = named(new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' }))).map((line) =>
      line.trim(),
    );
    expect(pkcs8.slice(0, 7)).toEqual([
      'PrivateKeyInfo',
      'version',
      'privateKeyAlgorithm',
      'algorithm',
      'parameters',
      'privateKey',
      'ECPrivateKey',
    ]);
  });

  it('of nothing known are the types', () => {
    const der = DerWriter.encode((writer) => writer.sequence(() => writer.boolean(true)));
    expect(named(der)).toEqual(['SEQUENCE', '  BOOLEAN']);
  });
});
