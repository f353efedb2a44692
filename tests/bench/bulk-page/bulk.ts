// In the page: the contestants of `npm run bench -- bulk`, one function each, that makes server certificates of one manifest: key,
// certificate and PEM.
import { encodePem } from '../../../src/codec/pem';
import { manifestArchive } from '../../../src/pki/manifest/archive';
import { makeLeaf, profileTable } from '../../../src/pki/manifest/leaf';
import { nothingMade } from '../../../src/pki/manifest/made-before';
import { makeManifest } from '../../../src/pki/manifest/make';
import { parseManifest, type Manifest } from '../../../src/pki/manifest/manifest';
import { planOf } from '../../../src/pki/manifest/plan';
import { makeAuthority } from '../../../src/pki/manifest/signing-authorities';
import { parseCertificate } from '../../../src/codec/certificate';
import { ecdsaFromDer } from '../../../src/pki/signature';
import { ByPkijs } from '../page/by-pkijs';
import { at, newAuthority } from '../page/order';
import { makeByUs } from '../page/ours';
import { importAndVerify, RawWebCrypto } from '../page/raw-web-crypto';
import { prepareRawWorkers, prepareWorkers, type RawRace, type WorkersRace } from './in-workers';
import { manifestText } from './manifest-text';
import { sideBySide } from './side-by-side';

export type BulkContestant = 'raw' | 'raw-proved' | 'ours' | 'ours-proved' | 'pkijs';
/** @returns milliseconds on the clock */
export type BulkRace = (contestant: BulkContestant, count: number) => Promise<number>;

declare global {
  interface Window {
    bulk?: BulkRace;
    bulkInWorkers?: WorkersRace;
    rawInWorkers?: RawRace;
  }
}

function manifestOf(count: number): Manifest {
  const parsed = parseManifest(manifestText(count, { commonName: 'Bench authority' }));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error.slice(0, 3)));
  return parsed.value;
}

const pem = (certificate: ArrayBuffer | Uint8Array<ArrayBuffer>, pkcs8: ArrayBuffer): string =>
  encodePem('CERTIFICATE', new Uint8Array(certificate)) + encodePem('PRIVATE KEY', new Uint8Array(pkcs8));

async function prepare(): Promise<BulkRace> {
  const issuer = await newAuthority();
  const pkijs = new ByPkijs(issuer);
  const made = await makeByUs(issuer, 0);
  const read = parseCertificate(new Uint8Array(made.certificate));
  if (!read.ok) throw read.error;
  const { tbs, signatureValue } = read.value;
  const signature = ecdsaFromDer(signatureValue, 32);
  if (!signature.ok) throw signature.error;
  const raw = new RawWebCrypto(issuer.privateKey, tbs);
  const manifests = new Map<number, Manifest>();
  const manifest = (count: number): Manifest => {
    const known = manifests.get(count) ?? manifestOf(count);
    manifests.set(count, known);
    return known;
  };
  const contestants: Readonly<Record<BulkContestant, (count: number) => Promise<unknown>>> = {
    raw: (count) => sideBySide(count, () => raw.fiveOperations()),
    'raw-proved': (count) =>
      sideBySide(count, async () => {
        await raw.fiveOperations();
        await importAndVerify(issuer.publicKey, signature.value, tbs);
      }),
    async ours(count) {
      const wanted = manifest(count);
      const [entry] = wanted.authorities;
      if (entry?.kind !== 'new') throw new Error('no authority');
      const authority = await makeAuthority(entry, wanted, new Map(), at);
      const profiles = profileTable();
      const texts: string[] = [];
      await sideBySide(count, async (i) => {
        const server = wanted.servers[i];
        if (server === undefined) throw new Error('no server');
        const leaf = await makeLeaf({ entry: server, serialNumber: undefined }, authority, profiles, at);
        texts.push(encodePem('CERTIFICATE', leaf.issued.der) + encodePem('PRIVATE KEY', leaf.pkcs8));
      });
      return texts;
    },
    async 'ours-proved'(count) {
      const wanted = manifest(count);
      const plan = planOf(wanted, nothingMade, at);
      const making = { signal: new AbortController().signal, progress: () => undefined };
      const job = { manifest: wanted, plan, before: nothingMade, authorities: new Map(), at };
      const result = await makeManifest(job, making);
      if (result.kind !== 'begun') throw new Error(JSON.stringify(result));
      return manifestArchive(result.begun, '{}', 'bench passphrase', making.signal);
    },
    async pkijs(count) {
      for (let i = 0; i < count; i++) {
        const one = await pkijs.make(i);
        pem(one.certificate, one.pkcs8);
      }
    },
  };
  return async (contestant, count) => {
    const before = performance.now();
    await contestants[contestant](count);
    return performance.now() - before;
  };
}

window.bulkInWorkers = await prepareWorkers();
window.rawInWorkers = prepareRawWorkers();
window.bulk = await prepare();
