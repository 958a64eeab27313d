import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { LatestPrices, LedgerEditor, Portfolios } from '../../app/service/index.ts';
import { newUser } from '../../app/service/records/index.ts';
import { openStore } from '../../app/storage/index.ts';

const USERS = 40;
const clock = { now: () => Date.parse('2024-03-28T21:00:00Z') };

test('open portfolios take no more bytes than they may, whoever asks, and those let go are right when they come back', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tidemark-cache-'));
  const { store } = await openStore({ database: path.join(folder, 'facts.db'), clock });
  const editor = new LedgerEditor(store, new Portfolios(store, clock), clock);
  for (let n = 0; n < USERS; n++) {
    await newUser(store, `user${n}`, clock);
    const event = { date: '2014-01-02', type: 'deposit', amount: String(100 + n) };
    const statement = { account: 'main', event, source: 'api', sourceId: null };
    await editor.append({ owner: `user${n}`, by: 'test' }, [statement], false, async () => true);
  }
  const whole = new Portfolios(store, clock);
  for (let n = 0; n < USERS; n++) await whole.open(`user${n}`, 'default');
  const limit = Math.ceil(whole.size / 4);
  const bounded = new Portfolios(store, clock, new LatestPrices(store, clock.now), limit);
  for (let round = 0; round < 3; round++) {
    for (let n = 0; n < USERS; n++) {
      const { history } = await bounded.open(`user${n}`, 'default');
      expect(history.columns().equity.at(-1)).toBe((100 + n) * 100);
      expect(bounded.size).toBeLessThanOrEqual(limit);
    }
  }
  // Room for a quarter of them, and it is used.
  expect(bounded.size).toBeGreaterThan(limit / 2);
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
