import type { AccountRecord, Clock, Store } from '../ports/index.ts';

/** What a new user begins with: account `main`, and the portfolio that holds every account. Again it does nothing. */
export async function newUser(store: Store, user: string, clock: Clock): Promise<void> {
  await store.write(user, async (tx) => {
    if ((await tx.portfolios.find('default')) !== null) return;
    await tx.accounts.add(plainAccount('main', 'main', clock.now()));
    await tx.portfolios.add({
      id: 'default',
      name: 'All accounts',
      baseCurrency: 'USD',
      riskBasis: 'realized',
      flows: 'in-start-out-end',
      fees: 'expense',
      lotMethod: null,
      benchmark: null,
      isDefault: true,
      allAccounts: true,
      accounts: ['main'],
      createdAt: clock.now(),
    });
  });
}

/** An account of which nothing but its name is known. */
export const plainAccount = (id: string, name: string, createdAt: number): AccountRecord => ({
  id,
  name,
  broker: null,
  type: 'margin',
  currency: 'USD',
  timeZone: 'America/New_York',
  calendar: 'XNYS',
  lotMethod: 'fifo',
  allowShort: true,
  closedOn: null,
  createdAt,
});

/**
 * Whose facts wait for the first sign-up: what was imported before anybody had signed up becomes the first user's.
 * Null where nothing waits.
 */
export async function waitingOwner(store: Store): Promise<string | null> {
  const waiting: string[] = [];
  for (const owner of await store.users.owners())
    if ((await store.users.find(owner)) === null) waiting.push(owner);
  return waiting.length === 1 ? waiting[0] : null;
}
