/** A program of its own that opens a database, prints its id, and ends. */
import { openStore } from '../../app/storage/index.ts';

const [database = ''] = process.argv.slice(2);
const { store } = await openStore({ database, clock: { now: () => 0 } });
process.stdout.write(`${store.meta.databaseId}\n`);
await store.close();
