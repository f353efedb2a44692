// In the page: the contestants of `npm run bench -- paths`, one function each, that verifies `count` chains from their octets.
import * as pkijs from 'pkijs';
import type { Bytes } from '../../../src/codec/bytes';
import { parseCertificate, type Certificate } from '../../../src/codec/certificate';
import { ecdsaFromDer } from '../../../src/pki/signature';
import { ProofReader } from '../../../src/pki/signature-proof';
import { verify } from '../../../src/pki/verify/path';
import { importAndVerify } from '../page/raw-web-crypto';
import { at, makeChains, requestOf, type Chains } from './chains';

export type PathContestant = 'ours' | 'pkijs' | 'raw-signatures' | 'our-signatures';

declare global {
  interface Window {
    paths?: (contestant: PathContestant, count: number) => Promise<void>;
    /** Verifies so many in a worker; ms by the clock. */
    pathsInWorker?: () => Promise<number>;
  }
}

const CHAINS = 50;
const IN_ONE_GO = 1000;

function require(is: boolean, who: string): void {
  if (!is) throw new Error(`${who} does not trust the chain`);
}

function read(der: Bytes): Certificate {
  const parsed = parseCertificate(der);
  if (!parsed.ok) throw parsed.error;
  return parsed.value;
}

async function byPkijs({ leaves, intermediate, root }: Chains, i: number): Promise<void> {
  const certificate = (der: Bytes | undefined) => pkijs.Certificate.fromBER(der ?? new Uint8Array());
  const engine = new pkijs.CertificateChainValidationEngine({
    trustedCerts: [certificate(root)],
    certs: [certificate(intermediate), certificate(leaves[i % leaves.length])],
    checkDate: at,
  });
  require((await engine.verify()).result, 'pkijs');
}

interface Signed {
  readonly key: Bytes;
  readonly certificate: Certificate;
  readonly raw: Bytes;
}

async function prepare(): Promise<void> {
  const chains = await makeChains(CHAINS);
  const [root, intermediate] = [read(chains.root), read(chains.intermediate)];
  const signed = (certificate: Certificate, issuer: Certificate): Signed => {
    const raw = ecdsaFromDer(certificate.signatureValue, 32);
    if (!raw.ok) throw raw.error;
    return { key: issuer.publicKey.der, certificate, raw: raw.value };
  };
  const signatures = chains.leaves.map((leaf) => [
    signed(read(leaf), intermediate),
    signed(intermediate, root),
  ]);
  const of = (i: number): readonly Signed[] => signatures[i % CHAINS] ?? [];
  const one: Readonly<Record<PathContestant, (i: number) => Promise<void>>> = {
    ours: async (i) => {
      require((await verify(requestOf(chains, i))).trusted, 'ours');
    },
    pkijs: (i) => byPkijs(chains, i),
    'raw-signatures': async (i) => {
      for (const { key, raw, certificate } of of(i))
        require(await importAndVerify(key, raw, certificate.tbs), 'raw');
    },
    'our-signatures': async (i) => {
      const proofs = new ProofReader();
      for (const { key, certificate } of of(i)) {
        const { signatureAlgorithm, tbs, signatureValue } = certificate;
        require((await proofs.prove(key, signatureAlgorithm, tbs, signatureValue)) === 'fits', 'ours');
      }
    },
  };
  window.paths = async (contestant, count) => {
    for (let i = 0; i < count; i++) await one[contestant](i);
  };
  const many = await makeChains(IN_ONE_GO);
  const worker = new Worker(new URL('./checker.worker.ts', import.meta.url), { type: 'module' });
  window.pathsInWorker = () =>
    new Promise((resolve) => {
      const begun = performance.now();
      worker.onmessage = ({ data: trusted }: MessageEvent<number>) => {
        require(trusted === IN_ONE_GO, 'the worker');
        resolve(performance.now() - begun);
      };
      worker.postMessage(many);
    });
}

await prepare();
