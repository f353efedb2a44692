// Every odd chain there is, and what the models predict of one.
import type { Client } from '../../src/pki/clients/client-model';
import { gatherEvidence } from '../../src/pki/clients/evidence';
import { ChainMaker, type OddChain } from './odd-chain';
import { oddAuthorities } from './odd-chains-authorities';
import { oddCombinations } from './odd-chains-combined';
import { oddLeaves } from './odd-chains-leaves';
import { oddForms } from './odd-chains-forms';
import { oddHierarchies } from './odd-chains-hierarchies';
import { oddSuffixes } from './odd-chains-suffixes';
import { oddConstraints, oddNames } from './odd-chains-names';

export function oddChains(at: Date): readonly OddChain[] {
  const make = new ChainMaker(at);
  return [
    ...oddNames(make),
    ...oddConstraints(make),
    ...oddAuthorities(make),
    ...oddLeaves(make),
    ...oddCombinations(make),
    ...oddSuffixes(make),
    ...oddHierarchies(make),
    ...oddForms(make),
  ];
}

export interface Prediction {
  readonly chain: OddChain;
  /** Of its leading hit; absent where it is accepted. */
  readonly rule?: string;
  /** `ok`, or the words of the leading hit. */
  readonly words: string;
}

export async function predict(
  chains: readonly OddChain[],
  client: Client,
  release: string,
  at: Date,
): Promise<readonly Prediction[]> {
  const predictions: Prediction[] = [];
  for (const chain of chains) {
    const own = (list: readonly Uint8Array[]) => list.map((der) => new Uint8Array(der));
    const question = { chain: own(chain.chain), anchors: own(chain.anchors), host: chain.host, at };
    const { outcome, hits } = client.judge(await gatherEvidence(question), release);
    const [first] = hits;
    if (outcome === 'unknown') throw new Error(`${chain.name}: ${first?.error}`);
    if (outcome !== 'refused' || first === undefined) predictions.push({ chain, words: 'ok' });
    else predictions.push({ chain, rule: first.rule, words: first.error });
  }
  return predictions;
}

export const base64 = (der: Uint8Array): string => Buffer.from(der).toString('base64');

export interface Disagreement {
  readonly chain: string;
  readonly predicted: string;
  readonly said: string;
}

/** Those that came out otherwise than predicted, in verdict or in words. */
export function disagreements(
  predictions: readonly Prediction[],
  answers: readonly string[],
  bare: (words: string) => string,
): readonly Disagreement[] {
  return predictions.flatMap(({ chain, words }, place) => {
    const [predicted, said] = [bare(words), bare(answers[place] ?? '')];
    return predicted === said ? [] : [{ chain: chain.name, predicted, said }];
  });
}
