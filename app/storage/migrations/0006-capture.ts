import type { Migration } from './migration.ts';

/** What is captured: prices within sessions, states of accounts, seals; alerts and what they told. */
export const capture: Migration = {
  number: 6,
  name: 'capture',
  statements: [
    `alter table versions add column captured {int} not null default 0`,
    // Per mille.
    `alter table jobs add column progress {int}`,

    `create table intraday_prices (
       owner {text} not null, symbol {text} not null, day {int} not null, currency {text}, data {blob} not null,
       primary key (owner, symbol, day)
     ) {clustered}`,
    `create index intraday_prices_by_day on intraday_prices (owner, day)`,

    `create table account_states (
       owner {text} not null, account {text} not null, currency {text} not null, body {text} not null,
       primary key (owner, account),
       foreign key (owner, account) references accounts (owner, id) on delete cascade
     ) {clustered}`,
    `create table account_states_versions (
       owner {text} not null primary key, ledger {int} not null, prices {int} not null, settings {int} not null,
       shared_prices {int} not null, from_day {int} not null, until_day {int}, checked_from {int}
     ) {clustered}`,

    // Of a month where day_end is 1, of a day where it is 0; period is its first day.
    `create table seals (
       owner {text} not null, account {text} not null, day_end {int} not null, period {int} not null,
       data {blob} not null,
       primary key (owner, account, day_end, period),
       foreign key (owner, account) references accounts (owner, id) on delete cascade
     ) {clustered}`,

    `create table alerts (
       owner {text} not null, id {text} not null, name {text} not null, kind {text} not null, portfolio {text},
       threshold {text}, channel {text} not null, created_at {int} not null, last_fired_at {int},
       last_message {text}, since {int},
       primary key (owner, id)
     ) {clustered}`,
    `create table incidents (
       owner {text} not null, subject {text} not null, began_at {int} not null, message {text} not null,
       told_at {int}, ended_at {int}, end_told_at {int},
       primary key (owner, subject, began_at)
     ) {clustered}`,
  ],
};
