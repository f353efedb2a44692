// In the page: a manifest made by the application's own worker, alone and with a second one; and what two workers gain where they
// do the five operations of raw WebCrypto and nothing else, the most that any program on this machine can.
import { encodePem } from '../../../src/codec/pem';
import { distinguishedName } from '../../../src/codec/distinguished-name';
import { selfIssue } from '../../../src/pki/issue';
import { generateKeyPair } from '../../../src/pki/keys';
import { profiles } from '../../../src/pki/profile';
import { WorkerClient } from '../../../src/worker/client';
import { algorithm, at, COMMON_NAME } from '../page/order';
import { manifestText } from './manifest-text';

/** Who signs: one that is there already, as the authorities of the peers are, or one that the manifest makes first. */
export type BulkAuthority = 'given' | 'new';

/** With one worker or with a second one to help. @returns milliseconds on the clock */
export type WorkersRace = (workers: 1 | 2, authority: BulkAuthority, count: number) => Promise<number>;
/** @returns milliseconds on the clock */
export type RawRace = (workers: 1 | 2, count: number) => Promise<number>;

async function givenAuthority(client: WorkerClient) {
  const keys = await generateKeyPair(algorithm, true);
  const name = distinguishedName([{ type: COMMON_NAME, value: 'Bench authority' }]);
  const { issued } = await selfIssue(profiles.rootCa, name, keys, { at });
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', keys.privateKey));
  const inputs = [encodePem('CERTIFICATE', issued.der), encodePem('PRIVATE KEY', pkcs8)];
  const reply = await client.ask('openAuthority', { inputs, passphrase: '', at: at.getTime() });
  if (reply.kind !== 'opened') throw new Error(JSON.stringify(reply));
  return reply.authority;
}

export async function prepareWorkers(): Promise<WorkersRace> {
  const [main, helper] = [new WorkerClient(), new WorkerClient()];
  await Promise.all([main.ask('prepare', undefined), helper.ask('prepare', undefined)]);
  const given = await givenAuthority(main);
  return async (workers, authority, count) => {
    const { port1, port2 } = new MessageChannel();
    if (workers === 2) await helper.ask('lendHand', { port: port2 }, { transfer: [port2] });
    const bench = authority === 'given' ? { sha256: given.sha256 } : { commonName: 'Bench authority' };
    const texts = { manifest: manifestText(count, bench), made: '' };
    const authorities = authority === 'given' ? [{ authority: given.id }] : [];
    const rest = { authorities, passphrase: 'bench passphrase', at: at.getTime() };
    // As on the page: what would change is shown before it is made.
    const plan = await main.ask('planManifest', { ...texts, at: at.getTime() });
    if (plan.kind !== 'plan') throw new Error(JSON.stringify(plan));
    const before = performance.now();
    const reply =
      workers === 2
        ? await main.ask('makeManifest', { ...texts, ...rest, helper: port1 }, { transfer: [port1] })
        : await main.ask('makeManifest', { ...texts, ...rest });
    if (reply.kind !== 'made' || reply.certificates !== count) throw new Error(JSON.stringify(reply));
    return performance.now() - before;
  };
}

export function prepareRawWorkers(): RawRace {
  const workers = Array.from(
    { length: 2 },
    () => new Worker(new URL('./raw.worker.ts', import.meta.url), { type: 'module' }),
  );
  const work = (worker: Worker, count: number): Promise<void> =>
    new Promise((resolve) => {
      worker.onmessage = () => {
        resolve();
      };
      worker.postMessage(count);
    });
  return async (many, count) => {
    const before = performance.now();
    await Promise.all(workers.slice(0, many).map((worker) => work(worker, count / many)));
    return performance.now() - before;
  };
}
