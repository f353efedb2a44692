// Manifests as tests use them: read, planned and made, with authorities that were made before opened again.
import { expect } from 'vitest';
import { formatMadeBefore, nothingMade, parseMadeBefore } from '../../src/pki/manifest/made-before';
import type { MadeBefore } from '../../src/pki/manifest/made-before';
import { makeManifest } from '../../src/pki/manifest/make';
import type { MakeRefusal } from '../../src/pki/manifest/refusals';
import type { ManifestSigner } from '../../src/pki/manifest/signing-authorities';
import { parseManifest, type Manifest } from '../../src/pki/manifest/manifest';
import { planOf } from '../../src/pki/manifest/plan';
import { openAuthority, type OpenedAuthority } from '../../src/pki/open-authority';

const at = new Date('2026-11-22T08:00:00Z');
export const later = (days: number) => new Date(at.getTime() + days * 86_400_000);

export function readManifest(value: unknown): Manifest {
  const parsed = parseManifest(JSON.stringify(value));
  return parsed.ok ? parsed.value : expect.unreachable(JSON.stringify(parsed.error));
}

export interface MadeManifest {
  /** As it comes out of its file. */
  readonly made: MadeBefore;
  /** DER by the CommonName of a client, the first name of a server, the id of an authority: itself first, then what is above. */
  readonly chains: ReadonlyMap<string, readonly Uint8Array<ArrayBuffer>[]>;
  readonly signers: ReadonlyMap<string, ManifestSigner>;
}

const quietly = () => ({ signal: new AbortController().signal, progress: () => undefined });

interface Again {
  readonly before?: MadeBefore;
  /** Whose keys are open, by the SHA-256 of their certificates. */
  readonly signers?: ReadonlyMap<string, ManifestSigner>;
  readonly when?: Date;
}

async function attempt(value: unknown, { before = nothingMade, signers = new Map(), when = at }: Again) {
  const manifest = readManifest(value);
  const plan = planOf(manifest, before, when);
  return makeManifest({ manifest, plan, before, authorities: signers, at: when }, quietly());
}

/** Makes it, and opens the authorities it made. */
export async function madeOf(value: unknown, again: Again = {}): Promise<MadeManifest> {
  const result = await attempt(value, again);
  if (result.kind === 'refused') return expect.unreachable(JSON.stringify(result.refusals));
  const { authorities, orders, leaves, made } = result.begun;
  const parsed = parseMadeBefore(formatMadeBefore(await made));
  if (!parsed.ok) return expect.unreachable(JSON.stringify(parsed.error));
  const chains = new Map(authorities.map(({ id, chain }) => [id, chain]));
  for (const [place, { der }] of (await leaves).entries()) {
    const entry = orders[place]?.entry ?? expect.unreachable();
    const name = 'names' in entry ? (entry.names[0]?.value ?? '') : entry.name;
    chains.set(name, [der, ...(chains.get(entry.signedBy) ?? [])]);
  }
  const signers = new Map(again.signers);
  for (const { id, chain, keys } of authorities) {
    const sha256 = parsed.value.authorities.find((one) => one.id === id)?.sha256 ?? '';
    if (keys !== undefined)
      signers.set(sha256, { authority: await opened(chain, keys.privateKey, again.when) });
  }
  return { made: parsed.value, chains, signers };
}

async function opened(
  chain: readonly Uint8Array<ArrayBuffer>[],
  key: CryptoKey,
  when = at,
): Promise<OpenedAuthority> {
  const pkcs8 = new Uint8Array(await crypto.subtle.exportKey('pkcs8', key));
  const result = await openAuthority([...chain, pkcs8], undefined, when, 'any');
  return result.kind === 'opened' ? result.authority : expect.unreachable(result.kind);
}

export async function refusalsOf(value: unknown, again: Again = {}): Promise<readonly MakeRefusal[]> {
  const result = await attempt(value, again);
  return result.kind === 'refused' ? result.refusals : expect.unreachable('it was made');
}

/** `root: keep`, `x.test: remake days`, in the order of the plan. */
export function changesOf(value: unknown, before: MadeBefore, when = later(1)): readonly string[] {
  return planOf(readManifest(value), before, when).rows.map(({ kind, entry, change }) => {
    const why = change.kind === 'remake' ? ` ${change.differs.join(' ')}` : '';
    const name = 'names' in entry ? entry.names[0]?.value : 'name' in entry ? entry.name : entry.id;
    return `${kind} ${name ?? ''}: ${change.kind}${why}`;
  });
}
