import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, noBrowser, type OpenOptions, PHONE, seriousFindings, type WebApp, webApp } from './app.ts';
import { cutLine } from './cut-line.ts';

let app: WebApp;
let credentials: { readonly email: string; readonly password: string };
beforeAll(async () => {
  if (noBrowser !== null) return;
  app = await webApp();
  const { client, email } = await app.server.signUp('Dora');
  credentials = { email, password: 'a long password of Dora' };
  await client.fillDemo();
});
afterAll(() => app?.close());

/** A window of the one whose portfolio is filled. */
async function window(options: OpenOptions = {}) {
  const person = await app.person(options);
  await person.page.request.post('/api/v1/auth/sign-in/email', {
    data: credentials,
    headers: { origin: app.server.address },
  });
  return person;
}

const figure = (page: Page, name: string) => page.locator(`[data-figure=${name}]`);

async function opened(page: Page, path = '/') {
  await page.goto(path);
  await page.locator('[role=img] canvas').first().waitFor();
  await figure(page, 'value').waitFor();
}

/** How far things moved while the page came, by the browser's own measure. */
const layoutShift = (page: Page) =>
  page.evaluate<number>(`new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(sum), 500);
  })`);

const SIGHTS = [PHONE, DESK].flatMap((viewport) =>
  (['light', 'dark'] as const).map((colorScheme) => [viewport.width, colorScheme, viewport] as const),
);

describe.skipIf(noBrowser !== null)(noBrowser ?? 'The dashboard', () => {
  test.each(SIGHTS)(
    '%i wide, %s: what is worth knowing lies in the first viewport, and axe finds nothing serious',
    async (_width, colorScheme, viewport) => {
      const { page, faults } = await window({ viewport, colorScheme });
      await opened(page);
      const bar = page.getByRole('navigation').last();
      const isPhone = viewport.width === PHONE.width;
      const end = isPhone ? ((await bar.boundingBox())?.y ?? 0) : viewport.height;
      for (const name of ['value', 'today', 'trading-growth', 'total-growth']) {
        const box = await figure(page, name).boundingBox();
        expect(box && box.y >= 0 && box.y + box.height <= end, name).toBe(true);
      }
      const chart = await page.getByRole('region', { name: 'Value over time' }).boundingBox();
      expect(chart && chart.y + chart.height <= end).toBe(true);
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(viewport.width);
      expect(await layoutShift(page)).toBeLessThan(0.02);
      expect(await seriousFindings(page)).toEqual([]);
      expect(faults).toEqual([]);
    },
  );

  test('The value moves by itself as prices come', async () => {
    const { page } = await window();
    await opened(page);
    const before = await figure(page, 'value').innerText();
    await expect.poll(() => figure(page, 'value').innerText(), { timeout: 40_000 }).not.toBe(before);
  });

  test('Range, view and days of one chosen stand in the address, and are there after a reload', async () => {
    const { page } = await window();
    await opened(page);
    await page.getByRole('button', { name: '1Y', exact: true }).click();
    await page.getByRole('button', { name: 'P&L', exact: true }).click();
    await page.waitForURL(/range=1Y.*view=pnl/);
    await page.reload();
    await page.locator('[role=img] canvas').first().waitFor();
    expect(await page.getByRole('button', { name: 'P&L' }).getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('button', { name: 'Custom' }).click();
    await page.getByLabel('From', { exact: true }).fill('2021-01-04');
    await page.getByLabel('To', { exact: true }).fill('2021-03-31');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.waitForURL(/days=2021-01-04\.\.2021-03-31/);
    expect(await page.getByRole('button', { name: 'Custom' }).getAttribute('aria-pressed')).toBe('true');
  });

  test('A range is chosen by its number on the keyboard', async () => {
    const { page } = await window();
    await opened(page);
    await page.keyboard.press('6');
    await page.waitForURL(/range=1Y/);
    expect(await page.getByRole('button', { name: '1Y', exact: true }).getAttribute('aria-pressed')).toBe(
      'true',
    );
  });

  test('What is under the pointer is read out: day, value, result, and what the figure is', async () => {
    const { page } = await window();
    await opened(page, '/?range=5Y');
    const chart = await page.locator('[role=img]').first().boundingBox();
    if (chart === null) throw new Error('there is no chart');
    await page.mouse.move(chart.x + chart.width / 2, chart.y + chart.height / 2);
    const card = page.getByRole('region', { name: 'Value over time' });
    await expect
      .poll(() => card.innerText())
      .toMatch(/20\d\d[\s\S]*\$[\d,.]+[\s\S]*computed from the ledger/);
    await page.mouse.click(chart.x + chart.width / 2, chart.y + chart.height / 2);
    await page
      .getByRole('dialog')
      .getByText(/^Value of /)
      .waitFor();
  });

  test('A figure opens how it came about, down to a price, and there is a way back', async () => {
    const { page } = await window();
    await opened(page);
    await figure(page, 'today').getByRole('button').click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText('Deposits less withdrawals').waitFor();
    await drawer.getByRole('button', { name: /^\$/ }).last().click();
    await drawer.getByText('cash', { exact: true }).waitFor();
    expect(await drawer.innerText()).not.toMatch(/[\da-f]{8}-[\da-f]{4}/);
    await drawer.getByRole('button', { name: 'Back' }).click();
    await drawer.getByText('Deposits less withdrawals').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
  });

  test('Sold holdings are shown on demand', async () => {
    const { page } = await window();
    await opened(page);
    const table = page.getByRole('region', { name: 'Holdings', exact: true }).last();
    await page.getByRole('button', { name: 'Show sold' }).click();
    await table.getByText('sold', { exact: true }).first().waitFor();
    expect(await table.innerText()).toContain('CORAL.DEMO');
  });
});

describe.skipIf(noBrowser !== null)(noBrowser ?? 'The live dashboard', () => {
  test('A deposit of the past that another window records changes value and chart; so does one that was recorded while the connection was cut', async () => {
    const line = await cutLine(app.server.address);
    const { page, signUp } = await app.person({ address: line.address });
    await signUp('Fay');
    await page.request.put('/api/v1/me/starting-balance', {
      data: { starting_balance: '1000.00', starting_balance_date: '2024-01-02' },
      headers: { origin: line.address },
    });
    await opened(page, '/?range=ALL');
    await page.getByText('Live', { exact: true }).waitFor();
    expect((await deposit(page, '500.00')).status).toBe(201);
    const value = figure(page, 'value').getByRole('button');
    await expect.poll(() => value.innerText(), { timeout: 20_000 }).toContain('$1,500.00');
    await page.getByText('paid in', { exact: true }).waitFor();
    line.cut();
    await page.getByText('Reconnecting …').waitFor();
    expect((await deposit(page, '250.00')).status).toBe(201);
    line.mend();
    await expect.poll(() => value.innerText(), { timeout: 30_000 }).toContain('$1,750.00');
    await page.getByText('Live', { exact: true }).waitFor();
    await line.close();
  });
});

/** In the past, and past the line of the page. */
async function deposit(page: Page, amount: string) {
  const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  return fetch(`${app.server.address}/api/v1/portfolios/default/equity-transactions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie, origin: app.server.address },
    body: JSON.stringify({ transaction_date: '2024-03-01', transaction_type: 'deposit', amount }),
  });
}
