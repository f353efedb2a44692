import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** Runes everywhere; the compiler's warnings are errors in `npm run check`. */
export default {
  preprocess: vitePreprocess({ script: false }),
  compilerOptions: { runes: true },
};
