/** The worker's desk for Fernet tokens that are files. Keys come as handles with each request, and nothing is kept. */
import { decryptFernet, encryptFernet, fernetClaim } from '../pki/fernet';
import type { FernetVerbs } from './fernet-protocol';

type Request<V extends keyof FernetVerbs> = Parameters<FernetVerbs[V]>[0];
type Reply<V extends keyof FernetVerbs> = Promise<ReturnType<FernetVerbs[V]>>;
type Answers = { readonly [V in keyof FernetVerbs]: (request: Request<V>) => Reply<V> };

const unreadable = { kind: 'unreadable' } as const;
const textOf = (file: Blob): Promise<string | undefined> => file.text().catch(() => undefined);

export class FernetDesk implements Answers {
  async fernetFileClaim({ file }: Request<'fernetFileClaim'>): Reply<'fernetFileClaim'> {
    const token = await textOf(file);
    return token === undefined ? unreadable : { kind: 'read', claim: fernetClaim(token) };
  }

  async openFernetFile({ file, keys, ...limits }: Request<'openFernetFile'>): Reply<'openFernetFile'> {
    const token = await textOf(file);
    if (token === undefined) return unreadable;
    const opened = await decryptFernet(keys, token, limits);
    if (!opened.ok) return { kind: 'failed', failure: opened.error };
    const { plaintext, seconds, key } = opened.value;
    return { kind: 'opened', contents: plaintext, seconds, key };
  }

  async encryptFernetFile({ file, key, ...when }: Request<'encryptFernetFile'>): Reply<'encryptFernetFile'> {
    const contents = await file.arrayBuffer().catch(() => undefined);
    if (contents === undefined) return unreadable;
    const token = await encryptFernet(key, new Uint8Array(contents), when);
    return { kind: 'made', contents: new TextEncoder().encode(token) };
  }
}
