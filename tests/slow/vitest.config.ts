// `npm run test:slow`: what takes minutes and finds what nobody thought of. Apart from `npm test`, which has its own list.
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import '../../.ci/node-20.mjs';

const slices = Number(process.env['CERTWRIGHT_SLICES'] ?? availableParallelism());
const seed = process.env['CERTWRIGHT_SEED'] ?? String(Date.now() % 2 ** 31);

export default defineConfig({
  test: {
    maxWorkers: slices,
    // The same file once for each processor, in a process of its own: what a neighbour does is not measured.
    projects: Array.from({ length: slices }, (_, slice) => ({
      test: {
        name: `slice ${slice + 1}`,
        include: ['tests/slow/**/*.slow.ts'],
        env: { CERTWRIGHT_SEED: seed, CERTWRIGHT_SLICES: String(slices), CERTWRIGHT_SLICE: String(slice) },
        testTimeout: 3_600_000,
        // Memory is measured after a collection, which a test must be able to ask for.
        execArgv: ['--expose-gc'],
      },
    })),
  },
});
