import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';

/**
 * How many rows share the first column of a key, the first two, …, with the number of all rows in front: an
 * instance of a thousand owners. Without estimates SQLite takes an owner to have ten rows, and reads all that he
 * has instead of using an index. They are fixed, so that plans do not change while the program runs.
 */
const ESTIMATES: readonly (readonly [table: string, key: string, rows: string])[] = [
  ['events', 'events', '1000000 10000 5000 1'],
  ['events', 'events_by_id', '1000000 10000 2 1'],
  ['events', 'events_in_force', '1000000 10000 3 2 1'],
  ['event_sources', 'event_sources', '1000000 10000 5000 2 1'],
  ['ledger_heads', 'ledger_heads', '2000 2 1'],
  ['ledger_links', 'ledger_links', '100000 1000 500 1'],
  ['ledger_links', 'ledger_links_by_change', '100000 1000 2'],
  ['changes', 'changes', '100000 1000 1'],
  ['accounts', 'accounts', '2000 2 1'],
  ['imports', 'imports', '10000 100 1'],
  ['imports', 'imports_by_time', '10000 100 1 1'],
  ['observations', 'observations', '1000000 10000 5000 100 100 2 2 1 1'],
  ['price_segments', 'price_segments', '100000 50000 30 1 1'],
  ['fx_segments', 'fx_segments', '10000 5000 30 1 1'],
  ['price_revisions', 'price_revisions', '100000 50000 100 2 1 1'],
  ['fx_revisions', 'fx_revisions', '10000 5000 100 2 1 1'],
  ['splits', 'splits', '10000 5000 2 1'],
  ['latest_prices', 'latest_prices', '5000 5000 1'],
  ['held_back_prices', 'held_back_prices', '1000 500 2 2 1'],
  ['held_back_prices', 'held_back_prices_by_id', '1000 500 1'],
  ['dividends', 'dividends', '100000 100000 20 1'],
  ['owned_symbols', 'owned_symbols', '20000 20 1'],
  ['owned_symbols', 'owned_symbols_by_symbol', '20000 4 2'],
  ['intraday_prices', 'intraday_prices', '100000 100000 60 1'],
  ['intraday_prices', 'intraday_prices_by_day', '100000 100000 5000'],
  ['account_states', 'account_states', '10000 2 1'],
  ['seals', 'seals', '100000 80 70 30 1'],
  ['instruments', 'instruments', '10000 5000 1'],
  ['jobs', 'jobs', '100000 100 1'],
  ['jobs', 'jobs_by_time', '100000 100 1 1'],
  ['jobs', 'jobs_waiting', '100 1'],
  ['idempotency', 'idempotency', '1000000 1000 1'],
  ['settings', 'settings', '10000 10 1'],
];

/** Writes the estimates where SQLite's planner reads them. */
export async function writeEstimates(tx: Kysely<Database>): Promise<void> {
  // Makes the table of estimates; there is nothing to count in a table that was just made.
  await sql`analyze sqlite_schema`.execute(tx);
  await sql`delete from sqlite_stat1`.execute(tx);
  for (const [table, key, rows] of ESTIMATES) {
    await sql`insert into sqlite_stat1 (tbl, idx, stat) values (${table}, ${key}, ${rows})`.execute(tx);
  }
  // Read by this connection now, by others when they see the new tables.
  await sql`analyze sqlite_schema`.execute(tx);
}
