import type { Migration } from './migration.ts';

/** Connections to brokers, the accounts that they reach, and what happened in these, as it came. */
export const brokers: Migration = {
  number: 7,
  name: 'brokers',
  statements: [
    `create table connections (
       owner {text} not null, id {text} not null, provider {text} not null, name {text} not null, state {text} not null,
       sealed {text} not null, created_at {int} not null, last_synced_at {int}, rest_until {int},
       troubles {text} not null,
       primary key (owner, id)
     ) {clustered}`,
    `create table linked_accounts (
       owner {text} not null, provider {text} not null, number {text} not null, connection {text},
       external_id {text} not null, name {text} not null, account {text}, is_chosen {int} not null,
       synced_from {int}, synced_to {int}, history_to {int}, estimated_on {int},
       primary key (owner, provider, number)
     ) {clustered}`,
    `create table broker_activities (
       owner {text} not null, account {text} not null, provider {text} not null, id {text} not null,
       type {text} not null, day {int} not null, raw {text} not null, fingerprint {text} not null,
       status {text} not null, remark {text}, changed_raw {text}, seen_at {int} not null,
       primary key (owner, account, provider, id)
     ) {clustered}`,
    `create index broker_activities_by_day on broker_activities (owner, account, day)`,
  ],
};
