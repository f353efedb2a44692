/** Handing an authority on to a program that has outgrown a browser: a folder with its key, on the person's word alone. */
import type { UnsealFailure } from '../pki/authority/sealed-key';
import type { Download } from '../pki/handover';
import type { Successor } from '../pki/hand-on/hand-on';
import type { WorkerClient } from '../worker/client';
import type { AuthorityEntry } from './authorities.svelte';
import { done, outcomeOf, refused, type Outcome } from './vault/outcome';

export type HandOnProblem = UnsealFailure | 'unsupported-key' | 'needs-passphrase';

/** @param passphrase of the authority, where it was sealed; @param password of the key file */
export function handAuthorityOn(
  client: WorkerClient,
  { certificate, chain, sealed, open }: AuthorityEntry,
  passphrase: string,
  to: Successor,
  password: string,
): Promise<Outcome<Download, HandOnProblem>> {
  return outcomeOf<Download, HandOnProblem>(async () => {
    const key =
      sealed !== undefined
        ? ({ kind: 'sealed', sealed, passphrase } as const)
        : open !== undefined
          ? ({ kind: 'held', held: open } as const)
          : undefined;
    if (key === undefined) return { kind: 'locked' };
    const reply = await client.ask('handOn', { certificate, chain, key, to, password });
    return reply.kind === 'file' ? done(reply.file) : refused(reply.problem);
  });
}
