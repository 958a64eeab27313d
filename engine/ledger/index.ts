/** The ledger: events, their checks, their order, their revisions and their transfers. */
export * from './columns.ts';
export * from './event.ts';
export * from './instrument.ts';
export * from './table.ts';
