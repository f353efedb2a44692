/**
 * Name constraints as plain rules (RFC 5280 §4.2.1.10): what an authority may and may not sign, typed line by line, and what
 * follows from them before anything is made. A kind of name that no rule of "may" speaks of stays unlimited, which is said.
 */
import type { AuthorityFacts } from '../pki/authority/authority-facts';
import type { DraftAttribute, DraftExtensions, DraftSubtree } from '../pki/draft/certificate-draft';
import { readConstraints } from '../pki/draft/constraints';
import { ProblemList } from '../pki/draft/problem-list';
import { localConstraints } from '../pki/local-authority';

/** Of one authority. */
export type Constraints = AuthorityFacts['constraints'][number];

export type RuleKind = Exclude<DraftSubtree['kind'], 'der'>;

export interface Rule {
  readonly id: number;
  may: boolean;
  kind: RuleKind;
  base: string;
}

/** `any`: no constraints. `local`: names and addresses that nobody on the Internet owns. */
export type Scope = 'any' | 'local' | 'rules';

const attributeTypes: Readonly<Record<string, string>> = {
  CN: '2.5.4.3',
  C: '2.5.4.6',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  O: '2.5.4.10',
  OU: '2.5.4.11',
  DC: '0.9.2342.19200300.100.1.25',
};

/** Of both families. */
const everyAddress = ['0.0.0.0/0', '::/0'];

export class ConstraintRules {
  scope = $state<Scope>('any');
  list = $state<Rule[]>([]);
  #ids = 0;

  readonly extension: DraftExtensions['nameConstraints'] | undefined = $derived.by(() => {
    if (this.scope === 'any') return undefined;
    if (this.scope === 'local') return { critical: true, permitted: localSubtrees(), excluded: [] };
    const typed = this.list.filter(({ base }) => base.trim() !== '');
    if (typed.length === 0) return undefined;
    const subtrees = (may: boolean) => typed.filter((rule) => rule.may === may).map(subtreeOf);
    return { critical: true, permitted: subtrees(true), excluded: subtrees(false) };
  });

  /** As an authority under them would carry them; `undefined` where one cannot be read. */
  readonly constraints: Constraints | undefined = $derived(
    this.extension === undefined
      ? { permitted: [], excluded: [] }
      : readConstraints(this.extension, [], new ProblemList()),
  );

  /** Rules that cannot be read. */
  readonly unreadable: ReadonlySet<number> = $derived(
    new Set(
      this.list
        .filter(({ base }) => base.trim() !== '')
        .filter((rule) => {
          const one = { critical: true, permitted: [subtreeOf(rule)], excluded: [] };
          return readConstraints(one, [], new ProblemList()) === undefined;
        })
        .map(({ id }) => id),
    ),
  );

  /** Hosts or addresses, where the rules limit the one and leave the other open. */
  readonly leftOpen: 'dns' | 'ip' | undefined = $derived.by(() => {
    if (this.scope !== 'rules' || this.constraints === undefined) return undefined;
    const { permitted, excluded } = this.constraints;
    const limited = (kind: 'dns' | 'ip') =>
      permitted.some((one) => one.kind === kind) ||
      excluded.some((one) => one.kind === kind && (one.base === '' || everyAddress.includes(one.base)));
    if (limited('dns') === limited('ip')) return undefined;
    return limited('dns') ? 'ip' : 'dns';
  });

  add(may: boolean, kind: RuleKind = 'dns', base = ''): Rule {
    const rule = { id: ++this.#ids, may, kind, base };
    this.list.push(rule);
    return rule;
  }

  remove(id: number): void {
    this.list = this.list.filter((rule) => rule.id !== id);
  }

  /** Excludes every name of the kind that was left open. */
  close(): void {
    if (this.leftOpen === 'ip') for (const base of everyAddress) this.add(false, 'ip', base);
    // A base of nothing is every host (RFC 5280 §4.2.1.10); in the list it is shown as a dot, which is read as that.
    else if (this.leftOpen === 'dns') this.add(false, 'dns', '.');
  }
}

const localSubtrees = (): readonly DraftSubtree[] =>
  localConstraints([]).permitted.flatMap((one): readonly DraftSubtree[] =>
    one.kind === 'dns' || one.kind === 'ip' ? [{ kind: one.kind, base: one.base }] : [],
  );

function subtreeOf({ kind, base }: Rule): DraftSubtree {
  const text = base.trim();
  if (kind === 'directory') return { kind, attributes: attributesOf(text) };
  return { kind, base: text === '.' ? '' : text };
}

/** `C=NL, O=Team`: most general first, as it stands in the certificate. */
function attributesOf(text: string): readonly DraftAttribute[] {
  return text.split(/\s*,\s*/).map((part) => {
    const [, type = '', value = ''] = /^\s*([A-Za-z.\d]+)\s*=\s*(.*)$/.exec(part) ?? [];
    return { type: attributeTypes[type.toUpperCase()] ?? type, value };
  });
}
