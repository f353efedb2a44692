/** *Will it work?*: what each client says of a server's chain. The certificates are read and the signatures checked once for all. */
import { clientIds, type ClientQuestion, type ClientVerdict } from './client';
import { clients } from './clients';
import { gatherEvidence } from './evidence';

/** One verdict per client with a model, of its newest release, in the order of `clientIds`. */
export async function judge(question: ClientQuestion): Promise<readonly ClientVerdict[]> {
  const evidence = await gatherEvidence(question);
  return clients
    .toSorted((one, other) => clientIds.indexOf(one.id) - clientIds.indexOf(other.id))
    .map((client) => client.judge(evidence));
}

/** By every release of every client, by `ClientRelease.id`: what the matrix has columns for. */
export async function judgeReleases(question: ClientQuestion): Promise<ReadonlyMap<string, ClientVerdict>> {
  const evidence = await gatherEvidence(question);
  return new Map(
    clients.flatMap((client) => client.releases.map(({ id }) => [id, client.judge(evidence, id)] as const)),
  );
}
