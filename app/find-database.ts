import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { problem } from '@tidemark/engine';
import type { DatabaseAt } from './cli/database/database.ts';
import { Refusal } from './cli/refusal.ts';
import { programClock } from './clock.ts';
import { databaseOf, homeOf, readSettings, SettingError, type Settings } from './settings.ts';
import { addressShown, backupDatabase, openExisting, openStore, restoreDatabase } from './storage/index.ts';

/** The database that a command names, or the server's. Throws Refusal. */
export async function findDatabase(address: string | null): Promise<DatabaseAt> {
  const settings = settingsRead();
  const database = address ?? databaseOf(settings);
  const clock = programClock(settings.TIDEMARK_CLOCK);
  const makeHome = (): void => {
    if (address === null) mkdirSync(homeOf(settings), { recursive: true, mode: 0o700 });
  };
  return {
    name: addressShown(database),
    clock,
    open: async () => (await openExisting(database, clock)).store,
    openOrMake: async () => {
      makeHome();
      return (await openStore({ database, clock })).store;
    },
    backup: (file) => backupDatabase(database, file, clock),
    restore: async (file, force) => {
      makeHome();
      const folder = mkdtempSync(path.join(tmpdir(), 'tidemark-restore-'));
      try {
        return await restoreDatabase(file, { database, force, clock, folder });
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    },
  };
}

/** Of the environment only what says where the database is, and the clock: the rest is the server's. */
function settingsRead(): Settings {
  const { TIDEMARK_HOME, DATABASE_URL, TIDEMARK_CLOCK } = process.env;
  try {
    return readSettings({ TIDEMARK_HOME, DATABASE_URL, TIDEMARK_CLOCK });
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    throw new Refusal(error.messages.map((message) => problem('setting_invalid', {}, message)));
  }
}
