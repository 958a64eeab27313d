import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALPACA_KEYS, alpacaTradingStandIn } from '../stand-ins/alpaca-trading.ts';
import { brokerage } from '../stand-ins/brokerage.ts';
import type { StandIn } from '../stand-ins/http.ts';
import { noBrowser, type WebApp, webApp } from './app.ts';

const FILE = `date,type,symbol,quantity,price,amount,currency
2024-01-02,deposit,,,,1000.00,USD
2024-01-03,buy,ACME,5,100.00,,USD
`;

let app: WebApp;
let broker: StandIn;
beforeAll(async () => {
  if (noBrowser !== null) return;
  broker = await alpacaTradingStandIn(brokerage());
  app = await webApp({ ALPACA_BASE_URL: broker.address });
});
afterAll(async () => {
  await app?.close();
  await broker?.close();
});

describe.skipIf(noBrowser !== null)(noBrowser ?? 'The first minute', () => {
  test('ends on a dashboard with the value, by way of a starting balance', async () => {
    const { page, faults, signUp } = await app.person();
    await signUp('Ann');
    await page.getByRole('button', { name: /Type a starting balance/ }).click();
    await page.getByLabel(/^Amount/).fill('12345.67');
    await page.getByLabel('Since').fill('2024-01-02');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    const value = page.locator('[data-figure=value]');
    await value.waitFor();
    await expect.poll(() => value.textContent()).toContain('$12,345.67');
    await page.getByRole('button', { name: 'ALL', exact: true }).click();
    await page.waitForURL(/[?&]range=ALL/);
    await page.locator('[role=img] canvas').first().waitFor();
    expect(faults).toEqual([]);
  });

  test('ends there by way of generated data, which says so and can be taken away whole', async () => {
    const { page, faults, signUp } = await app.person();
    await signUp('Dan');
    await page.getByRole('button', { name: /Try the demo/ }).click();
    await page.locator('[data-figure=value]').waitFor({ timeout: 60_000 });
    await page.locator('[role=img] canvas').first().waitFor();
    await page.getByText(/are a demonstration/).waitFor();
    await page.getByRole('button', { name: 'Remove the generated data' }).click();
    await page.getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByRole('heading', { name: 'Where shall it begin?' }).waitFor({ timeout: 30_000 });
    expect(faults).toEqual([]);
  });

  test("ends there by way of a broker's connection", async () => {
    const { page, faults, signUp } = await app.person();
    await signUp('Eve');
    await page.getByRole('button', { name: /Connect a broker/ }).click();
    await page.getByRole('button', { name: 'Alpaca' }).click();
    await page.getByLabel('API key').fill(ALPACA_KEYS.api_key);
    await page.getByLabel('Secret key').fill(ALPACA_KEYS.secret_key);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByRole('button', { name: 'Bring in what is there' }).click();
    await page.getByRole('button', { name: 'To the dashboard' }).click({ timeout: 60_000 });
    await page.locator('[data-figure=value]').waitFor();
    await page.locator('[role=img] canvas').first().waitFor();
    expect(faults).toEqual([]);
  });

  test('says of a provider that is not set up what its operator has to do', async () => {
    const { page, signUp } = await app.person();
    await signUp('Gil');
    await page.getByRole('button', { name: /Connect a broker/ }).click();
    const dialog = page.getByRole('dialog');
    expect(await dialog.innerText()).toContain('SNAPTRADE_CLIENT_ID');
    await page.getByRole('button', { name: 'Plaid' }).click();
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').innerText()).toContain('not set up on this server');
    expect(await dialog.innerText()).toContain('PLAID_CLIENT_ID');
  });

  test("ends there by way of a broker's file", async () => {
    const { page, faults, signUp } = await app.person();
    await signUp('Hal');
    await page.getByRole('link', { name: /Drop in a broker's file/ }).click();
    await page.locator('input[type=file]').setInputFiles({
      name: 'transactions.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(FILE),
    });
    await page.getByRole('button', { name: 'Import 2 new' }).click();
    await page.getByRole('link', { name: 'To the dashboard' }).click();
    // 1000.00 paid in; 5 bought at 100.00, the only price that is known.
    await expect.poll(() => page.locator('[data-figure=value]').textContent()).toContain('$1,000.00');
    await page.locator('[role=img] canvas').first().waitFor();
    expect(faults).toEqual([]);
  });

  test('Hidden values show no digit of the value, before and after a reload', async () => {
    const { page, signUp } = await app.person();
    await signUp('Ben');
    await page.getByRole('button', { name: /Type a starting balance/ }).click();
    await page.getByLabel(/^Amount/).fill('98765.43');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    const value = page.locator('[data-figure=value]');
    await value.waitFor();
    await page.getByRole('button', { name: 'Hide values' }).click();
    expect(await value.textContent()).toContain('••••');
    expect(await value.textContent()).not.toContain('98,765');
    await page.reload();
    await value.waitFor();
    expect(await page.locator('main').textContent()).not.toContain('98,765');
  });

  test('Who is not signed in is led to sign-in, and from there to the page that was asked for', async () => {
    const { page, context, signUp } = await app.person();
    await signUp('Cleo');
    await context.clearCookies();
    await page.goto('/trades');
    await page.waitForURL(/\/sign-in/);
    await page.getByLabel('E-mail').fill('cleo@example.com');
    await page.getByLabel('Password').fill('a long password of Cleo');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Trades' }).first().waitFor();
    expect(new URL(page.url()).pathname).toBe('/trades');
  });

  test('A wrong password is refused in words, and nothing that was typed is lost', async () => {
    const { page } = await app.person();
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill('nobody@example.com');
    await page.getByLabel('Password').fill('a wrong password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toMatch(/credentials|password/i);
    expect(await page.getByLabel('E-mail').inputValue()).toBe('nobody@example.com');
  });
});
