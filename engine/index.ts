export * from './amounts/index.ts';
export * from './calendar/index.ts';
export * from './ledger/index.ts';
export * from './problems/index.ts';
