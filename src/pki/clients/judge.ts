/** *Will it work?*: what each client says of a server's chain. The certificates are read and the signatures checked once for all. */
import {
  clientIds,
  type ClientProfile,
  type ClientQuestion,
  type ClientVerdict,
  type RuleHit,
} from './client';
import type { Client } from './client-model';
import { clients } from './clients';
import { gatherEvidence, type Evidence } from './evidence';

/** One verdict per client with a model, of its first release, in the order of `clientIds`. */
export async function judge(question: ClientQuestion): Promise<readonly ClientVerdict[]> {
  const evidence = await gatherEvidence(question);
  return clients
    .toSorted((one, other) => clientIds.indexOf(one.id) - clientIds.indexOf(other.id))
    .map((client) => ({ ...withOtherReleases(client, evidence), about: profileOf(client) }));
}

/** Of the release a person is told about first. */
const profileOf = ({ basis, ignores, releases: [shown] }: Client): ClientProfile => ({
  basis,
  ignores: ignores.filter(({ releases }) => releases?.includes(shown.id) !== false),
});

/** What is taken by the release a person is told about, and refused by another one that is in use too. */
function withOtherReleases(client: Client, evidence: Evidence | undefined): ClientVerdict {
  const verdict = client.judge(evidence);
  if (verdict.outcome !== 'accepted' && verdict.outcome !== 'accepted-but') return verdict;
  const [, ...others] = client.releases;
  const refusals = others.flatMap(({ id, name, onRequest }): readonly RuleHit[] => {
    if (onRequest === true) return [];
    const { outcome, hits } = client.judge(evidence, id);
    const [hit] = hits;
    if (outcome !== 'refused' || hit === undefined) return [];
    return [{ ...hit, rule: 'refused-by-another-release', error: `${name}: ${hit.error}` }];
  });
  if (refusals.length === 0) return verdict;
  return { ...verdict, outcome: 'accepted-but', hits: [...refusals, ...verdict.hits] };
}

/** By every release of every client, by `ClientRelease.id`: what the matrix has columns for. */
export async function judgeReleases(question: ClientQuestion): Promise<ReadonlyMap<string, ClientVerdict>> {
  const evidence = await gatherEvidence(question);
  return new Map(
    clients.flatMap((client) => client.releases.map(({ id }) => [id, client.judge(evidence, id)] as const)),
  );
}
