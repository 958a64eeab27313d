/** The database that the service is measured on: one large account and many small ones, over shared prices. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createAuth } from '../../app/api/index.ts';
import { secretOf } from '../../app/secret-file.ts';
import type { Clock, NewEvent, QuoteRow, Store } from '../../app/service/index.ts';
import { newUser } from '../../app/service/records/new-user.ts';
import { databaseOf } from '../../app/settings.ts';
import { openStore } from '../../app/storage/index.ts';
import type { Dataset } from '../datasets.ts';
import { progress } from '../progress.ts';
import { randomFrom } from '../random.ts';

/** The instant that the program's clock stands at: just after the data's last session. */
export const CLOCK = '2023-12-29T22:00:00Z';
const NOW = Date.parse(CLOCK);
const DAY_MS = 86_400_000;
const SMALL_EVENTS = 40;
const LEDGER_ROWS = 50_000;
/** Of the small accounts, each over five years. */
const SMALL_DAYS = 1_800;

export interface Seeded {
  /** What each user's requests carry: the session of the large account's, then API keys. */
  readonly credentials: readonly Readonly<Record<string, string>>[];
  /** The neutral ledger of the large account. */
  readonly ledger: Buffer;
}

/** Makes the home folder's database: `users` of them, the first with the dataset's ledger imported later. */
export async function seed(home: string, dataset: Dataset, users: number): Promise<Seeded> {
  const clock: Clock = { now: () => NOW };
  const { store, authDatabase } = await openStore({ database: databaseOf({ TIDEMARK_HOME: home }), clock });
  const auth = createAuth(authDatabase, {
    secret: secretOf(path.join(home, 'secret')).text,
    signUp: 'open',
    onSignUp: ({ id }) => newUser(store, id, clock),
    users: { ...store.users, waitingOwner: async () => null },
  });
  try {
    const symbols = await putPrices(store, path.join(dataset.folder, 'prices.csv'));
    const { internalAdapter } = await auth.$context;
    const random = randomFrom(1);
    const credentials: Record<string, string>[] = [{ cookie: await signUp(auth) }];
    for (let n = 1; n < users; n++) {
      if (n % 100 === 0) progress('seeding users', `${n} of ${users}`);
      const email = `user${n}@example.com`;
      const { id } = await internalAdapter.createUser(
        { email, name: `user ${n}`, emailVerified: true },
        { method: 'email-password' },
      );
      const { key } = await auth.api.createApiKey({ body: { userId: id, name: 'bench' } });
      credentials.push({ 'x-api-key': key });
      await append(store, id, smallLedger(n, symbols, random));
    }
    return { credentials, ledger: readFileSync(path.join(dataset.folder, 'transactions.csv')) };
  } finally {
    await store.close();
  }
}

/** Fills a database with ledgers of many rows, of users who never come. */
export async function seedRows(home: string, rows: number): Promise<void> {
  const clock: Clock = { now: () => NOW };
  const { store } = await openStore({ database: databaseOf({ TIDEMARK_HOME: home }), clock });
  for (let n = 0; n * LEDGER_ROWS < rows; n++) {
    progress('seeding rows', `${n * LEDGER_ROWS} of ${rows}`);
    await newUser(store, `many${n}`, clock);
    const deposit = { date: '2020-01-02', type: 'deposit', amount: '1' };
    const events = Array.from({ length: Math.min(LEDGER_ROWS, rows) }, (_, k) => ({
      ...{ id: `m${n}e${String(k).padStart(6, '0')}`, account: 'main', columns: deposit },
      ...{ source: 'bench', sourceId: null, importId: null },
    }));
    await append(store, `many${n}`, events);
  }
  await store.close();
}

/** The session cookie of a new user. */
async function signUp(auth: ReturnType<typeof createAuth>): Promise<string> {
  const body = { name: 'Large', email: 'large@example.com', password: 'a long password' };
  const response = await auth.api.signUpEmail({ body, asResponse: true });
  return response.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

async function putPrices(store: Store, file: string): Promise<string[]> {
  const rows: QuoteRow[] = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [date, name, value] = line.split(',');
      return { name, day: Date.parse(date) / DAY_MS, value, currency: 'USD' };
    });
  progress('seeding prices');
  const byName = Map.groupBy(rows, ({ name }) => name);
  await store.write('', async (tx) => {
    for (const own of byName.values()) await tx.prices.put('bench', own, NOW);
  });
  return [...byName.keys()];
}

function append(store: Store, owner: string, events: readonly NewEvent[]): Promise<unknown> {
  return store.write(owner, async (tx) => {
    const recorded = { recordedAt: NOW, recordedBy: 'bench' };
    const change = await tx.changes.open({ kind: 'do', of: null, what: 'a file', detail: null, ...recorded });
    return tx.ledger.append(change, events);
  });
}

function smallLedger(user: number, symbols: readonly string[], random: () => number): NewEvent[] {
  const first = NOW / DAY_MS - SMALL_DAYS;
  return Array.from({ length: SMALL_EVENTS }, (_, n) => {
    const day = Math.floor(first + (n * SMALL_DAYS) / SMALL_EVENTS);
    const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
    const columns =
      n === 0
        ? { date, type: 'deposit', amount: '100000' }
        : {
            date,
            type: 'buy',
            symbol: symbols[Math.floor(random() * symbols.length)],
            quantity: String(1 + Math.floor(9 * random())),
            price: '50',
          };
    const source = { source: 'bench', sourceId: null, importId: null };
    return { id: `u${user}e${String(n).padStart(3, '0')}`, account: 'main', columns, ...source };
  });
}
