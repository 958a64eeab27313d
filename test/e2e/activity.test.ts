import type { Client } from '@tidemark/contract';
import { createClient } from '@tidemark/contract';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, noBrowser, PHONE, seriousFindings, type WebApp, webApp } from './app.ts';

let app: WebApp;
beforeAll(async () => {
  if (noBrowser === null) app = await webApp();
});
afterAll(() => app?.close());

/** The API as the person of a browser window. */
async function clientOf(context: BrowserContext): Promise<Client> {
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  return createClient({ baseUrl: app.server.address, headers: { cookie } });
}

const ledger = (page: Page) => page.getByRole('region', { name: 'Ledger' });
const effect = (page: Page) => page.getByRole('region', { name: 'Effect' });
const shot = async (page: Page, name: string) => {
  const folder = process.env.TIDEMARK_PICTURES;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
};

/** Whether the page is wider than the screen. */
const sideways = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

describe.skipIf(noBrowser !== null)(noBrowser ?? 'Activity', () => {
  test('A back-dated deposit is drawn before it is saved, is told with a way back, and can be undone and redone by keys', async () => {
    const { page, context, faults, signUp } = await app.person();
    await signUp('Dana');
    const client = await clientOf(context);
    await client.createTransactions({
      body: [
        { date: '2024-01-02', type: 'deposit', amount: '1000' },
        { date: '2024-01-03', type: 'buy', symbol: 'ACME', quantity: '5', price: '100' },
      ],
    });
    await page.keyboard.press('n');
    await page.waitForURL(/\/activity\?add=deposit/);
    await page.getByLabel('Amount').fill('500');
    await page.getByLabel('Date').fill('2024-02-01');
    await effect(page)
      .getByText(/from Feb 1, 2024 on/)
      .waitFor();
    const value = effect(page).getByRole('row', { name: /Value today/ });
    expect(await value.textContent()).toContain('$1,000.00$1,500.00');
    await effect(page).locator('canvas').first().waitFor();
    await shot(page, 'activity-effect');
    expect(await seriousFindings(page)).toEqual([]);
    expect((await client.listTransactions({ query: {} })).items).toHaveLength(2);

    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('Deposit recorded.').waitFor();
    await ledger(page).getByText('+$500.00').waitFor();
    await page.keyboard.press('Control+z');
    await page.getByText('Undone: added a deposit.').waitFor();
    await ledger(page).getByText('+$500.00').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+Shift+z');
    await page.getByText('Made again: added a deposit.').waitFor();
    await ledger(page).getByText('+$500.00').waitFor();
    expect(faults).toEqual([]);
  });

  test('An event is corrected and voided with its effect in sight; its revisions say who changed what', async () => {
    const { page, context, faults, signUp } = await app.person();
    await signUp('Emil');
    const client = await clientOf(context);
    await client.createTransactions({ body: { date: '2024-01-02', type: 'deposit', amount: '1000' } });
    const { items } = await client.listTransactions({ query: {} });
    await page.goto(`/activity?event=${items[0]?.id}`);
    await page.getByRole('button', { name: 'Correct' }).click();
    await page.getByLabel('Amount').fill('1200');
    await effect(page)
      .getByRole('row', { name: /Value today/ })
      .waitFor();
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('Deposit corrected.').waitFor();
    const revisions = page.getByRole('region', { name: 'Revisions' });
    await revisions.getByText('Corrected').waitFor();
    expect(await revisions.textContent()).toMatch(/by you.*Cash: \+\$1,000\.00.*\+\$1,200\.00/);
    await shot(page, 'activity-event');
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByRole('button', { name: 'Void…' }).click();
    await effect(page)
      .getByRole('row', { name: /Value today/ })
      .waitFor();
    await page.getByRole('button', { name: 'Void it' }).click();
    await page.getByText('Deposit voided.').waitFor();
    await page.getByText('Nothing has happened yet').waitFor();
    await page.keyboard.press('Control+z');
    await ledger(page).getByText('+$1,200.00').waitFor();
    expect(faults).toEqual([]);
  });

  test('A trade asks only what it needs, and what the ledger refuses is said at its field', async () => {
    const { page, faults, signUp } = await app.person();
    await signUp('Fay');
    await page.goto('/activity?add=split');
    const form = page.getByRole('dialog');
    expect(await form.getByLabel('Price', { exact: true }).count()).toBe(0);
    await form.getByLabel('Symbol').fill('ACME');
    await form.getByLabel('Ratio').fill('-4');
    await form.getByRole('alert').waitFor();
    expect(await form.getByLabel('Ratio').getAttribute('aria-invalid')).toBe('true');
    await form.getByLabel('What happened').selectOption('buy');
    await form.getByLabel('Quantity').fill('10');
    await form.getByLabel('Price', { exact: true }).fill('12.50');
    await effect(page).getByRole('row', { name: /ACME/ }).waitFor();
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByText('Buy recorded.').waitFor();
    await ledger(page).getByText('-$125.00').waitFor();
    expect(faults).toEqual([]);
  });

  test('Two windows of one person see what the other writes', async () => {
    const { page, context, signUp } = await app.person();
    await signUp('Gil');
    const other = await context.newPage();
    await Promise.all([page.goto('/activity'), other.goto('/activity')]);
    await other.getByText('Nothing has happened yet').waitFor();
    await page.keyboard.press('n');
    await page.getByLabel('Amount').fill('77');
    await page.getByLabel('Date').fill('2024-02-01');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await ledger(page).getByText('+$77.00').waitFor();
    await ledger(other).getByText('+$77.00').waitFor();
    await other.keyboard.press('Control+z');
    await page.getByText('Nothing has happened yet').waitFor();
  });

  test('Filters stand in the address, and leave of the ledger what they say', async () => {
    const { page, context, signUp } = await app.person();
    await signUp('Hal');
    const client = await clientOf(context);
    await client.createTransactions({
      body: [
        { date: '2024-01-02', type: 'deposit', amount: '1000', note: 'from savings' },
        { date: '2024-01-03', type: 'buy', symbol: 'ACME', quantity: '1', price: '100' },
        { date: '2024-03-04', type: 'buy', symbol: 'BOLT', quantity: '1', price: '50' },
      ],
    });
    await page.goto('/activity');
    const rows = ledger(page).locator('tbody tr[data-key]');
    await rows.nth(2).waitFor();
    await page.getByLabel('Search notes, tags, symbols').fill('savings');
    await page.waitForURL(/text=savings/);
    await rows.nth(1).waitFor({ state: 'detached' });
    expect(await rows.allTextContents()).toHaveLength(1);
    await page.goto('/activity?type=buy&to=2024-01-31');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(1);
    expect(await rows.first().textContent()).toContain('ACME');
    await page.getByRole('button', { name: 'Clear' }).click();
    await rows.nth(2).waitFor();
  });

  test.each([
    ['phone', PHONE, 'light'],
    ['phone', PHONE, 'dark'],
    ['desk', DESK, 'light'],
    ['desk', DESK, 'dark'],
  ] as const)(
    'On a %s (%o, %s) nothing is cut off, and axe finds nothing serious',
    async (name, viewport, colorScheme) => {
      const { page, context, signUp } = await app.person({ viewport, colorScheme });
      await signUp(`Ida${name}${colorScheme}`);
      const client = await clientOf(context);
      await client.createTransactions({
        body: [
          { date: '2024-01-02', type: 'deposit', amount: '25000', note: 'the beginning' },
          { date: '2024-01-03', type: 'buy', symbol: 'ACME', quantity: '40', price: '101.25', fee: '1' },
          { date: '2024-02-15', type: 'dividend', symbol: 'ACME', amount: '34', tax: '6' },
          { date: '2024-03-01', type: 'split', symbol: 'ACME', ratio: '4' },
          { date: '2024-04-01', type: 'withdrawal', amount: '-1500' },
          { date: '2024-05-02', type: 'sell', symbol: 'ACME', quantity: '60', price: '31.40', fee: '1' },
          { date: '2024-06-02', type: 'fee', amount: '-12' },
        ],
      });
      await page.goto('/activity');
      await ledger(page).getByText('ACME').first().waitFor();
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      expect(await seriousFindings(page)).toEqual([]);
      await shot(page, `activity-${name}-${colorScheme}`);
      await page.goto('/activity?add=deposit');
      await page.getByLabel('Amount').fill('5000');
      await page.getByLabel('Date').fill('2024-02-01');
      await effect(page)
        .getByRole('row', { name: /Value today/ })
        .waitFor();
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      expect(await seriousFindings(page)).toEqual([]);
      await shot(page, `activity-add-${name}-${colorScheme}`);
    },
  );
});
