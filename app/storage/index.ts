/** Where the facts are kept: SQLite or PostgreSQL, behind the ports of the service. */
export { backupDatabase } from './copy/backup.ts';
export { type Restored, restoreDatabase } from './copy/restore.ts';
export { addressShown, type OpenStore, openExisting, openStore, type StoreOptions } from './open.ts';
export type { SecretSeal } from './secret-seal.ts';
