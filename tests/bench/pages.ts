// Builds a page of the benchmark as the application itself is built, and serves it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { serve, type StaticServer } from '../../.ci/static-server.mjs';
import { projectRoot } from '../../.ci/tools.mjs';

/** @param name a folder of `tests/bench/` with an index.html */
export async function servePage(name: string): Promise<StaticServer & { readonly folder: string }> {
  const folder = join(projectRoot, '.cache', 'bench', name);
  mkdirSync(folder, { recursive: true });
  await build({
    root: join(projectRoot, 'tests', 'bench', name),
    configFile: false,
    base: './',
    publicDir: false,
    logLevel: 'warn',
    plugins: [svelte({ configFile: join(projectRoot, 'svelte.config.js') })],
    // As in vite.config.ts.
    worker: { format: 'es' },
    build: {
      outDir: folder,
      emptyOutDir: true,
      target: ['chrome120', 'firefox128', 'safari17.4'],
      modulePreload: { polyfill: false },
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1000,
    },
  });
  return { folder, ...(await serve({ root: folder, port: 0, headers: false })) };
}
