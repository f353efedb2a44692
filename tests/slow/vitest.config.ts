// `npm run test:slow`: what takes minutes and finds what nobody thought of. Apart from `npm test`, which has its own list.
import { defineConfig } from 'vitest/config';
import '../../.ci/node-20.mjs';

export default defineConfig({
  test: {
    include: ['tests/slow/**/*.slow.ts'],
    testTimeout: 3_600_000,
    // Memory is measured after a collection, which a test must be able to ask for.
    execArgv: ['--expose-gc'],
    fileParallelism: false,
  },
});
