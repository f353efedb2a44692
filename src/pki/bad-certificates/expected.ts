/**
 * `expected.json`: what each client is expected to say of each case, for programs that read it. The format is told in the kit's
 * README; fields are added to it and none is given another meaning.
 */
import type { ClientVerdict } from '../clients/client';
import { clients } from '../clients/clients';
import type { CaseFacts } from './kit';
import type { MadeCase } from './made-case';

const FORMAT = 'certwright-bad-certificates/1';

interface Expected {
  readonly outcome: ClientVerdict['outcome'];
  /** The client's own words. */
  readonly error?: string;
  readonly rule?: string;
  readonly basis?: string;
}

export function expectedJson(cases: readonly MadeCase[], notMade: readonly CaseFacts[], at: Date): string {
  const document = {
    format: FORMAT,
    made: at.toISOString(),
    clients: clients.map(({ id, name, releases }) => ({ id, name, releases })),
    cases: cases.map(({ facts, made, verdicts }, place) => ({
      ...facts,
      host: made.host,
      port: place + 1,
      ...(made.withLists !== undefined && { withLists: made.withLists }),
      expect: expectedOf(verdicts),
    })),
    notMade,
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

function expectedOf(verdicts: ReadonlyMap<string, ClientVerdict>) {
  return Object.fromEntries(
    clients.map(({ id, releases: [newest, ...older] }) => {
      const now = summary(verdicts.get(newest.id));
      const others = older.flatMap((release) => {
        const then = summary(verdicts.get(release.id));
        return then.outcome === now.outcome ? [] : [[release.id, then] as const];
      });
      return [id, others.length === 0 ? now : { ...now, releases: Object.fromEntries(others) }];
    }),
  );
}

function summary(verdict: ClientVerdict | undefined): Expected {
  const [hit] = verdict?.hits ?? [];
  const outcome = verdict?.outcome ?? 'unknown';
  return hit === undefined ? { outcome } : { outcome, error: hit.error, rule: hit.rule, basis: hit.basis };
}
