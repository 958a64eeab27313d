import { defineConfig } from 'vitest/config';

/** One seed for every property of the run; printed, so that a failure can be repeated. */
const seed = process.env.TIDEMARK_SEED ?? '20240229';
process.stderr.write(`property seed ${seed} (repeat this run with TIDEMARK_SEED=${seed})\n`);

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    setupFiles: ['test/seed.ts'],
    env: { TIDEMARK_SEED: seed },
    isolate: false,
    // Properties and spawned programs take as long as the machine lets them; a hang still ends.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    passWithNoTests: false,
  },
});
