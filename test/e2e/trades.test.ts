import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, noBrowser, PHONE, seriousFindings, type WebApp, webApp } from './app.ts';
import { trader } from './traded.ts';

let app: WebApp;
beforeAll(async () => {
  if (noBrowser === null) app = await webApp();
});
afterAll(() => app?.close());

describe.skipIf(noBrowser !== null)(noBrowser ?? 'The journal', () => {
  test('shows risk, R and results of every trade, and another starting balance moves every risk', async () => {
    const { page, faults } = await trader(app, 'Ada');
    await page.goto('/trades');
    const risks = page.locator('[data-figure=risk]');
    await risks.first().waitFor();
    // 300 of 10,000 + 600 − 150 + 5,000; 100 of 10,600; 200 of 10,000.
    expect(await risks.allTextContents()).toEqual(['1.94%', '0.94%', '2.00%']);
    const figures = page.locator('[data-figures=trades]');
    // +600 − 150 − 600; one of three won; 600 ÷ 750.
    expect(await figures.textContent()).toMatch(/-\$150\.00.*3 closed, 0 open.*33\.3%.*0\.80.*-\$50\.00/);

    const writes: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'GET') writes.push(request.url());
    });
    await page.getByRole('button', { name: 'Change the starting balance' }).click();
    await page.getByLabel('Starting balance in USD').fill('20000');
    await page.getByRole('button', { name: 'Set', exact: true }).click();
    await page.getByText('1.00%').waitFor();
    // 300 of 25,450; 100 of 20,600; 200 of 20,000.
    expect(await risks.allTextContents()).toEqual(['1.18%', '0.49%', '1.00%']);
    expect(await page.locator('[data-figure=starting-balance]').textContent()).toBe('$20,000.00');
    expect(writes).toHaveLength(1);
    expect(faults).toEqual([]);
  });

  test('keeps filters and sorting in the address, over a reload', async () => {
    const { page } = await trader(app, 'Bea');
    await page.goto('/trades');
    await page.getByLabel('Strategy', { exact: true }).selectOption('breakout');
    await page.waitForURL(/strategy=breakout/);
    await page.getByRole('button', { name: 'Net result' }).click();
    await page.waitForURL(/sort=net_pnl/);
    const rows = page.locator('tbody tr[data-key]');
    const shown = async () => (await rows.allTextContents()).map((row) => row.match(/[+-]\$[\d,.]+/)?.[0]);
    await expect.poll(shown, { timeout: 60_000 }).toEqual(['+$600.00', '-$600.00']);
    await page.reload();
    await rows.first().waitFor();
    expect(await shown()).toEqual(['+$600.00', '-$600.00']);
    await rows.first().click();
    await page.getByRole('heading', { name: 'ACME long' }).waitFor();
    await page.getByRole('link', { name: 'All trades' }).click();
    await page.waitForURL(/\/trades\?.*strategy=breakout/);
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect.poll(shown, { timeout: 60_000 }).toEqual(['+$600.00', '-$150.00', '-$600.00']);
  });

  test('has a page for a trade, whose plan and notes can be changed', async () => {
    const { page, client, faults } = await trader(app, 'Cem');
    await page.goto('/trades');
    await page.locator('tbody tr[data-key]').last().click();
    await page.getByRole('heading', { name: 'ACME long' }).waitFor();
    const figures = page.locator('[data-figures=trade]');
    // 100 · (49 − 50) = −100, half of the risk of 200; 100 · (57 − 50) = 700.
    expect(await figures.textContent()).toMatch(
      /\$10,000\.00.*2\.00%.*7 days.*\+\$600\.00.*\+3\.00 R.*\$100\.00.*-0\.50 R.*Jan 4, 2024.*\$700\.00.*\+3\.50 R/,
    );
    await page.locator('[role=img] canvas').first().waitFor();
    await page.getByRole('button', { name: 'Edit' }).click();
    await page.getByLabel('Stop').fill('46');
    await page.getByLabel('Tags').fill('gap, news');
    await page.getByRole('textbox', { name: 'Notes' }).fill('strong open\nheld too long');
    await page.getByRole('button', { name: 'Save' }).click();
    // 100 · (50 − 46) = 400 of 10,000; 600 ÷ 400.
    await expect.poll(() => figures.textContent(), { timeout: 60_000 }).toMatch(/4\.00%.*\+1\.50 R/);
    const { items } = await client.trades({ params: { id: 'default' }, query: {} });
    expect(items.at(-1)).toMatchObject({
      stop: 46,
      target: null,
      strategy: 'breakout',
      tags: ['gap', 'news'],
      note: 'strong open\nheld too long',
      net_pnl: 600,
    });
    expect(faults).toEqual([]);
  });

  test('has a calendar of results whose days show their trades, and statistics by strategy', async () => {
    const { page, faults } = await trader(app, 'Dee');
    await page.goto('/trades?view=calendar');
    await page.getByRole('heading', { name: 'February 2024' }).waitFor();
    await page.getByRole('button', { name: '12 Feb 2024: -$600 1 trade' }).click();
    await page.waitForURL(/day=2024-02-12/);
    const ofDay = page.getByRole('region', { name: 'Trades of the day' });
    await ofDay.locator('tbody tr[data-key]').waitFor();
    expect(await ofDay.locator('tbody tr[data-key]').textContent()).toMatch(/ACME.*-2\.00.*-\$600\.00/);
    await page.getByRole('button', { name: 'Month before' }).click();
    await page.getByRole('heading', { name: 'January 2024' }).waitFor();
    // +600 − 150; 3 − 1.5 R.
    expect(await page.locator('main').textContent()).toContain('+$450.00+1.50 R2 closed, 1 won');

    await page.goto('/trades?view=statistics');
    const kinds = page.getByRole('region', { name: 'Statistics by strategy' });
    await kinds.locator('tbody tr[data-key]').first().waitFor();
    // (3 − 2) ÷ 2; +600 − 600.
    expect(await kinds.locator('tbody tr[data-key=breakout]').textContent()).toBe(
      'breakout250%0.50$0.001.00$0.00',
    );
    expect(await kinds.locator('tbody tr[data-key=fade]').textContent()).toMatch(/^fade10%-1\.50-\$150\.00/);
    expect(faults).toEqual([]);
  });

  test('and performance show no amount while values are hidden', async () => {
    const { page, client } = await trader(app, 'Nia');
    const { items } = await client.trades({ params: { id: 'default' }, query: {} });
    await page.goto('/trades');
    await page.locator('[data-figure=risk]').first().waitFor();
    expect(await page.locator('main').textContent()).toMatch(/\$\d/);
    await page.getByRole('button', { name: 'Hide values' }).click();
    const ofTrade = `/trades/${encodeURIComponent(items[0]?.id ?? '')}`;
    for (const address of ['/trades', '/trades?view=calendar', '/trades?view=statistics', '/performance']) {
      await page.goto(address);
      await page.locator('main h2').first().waitFor();
      expect(await page.locator('main').textContent(), address).not.toMatch(/\$\d/);
    }
    await page.goto(ofTrade);
    const figures = page.locator('[data-figures=trade]');
    await figures.waitFor();
    // Of a trade the prices are no secret; what it was worth is.
    expect(await figures.textContent()).not.toMatch(/\$\d/);
    expect(await figures.textContent()).toContain('1.94%');
  });

  test.each([
    ['a phone, dark', { viewport: PHONE, colorScheme: 'dark' }],
    ['a desk, light', { viewport: DESK, colorScheme: 'light' }],
  ] as const)('is accessible and needs no sideways scrolling on %s', async (where, options) => {
    const { page, client, faults } = await trader(app, where.includes('phone') ? 'Eva' : 'Fay', options);
    const { items } = await client.trades({ params: { id: 'default' }, query: {} });
    const ofTrade = `/trades/${encodeURIComponent(items[0]?.id ?? '')}`;
    for (const address of ['/trades', '/trades?view=calendar', '/trades?view=statistics', ofTrade]) {
      await page.goto(address);
      await page.locator('main h2').first().waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), address).toBe(0);
      expect(await seriousFindings(page), address).toEqual([]);
    }
    expect(faults).toEqual([]);
  });
});
