/**
 * Name constraints as plain rules (RFC 5280 §4.2.1.10): what an authority may and may not sign, typed line by line, and what
 * follows from them before anything is made. A kind of name that no rule of "may" speaks of stays unlimited, which is said.
 */
import type { AuthorityFacts } from '../pki/authority/authority-facts';
import type { DraftAttribute, DraftExtensions, DraftSubtree } from '../pki/draft/certificate-draft';
import { readConstraints } from '../pki/draft/constraints';
import { ProblemList } from '../pki/draft/problem-list';
import { localConstraints } from '../pki/local-authority';
import { attributeTypes } from './certificate-subject';

/** Of one authority. */
export type Constraints = AuthorityFacts['constraints'][number];

type DirectoryName = Extract<Constraints['permitted'][number], { readonly kind: 'directory' }>;

export type RuleKind = Exclude<DraftSubtree['kind'], 'der'>;

export interface Rule {
  readonly id: number;
  may: boolean;
  kind: RuleKind;
  base: string;
}

/** `any`: no constraints. `local`: names and addresses that nobody on the Internet owns. */
export type Scope = 'any' | 'local' | 'rules';

const typeOf = new Map(attributeTypes.map(({ type, short }) => [short.toUpperCase(), type]));

export type Openable = 'dns' | 'ip';

const openable: readonly Openable[] = ['dns', 'ip'];

/** A base of nothing is every host (RFC 5280 §4.2.1.10), shown as a dot in the list; addresses have two families. */
const every: Readonly<Record<Openable, readonly string[]>> = { dns: ['.'], ip: ['0.0.0.0/0', '::/0'] };

export class ConstraintRules {
  scope = $state<Scope>('any');
  list = $state<Rule[]>([]);
  /** Somebody has tried to make it: what is missing may be said. */
  asked = $state(false);
  #ids = 0;

  /** It is to sign what the rules say, and they say nothing yet: made so, it could sign anything. */
  readonly unfinished: boolean = $derived(this.scope === 'rules' && !this.list.some(isTyped));

  readonly extension: DraftExtensions['nameConstraints'] | undefined = $derived.by(() => {
    if (this.scope === 'any') return undefined;
    if (this.scope === 'local') return { critical: true, permitted: localSubtrees(), excluded: [] };
    if (this.unfinished) return undefined;
    const typed = this.list.filter(isTyped);
    const subtrees = (may: boolean) => typed.filter((rule) => rule.may === may).map(subtreeOf);
    return { critical: true, permitted: subtrees(true), excluded: subtrees(false) };
  });

  /** As an authority under them would carry them; `undefined` where one cannot be read, or nothing is said yet. */
  readonly constraints: Constraints | undefined = $derived.by(() => {
    if (this.extension !== undefined) return readConstraints(this.extension, [], new ProblemList());
    return this.unfinished ? undefined : { permitted: [], excluded: [] };
  });

  /** Rules that cannot be read. */
  readonly unreadable: ReadonlySet<number> = $derived(
    new Set(
      this.list
        .filter(isTyped)
        .filter((rule) => {
          const one = { critical: true, permitted: [subtreeOf(rule)], excluded: [] };
          return readConstraints(one, [], new ProblemList()) === undefined;
        })
        .map(({ id }) => id),
    ),
  );

  /** No authority can be made with them. */
  readonly wrong: boolean = $derived(this.unfinished || (this.scope === 'rules' && this.unreadable.size > 0));

  /** Hosts and addresses, where the rules limit something and leave these open. */
  readonly leftOpen: readonly Openable[] = $derived.by(() => {
    if (this.scope !== 'rules' || this.constraints === undefined) return [];
    const { permitted, excluded } = this.constraints;
    const isExcluded = (kind: Openable) =>
      every[kind].every((base) =>
        excluded.some((one) => one.kind === kind && one.base === (base === '.' ? '' : base)),
      );
    const open = openable.filter((kind) => !isExcluded(kind) && !permitted.some((one) => one.kind === kind));
    return permitted.length > 0 || open.length < openable.length ? open : [];
  });

  add(may: boolean, kind: RuleKind = 'dns', base = ''): Rule {
    const rule = { id: ++this.#ids, may, kind, base };
    this.list.push(rule);
    return rule;
  }

  /** Says from now on what is missing, with a field for it. */
  ask(): void {
    this.asked = true;
    if (this.unfinished && this.list.length === 0) this.add(true);
  }

  remove(id: number): void {
    this.list = this.list.filter((rule) => rule.id !== id);
  }

  /** Excludes every name of a kind that was left open. */
  close(kind: Openable): void {
    for (const base of every[kind]) this.add(false, kind, base);
  }
}

const isTyped = ({ base }: Rule): boolean => base.trim() !== '';

const localSubtrees = (): readonly DraftSubtree[] =>
  localConstraints([]).permitted.flatMap((one): readonly DraftSubtree[] =>
    one.kind === 'dns' || one.kind === 'ip' ? [{ kind: one.kind, base: one.base }] : [],
  );

function subtreeOf({ kind, base }: Pick<Rule, 'kind' | 'base'>): DraftSubtree {
  const text = base.trim();
  if (kind === 'directory') return { kind, attributes: attributesOf(text) };
  return { kind, base: text === '.' ? '' : text };
}

/** Looks like a directory name, and no host or address does: those have no equals sign in front. */
export const looksLikeDirectory = (text: string): boolean => /^\s*[A-Za-z.\d]+\s*=/.test(text);

/** A directory name to be held against rules; `undefined` where it cannot be read. */
export function readDirectory(text: string): DirectoryName | undefined {
  const one = { critical: true, permitted: [subtreeOf({ kind: 'directory', base: text })], excluded: [] };
  const [read] = readConstraints(one, [], new ProblemList())?.permitted ?? [];
  return read?.kind === 'directory' ? read : undefined;
}

/** One attribute; what stands in quotes or behind a backslash is no comma (RFC 4514 §2.4, RFC 1779 §2.3). */
const ATTRIBUTE = /^\s*([A-Za-z.\d]+)\s*=\s*("(?:[^"\\]|\\.)*"|(?:[^,"\\]|\\.)(?:[^,\\]|\\.)*)\s*(?:,|$)/;

/** `C=NL, O="Foo, Inc."`: most general first, as it stands in the certificate. What is no such thing gets no type. */
function attributesOf(text: string): readonly DraftAttribute[] {
  const attributes: DraftAttribute[] = [];
  let rest = text;
  do {
    const [whole, type, value] = ATTRIBUTE.exec(rest) ?? [];
    if (whole === undefined || type === undefined || value === undefined)
      return [...attributes, { type: '', value: rest }];
    attributes.push({ type: typeOf.get(type.toUpperCase()) ?? type, value: unquoted(value.trim()) });
    rest = rest.slice(whole.length);
    // A comma with nothing behind it is no end.
    if (rest === '' && whole.endsWith(',')) return [...attributes, { type: '', value: '' }];
  } while (rest !== '');
  return attributes;
}

const unquoted = (value: string): string =>
  (value.startsWith('"') ? value.slice(1, -1) : value).replace(/\\(.)/g, '$1');
