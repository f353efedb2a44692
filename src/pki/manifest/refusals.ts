/** Why what a plan asks for is not made: an authority that has ended or may not sign it, or whose certificates would be refused. */
import { formatDistinguishedName } from '../../codec/distinguished-name';
import type { GeneralName } from '../../codec/general-name';
import type { NameConstraints } from '../../codec/name-constraint';
import { misfitsOf, type AuthorityMisfit } from '../client-kit/fit-to-sign';
import { namesInSubject, permits } from '../verify/name-constraints';
import { namesOf, subjectOf, type LeafEntry } from './leaf-subject';
import { MAX_SUBTREES } from './name-base';
import type { Plan } from './plan';
import type { SigningAuthority } from './signing-authorities';

export type MakeRefusal =
  | { readonly code: 'authority-not-open'; readonly authority: string; readonly sha256: string }
  | { readonly code: 'authority-expired'; readonly authority: string }
  /** An authority above it leaves no room for another one below. */
  | { readonly code: 'path-too-long'; readonly authority: string }
  /** What it would have to be limited to is a longer list than clients compare: say `permitted` in fewer zones. */
  | { readonly code: 'too-many-zones'; readonly authority: string; readonly count: number }
  /** `wasMade`: under limits that `made.json` says nothing of, or they would have been held against the manifest. */
  | {
      readonly code: 'outside-constraints';
      readonly authority: string;
      readonly names: readonly string[];
      readonly wasMade?: true;
    }
  /** A subject, or a name in it that looks like a host's. */
  | { readonly code: 'subject-outside'; readonly authority: string; readonly subjects: readonly string[] }
  | { readonly code: 'twice'; readonly identity: string }
  | AuthorityMisfit;

type Signing = ReadonlyMap<string, SigningAuthority>;

/** Authorities that have ended, or that may have no other below them. */
export function limitsOf(plan: Plan, signing: Signing, at: Date): readonly MakeRefusal[] {
  return plan.rows.flatMap((row): readonly MakeRefusal[] => {
    if (row.kind !== 'authority') return [];
    const { id } = row.entry;
    const own = signing.get(id);
    const [limits] = own?.made === undefined ? [] : own.constraints;
    const count = Math.max(limits?.permitted.length ?? 0, limits?.excluded.length ?? 0);
    if (count > MAX_SUBTREES) return [{ code: 'too-many-zones', authority: id, count }];
    if (own !== undefined && own.notAfter < at) return [{ code: 'authority-expired', authority: id }];
    const above = row.entry.kind === 'new' && row.sha256 === undefined ? row.entry.signedBy : undefined;
    const room = above === undefined ? Infinity : (signing.get(above)?.room ?? Infinity);
    return room < 1 ? [{ code: 'path-too-long', authority: above ?? '' }] : [];
  });
}

/** Authorities whose servers or clients nobody would accept. */
export function unfitOf(leaves: readonly LeafEntry[], signing: Signing): readonly MakeRefusal[] {
  const servers = new Set(leaves.flatMap((one) => ('names' in one ? [one.signedBy] : [])));
  const clients = new Set(leaves.flatMap((one) => ('names' in one ? [] : [one.signedBy])));
  const found = [...signing].flatMap(([id, { given }]) => {
    const wanted = { clients: clients.has(id), servers: servers.has(id) };
    return given === undefined || !(wanted.clients || wanted.servers) ? [] : misfitsOf(given, wanted);
  });
  // One opened authority may stand above several.
  const words = found.map((one) => JSON.stringify(one));
  return found.filter((_, place) => words.indexOf(words[place] ?? '') === place);
}

/** Names that clients and servers hold against what an authority may sign, the subject's among them. */
export function outsideOf(
  plan: Plan,
  leaves: readonly LeafEntry[],
  signing: Signing,
): readonly MakeRefusal[] {
  const wasMade = new Set(
    plan.rows.flatMap(({ kind, entry, change }) =>
      kind === 'authority' && entry.kind === 'new' && change.kind === 'keep' ? [entry.id] : [],
    ),
  );
  const limits = new Map([...signing].map(([id, { constraints }]) => [id, limitsBy(constraints)]));
  return leaves.flatMap((entry): readonly MakeRefusal[] => {
    const { signedBy: authority } = entry;
    const { constraints = [], directories = false } = limits.get(authority) ?? {};
    if (constraints.length === 0) return [];
    const outside = (names: readonly GeneralName[]) =>
      names.filter((name) => !permits(constraints, name).permitted).map(inWords);
    const alternatives = namesOf(entry);
    const names = outside(alternatives);
    // A server is known by its alternative names: its CommonName is one of them, or there is none.
    const subjects =
      'names' in entry && !directories ? [] : outside(namesInSubject(subjectOf(entry), alternatives));
    return [
      ...(names.length === 0
        ? []
        : [
            {
              ...({ code: 'outside-constraints', authority, names } as const),
              ...(wasMade.has(authority) && ({ wasMade: true } as const)),
            },
          ]),
      ...(subjects.length === 0 ? [] : [{ code: 'subject-outside', authority, subjects } as const]),
    ];
  });
}

function limitsBy(constraints: readonly NameConstraints[]) {
  const directories = constraints.some(({ permitted, excluded }) =>
    [...permitted, ...excluded].some(({ kind }) => kind === 'directory'),
  );
  return { constraints, directories };
}

/** The name alone, as people write it. */
function inWords(name: GeneralName): string {
  if ('value' in name) return name.value;
  return name.kind === 'directory' ? formatDistinguishedName(name.name) : name.kind;
}
