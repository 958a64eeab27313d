import type { Migration } from './migration.ts';

/**
 * What records (accounts, portfolios and the like) said before they were replaced; what they say now is in their own
 * tables. Body null: there was no such record before.
 */
export const recordRevisions: Migration = {
  number: 8,
  name: 'record-revisions',
  statements: [
    `create table record_revisions (
       owner {text} not null, kind {text} not null, id {text} not null, revision {int} not null, body {text},
       replaced_at {int} not null,
       primary key (owner, kind, id, revision)
     ) {clustered}`,
  ],
};
