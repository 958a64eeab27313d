import type { Migration } from './migration.ts';

/** What an activity is now, where a provider states it otherwise than it did. */
export const changedActivities: Migration = {
  number: 11,
  name: 'changed-activities',
  statements: [
    `alter table broker_activities add column changed_type {text}`,
    `alter table broker_activities add column changed_day {int}`,
  ],
};
