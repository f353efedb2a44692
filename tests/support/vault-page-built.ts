// The page of vault-page/, built as the application is: for the vault's specs, and for whoever wants what its authorities sign.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { projectRoot } from '../../.ci/tools.mjs';

/** @param name of a folder that nobody else builds into at the same time */
export async function builtVaultPage(name: string): Promise<string> {
  const folder = join(projectRoot, '.cache', name);
  mkdirSync(folder, { recursive: true });
  // Vitest has it say that this is a test; what is built then is not what people get.
  const { NODE_ENV: before } = process.env;
  process.env['NODE_ENV'] = 'production';
  try {
    await build({
      root: join(projectRoot, 'tests', 'support', 'vault-page'),
      configFile: false,
      base: './',
      publicDir: false,
      logLevel: 'error',
      plugins: [svelte({ configFile: join(projectRoot, 'svelte.config.js') })],
      worker: { format: 'es' },
      build: {
        outDir: folder,
        emptyOutDir: true,
        target: ['chrome120'],
        modulePreload: { polyfill: false },
        reportCompressedSize: false,
        chunkSizeWarningLimit: 2000,
        rolldownOptions: { checks: { bundlerTimings: false } },
      },
    });
  } finally {
    if (before === undefined) delete process.env['NODE_ENV'];
    else process.env['NODE_ENV'] = before;
  }
  return folder;
}
