// Two builds from one source, and the Vitest projects.
// The default build is a static folder that works under any path; `--mode single-file` makes the same application as one
// HTML file that runs from file://. Both go through `.ci/build.mjs`, which puts them side by side in dist/.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defaultClientConditions, type Plugin } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';
import { defineConfig } from 'vitest/config';
import './.ci/node-20.mjs';
import { policyForDevelopment, policyOfHashes } from './.ci/content-security-policy.mjs';
import { testsReachingOutside } from './.ci/test-files.mjs';

const libraries = ['pkijs', 'asn1js', 'jszip', 'fflate', 'tldts'];
const distTest = 'tests/dist.test.ts';
const reachingOutside = testsReachingOutside();

/** A library's chunk is called after it, so that a reader of dist/, and dist.test.ts, can tell whose code is whose. */
function nameOfChunk({ moduleIds }: { readonly moduleIds: readonly string[] }): string {
  const packages = moduleIds.map((id) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1]);
  const library = libraries.find((name) => packages.includes(name));
  return library !== undefined && !packages.includes(undefined)
    ? `assets/library-${library}-[hash].js`
    : 'assets/[name]-[hash].js';
}

/**
 * The entry holds what the first screen calls. Told so, V8 compiles it while it arrives and off the main thread, from Chrome 136
 * on: a third less script time (`npm run bench -- load`). It must be the first line, so it comes after all else is written.
 */
function compiledOnArrival(): Plugin {
  return {
    name: 'certwright:compiled-on-arrival',
    apply: 'build',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle))
          if (file.type === 'chunk' && file.isEntry) file.code = `//# allFunctionsCalledOnLoad\n${file.code}`;
      },
    },
  };
}

export default defineConfig(({ mode }) => {
  const single = mode === 'single-file';
  return {
    base: './',
    publicDir: single ? false : 'public',
    plugins: [
      svelte(),
      policyForDevelopment(),
      // An inline script arrives with the page, and would be compiled whole on the main thread.
      single ? [viteSingleFile({ removeViteModuleLoader: true }), policyOfHashes()] : compiledOnArrival(),
    ],
    // `#spawn-worker` in package.json: a worker from its own file, or one whose source travels inside the page.
    resolve: { conditions: [...(single ? ['single-file'] : []), ...defaultClientConditions] },
    build: {
      target: ['chrome120', 'firefox128', 'safari17.4'],
      // The polyfill fetches, which `connect-src 'none'` forbids and dist.test.ts looks for.
      modulePreload: { polyfill: false },
      // A data: URL for a small asset would need a source of its own in the policy.
      assetsInlineLimit: 0,
      reportCompressedSize: false,
      // How long a plugin took is no warning on a busy machine.
      rolldownOptions: { checks: { bundlerTimings: false } },
    },
    // Chromium starts no module worker from a blob on file://, so the single file carries a classic one.
    worker: single
      ? { format: 'iife', rolldownOptions: { output: { codeSplitting: false } } }
      : { format: 'es', rolldownOptions: { output: { chunkFileNames: nameOfChunk } } },
    test: {
      reporters: ['default'],
      projects: [
        {
          extends: true,
          test: {
            name: 'unit',
            // No module of ours keeps state, so files may share one environment: half the time.
            isolate: false,
            // Nothing here takes a second on an idle machine; a busy one is no failure.
            testTimeout: 60_000,
            include: ['tests/**/*.test.ts'],
            exclude: [...reachingOutside, distTest],
          },
        },
        {
          extends: true,
          test: {
            // Against programs and corpora of others, wherever the test lives.
            name: 'outside',
            include: reachingOutside.filter((path) => path !== distTest),
            globalSetup: 'tests/support/made-folder.ts',
            testTimeout: 60_000,
            hookTimeout: 120_000,
          },
        },
        {
          extends: true,
          test: {
            name: 'dist',
            include: [distTest],
            globalSetup: 'tests/support/built.ts',
            testTimeout: 120_000,
          },
        },
      ],
    },
  };
});
