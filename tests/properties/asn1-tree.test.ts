// The ASN.1 tree never throws, always ends, and leaves no octet out: noise, headers strung together, corpora. OpenSSL's asn1parse
// is the witness for offsets, depths, lengths and tags.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Asn1Tree } from '../../src/codec/asn1-tree';
import type { Bytes } from '../../src/codec/bytes';
import { outline, uncovered, walk } from '../support/asn1-outline';
import { corpusRecords, derOf, describeWithShared } from '../support/shared';
import { describeWith } from '../support/tools';

/** Octets that headers are made of, far oftener than chance has them. */
const headers = fc.array(
  fc.oneof(
    fc.constantFrom(0x30, 0x80, 0x00, 0x31, 0x04, 0x03, 0x24, 0xa0, 0x02, 0x05, 0x1f, 0x81, 0xff, 0x84),
    fc.nat({ max: 255 }),
  ),
  { maxLength: 300 },
);

it('covers every octet of any input with one node', () => {
  fc.assert(
    fc.property(headers, (octets) => {
      const tree = new Asn1Tree(new Uint8Array(octets));
      expect(uncovered(tree)).toEqual([]);
      outline(tree);
    }),
    { numRuns: 1000 },
  );
});

it('finds for every octet the nodes that the walk met around it', () => {
  fc.assert(
    fc.property(headers, fc.nat({ max: 299 }), (octets, offset) => {
      const tree = new Asn1Tree(new Uint8Array(octets));
      const met: number[] = [];
      walk(tree, (node) => {
        if (node.start <= offset && offset < node.end) met.push(node.start);
      });
      expect(tree.pathTo(offset).map(({ start }) => start)).toEqual(met);
    }),
  );
});

/** As OpenSSL prints them: `    4:d=1  hl=4 l= 602 cons: SEQUENCE`. What it does not look into, strings, is left out of ours. */
function asOpenssl(der: Bytes): readonly string[] {
  const lines: string[] = [];
  let opaqueUntil = 0;
  walk(new Asn1Tree(der), (node, container) => {
    if (container?.constructed === false) opaqueUntil = Math.max(opaqueUntil, container.end);
    if (node.kind !== 'value' || node.start < opaqueUntil) return;
    const { start, depth, contentsStart, contentsEnd, constructed } = node;
    lines.push(
      `${start} d=${depth} hl=${contentsStart - start} l=${contentsEnd - contentsStart} ${constructed ? 'cons' : 'prim'}`,
    );
  });
  return lines;
}

describeWithShared('corpora/decode', 'of the corpora', (path) => {
  const records = readdirSyncIfThere(path('')).flatMap((file) => corpusRecords(path(file)));
  const documents = records.filter(({ der, kind }) => der !== undefined && kind !== 'sshkey');

  it('every octet of every object is in one node', { timeout: 120_000 }, () => {
    const wrong = documents.filter((record) => uncovered(new Asn1Tree(derOf(record))).length > 0);
    expect(wrong.map(({ id }) => id)).toEqual([]);
    expect(documents.length).toBeGreaterThan(4000);
  });

  describeWith(['openssl'], 'as OpenSSL sees them', (tool) => {
    it('the same values in one of fifty', { timeout: 120_000 }, () => {
      let compared = 0;
      for (const record of documents.filter((_, index) => index % 50 === 0)) {
        const der = derOf(record);
        let printed: string;
        try {
          printed = execFileSync(tool('openssl'), ['asn1parse', '-inform', 'DER'], {
            input: der,
            encoding: 'utf8',
            stdio: ['pipe', 'pipe', 'ignore'],
            maxBuffer: 2 ** 28,
          });
        } catch {
          continue; // It refuses the object, which the tree does not.
        }
        if (printed.includes('l=inf')) continue;
        const theirs = [...printed.matchAll(/^ *(\d+):d=(\d+) +hl=(\d+) +l= *(\d+) (cons|prim)/gm)];
        expect(asOpenssl(der), `${record.id}`).toEqual(
          theirs.map(
            ([, start, depth, header, length, form]) =>
              `${start} d=${depth} hl=${header} l=${length} ${form}`,
          ),
        );
        compared++;
      }
      expect(compared).toBeGreaterThan(70);
    });
  });
});

/** A skipped suite is still collected, with no folder to look into. */
function readdirSyncIfThere(folder: string): readonly string[] {
  return folder === '' ? [] : readdirSync(folder);
}
