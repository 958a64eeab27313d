import { defineConfig } from 'vitest/config';
import { noPostgres } from './test/conformance/postgres.ts';

/** One seed for every property of the run; printed, so that a failure can be repeated. */
const seed = process.env.TIDEMARK_SEED ?? '20240229';
process.stderr.write(`property seed ${seed} (repeat this run with TIDEMARK_SEED=${seed})\n`);

export default defineConfig({
  test: {
    exclude: ['**/node_modules/**', '**/dist/**'],
    setupFiles: ['test/seed.ts'],
    env: { TIDEMARK_SEED: seed },
    isolate: false,
    // Properties and spawned programs take as long as the machine lets them; a hang still ends.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    passWithNoTests: false,
    projects: [
      { extends: true, test: { name: 'SQLite', include: ['**/*.test.ts'] } },
      {
        extends: true,
        // The API and the captures once more; without PostgreSQL the one file that says why it is left out.
        test: {
          name: 'PostgreSQL',
          include:
            noPostgres === null
              ? ['test/api/**/*.test.ts', 'test/capture/**/*.test.ts']
              : ['test/api/postgres/postgres.test.ts'],
          globalSetup: ['test/api/postgres/shared.ts'],
        },
      },
    ],
  },
});
