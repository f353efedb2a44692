// The zip of a manifest, made and unpacked as somebody who downloaded it has it.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { manifestArchive } from '../../src/pki/manifest/archive';
import type { BroughtList } from '../../src/pki/manifest/lists';
import { nothingMade, type MadeBefore } from '../../src/pki/manifest/made-before';
import { makeManifest } from '../../src/pki/manifest/make';
import { planOf } from '../../src/pki/manifest/plan';
import type { ManifestSigner } from '../../src/pki/manifest/signing-authorities';
import { readManifest } from './manifest-making';
import { temporaryFolder } from './temporary-folder';

export interface ManifestZip {
  readonly unzip: string;
  /** Of the keys of new authorities. */
  readonly passphrase: string;
  readonly before?: MadeBefore;
  /** By the SHA-256 of their certificates. */
  readonly signers?: ReadonlyMap<string, ManifestSigner>;
  readonly lists?: readonly BroughtList[];
}

/** @returns the folder `certwright`, alone in a temporary one */
export async function unzippedManifest(
  value: unknown,
  { unzip, passphrase, before = nothingMade, signers = new Map(), lists = [] }: ManifestZip,
): Promise<string> {
  const manifest = readManifest(value);
  const at = new Date();
  const plan = planOf(manifest, before, at);
  const { signal } = new AbortController();
  const job = { manifest, plan, before, authorities: signers, lists, at };
  const result = await makeManifest(job, { signal, progress: () => undefined });
  if (result.kind !== 'begun') return expect.unreachable(JSON.stringify(result.refusals));
  const { contents } = await manifestArchive(result.begun, JSON.stringify(value), passphrase, signal);
  const above = temporaryFolder('manifest-zip-');
  writeFileSync(join(above, 'certwright.zip'), contents);
  execFileSync(unzip, ['-q', 'certwright.zip'], { cwd: above });
  return join(above, 'certwright');
}
