/** The cases as people choose among them: by their groups, without what makes them. */
import { badCertificateGroups, type BadCertificate } from './bad-certificate';
import { groupTitles } from './case-words';
import { badCertificates } from './cases';
import type { CaseFacts, CaseGroup } from './kit';

export const factsOf = ({ make: _, ...facts }: BadCertificate): CaseFacts => facts;

export const caseGroups: readonly CaseGroup[] = badCertificateGroups.map((id) => ({
  id,
  title: groupTitles[id],
  cases: badCertificates.filter(({ group }) => group === id).map(factsOf),
}));
