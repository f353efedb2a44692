/** "May it sign x.example?": name constraints as they stand in the form, tried on one name by the rules that clients apply. */
import type { DraftExtensions } from '../pki/draft/certificate-draft';
import type { Rulebook } from './rulebook.svelte';
import type { Rules } from './rules';

type Constraints = Parameters<Rules['permits']>[0];
type Wanted = NonNullable<DraftExtensions['nameConstraints']>;
type Subtree = Constraints[number]['permitted'][number];

export class ConstraintsTester {
  readonly #rulebook: Rulebook;
  name = $state('');

  constructor(rulebook: Rulebook) {
    this.#rulebook = rulebook;
  }

  verdict({ permitted, excluded }: Wanted): 'yes' | 'no' | 'unreadable' | undefined {
    const { rules } = this.#rulebook;
    if (rules === undefined || this.name.trim() === '') return undefined;
    const [read, second] = rules.readNames(this.name);
    if (read?.ok !== true || second !== undefined) return 'unreadable';
    const constraints = { permitted: treesOf(permitted, rules), excluded: treesOf(excluded, rules) };
    return rules.permits([constraints], rules.toGeneralName(read)).permitted ? 'yes' : 'no';
  }
}

/** As they will be encoded. Rules that are half typed, and of forms nobody types names for, bear on nothing. */
function treesOf(subtrees: Wanted['permitted'], { subtreeOfRule }: Rules): readonly Subtree[] {
  return subtrees.flatMap((subtree) =>
    'base' in subtree && subtree.base.trim() !== '' ? (subtreeOfRule(subtree) ?? []) : [],
  );
}
