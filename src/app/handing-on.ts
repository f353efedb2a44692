/** Handing an authority on to a program that has outgrown a browser: a folder with its key, on the person's word alone. */
import type { UnsealFailure } from '../pki/authority/sealed-key';
import type { Download } from '../pki/handover';
import type { HandOnRefusal, Successor } from '../pki/hand-on/hand-on';
import type { WorkerClient } from '../worker/client';
import type { RequestOf } from '../worker/protocol';
import type { AuthorityEntry, IssuedEntry } from './authorities.svelte';
import { workOf } from './inventory-record';
import { done, outcomeOf, refused, type Outcome } from './vault/outcome';

export type HandOnProblem = UnsealFailure | HandOnRefusal;

interface HandingOn {
  readonly to: Successor;
  /** Of the authority, where it was sealed. */
  readonly passphrase: string;
  /** Of the key file. */
  readonly password: string;
  /** Files with what is missing above it. */
  readonly added: RequestOf<'handOn'>['added'];
}

/** @param issued what it signed */
export function handAuthorityOn(
  client: WorkerClient,
  entry: AuthorityEntry,
  issued: readonly IssuedEntry[],
  { to, passphrase, password, added }: HandingOn,
): Promise<Outcome<Download, HandOnProblem>> {
  const { certificate, chain, sealed, open } = entry;
  return outcomeOf<Download, HandOnProblem>(async () => {
    const key =
      sealed !== undefined
        ? ({ kind: 'sealed', sealed, passphrase } as const)
        : open !== undefined
          ? ({ kind: 'held', held: open } as const)
          : undefined;
    if (key === undefined) return { kind: 'locked' };
    const work = workOf(issued, entry);
    const at = Date.now();
    const reply = await client.ask('handOn', { certificate, chain, added, key, work, to, password, at });
    return reply.kind === 'file' ? done(reply.file) : refused(reply.problem);
  });
}

/** What is too large for a certificate is not read. */
const MOST_OCTETS = 1_000_000;

export async function octetsOf(files: readonly File[]): Promise<RequestOf<'handOn'>['added']> {
  const small = files.filter(({ size }) => size <= MOST_OCTETS);
  return Promise.all(small.map(async (file) => new Uint8Array(await file.arrayBuffer())));
}
