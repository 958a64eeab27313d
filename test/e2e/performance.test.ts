import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, noBrowser, PHONE, seriousFindings, type WebApp, webApp } from './app.ts';
import { trader } from './traded.ts';

let app: WebApp;
beforeAll(async () => {
  if (noBrowser === null) app = await webApp();
});
afterAll(() => app?.close());

const percent = (ratio: number | null) =>
  ratio === null
    ? '—'
    : new Intl.NumberFormat('en-US', {
        style: 'percent',
        minimumFractionDigits: 2,
        maximumFractionDigits: 2,
        signDisplay: 'exceptZero',
      }).format(ratio);

describe.skipIf(noBrowser !== null)(noBrowser ?? 'Performance', () => {
  test('shows the returns that the API gives, and in words why they differ', async () => {
    const { page, client, faults } = await trader(app, 'Gil');
    await page.goto('/performance');
    const figures = page.locator('[data-figures=returns]');
    await figures.waitFor();
    const returns = await client.returns({ params: { id: 'default' }, query: { by: 'month' } });
    // 10,450 ÷ 10,000, then 14,850 ÷ 15,450.
    expect(returns.twr).toBeCloseTo(1.045 * (14850 / 15450) - 1, 12);
    const text = await figures.textContent();
    expect(text).toContain('-$150.00');
    expect(text).toContain('+0.44%');
    expect(text).toContain(percent(returns.twr_annualized));
    expect(text).toContain(percent(returns.xirr));
    expect(text).toContain(percent(returns.modified_dietz));
    const why = await page.getByText('Why they differ').locator('..').textContent();
    expect(why).toMatch(/\$5,000\.00 paid in, Feb 2024\. Before that month the holdings made \+4\.5%/);
    expect(why).toMatch(/weaker stretch/);
    const table = page.getByRole('table', { name: 'Monthly returns' });
    // −600 ÷ 15,450; both months linked.
    expect(await table.getByRole('row', { name: /^2024/ }).textContent()).toMatch(
      /^2024\+4\.5%-3\.9%0\.0%.*\+0\.4%$/,
    );
    expect(faults).toEqual([]);
  });

  test('leads from the start to the end by steps that sum', async () => {
    const { page } = await trader(app, 'Hal');
    await page.goto('/performance');
    const steps = page.getByRole('list', { name: /From the value at the start/ }).getByRole('listitem');
    await steps.first().waitFor();
    const shown = await steps.allTextContents();
    expect(shown.map((step) => step.split(':')[0])).toEqual([
      'Start$10,000.00',
      'Deposits+$5,000.00',
      'Closed gains-$150.00',
      'End$14,850.00',
    ]);
    await page.getByRole('button', { name: /how Closed gains came about/ }).click();
    await page
      .getByRole('dialog')
      .getByText(/600\.00/)
      .first()
      .waitFor();
  });

  test('can be saved as CSV, as the API has it', async () => {
    const { page, client } = await trader(app, 'Moe');
    await page.goto('/performance');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'CSV: returns by month' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('returns by month.csv');
    const rows = readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n');
    const { rows: months } = await client.returns({ params: { id: 'default' }, query: { by: 'month' } });
    expect(rows).toHaveLength(months.length + 1);
    expect(rows[1]).toMatch(/^2024-01-02,2024-01-31,10000,0,450,10450,0\.04/);
  });

  test('of a stretch stands in the address, and every figure is of it', async () => {
    const { page, client } = await trader(app, 'Ian');
    await page.goto('/performance?from=2024-02-01&to=2024-02-29');
    const period = { from: '2024-02-01', to: '2024-02-29' } as const;
    const params = { id: 'default' } as const;
    const risk = await client.risk({ params, query: period });
    const figures = page.locator('[data-figures=returns]');
    await figures.waitFor();
    // −600 ÷ 15,450.
    expect(await figures.textContent()).toMatch(/-\$600\.00.*-3\.88%/);
    expect(await page.locator('[data-figures=risk]').textContent()).toContain(
      (percent(risk.volatility) ?? '').replace('+', ''),
    );
    expect(await page.getByRole('region', { name: 'The deepest drawdowns' }).textContent()).toContain(
      '-3.88%',
    );
    const steps = page.getByRole('list', { name: /From the value at the start/ }).getByRole('listitem');
    expect((await steps.allTextContents()).at(0)).toBe('Start$10,450.00');
    const months = page.getByRole('table', { name: 'Monthly returns' });
    await months.getByRole('button', { name: '+4.5%' }).click();
    await page.waitForURL(/from=2024-01-01&to=2024-01-31/);
    await expect.poll(() => figures.textContent(), { timeout: 60_000 }).toMatch(/\+\$450\.00.*\+4\.50%/);
    // The keys 1 to 7 choose the ranges.
    await page.keyboard.press('7');
    await expect.poll(() => new URL(page.url()).search, { timeout: 60_000 }).toBe('');
    await expect.poll(() => figures.textContent(), { timeout: 60_000 }).toContain('+0.44%');
  });

  test('is compared with any symbol that has prices', async () => {
    const { page, client } = await trader(app, 'Jon');
    await page.goto('/performance?from=2024-01-03&to=2024-02-12');
    await page.getByLabel('Symbol to compare with').fill('ACME');
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.waitForURL(/benchmark=ACME/);
    const found = await client.risk({
      params: { id: 'default' },
      query: { from: '2024-01-03', to: '2024-02-12', benchmark: 'ACME' },
    });
    const beta = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
    expect(found.beta).not.toBe(null);
    await expect
      .poll(() => page.locator('[data-figures=benchmark]').textContent(), { timeout: 60_000 })
      .toContain(`Beta${beta.format(found.beta ?? 0)}`);
  });

  test.each([
    ['a phone, dark', { viewport: PHONE, colorScheme: 'dark' }],
    ['a desk, light', { viewport: DESK, colorScheme: 'light' }],
  ] as const)('is accessible and needs no sideways scrolling on %s', async (where, options) => {
    const { page, faults } = await trader(app, where.includes('phone') ? 'Kay' : 'Lee', options);
    await page.goto('/performance?benchmark=ACME');
    await page.getByRole('region', { name: /^Result by/ }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
    expect(await seriousFindings(page)).toEqual([]);
    expect(faults).toEqual([]);
  });
});
