import type { Migration } from './migration.ts';

/** The order in which latest prices were put: who follows them asks for what came after the last one he has seen. */
export const liveOrder: Migration = {
  number: 5,
  name: 'live-order',
  statements: [
    `alter table latest_prices add column seq {int} not null default 0`,
    `create index latest_prices_by_seq on latest_prices (owner, seq)`,
  ],
};
