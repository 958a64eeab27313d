import type { Clock, Store } from '../ports/index.ts';

/** What a new user begins with: account `main`, and the portfolio that holds every account. Again it does nothing. */
export async function newUser(store: Store, user: string, clock: Clock): Promise<void> {
  await store.write(user, async (tx) => {
    if ((await tx.portfolios.find('default')) !== null) return;
    await tx.accounts.add({
      id: 'main',
      name: 'main',
      broker: null,
      type: 'margin',
      currency: 'USD',
      timeZone: 'America/New_York',
      calendar: 'XNYS',
      lotMethod: 'fifo',
      allowShort: true,
      closedOn: null,
      createdAt: clock.now(),
    });
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
