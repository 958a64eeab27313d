/** Connections to brokers: made, synced as jobs, taken away. */
export * from './connection-world.ts';
export * from './connections.ts';
export * from './list-activities.ts';
export { sessionClosedAt } from './record-holdings.ts';
export * from './sync-queue.ts';
export * from './take-over.ts';
