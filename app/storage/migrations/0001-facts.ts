import type { Migration } from './migration.ts';

/**
 * The facts. Every primary key and unique key begins with the owner, so that the tables shard by user; the owner
 * '' holds what all share. Times are milliseconds, days days since 1970, decimals exact text.
 */
export const facts: Migration = {
  number: 1,
  name: 'facts',
  statements: [
    `create table meta (name {text} not null primary key, value {text} not null)`,

    `create table versions (
       owner {text} not null primary key, ledger {int} not null, prices {int} not null, settings {int} not null
     ) {clustered}`,

    `create table accounts (
       owner {text} not null, id {text} not null, name {text} not null, broker {text}, type {text} not null,
       currency {text} not null, time_zone {text} not null, calendar {text} not null, lot_method {text} not null,
       allow_short {int} not null, closed_on {int}, created_at {int} not null,
       primary key (owner, id)
     ) {clustered}`,

    `create table fee_schedules (
       owner {text} not null, id {text} not null, account {text} not null, kind {text} not null,
       name {text} not null, rate {text}, amount {text}, every {text} not null, first_day {int} not null,
       last_day {int}, automatic {int} not null, created_at {int} not null,
       primary key (owner, id),
       foreign key (owner, account) references accounts (owner, id) on delete cascade
     ) {clustered}`,
    `create index fee_schedules_by_account on fee_schedules (owner, account)`,

    `create table portfolios (
       owner {text} not null, id {text} not null, name {text} not null, base_currency {text} not null,
       risk_basis {text} not null, flows {text} not null, fees {text} not null, lot_method {text},
       benchmark {text}, is_default {int} not null, all_accounts {int} not null, created_at {int} not null,
       primary key (owner, id)
     ) {clustered}`,
    `create unique index portfolios_one_default on portfolios (owner) where is_default = 1`,

    `create table portfolio_accounts (
       owner {text} not null, portfolio {text} not null, account {text} not null,
       primary key (owner, portfolio, account),
       foreign key (owner, portfolio) references portfolios (owner, id) on delete cascade,
       foreign key (owner, account) references accounts (owner, id) on delete cascade
     ) {clustered}`,
    `create index portfolio_accounts_by_account on portfolio_accounts (owner, account)`,

    `create table instruments (
       owner {text} not null, symbol {text} not null, kind {text} not null, currency {text}, multiplier {text},
       price_factor {text}, sector {text}, name {text}, exchange {text}, isin {text}, figi {text},
       underlying {text}, expiry {int}, strike {text}, option_right {text}, modified_duration {text},
       primary key (owner, symbol)
     ) {clustered}`,

    `create table changes (
       owner {text} not null, change_no {int} not null, kind {text} not null, of_change {int}, undone_by {int},
       what {text} not null, detail {text}, recorded_at {int} not null, recorded_by {text} not null,
       primary key (owner, change_no)
     ) {clustered}`,

    // Append-only but for latest, which says that no later version of the event is there.
    `create table events (
       owner {text} not null, account {text} not null, seq {int} not null, id {text} not null,
       version {int} not null, kind {text} not null, latest {int} not null, place {int} not null,
       day {int} not null, type {text} not null, symbol {text}, body {text} not null,
       recorded_at {int} not null, source {text} not null, source_id {text}, import_id {text},
       change_no {int} not null,
       primary key (owner, account, seq)
     ) {clustered}`,
    `create unique index events_by_id on events (owner, id, version)`,
    `create index events_in_force on events (owner, day, account, place)
       where latest = 1 and kind <> 'voided'`,

    `create table event_sources (
       owner {text} not null, account {text} not null, source_id {text} not null, source {text} not null,
       seq {int} not null,
       primary key (owner, account, source_id, source)
     ) {clustered}`,

    `create table ledger_heads (
       owner {text} not null, account {text} not null, seq {int} not null, hash {text} not null,
       primary key (owner, account),
       foreign key (owner, account) references accounts (owner, id) on delete cascade
     ) {clustered}`,
    `create table ledger_links (
       owner {text} not null, account {text} not null, first_seq {int} not null, last_seq {int} not null,
       change_no {int} not null, hash {text} not null,
       primary key (owner, account, first_seq)
     ) {clustered}`,
    `create index ledger_links_by_change on ledger_links (owner, change_no)`,

    ...['price', 'fx'].flatMap((kind) => [
      `create table ${kind}_segments (
         owner {text} not null, name {text} not null, year {int} not null, source {text} not null,
         revision {int} not null, currency {text}, data {blob} not null, recorded_at {int} not null,
         primary key (owner, name, year, source)
       ) {clustered}`,
      `create table ${kind}_revisions (
         owner {text} not null, name {text} not null, day {int} not null, source {text} not null,
         revision {int} not null, value {text} not null, recorded_at {int} not null, replaced_at {int} not null,
         primary key (owner, name, day, source, revision)
       ) {clustered}`,
    ]),

    `create table splits (
       owner {text} not null, symbol {text} not null, day {int} not null, ratio {text} not null,
       source {text} not null, recorded_at {int} not null,
       primary key (owner, symbol, day)
     ) {clustered}`,

    // day_end 1: the value of the day's end, at is then 0.
    `create table observations (
       owner {text} not null, account {text} not null, day {int} not null, day_end {int} not null,
       at {int} not null, source {text} not null, kind {text} not null, version {int} not null,
       latest {int} not null, equity {text} not null, cash {text}, recorded_at {int} not null,
       primary key (owner, account, day, day_end, at, source, kind, version),
       foreign key (owner, account) references accounts (owner, id) on delete cascade
     ) {clustered}`,

    `create table imports (
       owner {text} not null, id {text} not null, account {text} not null, file_name {text} not null,
       format {text} not null, file_hash {text} not null, row_count {int} not null, added {int} not null,
       known {int} not null, refused {int} not null, change_no {int} not null, recorded_at {int} not null,
       undone_by {int},
       primary key (owner, id)
     ) {clustered}`,
    `create index imports_by_time on imports (owner, recorded_at, id)`,

    `create table jobs (
       owner {text} not null, id {text} not null, kind {text} not null, status {text} not null,
       input {text} not null, output {text}, error {text}, attempts {int} not null, run_at {int} not null,
       created_at {int} not null, started_at {int}, finished_at {int}, leased_until {int},
       primary key (owner, id)
     ) {clustered}`,
    `create index jobs_by_time on jobs (owner, created_at, id)`,
    `create index jobs_waiting on jobs (run_at) where status in ('queued', 'running')`,

    `create table idempotency (
       owner {text} not null, key {text} not null, request_hash {text} not null, status {int} not null,
       answer {text} not null, created_at {int} not null,
       primary key (owner, key)
     ) {clustered}`,

    `create table settings (
       owner {text} not null, name {text} not null, value {text} not null,
       primary key (owner, name)
     ) {clustered}`,
  ],
};
