import type { Migration } from './migration.ts';

/** Until when a symbol may have been held: prices of what is sold are wanted as far back as it was held. */
export const heldUntil: Migration = {
  number: 10,
  name: 'held-until',
  statements: [
    `alter table owned_symbols add column last_day {int}`,
    // What is held is derived again, with it.
    `delete from owned_symbols_versions`,
  ],
};
