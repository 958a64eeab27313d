import type { Migration } from './migration.ts';

/** How a fee schedule's rate of a year counts days. Those that were there counted 365. */
export const dayCount: Migration = {
  number: 3,
  name: 'day-count',
  statements: [
    `alter table fee_schedules add column day_count {text}`,
    `update fee_schedules set day_count = 'act/365' where kind in ('management', 'margin_interest')`,
  ],
};
