import { type Day, formatDay, marketCalendar, parseDay } from '@tidemark/engine';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Asked, asked, type Body } from '../../../test/service/asked.ts';
import { accountHandlers } from './accounts.ts';
import { changeHandlers } from './changes.ts';
import { coverageHandlers } from './coverage.ts';
import { figureHandlers } from './figures.ts';
import { reconciliationHandlers } from './reconciliation.ts';
import { transactionHandlers } from './transactions.ts';

let world: Asked;
/**
 * An account whose broker was asked first on 1 February 2024: 12,000.00 in cash was held then, and nothing says since
 * when. It is 1 March.
 */
beforeEach(async () => {
  world = await asked(
    {
      ...reconciliationHandlers,
      ...accountHandlers,
      ...transactionHandlers,
      ...coverageHandlers,
      ...figureHandlers,
      ...changeHandlers,
    },
    'ann',
  );
});
afterEach(() => world.close());

const params = { id: 'default' };
const opened = (date: string): Promise<Body> =>
  world.ask('ann', 'createTransactions', {
    body: { date, type: 'opening', amount: '12000', tags: 'estimated' },
  });
const sessions = (from: string, to: string): Day[] =>
  marketCalendar('XNYS').sessionDays(parseDay(from) as Day, parseDay(to) as Day);

type Said = 'reported' | 'reconstructed';

/** What the broker says the account was worth at the ends of sessions. */
const say = (kind: Said, from: string, to: string, equity: string) =>
  world.services.store.write('ann', (tx) =>
    tx.observations.put(
      sessions(from, to).map((day) => {
        const value = { account: 'main', day, at: null, kind, equity, cash: null };
        return { ...value, source: 'snaptrade', recordedAt: 0 };
      }),
    ),
  );

/** `kind source` of each session of a period, equal neighbours as one. */
async function coverage(): Promise<string[]> {
  const { items } = await world.ask('ann', 'coverage', { params, query: { limit: 1000 } });
  return stretches(items);
}
function stretches(items: Body[]): string[] {
  const found: string[] = [];
  for (const { date, kind, source } of items)
    if (found.at(-1)?.endsWith(`${kind} ${source}`) !== true) found.push(`${date} ${kind} ${source}`);
  return found;
}
async function days(): Promise<Body[]> {
  const answer = await world.ask('ann', 'equityHistory', { params });
  return answer.history;
}
const day = async (date: string): Promise<Body> => (await days()).find((one) => one.date === date);
const list = async (): Promise<Body[]> => (await world.ask('ann', 'reconciliation', { params })).items;

describe('what an account was worth before its first sync', () => {
  test('is estimated, then what the broker tells of it, then what the ledger says: each in one stretch', async () => {
    await opened('2024-01-02');
    await say('reconstructed', '2024-01-10', '2024-02-29', '11500');
    await say('reported', '2024-02-01', '2024-02-01', '12000');
    expect(await coverage()).toEqual([
      '2024-01-02 estimated ledger',
      '2024-01-10 reconstructed snaptrade',
      // What the broker's history says of later days does not count: the ledger does.
      '2024-02-01 computed ledger',
    ]);
    const rows = await days();
    expect(stretches(rows)).toEqual(await coverage());
    expect(rows.map(({ equity_balance }) => equity_balance)).toEqual([
      ...sessions('2024-01-02', '2024-01-09').map(() => 12_000),
      ...sessions('2024-01-10', '2024-01-31').map(() => 11_500),
      ...sessions('2024-02-01', '2024-03-01').map(() => 12_000),
    ]);
    // The steps where one takes over from the other are nobody's gain.
    expect(await day('2024-01-10')).toMatchObject({ daily_pnl: -500, unexplained: -500 });
    expect(await day('2024-02-01')).toMatchObject({ daily_pnl: 500, unexplained: 500, unreconciled: 0 });
    const chart = await world.ask('ann', 'history', { params, query: { from: '2024-01-02', bucket: '1d' } });
    expect(stretches(chart.points)).toEqual(await coverage());
    const drawn = await world.ask('ann', 'performance', { params, query: { timeframe: 'ALL' } });
    expect(new Set(drawn.data_points.map(({ kind, source }: Body) => `${kind} ${source}`))).toEqual(
      new Set(['computed ledger', 'estimated ledger', 'reconstructed snaptrade']),
    );
  });

  test('stays one stretch over days that the broker says nothing of: its difference is carried', async () => {
    await opened('2024-01-02');
    await say('reconstructed', '2024-01-10', '2024-01-12', '11500');
    await say('reconstructed', '2024-01-18', '2024-01-31', '11500');
    await say('reported', '2024-02-01', '2024-02-01', '12000');
    expect(await day('2024-01-16')).toMatchObject({
      equity_balance: 11_500,
      kind: 'estimated',
      unexplained: 0,
    });
    expect(await day('2024-01-17')).toMatchObject({ equity_balance: 11_500, kind: 'estimated' });
  });

  test('is what the broker tells from the opening on, which then is worth that: no gain of the first day', async () => {
    await opened('2024-01-02');
    await say('reconstructed', '2024-01-02', '2024-01-31', '11500');
    await say('reported', '2024-02-01', '2024-02-01', '11500');
    const rows = await days();
    expect(rows.map(({ equity_balance }) => equity_balance)).toEqual(rows.map(() => 11_500));
    expect(
      rows.every(
        ({ daily_pnl, unexplained, twr_index }) => daily_pnl === 0 && unexplained === 0 && twr_index === 1,
      ),
    ).toBe(true);
  });

  test('is all estimated until a broker has reported a value: today as well', async () => {
    await opened('2024-02-20');
    expect(await coverage()).toEqual(['2024-02-20 estimated ledger']);
    await say('reported', '2024-02-29', '2024-02-29', '12000');
    expect(await coverage()).toEqual(['2024-02-20 estimated ledger', '2024-02-29 computed ledger']);
  });

  test('is the ledger’s own as soon as somebody says what was held: at once, and back with an undo', async () => {
    const { id } = await opened('2024-01-02');
    await say('reconstructed', '2024-01-10', '2024-01-31', '11500');
    await say('reported', '2024-02-01', '2024-02-01', '12000');
    const before = await coverage();
    await world.ask('ann', 'correctTransaction', {
      params: { id },
      body: { date: '2024-01-02', type: 'opening', amount: '12000' },
    });
    expect(await coverage()).toEqual(['2024-01-02 computed ledger']);
    expect(await day('2024-01-10')).toMatchObject({ equity_balance: 12_000, unexplained: 0 });
    await world.ask('ann', 'undo', { body: {} });
    expect(await coverage()).toEqual(before);
    expect(await day('2024-01-10')).toMatchObject({ equity_balance: 11_500 });
  });

  test('beside an account whose ledger is whole makes the sum as doubtful as it is', async () => {
    await world.ask('ann', 'createAccount', { body: { name: 'Whole' } });
    const { items } = await world.ask('ann', 'listAccounts');
    const { id: account_id } = items.find(({ name }: Body) => name === 'Whole');
    await world.ask('ann', 'createTransactions', {
      body: { date: '2024-01-16', type: 'deposit', amount: '100', account_id },
    });
    await opened('2024-01-02');
    await say('reconstructed', '2024-01-02', '2024-01-31', '11500');
    await say('reported', '2024-02-01', '2024-02-01', '12000');
    expect(await coverage()).toEqual([
      '2024-01-02 reconstructed snaptrade',
      // A sum of which not all is the broker's, and not all was computed by the ledger.
      '2024-01-16 computed ledger',
    ]);
    expect(await day('2024-01-16')).toMatchObject({
      equity_balance: 11_600,
      equity_inflow: 100,
      daily_pnl: 0,
    });
  });
});

describe('the step into the broker’s own history', () => {
  test('is shown with the event that fits it best, which can be recorded and undone', async () => {
    await opened('2024-01-02');
    // 500 came in on 22 January, and is in no ledger.
    await say('reconstructed', '2024-01-10', '2024-01-19', '11500');
    await say('reconstructed', '2024-01-22', '2024-01-31', '12000');
    await say('reported', '2024-02-01', '2024-02-01', '12000');
    const [found, ...others] = await list();
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      date: '2024-01-10',
      source: 'snaptrade',
      reported_equity: 11_500,
      ledger_equity: 12_000,
      difference: -500,
      status: 'open',
      causes: [
        {
          kind: 'missing_deposit',
          transaction: { date: '2024-01-22', type: 'deposit', amount: '500' },
          opening: { date: '2024-01-02', type: 'opening', amount: '-500' },
        },
        { kind: 'unknown', transaction: { type: 'adjustment', amount: '500' } },
      ],
    });
    const id = { id: found.id };
    const dry = await world.ask('ann', 'applyReconciliation', {
      params: id,
      body: {},
      query: { dry_run: 'true' },
    });
    expect(dry.effect).toMatchObject({ equity_before: 12_000, equity_after: 12_000 });
    const made = await world.ask('ann', 'applyReconciliation', { params: id, body: {} });
    expect(made).toMatchObject({
      date: '2024-01-22',
      type: 'deposit',
      amount: 500,
      source: 'reconciliation',
    });
    expect(await list()).toMatchObject([{ status: 'resolved', difference: 0 }]);
    const rows = await days();
    expect(rows.every(({ unexplained, daily_pnl }) => unexplained === 0 && daily_pnl === 0)).toBe(true);
    expect(rows.map(({ equity_balance }) => equity_balance)).toEqual([
      ...sessions('2024-01-02', '2024-01-19').map(() => 11_500),
      ...sessions('2024-01-22', '2024-03-01').map(() => 12_000),
    ]);
    expect(await day('2024-01-22')).toMatchObject({ equity_inflow: 500 });
    await world.ask('ann', 'undo', { body: {} });
    expect(await list()).toMatchObject([{ status: 'open', difference: -500 }]);
    expect(await day('2024-01-09')).toMatchObject({ equity_balance: 12_000 });
  });

  test('is none where both say the same', async () => {
    await opened('2024-01-02');
    await say('reconstructed', '2024-01-10', '2024-01-31', '12000');
    await say('reported', '2024-02-01', '2024-02-01', '12000');
    expect(await list()).toEqual([]);
    const refusal = await world.refused('ann', 'applyReconciliation', {
      params: { id: `${formatDay(parseDay('2024-01-10') as Day)}.main` },
      body: {},
    });
    expect(refusal.kind).toBe('not_found');
  });

  test('explains itself: what an account began with is part of its opening', async () => {
    await opened('2024-01-02');
    await say('reconstructed', '2024-01-02', '2024-01-31', '11500');
    await say('reported', '2024-02-01', '2024-02-01', '12000');
    for (const figure of ['equity', 'pnl', 'unexplained', 'net_flow']) {
      const query = { figure, date: '2024-01-02' };
      const { explanation } = await world.ask('ann', 'explain', { params, query });
      expect([figure, Number(explanation.value)]).toEqual([figure, figure === 'equity' ? 11_500 : 0]);
    }
  });
});
