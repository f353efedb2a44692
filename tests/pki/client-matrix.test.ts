// Every client model against what the real client said of 145 chains. Per column: agreement of at least 97 in 100, and no
// chain accepted without a word that the client refused. Exceptions carry their reason, and one that has come right fails.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { projectRoot } from '../../.ci/tools.mjs';
import { clients } from '../../src/pki/clients/clients';
import { judgeReleases } from '../../src/pki/clients/judge';
import { chainOf, comparable, isWordless, readMatrix } from '../support/client-matrix';
import { describeWithShared } from '../support/shared';

interface Exceptions {
  /** Column → case → why the verdict is another. */
  readonly verdicts: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Column → case → why the words are others. */
  readonly words: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const exceptions = JSON.parse(
  readFileSync(join(projectRoot, 'tests/vectors/client-exceptions.json'), 'utf8'),
) as Exceptions;

const LEAST_AGREEMENT = 0.97;

interface Tally {
  cases: number;
  agree: number;
  /** The model cannot say; it is neither right nor a promise. */
  unknown: number;
  readonly accepted: string[];
  /** Accepted without a word of why it may not be. */
  readonly promised: string[];
  readonly refused: string[];
  bothRefuse: number;
  sameWords: number;
  readonly otherWords: Record<string, readonly [measured: string, ours: string]>;
}

const fresh = (): Tally => ({
  cases: 0,
  agree: 0,
  unknown: 0,
  accepted: [],
  promised: [],
  refused: [],
  bothRefuse: 0,
  sameWords: 0,
  otherWords: {},
});

describeWithShared('client-matrix', 'client models and what real clients said', (path) => {
  const tallies = new Map<string, Tally>();
  const columns = clients.flatMap(({ releases }) => releases.map(({ id }) => id));

  it('answers every chain of every column', async () => {
    const matrix = readMatrix(path('matrix.json'));
    for (const one of matrix.cases) {
      const { chain, anchors } = chainOf(path(''), one);
      const verdicts = await judgeReleases({ chain, anchors, host: one.host, at: new Date(matrix.at) });
      for (const column of columns.filter((id) => id in matrix.clients)) {
        const measured = one.clients[column];
        const verdict = verdicts.get(column);
        if (measured === undefined || verdict === undefined) continue;
        const tally = tallies.get(column) ?? fresh();
        tallies.set(column, tally);
        tally.cases++;
        if (verdict.outcome === 'unknown') {
          tally.unknown++;
          continue;
        }
        const refused = verdict.outcome === 'refused';
        if (refused === (measured.verdict !== 'ok')) tally.agree++;
        else (refused ? tally.refused : tally.accepted).push(one.name);
        if (verdict.outcome === 'accepted' && measured.verdict !== 'ok') tally.promised.push(one.name);
        if (!refused || measured.verdict === 'ok' || isWordless(measured.error ?? '')) continue;
        tally.bothRefuse++;
        const theirs = comparable(column, measured.error ?? '');
        const ours = comparable(column, verdict.hits[0]?.error ?? '');
        if (theirs === ours) tally.sameWords++;
        else tally.otherWords[one.name] = [theirs, ours];
      }
    }
    const rows = [...tallies].map(([column, tally]) => {
      const { cases, agree, unknown, accepted, refused, bothRefuse, sameWords } = tally;
      return `${column.padEnd(19)} ${cases} cases, ${agree} agree, ${accepted.length} wrongly accepted, ${refused.length} wrongly refused, ${unknown} unknown; words ${sameWords}/${bothRefuse}`;
    });
    console.log(rows.join('\n'));
    expect(tallies.size).toBeGreaterThan(0);
  });

  it.each(columns)('%s agrees, but for the exceptions with a reason', (column) => {
    const tally = tallies.get(column);
    if (tally === undefined) return; // of documentation alone: nothing was measured
    const excused = Object.keys(exceptions.verdicts[column] ?? {});
    expect([...tally.accepted, ...tally.refused].sort()).toEqual(excused.sort());
    expect(tally.agree / tally.cases).toBeGreaterThanOrEqual(LEAST_AGREEMENT);
    expect(tally.promised).toEqual([]);
  });

  it.each(columns)('%s says it in the words of the client', (column) => {
    const tally = tallies.get(column);
    if (tally === undefined) return;
    const excused = exceptions.words[column] ?? {};
    const unexplained = Object.entries(tally.otherWords).filter(([name]) => !(name in excused));
    expect(Object.fromEntries(unexplained)).toEqual({});
    expect(Object.keys(excused).filter((name) => !(name in tally.otherWords))).toEqual([]);
  });
});
