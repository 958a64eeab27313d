import type { Migration } from './migration.ts';

/** As of which facts and which change the values that are sealed of an owner were last compared with what they should be. */
export const captureChecks: Migration = {
  number: 9,
  name: 'capture-checks',
  statements: [
    `create table capture_checks (
       owner {text} not null primary key, ledger {int} not null, prices {int} not null, settings {int} not null,
       change_no {int} not null
     ) {clustered}`,
  ],
};
