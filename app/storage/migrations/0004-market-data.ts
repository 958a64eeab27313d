import type { Migration } from './migration.ts';

/** Live prices, prices held back, announced dividends; and what is held, over all owners. */
export const marketData: Migration = {
  number: 4,
  name: 'market-data',
  statements: [
    `create table latest_prices (
       owner {text} not null, symbol {text} not null, price {text} not null, currency {text}, at {int} not null,
       day {int} not null, source {text} not null, recorded_at {int} not null,
       primary key (owner, symbol)
     ) {clustered}`,

    `create table held_back_prices (
       owner {text} not null, symbol {text} not null, source {text} not null, day {int} not null, id {text} not null,
       at {int} not null, price {text} not null, currency {text}, previous_price {text}, reason {text} not null,
       held_at {int} not null, released_at {int},
       primary key (owner, symbol, source, day)
     ) {clustered}`,
    `create unique index held_back_prices_by_id on held_back_prices (owner, id)`,

    `create table dividends (
       owner {text} not null, symbol {text} not null, ex_day {int} not null, pay_day {int}, amount {text} not null,
       currency {text}, source {text} not null, recorded_at {int} not null,
       primary key (owner, symbol, ex_day)
     ) {clustered}`,

    `create table owned_symbols (
       owner {text} not null, symbol {text} not null, held {int} not null,
       primary key (owner, symbol)
     ) {clustered}`,
    `create index owned_symbols_by_symbol on owned_symbols (symbol, held)`,
    `create table owned_symbols_versions (
       owner {text} not null primary key, ledger {int} not null, prices {int} not null, settings {int} not null
     ) {clustered}`,
  ],
};
