/** The worker's desk for manifests. What is made goes into the zip and is not kept. */
import { fingerprint } from '../pki/anchor';
import { manifestArchive } from '../pki/manifest/archive';
import type { MadeLeaf } from '../pki/manifest/leaf';
import { makeManifest, type MadeAuthorityFiles, type ManifestJob } from '../pki/manifest/make';
import { looksLikeTable, manifestFromTable } from '../pki/manifest/from-table';
import { nothingMade, parseMadeBefore, type MadeBefore } from '../pki/manifest/made-before';
import { parseManifest, type Manifest } from '../pki/manifest/manifest';
import { planOf, type Plan } from '../pki/manifest/plan';
import type { ManifestSigner } from '../pki/manifest/signing-authorities';
import type { Errand } from './errand';
import type { KeyRing } from './key-ring';
import { handBehind, lendHand } from './manifest-hand';
import type {
  MakeManifestReply,
  ManifestAuthorityKey,
  ManifestNews,
  ManifestTexts,
  ManifestVerbs,
  PlanReply,
  SignedByManifest,
  TableReply,
} from './manifest-protocol';
import type { AuthorityId } from './ids';

type Request<V extends keyof ManifestVerbs> = Parameters<ManifestVerbs[V]>[0];
type Answers = {
  readonly [V in keyof ManifestVerbs]: (
    request: Request<V>,
    errand: Errand,
  ) => Promise<ReturnType<ManifestVerbs[V]>>;
};

interface LastRead {
  readonly texts: ManifestTexts;
  readonly manifest: Manifest;
  readonly before: MadeBefore;
}

interface Planned {
  readonly kind: 'planned';
  readonly manifest: Manifest;
  readonly before: MadeBefore;
  readonly plan: Plan;
}

type Wrong = Extract<PlanReply, { readonly kind: 'wrong' }>;

function readOf(texts: ManifestTexts): LastRead | Wrong {
  const manifest = parseManifest(texts.manifest);
  if (!manifest.ok) return { kind: 'wrong', file: 'manifest', problems: manifest.error };
  const made = texts.made === '' ? undefined : parseMadeBefore(texts.made);
  if (made?.ok === false) return { kind: 'wrong', file: 'made', problems: made.error };
  return { texts, manifest: manifest.value, before: made?.value ?? nothingMade };
}

export class ManifestDesk implements Answers {
  readonly #ring: KeyRing;
  /** What was read last: what is shown first and made then is the same text, and a thousand servers take a while to read. */
  #last: LastRead | undefined;

  constructor(ring: KeyRing) {
    this.#ring = ring;
  }

  planManifest({ at, ...texts }: Request<'planManifest'>): Promise<PlanReply> {
    const result = this.#planned(texts, new Date(at));
    return Promise.resolve(result.kind === 'wrong' ? result : { kind: 'plan', plan: result.plan });
  }

  readTable({ text }: Request<'readTable'>): Promise<TableReply> {
    if (!looksLikeTable(text)) return Promise.resolve({ kind: 'no-table' });
    const manifest = manifestFromTable(text);
    return Promise.resolve(
      manifest.ok
        ? { kind: 'manifest', text: manifest.value }
        : { kind: 'problems', problems: manifest.error },
    );
  }

  async makeManifest(
    { at, authorities, lists = [], passphrase, helper, ...texts }: Request<'makeManifest'>,
    { signal, tell }: Errand,
  ): Promise<MakeManifestReply> {
    // Whoever helps says so while this is read.
    const hands = helper === undefined ? [] : [handBehind(helper)];
    const wanted = this.#planned(texts, new Date(at));
    if (wanted.kind === 'wrong') return wanted;
    const { plan } = wanted;
    const todo = plan.rows.filter(({ change }) => change.kind !== 'keep');
    if (todo.length === 0) return { kind: 'nothing-to-do' };
    if (passphrase === '' && todo.some(({ kind }) => kind === 'authority'))
      return { kind: 'needs-passphrase' };
    const progress = (done: number, total: number) => {
      tell({ done, total } satisfies ManifestNews);
    };
    const { ids, opened } = await this.#opened(authorities);
    const job = { ...wanted, authorities: opened, lists, at: new Date(at), hands };
    const result = await makeManifest(job, { signal, progress });
    if (result.kind === 'refused') return result;
    const { begun } = result;
    const file = await manifestArchive(begun, texts.manifest, passphrase, signal);
    const leaves = await begun.leaves;
    signal.throwIfAborted();
    return {
      kind: 'made',
      file,
      made: await begun.madeJson,
      certificates: leaves.length,
      authorities: todo.filter(({ kind }) => kind === 'authority').length,
      signed: signedBy(ids, plan, { leaves, authorities: begun.authorities }),
    };
  }

  #planned(texts: ManifestTexts, at: Date): Planned | Wrong {
    const last = this.#last;
    const same = last?.texts.manifest === texts.manifest && last.texts.made === texts.made;
    const read = same ? last : readOf(texts);
    if ('kind' in read) return read;
    this.#last = read;
    const { manifest, before } = read;
    return { kind: 'planned', manifest, before, plan: planOf(manifest, before, at) };
  }

  lendHand({ port }: Request<'lendHand'>): Promise<undefined> {
    lendHand(port);
    return Promise.resolve(undefined);
  }

  /** By the fingerprints of their certificates. @throws PkiError `not-found`, `not-recorded` */
  async #opened(keys: readonly ManifestAuthorityKey[]): Promise<{
    readonly ids: ReadonlyMap<string, AuthorityId>;
    readonly opened: ManifestJob['authorities'];
  }> {
    const ids = new Map<string, AuthorityId>();
    const opened = new Map<string, ManifestSigner>();
    for (const { authority: id, promised, addresses } of keys) {
      const authority = this.#ring.toSign(id, { asked: promised ?? [], promised });
      const sha256 = await fingerprint(authority.certificate.der);
      ids.set(sha256, id);
      // One with a record signs under these and no others, none at all among them.
      const numbers = this.#ring.isRecorded(id) ? { numbers: promised ?? [] } : {};
      opened.set(sha256, { authority, ...numbers, ...(addresses && { addresses }) });
    }
    return { ids, opened };
  }
}

const profiles = { server: 'tls-server', client: 'tls-client' } as const;

/** What each opened authority signed: leaves, and new authorities right below it. */
function signedBy(
  bySha256: ReadonlyMap<string, AuthorityId>,
  { rows }: Plan,
  {
    leaves,
    authorities,
  }: { readonly leaves: readonly MadeLeaf[]; readonly authorities: readonly MadeAuthorityFiles[] },
): readonly SignedByManifest[] {
  return rows.flatMap((row): readonly SignedByManifest[] => {
    const authority = row.kind === 'authority' ? bySha256.get(row.sha256 ?? '') : undefined;
    if (authority === undefined || row.kind !== 'authority') return [];
    const below = new Set(
      rows.flatMap(({ entry, change }) =>
        'commonName' in entry && change.kind !== 'keep' && entry.signedBy === row.entry.id ? [entry.id] : [],
      ),
    );
    const certificates: SignedByManifest['certificates'] = [
      ...authorities.flatMap(({ id, chain: [der] }) =>
        below.has(id) && der !== undefined ? [{ der, profile: 'intermediate' as const }] : [],
      ),
      ...leaves
        .filter(({ made }) => made.signedBy === row.entry.id)
        .map(({ made, der }) => ({ der, profile: profiles[made.kind] })),
    ];
    return certificates.length === 0 ? [] : [{ authority, certificates }];
  });
}
