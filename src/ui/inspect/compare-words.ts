/** How two things compare, in words: what stands beside each part, and in one line what people ask first. */
import type { InspectionComparison, Verdict } from '../../app/inspection-comparison.svelte';

export const verdicts: Readonly<Record<Verdict, string>> = {
  same: 'the same',
  written: 'the same in words, written otherwise',
  differs: 'differs',
  'only-first': 'only in the first',
  'only-second': 'only in the second',
};

export interface Headline {
  readonly same: boolean;
  readonly text: string;
}

/** By the name of the module, in the order in which people ask. */
const headlined: readonly (readonly [name: string, same: string, other: string])[] = [
  ['subjectPublicKeyInfo', 'the same key', 'another key'],
  ['publicHalf', 'the same key', 'another key'],
  ['subjectPublicKey', 'the same key', 'another key'],
  ['subject', 'the same subject', 'another subject'],
  ['subjectAltName', 'the same names', 'other names'],
  ['issuer', 'the same issuer', 'another issuer'],
  ['validity', 'the same time', 'another time'],
];

export function headlinesOf(comparison: InspectionComparison): readonly Headline[] {
  return headlined.flatMap(([name, same, other]) => {
    const verdict = comparison.verdictOf(name);
    // That a request has no issuer nobody needs to hear.
    if (verdict === undefined || (verdict.startsWith('only') && name !== 'subjectAltName')) return [];
    const isSame = verdict === 'same' || verdict === 'written';
    return [{ same: isSame, text: isSame ? same : other }];
  });
}
