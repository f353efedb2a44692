import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** Runes everywhere; the compiler's warnings are errors in `npm run check`. */
export default {
  preprocess: vitePreprocess({ script: false }),
  // Templates made of calls, not of markup: faster for what is drawn once, and no HTML is ever parsed from a string.
  compilerOptions: { runes: true, fragments: 'tree' },
};
