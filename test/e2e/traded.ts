import type { Client } from '@tidemark/contract';
import type { Person, WebApp } from './app.ts';

/**
 * 10,000 to begin with. ACME: 100 at 50, stop 48, left at 56: +600 on 200 risked, 3 R, after closes of 49 and 57. BOLT:
 * 50 at 40, stop 38, left at 37: −150 on 100, −1.5 R. Then 5,000 paid in, and ACME again: 100 at 56, stop 53, left at
 * 50: −600 on 300, −2 R. In the end 14,850.
 */
export async function recordTrades(client: Client): Promise<void> {
  await client.setStartingBalance({
    body: { starting_balance: '10000', starting_balance_date: '2024-01-02' },
  });
  await client.createTransactions({
    body: [
      {
        ...{ date: '2024-01-03', type: 'buy', symbol: 'ACME', quantity: '100', price: '50', stop: '48' },
        ...{ strategy: 'breakout', tags: 'gap', note: 'strong open' },
      },
      { date: '2024-01-10', type: 'sell', symbol: 'ACME', quantity: '100', price: '56' },
      {
        ...{ date: '2024-01-16', type: 'buy', symbol: 'BOLT', quantity: '50', price: '40', stop: '38' },
        strategy: 'fade',
      },
      { date: '2024-01-24', type: 'sell', symbol: 'BOLT', quantity: '50', price: '37' },
      { date: '2024-02-01', type: 'deposit', amount: '5000' },
      {
        ...{ date: '2024-02-05', type: 'buy', symbol: 'ACME', quantity: '100', price: '56', stop: '53' },
        strategy: 'breakout',
      },
      { date: '2024-02-12', type: 'sell', symbol: 'ACME', quantity: '100', price: '50' },
    ],
  });
  const close = (symbol: string, date: string, price: string) => ({ symbol, date, price });
  await client.putPrices({
    body: [
      close('ACME', '2024-01-03', '50'),
      close('ACME', '2024-01-04', '49'),
      close('ACME', '2024-01-05', '57'),
      close('ACME', '2024-01-10', '56'),
      close('BOLT', '2024-01-16', '40'),
      close('BOLT', '2024-01-24', '37'),
      close('ACME', '2024-02-05', '56'),
      close('ACME', '2024-02-12', '50'),
    ],
  });
}

/** A user with these trades, signed in in a browser of his own. */
export async function trader(
  app: WebApp,
  name: string,
  options: Parameters<WebApp['person']>[0] = {},
): Promise<Person & { readonly client: Client }> {
  const { client, email } = await app.server.signUp(name);
  await recordTrades(client);
  const person = await app.person(options);
  const { page } = person;
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(`a long password of ${name}`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Dashboard' }).first().waitFor({ state: 'attached' });
  return { ...person, client };
}
