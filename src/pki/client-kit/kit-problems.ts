/** Everything about a kit that cannot be done, before any key is made. */
import { prepare, type Signing } from '../draft/prepare';
import type { CertificateDraft } from '../draft/certificate-draft';
import type { DraftProblem } from '../draft/draft-problem';
import { standInKey } from '../draft/stand-in';
import type { AuthorityWithoutKey } from '../open-authority';
import { beginsLikeFormula } from '../record/csv';
import { misfitsOf } from './fit-to-sign';
import { clientDraft, LONGEST_COMMON_NAME, serverDraft } from './kit-drafts';
import {
  MOST_PEOPLE,
  SHORTEST_PASSWORD,
  type ClientKitPlan,
  type ClientWish,
  type KitProblem,
} from './kit-plan';

/** @param at the moment of issuing */
export function kitProblems(plan: ClientKitPlan<AuthorityWithoutKey>, at: Date): readonly KitProblem[] {
  const { people, signedBy } = plan;
  if (people.length === 0) return [{ code: 'no-people' }];
  if (people.length > MOST_PEOPLE) return [{ code: 'too-many-people', limit: MOST_PEOPLE }];
  const problems: KitProblem[] = [];
  if (signedBy.kind === 'new' && [...signedBy.commonName].length > LONGEST_COMMON_NAME)
    problems.push({ code: 'name-of-authority-too-long', limit: LONGEST_COMMON_NAME });
  if (signedBy.kind === 'given')
    problems.push(...misfitsOf(signedBy.authority, { clients: true, servers: plan.serverNames.length > 0 }));
  // A new authority's constraints follow the names, so it has nothing against them.
  const signing: Signing =
    signedBy.kind === 'given'
      ? { kind: 'authority', authority: signedBy.authority }
      : { kind: 'self', keyHere: true };
  const judge = (draft: CertificateDraft): readonly DraftProblem[] => {
    const publicKey = standInKey(plan.keyAlgorithm);
    const prepared = prepare(draft, { publicKey, signing, at, serialNumber: new Uint8Array([1]) });
    return prepared.ok
      ? []
      : prepared.error.filter(({ code }) => signedBy.kind === 'given' || code !== 'no-name');
  };
  if (plan.serverNames.length > 0)
    problems.push(...judge(serverDraft(plan)).map((problem) => ({ code: 'server-draft', problem }) as const));
  for (const [person, wish] of people.entries()) {
    problems.push(...wishProblems(wish, person));
    if (wish.name.trim() !== '')
      for (const problem of judge(clientDraft(wish, plan)))
        problems.push({ code: 'client-draft', person, problem });
  }
  return problems;
}

function wishProblems({ name, password }: ClientWish, person: number): readonly KitProblem[] {
  const problems: KitProblem[] = [];
  if (name.trim() === '') problems.push({ code: 'name-missing', person });
  if (password !== '' && [...password].length < SHORTEST_PASSWORD)
    problems.push({ code: 'password-too-short', person, limit: SHORTEST_PASSWORD });
  if (beginsLikeFormula(password)) problems.push({ code: 'password-like-formula', person });
  return problems;
}
