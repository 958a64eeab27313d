import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Clock, StorageError, type Store } from '../../service/index.ts';
import { newUser } from '../../service/records/index.ts';
import type { DatabaseAt, FindDatabase } from './database.ts';
import { type Owner, ownerOf } from './owner.ts';

/** Where an import goes. */
export interface ImportWorld {
  readonly store: Store;
  readonly clock: Clock;
  readonly owner: Owner;
  close(): Promise<void>;
}

/** The database, made where there is none, and whose facts it takes. Throws Refusal, StorageError. */
export async function worldToWrite(database: DatabaseAt, email: string | null): Promise<ImportWorld> {
  const store = await database.openOrMake();
  return ownedWorld(store, database.clock, email, () => store.close());
}

/** The same for a preview, which writes nothing: where nobody is there yet, a scratch database that is thrown away. */
export async function worldToTry(
  database: DatabaseAt,
  email: string | null,
  find: FindDatabase,
): Promise<ImportWorld> {
  const store = await openIfThere(database);
  try {
    const owner = store === null ? null : await ownerOf(store, email);
    if (store !== null && owner !== null)
      return { store, clock: database.clock, owner, close: () => store.close() };
  } catch (error) {
    await store?.close();
    throw error;
  }
  await store?.close();
  const folder = mkdtempSync(path.join(tmpdir(), 'tidemark-preview-'));
  const scratch = await find(path.join(folder, 'preview.db'));
  const empty = await scratch.openOrMake();
  return ownedWorld(empty, scratch.clock, email, async () => {
    await empty.close();
    rmSync(folder, { recursive: true, force: true });
  });
}

async function ownedWorld(
  store: Store,
  clock: Clock,
  email: string | null,
  close: () => Promise<void>,
): Promise<ImportWorld> {
  try {
    const owner = (await ownerOf(store, email)) ?? { id: randomUUID(), name: null };
    if (owner.name === null) await newUser(store, owner.id, clock);
    return { store, clock, owner, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openIfThere(database: DatabaseAt): Promise<Store | null> {
  try {
    return await database.open();
  } catch (error) {
    if (error instanceof StorageError && error.code === 'no_database') return null;
    throw error;
  }
}
