/** The worker's desk for manifests. What is made goes into the zip and is not kept. */
import { zip } from '../codec/zip';
import { failure, success, type Result } from '../codec/malformed';
import { fingerprint } from '../pki/anchor';
import { manifestFiles } from '../pki/manifest/files';
import { makeManifest } from '../pki/manifest/make';
import { nothingMade, parseMadeBefore, type MadeBefore } from '../pki/manifest/made-before';
import { parseManifest, type Manifest } from '../pki/manifest/manifest';
import { planOf, type Plan } from '../pki/manifest/plan';
import type { OpenedAuthority } from '../pki/open-authority';
import type { Errand } from './errand';
import type { KeyRing } from './key-ring';
import { handBehind, lendHand } from './manifest-hand';
import type {
  MakeManifestReply,
  ManifestNews,
  ManifestTexts,
  ManifestVerbs,
  PlanReply,
} from './manifest-protocol';
import type { AuthorityId } from './ids';

type Request<V extends keyof ManifestVerbs> = Parameters<ManifestVerbs[V]>[0];
type Answers = {
  readonly [V in keyof ManifestVerbs]: (
    request: Request<V>,
    errand: Errand,
  ) => Promise<ReturnType<ManifestVerbs[V]>>;
};

interface Planned {
  readonly manifest: Manifest;
  readonly before: MadeBefore;
  readonly plan: Plan;
}

function planned(
  { manifest: text, made }: ManifestTexts,
  at: Date,
): Result<Planned, Extract<PlanReply, { readonly kind: 'wrong' }>> {
  const manifest = parseManifest(text);
  if (!manifest.ok) return failure({ kind: 'wrong', file: 'manifest', problems: manifest.error });
  const before = made === '' ? success(nothingMade) : parseMadeBefore(made);
  if (!before.ok) return failure({ kind: 'wrong', file: 'made', problems: before.error });
  return success({
    manifest: manifest.value,
    before: before.value,
    plan: planOf(manifest.value, before.value, at),
  });
}

export class ManifestDesk implements Answers {
  readonly #ring: KeyRing;

  constructor(ring: KeyRing) {
    this.#ring = ring;
  }

  planManifest({ at, ...texts }: Request<'planManifest'>): Promise<PlanReply> {
    const result = planned(texts, new Date(at));
    return Promise.resolve(result.ok ? { kind: 'plan', plan: result.value.plan } : result.error);
  }

  async makeManifest(
    { at, authorities, passphrase, helper, ...texts }: Request<'makeManifest'>,
    { signal, tell }: Errand,
  ): Promise<MakeManifestReply> {
    const result = planned(texts, new Date(at));
    if (!result.ok) return result.error;
    const todo = result.value.plan.rows.filter(({ change }) => change.kind !== 'keep');
    if (todo.length === 0) return { kind: 'nothing-to-do' };
    if (passphrase === '' && todo.some(({ kind }) => kind === 'authority'))
      return { kind: 'needs-passphrase' };
    const progress = (done: number, total: number) => {
      tell({ done, total } satisfies ManifestNews);
    };
    const hands = helper === undefined ? [] : [handBehind(helper)];
    const opened = await this.#opened(authorities);
    const job = { ...result.value, authorities: opened, at: new Date(at), hands };
    const made = await makeManifest(job, { signal, progress });
    if (made.kind === 'refused') return made;
    const files = await manifestFiles(made.made, texts.manifest, passphrase, { signal });
    const contents = await zip('certwright', files);
    signal.throwIfAborted();
    return {
      kind: 'made',
      file: { fileName: 'certwright.zip', contents, type: 'application/zip' },
      certificates: made.made.leaves.length,
      authorities: todo.filter(({ kind }) => kind === 'authority').length,
    };
  }

  lendHand({ port }: Request<'lendHand'>): Promise<undefined> {
    lendHand(port);
    return Promise.resolve(undefined);
  }

  async #opened(ids: readonly AuthorityId[]): Promise<ReadonlyMap<string, OpenedAuthority>> {
    const opened = ids.map((id) => this.#ring.authority(id));
    return new Map(
      await Promise.all(opened.map(async (one) => [await fingerprint(one.certificate.der), one] as const)),
    );
  }
}
