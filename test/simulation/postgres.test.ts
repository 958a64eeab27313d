import { afterAll, beforeAll, describe } from 'vitest';
import { noPostgres, type PostgresServer, startPostgres } from '../conformance/postgres.ts';
import { seedOf, simulatedRuns } from './runs.ts';

describe.skipIf(noPostgres !== null)(noPostgres ?? 'over PostgreSQL', () => {
  let server: PostgresServer;
  let count = 0;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.stop());

  simulatedRuns('a month of two nodes', [seedOf(100)], {
    size: { months: 1, owners: 2, accountsEach: 3, instruments: 20 },
    accountYears: 0.4,
    options: { database: () => server.createDatabase(`simulated_${++count}`) },
  });
});
