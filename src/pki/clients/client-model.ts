/**
 * The form a client's file has: a table of rules, what the client is known to ignore, and its releases. A client that decides
 * step by step (OpenSSL) prepares its own facts first; the rules then say what each step means to a person.
 */
import type { ClientId, ClientVerdict, Ignored, RuleBasis, RuleHit } from './client';
import type { ClientFix } from './client-fix';
import type { Evidence } from './evidence';

/** Where a rule is broken. */
export interface Breach {
  /** Place in the path, 0 for the leaf; the path's last for the anchor; absent for the connection. */
  readonly at?: number;
  /** What goes into the error text. */
  readonly facts?: readonly string[];
  /** When the client says it, where that is not the order of its table. */
  readonly step?: number;
  /** What helps here, where that is not what helps against the rule elsewhere. */
  readonly fix?: ClientFix;
}

export interface ClientRule<F = Evidence> {
  /** Kebab-case, one per rule of the file. */
  readonly id: string;
  readonly citation: string;
  readonly basis: RuleBasis;
  readonly fix?: ClientFix;
  /** Releases it is for, by `ClientRelease.id`; all where absent. */
  readonly releases?: readonly string[];
  /** Where it is broken; empty where it is kept. */
  readonly broken: (facts: F, release: string) => readonly Breach[];
  /** The client's own words. */
  readonly error: (breach: Breach, facts: F, release: string) => string;
}

interface ClientRelease {
  /** `openssl35`: what the matrix calls its column, where it was measured. */
  readonly id: string;
  /** `OpenSSL 3.5.7` */
  readonly name: string;
  readonly basis: RuleBasis;
  /** Asked for by a setting that nobody has by default: what it says is no news for the others. */
  readonly onRequest?: true;
}

export interface ClientModel<F> {
  readonly id: ClientId;
  readonly name: string;
  /** One line for people: how we know. */
  readonly basis: string;
  /** The one a person is told about first. */
  readonly releases: readonly [ClientRelease, ...ClientRelease[]];
  readonly prepare: (evidence: Evidence, release: string) => F;
  /** In the client's own order: the first hit is what it says. */
  readonly refuses: readonly ClientRule<F>[];
  /** Said of what it accepts today, and of what it cannot be asked about. */
  readonly remarks?: readonly ClientRule<F>[];
  /** A chain whose leaf nobody can read, in the client's words. */
  readonly illegible: string;
  readonly ignores: readonly Ignored[];
  /** The model stops at a number of comparisons of its own, as its client does; the others are not asked beyond Go's. */
  readonly countsNames?: true;
  /** Why the model cannot say, where it cannot (a signature that WebCrypto cannot check); asked where nothing is refused. */
  readonly cannotTell?: (facts: F) => string | undefined;
}

/** A client with its facts folded in, as the registry has it. */
export interface Client extends Omit<
  ClientModel<never>,
  'prepare' | 'refuses' | 'remarks' | 'cannotTell' | 'countsNames'
> {
  readonly rules: readonly RuleSummary[];
  readonly judge: (evidence: Evidence | undefined, release?: string) => ClientVerdict;
}

/** What a page can say of a rule without a chain. */
interface RuleSummary {
  readonly id: string;
  readonly citation: string;
  readonly basis: RuleBasis;
}

/** Go refuses a chain beyond as many (crypto/x509, `maxConstraintComparisons`); Chrome, OpenSSL and GnuTLS beyond four times that. */
const MOST_NAME_WORK = 250_000;
const TOO_MANY_NAMES =
  'more names under more constraints than are compared here; Go, Chrome, OpenSSL and GnuTLS refuse such chains';

const doubtful = (client: ClientId, error: string): ClientVerdict => {
  const hit: RuleHit = { rule: 'cannot-tell', citation: 'RFC 5280 §4.2.1.10', basis: 'documented', error };
  return { client, outcome: 'unknown', hits: [hit] };
};

export function defineClient<F>(model: ClientModel<F>): Client {
  const { prepare, refuses, remarks = [], cannotTell, countsNames, ...rest } = model;
  const { id, releases, illegible } = model;
  return {
    ...rest,
    rules: [...refuses, ...remarks].map(({ id: rule, citation, basis }) => ({ id: rule, citation, basis })),
    judge(evidence, release = releases[0].id) {
      if (evidence === undefined) {
        const hit: RuleHit = {
          rule: 'illegible',
          citation: 'RFC 5280 §4.1',
          basis: 'measured',
          error: illegible,
        };
        return { client: id, outcome: 'refused', hits: [{ ...hit, at: 0, fix: 'issue-leaf-cleanly' }] };
      }
      if (evidence.nameWork > MOST_NAME_WORK && countsNames !== true) return doubtful(id, TOO_MANY_NAMES);
      const facts = prepare(evidence, release);
      const refused = hitsOf(refuses, facts, release);
      if (refused.length > 0) return { client: id, outcome: 'refused', hits: refused };
      const doubt = cannotTell?.(facts);
      if (doubt !== undefined) return doubtful(id, doubt);
      const said = hitsOf(remarks, facts, release);
      return { client: id, outcome: said.length > 0 ? 'accepted-but' : 'accepted', hits: said };
    },
  };
}

function hitsOf<F>(rules: readonly ClientRule<F>[], facts: F, release: string): readonly RuleHit[] {
  return rules
    .flatMap((rule, place) => {
      if (rule.releases?.includes(release) === false) return [];
      return rule.broken(facts, release).map((breach) => ({ rule, breach, step: breach.step ?? place }));
    })
    .toSorted((one, other) => one.step - other.step)
    .map(({ rule: { id, citation, basis, error, ...rule }, breach }) => {
      const fix = breach.fix ?? rule.fix;
      return {
        rule: id,
        citation,
        basis,
        error: error(breach, facts, release),
        ...(breach.at !== undefined && { at: breach.at }),
        ...(fix !== undefined && { fix }),
      };
    });
}
