// One folder for a whole run of the interop tests, so that what every one of its files looks at is made once (`made.ts`).
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let folder: string | undefined;

/** Vitest's global setup: test files run in processes of their own and inherit the variable. */
export function setup(): void {
  folder = mkdtempSync(join(tmpdir(), 'certwright-made-'));
  process.env['CERTWRIGHT_MADE'] = folder;
}

export function teardown(): void {
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
}
