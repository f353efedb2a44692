/** Two things side by side: which parts are open, and whether what is the same is shown at all. */
import type { Compared, Verdict } from '../pki/inspect/compare';
import type { Item } from '../pki/inspect/item';
import type { Inspector } from './inspector.svelte';
import { shownText } from './shown-text';

export type { Compared, Verdict };

export interface ComparedRow {
  readonly part: Compared;
  readonly depth: number;
  readonly open: boolean;
}

/** Rows at first, and more on each click: a list of names can have five thousand. */
const SHOWN = 250;

/** What can be held against what: a key against any other key, a certificate against a request for one. */
function familyOf({ kind, octets, lock, privateKey }: Item): string | undefined {
  switch (kind) {
    case 'certificate':
    case 'request':
      return 'certificate';
    case 'public-key':
    case 'rsa-public-key':
    case 'ssh-public-key':
      return 'key';
    case 'unreadable':
    case 'zip':
    case 'java-keystore':
    case 'secret-key':
    case 'content':
      return undefined;
    default:
      if (privateKey !== undefined && lock === undefined) return 'key';
      // A JWK that is none of those is read by nobody.
      return octets === undefined || kind === 'jwk' ? undefined : kind;
  }
}

/** The two that are chosen, in the order of the list, where they can be compared. */
export function pairOf(chosen: readonly Item[]): readonly [Item, Item] | undefined {
  const [first, second, ...more] = chosen;
  if (first === undefined || second === undefined || more.length > 0) return undefined;
  const family = familyOf(first);
  return family !== undefined && family === familyOf(second) ? [first, second] : undefined;
}

export async function comparisonOf(
  { client, pile }: Inspector,
  [first, second]: readonly [Item, Item],
): Promise<InspectionComparison> {
  const { parts } = await client.ask('compare', { pile, first: first.id, second: second.id });
  return new InspectionComparison(parts);
}

export class InspectionComparison {
  /** What is the same is left out. */
  onlyDifferences = $state(true);
  readonly #parts: readonly Compared[];
  #open = $state.raw<ReadonlySet<Compared>>(new Set());
  #most = $state(SHOWN);

  constructor(parts: readonly Compared[]) {
    this.#parts = parts;
    this.#open = new Set(openedAtFirst(parts));
  }

  /** Of the parts at the edge: how many are the same to the octet, and how many in any way not. */
  get tally(): { readonly same: number; readonly different: number } {
    const same = this.#parts.filter(({ verdict }) => verdict === 'same').length;
    return { same, different: this.#parts.length - same };
  }

  /** How a part at the edge or within the extensions compares, by the name of the module. */
  verdictOf(name: string): Verdict | undefined {
    const within = this.#parts.find((part) => part.name === 'extensions')?.parts ?? [];
    return [...this.#parts, ...within].find((part) => part.name === name)?.verdict;
  }

  readonly #all: readonly ComparedRow[] = $derived.by(() => {
    const rows: ComparedRow[] = [];
    const put = (parts: readonly Compared[], depth: number): void => {
      for (const part of parts) {
        if (this.onlyDifferences && part.verdict === 'same') continue;
        const open = this.#open.has(part);
        rows.push({ part, depth, open });
        if (open) put(part.parts, depth + 1);
      }
    };
    put(this.#parts, 0);
    return rows;
  });

  readonly rows: readonly ComparedRow[] = $derived(this.#all.slice(0, this.#most));

  get more(): number {
    return this.#all.length - this.rows.length;
  }

  showMore(): void {
    this.#most += SHOWN;
  }

  toggle(part: Compared): void {
    const open = new Set(this.#open);
    if (!open.delete(part)) open.add(part);
    this.#open = open;
  }

  /** All that is not the same, as text. @param say what a verdict is called */
  text(first: string, second: string, say: (verdict: Verdict) => string): string {
    const lines = [`1: ${first}`, `2: ${second}`, ''];
    const put = (parts: readonly Compared[], indent: string): void => {
      for (const part of parts) {
        if (part.verdict === 'same') continue;
        lines.push(`${indent}${part.label}: ${say(part.verdict)}`);
        for (const [number, side] of [part.first, part.second].entries()) {
          const critical = side?.critical === true ? ' (critical)' : '';
          if (side?.value !== undefined)
            lines.push(`${indent}  ${number + 1}: ${shownText(side.value)}${critical}`);
        }
        put(part.parts, `${indent}    `);
      }
    };
    put(this.#parts, '');
    return `${lines.join('\n')}\n`;
  }
}

/** What differs is open, down to where it does; what only one of them has says itself what it is, or else is open too. */
function* openedAtFirst(parts: readonly Compared[]): Generator<Compared> {
  for (const part of parts) {
    if (part.verdict === 'same' || part.parts.length === 0) continue;
    const { value } = part.first ?? part.second ?? {};
    const alone = part.verdict === 'only-first' || part.verdict === 'only-second';
    if (!alone || value === undefined) yield part;
    yield* openedAtFirst(part.parts);
  }
}
