// A hundred thousand damaged documents through everything that reads one: nothing throws, nothing takes longer than a person
// would notice, nothing is kept. CERTWRIGHT_MUTANTS and CERTWRIGHT_SEED choose how many and which; each processor takes its
// slice of them (vitest.config.ts), and which mutant has which number does not depend on that.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Asn1Tree } from '../../src/codec/asn1-tree';
import type { Bytes } from '../../src/codec/bytes';
import { parseCertificate } from '../../src/codec/certificate';
import { detect } from '../../src/pki/detect';
import type { FoundKind } from '../../src/pki/detect/found';
import { fieldsOf } from '../../src/pki/inspect/fields';
import { overviewOf } from '../../src/pki/inspect/overview';
import { jsonOf } from '../../src/pki/views/json';
import { opensslPublicKeyText } from '../../src/pki/views/openssl-key';
import { opensslCertificateText } from '../../src/pki/views/openssl-text';
import { opensslPrivateKeyText } from '../../src/pki/views/openssl-text-key';
import { opensslRequestText } from '../../src/pki/views/openssl-text-request';
import { opensslRevocationListText } from '../../src/pki/views/openssl-text-revocation';
import { getpeercert } from '../../src/pki/views/python-getpeercert';
import { corpusRecords, derOf, describeWithShared, type CorpusRecord } from '../support/shared';
import { Dice, mutant } from './mutation';

const COUNT = Number(process.env['CERTWRIGHT_MUTANTS'] ?? 100_000);
const SEED = Number(process.env['CERTWRIGHT_SEED']);
const SLICES = Number(process.env['CERTWRIGHT_SLICES'] ?? 1);
const SLICE = Number(process.env['CERTWRIGHT_SLICE'] ?? 0);
/** Milliseconds of CPU for all views of one certificate. */
const AT_MOST = 100;
/** Octets that may stay after a collection, warm-up apart: one large document, not one per mutant. */
const KEPT_AT_MOST = 64 * 1024 * 1024;
const at = new Date('2026-11-22T12:00:00Z');

const kinds: Readonly<Record<CorpusRecord['kind'], FoundKind>> = {
  cert: 'certificate',
  csr: 'request',
  crl: 'revocation-list',
  key: 'private-key',
  p12: 'pkcs12',
  p7: 'pkcs7',
  spki: 'public-key',
  sshkey: 'openssh-private-key',
  rsapub: 'rsa-public-key',
};

const opensslText: Readonly<Partial<Record<FoundKind, (der: Bytes) => unknown>>> = {
  certificate: opensslCertificateText,
  request: opensslRequestText,
  'revocation-list': opensslRevocationListText,
  'private-key': opensslPrivateKeyText,
  'public-key': opensslPublicKeyText,
};

/** Every reader that takes such a document, by name. */
function readers(kind: FoundKind): readonly (readonly [string, (der: Bytes) => unknown])[] {
  const text = opensslText[kind];
  return [
    ['detect', detect],
    ['fields', (der) => fieldsOf(kind, der)],
    ['json', (der) => jsonOf(kind, der)],
    ['overview', (der) => overviewOf(kind, der, at)],
    ['tree', walk],
    ...(text === undefined ? [] : [['openssl text', text] as const]),
    ...(kind === 'certificate'
      ? ([
          ['certificate', parseCertificate],
          ['getpeercert', getpeercert],
        ] as const)
      : []),
  ];
}

/** The first levels of the tree, as a page opens them. */
function walk(der: Bytes): void {
  const tree = new Asn1Tree(der);
  const open = [...tree.roots().nodes];
  for (let seen = 0; seen < 500; seen++) {
    const node = open.shift();
    if (node === undefined) return;
    if (tree.hasChildren(node)) open.push(...tree.children(node).nodes);
  }
}

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Milliseconds, and what was thrown. */
async function taken(
  der: Bytes,
  kind: FoundKind,
): Promise<{ readonly ms: number; readonly thrown: readonly string[] }> {
  const thrown: string[] = [];
  const before = cpu();
  for (const [name, read] of readers(kind)) {
    try {
      await read(der);
    } catch (error) {
      thrown.push(
        `${name}: ${error instanceof Error ? (error.stack ?? error.message).slice(0, 400) : 'no Error'}`,
      );
    }
  }
  return { ms: cpu() - before, thrown };
}

const collect = (): number => {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed + process.memoryUsage().arrayBuffers;
};

describeWithShared(
  'corpora/decode',
  `${COUNT} mutants of the corpus (seed ${SEED}), slice ${SLICE + 1} of ${SLICES}`,
  (path) => {
    it('throw nothing, end soon, and leave nothing behind', async () => {
      expect(globalThis.gc, 'a collection can be asked for').toBeDefined();
      const originals = corpus(path('')).flatMap((record) => {
        const der = derOf(record);
        // What is larger says no more, and would take the whole run.
        return der.length > 0 && der.length <= 20_000 ? [{ record, der }] : [];
      });
      const failures: string[] = [];
      let slowest = 0;
      let kept = 0;
      let count = 0;
      for (let i = SLICE; i < COUNT && failures.length < 20; i += SLICES) {
        const dice = Dice.of(SEED, i);
        const one = originals[dice.roll(originals.length)];
        const other = originals[dice.roll(originals.length)];
        if (one === undefined || other === undefined) throw new Error('The corpus is empty');
        const der = mutant(one.der, dice, other.der);
        const kind = kinds[one.record.kind];
        const { ms, thrown } = await taken(der, kind);
        const about = `mutant ${i} of ${one.record.kind} ${one.record.id} from ${one.record.src}`;
        failures.push(
          ...thrown.map((text) => `${about}: ${text}\n${Buffer.from(der).toString('base64').slice(0, 4000)}`),
        );
        // A collection, or a neighbour on the machine, can fall into any one reading, and not into the same one thrice.
        const certain =
          ms <= AT_MOST ? ms : Math.min(ms, (await taken(der, kind)).ms, (await taken(der, kind)).ms);
        slowest = Math.max(slowest, certain);
        if (kind === 'certificate' && certain > AT_MOST) failures.push(`${about}: ${certain.toFixed(0)} ms`);
        count += 1;
        if (count === Math.ceil(COUNT / SLICES / 5)) kept = collect();
      }
      const grown = collect() - kept;
      console.log(
        `${count} mutants of ${originals.length} documents, seed ${SEED}: slowest ${slowest.toFixed(0)} ms, ${(grown / 2 ** 20).toFixed(1)} MiB more at the end than after a fifth`,
      );
      expect(failures).toEqual([]);
      expect(grown).toBeLessThan(KEPT_AT_MOST);
    });
  },
);

const corpus = (folder: string): readonly CorpusRecord[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl.gz'))
    .flatMap((name) => corpusRecords(join(folder, name)));
