/** What the service needs of the world: the store of facts, the clock. */
export * from './accounts.ts';
export * from './auth-tables.ts';
export * from './changes.ts';
export * from './clock.ts';
export * from './idempotency.ts';
export * from './imports.ts';
export * from './instruments.ts';
export * from './jobs.ts';
export * from './ledger.ts';
export * from './observations.ts';
export * from './portfolios.ts';
export * from './prices.ts';
export * from './settings.ts';
export * from './storage-error.ts';
export * from './store.ts';
export * from './users.ts';
