import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DESK, noBrowser, PHONE, seriousFindings, type WebApp, webApp } from './app.ts';

let app: WebApp;
beforeAll(async () => {
  if (noBrowser === null) app = await webApp();
});
afterAll(() => app?.close());

const shot = async (page: Page, name: string) => {
  const folder = process.env.TIDEMARK_PICTURES;
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
};

const sideways = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');

const drop = (page: Page, name: string, text: string) =>
  page
    .getByLabel(/Drop a broker's file here/)
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

/** What paid its cost back was never bought in this file: it begins later than the holding. */
const SCHWAB = [
  'Date,Action,Symbol,Description,Quantity,Price,Fees & Comm,Amount',
  '01/05/2024,Buy,ACME,,2,$10.00,,-$20.00',
  '01/04/2024,Cash In Lieu,OLD,,,,,$5.00',
  '01/03/2024,MoneyLink Transfer,,,,,,$100.00',
  '',
].join('\n');

describe.skipIf(noBrowser !== null)(noBrowser ?? 'Import', () => {
  test('A file with a refused row says why, goes on without it by choice, and is undone whole', async () => {
    const { page, faults, signUp } = await app.person();
    await signUp('Jon');
    await page.goto('/import');
    await drop(page, 'schwab.csv', SCHWAB);
    await page.getByText('Charles Schwab').waitFor();
    await page.getByRole('heading', { name: 'One row is refused' }).waitFor();
    const main = page.getByRole('main');
    expect(await main.textContent()).toContain('line 3');
    const start = page.getByRole('button', { name: /^Import/ });
    expect(await start.isDisabled()).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
    await shot(page, 'import-refused');

    await page.getByLabel(/Leave them out/).check();
    await page
      .getByRole('region', { name: 'Effect' })
      .getByRole('row', { name: /Value today/ })
      .waitFor();
    await page.getByRole('button', { name: 'Import 2 new' }).click();
    await page.getByText('2 events are in the ledger; 1 left out.').waitFor();
    await shot(page, 'import-done');
    await page.getByRole('link', { name: 'To the dashboard' }).click();
    await page.locator('[data-figure=value]').waitFor();
    expect(await page.locator('[data-figure=value]').textContent()).toContain('$100.00');
    await page.locator('[role=img] canvas').first().waitFor();

    await page.goto('/import');
    await page.getByRole('button', { name: 'Undo the import of schwab.csv' }).click();
    await page
      .getByRole('dialog')
      .getByRole('row', { name: /Value today/ })
      .waitFor();
    await page.getByRole('button', { name: 'Undo it whole' }).click();
    await page.getByText('The import is undone.').waitFor();
    await page.getByRole('cell', { name: 'undone' }).waitFor();
    await page.goto('/activity');
    await page.getByText('Nothing has happened yet').waitFor();
    expect(faults).toEqual([]);
  });

  test('What a file does not prove is asked, and the answer is read by', async () => {
    const { page, faults, signUp } = await app.person();
    await signUp('Kim');
    await page.goto('/import');
    const rows = [
      'ID;Type;Time;Symbol;Comment;Amount',
      '530691593;Deposit;13.02.2024 13:00:22;;by bank;500',
      '530692718;Stocks/ETF purchase;14.02.2024 13:01:45;SPYL.DE;OPEN BUY 8 @ 11.7480;-93.98',
    ];
    await drop(page, 'xtb.csv', rows.join('\n'));
    await page.getByRole('heading', { name: 'One question' }).waitFor();
    await shot(page, 'import-question');
    const answer = page.getByLabel('Answer');
    if ((await answer.count()) > 0) {
      await answer.fill('USD');
      await page.getByRole('button', { name: 'Answer' }).click();
    } else await page.getByRole('button', { name: /USD/ }).first().click();
    await page.getByRole('button', { name: 'Import 2 new' }).click();
    await page.getByText('2 events are in the ledger.').waitFor();
    expect(faults).toEqual([]);
  });

  test('A table of unknown columns is read as its owner says, into an account that is made on the way', async () => {
    const { page, faults, signUp } = await app.person();
    await signUp('Lea');
    await page.goto('/import');
    await drop(page, 'mein-depot.csv', 'Tag;Art;Wert\n2024-01-16;Einzahlung;1250.50\n2024-02-16;Zins;2.25\n');
    await page.getByRole('heading', { name: 'Which column is what' }).waitFor();
    await page.getByLabel('Tag means').selectOption('date');
    await page.getByLabel('Art means').selectOption('type');
    await page.getByLabel('Wert means').selectOption('amount');
    await page.getByLabel('Einzahlung', { exact: true }).selectOption('deposit');
    await page.getByLabel('Zins', { exact: true }).selectOption('interest');
    await page.getByLabel('Currency').fill('USD');
    await page.getByLabel('Keep it as').fill('Mein Depot');
    await shot(page, 'import-mapping');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Read the file by this' }).click();
    await page.getByLabel('Into account').selectOption('new account');
    await page.getByLabel('Its name').fill('Depot');
    await page.getByLabel('Its name').press('Enter');
    await page.getByText('Made on the way: Depot.').waitFor();
    await page.getByRole('button', { name: 'Import 2 new' }).click();
    await page.getByText('2 events are in the ledger.').waitFor();
    await page.goto('/activity');
    await page.getByRole('region', { name: 'Ledger' }).getByText('+$1,250.50').waitFor();
    expect(await page.getByLabel('Account', { exact: true }).textContent()).toContain('Depot');
    expect(faults).toEqual([]);
  });

  test('A hundred thousand rows are previewed, and each comes into sight where it is scrolled to', {
    timeout: 400_000,
  }, async () => {
    const { page, faults, signUp } = await app.person();
    await signUp('Max');
    // The server shares the time of this process.
    page.setDefaultTimeout(180_000);
    const rows = Array.from({ length: 100_000 }, (_, k) => {
      const day = new Date(Date.UTC(2004, 0, 1 + (k % 7000))).toISOString().slice(0, 10);
      return `${day},deposit,${k + 1}.00`;
    });
    await page.goto('/import');
    await page.evaluate(watchLongTasks);
    await drop(page, 'long.csv', ['date,type,amount', ...rows, ''].join('\n'));
    await page.getByRole('button', { name: 'Import 100,000 new' }).waitFor({ timeout: 200_000 });
    const table = page.getByRole('region', { name: 'Rows of the file' });
    await table.scrollIntoViewIfNeeded();
    // What drew the preview is not what scrolls it.
    await page.waitForTimeout(1000);
    await page.evaluate('long.length = 0');
    for (const share of [0.1, 0.5, 0.9])
      await table.evaluate((element, at) => element.scrollTo(0, element.scrollHeight * at), share);
    await table.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await table.getByText('100,001').waitFor({ timeout: 120_000 });
    const long = (await page.evaluate('long')) as number[];
    console.log(
      `preview of 100,000 rows: longest task while scrolling ${Math.round(Math.max(0, ...long))} ms`,
    );

    await page.getByRole('button', { name: 'Import 100,000 new' }).click();
    await page.getByText('100,000 events are in the ledger.').waitFor({ timeout: 300_000 });
    await page.goto('/activity');
    const ledger = page.getByRole('region', { name: 'Ledger' });
    await ledger.locator('tbody tr[data-key]').first().waitFor({ timeout: 60_000 });
    await page.evaluate(watchLongTasks);
    const seen = await scrolledThrough(ledger, 20);
    const scrolled = (await page.evaluate('long')) as number[];
    console.log(
      `ledger of 100,000 rows: ${seen} rows read by scrolling, longest task ${Math.round(Math.max(0, ...scrolled))} ms`,
    );
    expect(seen).toBeGreaterThan(5_000);
    await page.getByLabel('Jump to').fill('2010-05-05');
    await ledger.getByText('May 5, 2010').first().waitFor({ timeout: 30_000 });
    expect(faults).toEqual([]);
  });

  test.each([
    ['phone', PHONE, 'light'],
    ['phone', PHONE, 'dark'],
    ['desk', DESK, 'light'],
    ['desk', DESK, 'dark'],
  ] as const)(
    'On a %s (%o, %s) nothing is cut off, and axe finds nothing serious',
    async (name, viewport, colorScheme) => {
      const { page, signUp } = await app.person({ viewport, colorScheme });
      await signUp(`Nia${name}${colorScheme}`);
      await page.goto('/import');
      await page.getByText('No imports yet').waitFor();
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      await shot(page, `import-empty-${name}-${colorScheme}`);
      await drop(page, 'schwab.csv', SCHWAB);
      await page.getByLabel(/Leave them out/).check();
      await page
        .getByRole('region', { name: 'Effect' })
        .getByRole('row', { name: /Value today/ })
        .waitFor();
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      expect(await seriousFindings(page)).toEqual([]);
      await shot(page, `import-${name}-${colorScheme}`);
    },
  );
});

/** Keeps the length of every task that blocks the page for more than 50 ms, in `long`. */
const watchLongTasks = `globalThis.long = [];
  new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration)))
    .observe({ type: 'longtask' })`;

/** Scrolls to the end of what was read, again and again; answers how many rows that has brought. */
async function scrolledThrough(table: ReturnType<Page['getByRole']>, times: number): Promise<number> {
  const count = async () => Number(await table.locator('table').getAttribute('aria-rowcount'));
  for (let k = 0; k < times; k++) {
    const before = await count();
    await table.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    for (let waited = 0; waited < 100 && (await count()) === before; waited++)
      await table.page().waitForTimeout(50);
  }
  return count();
}
