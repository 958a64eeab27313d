/** The ledger: events, their checks, their order, their revisions and their transfers. */
export * from './columns.ts';
export * from './contract-terms.ts';
export * from './event.ts';
export * from './fields.ts';
export * from './instrument.ts';
export * from './known-ids.ts';
export type { LedgerContext } from './ledger-names.ts';
export { isDecimalColumn } from './open-row.ts';
export * from './option-symbol.ts';
export type { OrdinaryRow } from './ordinary-row.ts';
export type { Report } from './report.ts';
export * from './rules.ts';
export * from './same-event.ts';
export * from './table.ts';
export * from './writer.ts';
