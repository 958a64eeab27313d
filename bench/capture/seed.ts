import { addDays, type Day, formatDay } from '@tidemark/engine';
import { type NewEvent, SHARED_OWNER, type Store } from '../../app/service/ports/index.ts';
import { newUser } from '../../app/service/records/new-user.ts';

export interface Shape {
  readonly users: number;
  readonly positions: number;
  readonly instruments: number;
}

const symbolOf = (n: number): string => `SYM${String(n).padStart(4, '0')}`;

/** The close of an instrument on its n-th day: cents, never zero. */
const closeOf = (instrument: number, n: number): string =>
  ((1_000 + ((instrument * 37 + n * 11) % 40_000)) / 100).toFixed(2);

/** Users who paid in 100,000.00 and bought 10 of each of their instruments on a day. */
export async function seedUsers(store: Store, shape: Shape, day: Day, now: number): Promise<void> {
  for (let user = 0; user < shape.users; user++) {
    const owner = `user-${String(user).padStart(27, '0')}`;
    await newUser(store, owner, { now: () => now });
    const events: NewEvent[] = [
      eventOf(owner, 0, { type: 'deposit', amount: '100000', date: formatDay(day) }),
    ];
    for (let k = 0; k < shape.positions; k++) {
      const symbol = symbolOf((user * 7 + k * 251) % shape.instruments);
      const buy = { type: 'buy', symbol, quantity: '10', price: '100', date: formatDay(day) };
      events.push(eventOf(owner, k + 1, buy));
    }
    await store.write(owner, async (tx) => {
      const author = { recordedAt: now, recordedBy: 'bench' };
      const change = await tx.changes.open({ kind: 'do', of: null, what: 'seed', detail: null, ...author });
      await tx.ledger.append(change, events);
    });
  }
}

const eventOf = (owner: string, n: number, columns: NewEvent['columns']): NewEvent => ({
  id: `${owner}-${n}`,
  account: 'main',
  columns: { currency: 'USD', ...columns },
  source: 'bench',
  sourceId: null,
  importId: null,
});

/** Closes of all instruments on so many days from a day on. */
export async function seedCloses(
  store: Store,
  { instruments }: Shape,
  first: Day,
  days: number,
): Promise<void> {
  for (let from = 0; from < instruments; from += 500) {
    const rows = Array.from({ length: Math.min(500, instruments - from) }, (_, k) => from + k).flatMap((n) =>
      Array.from({ length: days }, (_, at) => ({
        name: symbolOf(n),
        day: addDays(first, at),
        value: closeOf(n, at),
        currency: 'USD',
      })),
    );
    await store.write(SHARED_OWNER, (tx) => tx.prices.put('bench', rows, 0));
  }
}

/** The last prices of all instruments at an instant. */
export async function seedLatest(store: Store, { instruments }: Shape, day: Day, at: number): Promise<void> {
  const prices = Array.from({ length: instruments }, (_, n) => ({
    symbol: symbolOf(n),
    price: closeOf(n, day % 97),
    currency: 'USD',
    at,
    day,
    source: 'bench',
    recordedAt: at,
  }));
  await store.write(SHARED_OWNER, (tx) => tx.latestPrices.put(prices));
}
