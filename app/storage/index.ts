/** Where the facts are kept: SQLite or PostgreSQL, behind the ports of the service. */
export { type OpenStore, openStore, type StoreOptions } from './open.ts';
