/** Many small portfolios over many symbols, each with closes up to yesterday. */
import path from 'node:path';
import { createAuth } from '../../app/api/index.ts';
import { secretOf } from '../../app/secret-file.ts';
import type { Clock, NewEvent, Store } from '../../app/service/index.ts';
import { newUser } from '../../app/service/records/index.ts';
import { databaseOf } from '../../app/settings.ts';
import { openStore } from '../../app/storage/index.ts';
import { progress } from '../progress.ts';
import { randomFrom } from '../random.ts';

/** A Thursday, 11:00 in New York: the program's clock stands there. */
export const CLOCK = '2023-12-28T16:00:00Z@0';
export const NOW = Date.parse('2023-12-28T16:00:00Z');
export const TODAY = Math.floor(NOW / 86_400_000);
const POSITIONS = 20;
const CLOSES = 5;

export const symbolName = (n: number): string => `S${String(n).padStart(4, '0')}`;

/** Makes the database; answers an API key for each user. */
export async function seed(home: string, users: number, symbols: number): Promise<string[]> {
  const clock: Clock = { now: () => NOW };
  const { store, authDatabase } = await openStore({ database: databaseOf({ TIDEMARK_HOME: home }), clock });
  const auth = createAuth(authDatabase, {
    secret: secretOf(path.join(home, 'secret')).text,
    signUp: 'open',
    onSignUp: ({ id }) => newUser(store, id, clock),
    users: {
      count: () => store.users.count(),
      waitingOwner: async () => null,
      claimAdministration: store.users.claimAdministration,
      isLastAdministrator: store.users.isLastAdministrator,
      delete: store.users.delete,
    },
  });
  try {
    await putCloses(store, symbols);
    const { internalAdapter } = await auth.$context;
    const random = randomFrom(1);
    const keys: string[] = [];
    for (let n = 0; n < users; n++) {
      if (n % 100 === 0) progress('seeding users', `${n} of ${users}`);
      const email = `user${n}@example.com`;
      const { id } = await internalAdapter.createUser(
        { email, name: `user ${n}`, emailVerified: true },
        { method: 'email-password' },
      );
      const { key } = await auth.api.createApiKey({ body: { userId: id, name: 'bench' } });
      keys.push(key);
      await append(store, id, ledgerOf(n, symbols, random));
    }
    return keys;
  } finally {
    await store.close();
  }
}

async function putCloses(store: Store, symbols: number): Promise<void> {
  progress('seeding closes');
  const rows = Array.from({ length: symbols * CLOSES }, (_, k) => ({
    name: symbolName(Math.floor(k / CLOSES)),
    day: TODAY - 1 - (k % CLOSES),
    value: '100',
    currency: 'USD',
  }));
  await store.write('', (tx) => tx.prices.put('bench', rows, NOW));
}

function append(store: Store, owner: string, events: readonly NewEvent[]): Promise<unknown> {
  return store.write(owner, async (tx) => {
    const recorded = { recordedAt: NOW, recordedBy: 'bench' };
    const change = await tx.changes.open({ kind: 'do', of: null, what: 'a file', detail: null, ...recorded });
    return tx.ledger.append(change, events);
  });
}

function ledgerOf(user: number, symbols: number, random: () => number): NewEvent[] {
  const date = '2023-12-20';
  return Array.from({ length: POSITIONS + 1 }, (_, n) => {
    const symbol = symbolName(Math.floor(random() * symbols));
    const quantity = String(1 + Math.floor(9 * random()));
    const columns =
      n === 0
        ? { date, type: 'deposit', amount: '100000' }
        : { date, type: 'buy', symbol, quantity, price: '100' };
    return {
      ...{ id: `u${user}e${String(n).padStart(3, '0')}`, account: 'main', columns },
      ...{ source: 'bench', sourceId: null, importId: null },
    };
  });
}
