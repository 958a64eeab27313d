import { describe, expect, test } from 'vitest';
import { attribution, explained, returns, risk, value } from '../../../app/service/figures/index.ts';
import { Refusal } from '../../../app/service/refusal.ts';
import { dec, PriceBook } from '../../../engine/index.ts';
import { on, portfolioOf, type Stated } from '../portfolio.ts';
import { answer } from './answer.ts';

const TODAY = on('2024-02-02');
const EMPTY: Stated = { today: '2024-02-02' };

/** 1,000 in ACME at 100: 110 at the end of January, then 500 more in cash, then 99. A benchmark beside. */
const GROWN: Stated = {
  events: [
    { date: '2024-01-02', type: 'opening', amount: 1000 },
    { date: '2024-01-02', type: 'buy', symbol: 'ACME', quantity: 10, price: 100 },
    { date: '2024-02-01', type: 'deposit', amount: 500 },
  ],
  prices: `
    ACME 2024-01-02 100
    ACME 2024-01-03 104
    ACME 2024-01-31 110
    ACME 2024-02-01 110
    ACME 2024-02-02 99
    IDX 2024-01-02 50
    IDX 2024-01-03 51
    IDX 2024-01-31 55
    IDX 2024-02-01 55
    IDX 2024-02-02 54`,
  instruments: [{ symbol: 'ACME', sector: 'Industry' }],
  portfolio: { benchmark: 'IDX' },
  today: '2024-02-02',
};

describe('returns', () => {
  const returnsOf = (more: Partial<Parameters<typeof returns>[1]> = {}, stated = GROWN) =>
    answer('returns', returns(portfolioOf(stated), { by: 'month', ...more }, TODAY));

  test('are linked over flows, by month and in all, beside the benchmark', () => {
    const found = returnsOf();
    // 1,100 ÷ 1,000; then 1,490 ÷ (1,100 + 500).
    const february = 1490 / 1600 - 1;
    expect(found.rows).toMatchObject([
      { from: '2024-01-02', to: '2024-01-31', start_value: 1000, net_flow: 0, pnl: 100, end_value: 1100 },
      { from: '2024-02-01', to: '2024-02-02', start_value: 1100, net_flow: 500, pnl: -110, end_value: 1490 },
    ]);
    expect(found.rows[0].return).toBeCloseTo(0.1, 12);
    expect(found.rows[1].return).toBeCloseTo(february, 12);
    expect(found.twr).toBeCloseTo(1.1 * (1 + february) - 1, 12);
    expect(found).toMatchObject({ twr_annualized: null, best: 0, worst: 1, win_rate: 0.5, benchmark: 'IDX' });
    // 54 ÷ 55 in February; the benchmark has no level before January.
    expect(found.rows[1].benchmark_return).toBeCloseTo(54 / 55 - 1, 12);
    expect(found.rows[0].benchmark_return).toBe(null);
    expect(found.calendar[0].months.slice(0, 3)).toEqual([found.rows[0].return, found.rows[1].return, null]);
  });

  test('of a part begin with the equity before it', () => {
    const found = returnsOf({ from: on('2024-02-02') });
    expect(found.rows).toMatchObject([{ start_value: 1600, end_value: 1490, pnl: -110 }]);
  });

  test('before the first event are unknown; of a period that ends before it begins refused', () => {
    expect(returnsOf({ to: on('2023-06-30') })).toMatchObject({ from: null, to: null, twr: null, rows: [] });
    expect(() => returnsOf({ from: on('2024-02-01'), to: on('2024-01-05') })).toThrow(Refusal);
  });

  test('beside a symbol of other prices have its return, and null with a problem where it has none', () => {
    const prices = new PriceBook([], []);
    prices.set('ALT', on('2024-01-31'), dec('10'), 'test');
    prices.set('ALT', on('2024-02-02'), dec('12'), 'test');
    const found = returnsOf({ benchmark: 'ALT', others: { prices, splits: [] } });
    expect(found.rows[1].benchmark_return).toBeCloseTo(0.2, 12);
    const missing = returnsOf({ benchmark: 'ALT' });
    expect(missing.benchmark_return).toBe(null);
    expect(missing.problems.map(({ code }) => code)).toContain('price_missing');
  });

  test('of an empty portfolio are null', () => {
    expect(returnsOf({}, EMPTY)).toMatchObject({
      twr: null,
      xirr: null,
      modified_dietz: null,
      rows: [],
      best: null,
    });
  });
});

describe('risk', () => {
  const riskOf = (more: Partial<Parameters<typeof risk>[1]> = {}, stated = GROWN) =>
    answer('risk', risk(portfolioOf(stated), { riskFree: 0, logReturns: false, ...more }, TODAY));

  test('has the drawdown from the high-water mark, and figures against the benchmark', () => {
    const found = riskOf();
    const depth = 1490 / 1600 - 1;
    expect(found.max_drawdown).toMatchObject({ peak: '2024-02-01', trough: '2024-02-02', recovered: null });
    expect(found.max_drawdown.depth).toBeCloseTo(depth, 12);
    expect(found.current_drawdown).toBeCloseTo(depth, 12);
    expect(found.drawdowns).toHaveLength(1);
    expect(found.drawdowns[0]).toMatchObject({ days: 1, days_to_trough: 1, days_to_recover: null });
    expect(found.series).toBe(undefined);
    const { series } = riskOf({ series: true });
    expect(series?.date.slice(-2)).toEqual(['2024-02-01', '2024-02-02']);
    expect(series?.date).toHaveLength(23);
    expect(series?.drawdown.at(-2)).toBe(0);
    expect(series?.drawdown.at(-1)).toBeCloseTo(depth, 12);
    expect(found.high_water_mark?.date).toBe('2024-01-31');
    expect(found.high_water_mark?.twr_index).toBeCloseTo(1.1, 12);
    const calendars = ['XNYS'];
    expect(found.conventions).toEqual({ annualization: 252, calendars, risk_free: 0, returns: 'simple' });
    // 22 sessions of XNYS follow 2024-01-02 up to 2024-02-02, with no move on all but three: 4 %, 5.769 % and
    // −6.875 %; the benchmark had 2, 7.843 and −1.818 %.
    const quiet = new Array<number>(19).fill(0);
    const own = [0.04, 1100 / 1040 - 1, depth, ...quiet];
    const other = [51 / 50 - 1, 55 / 51 - 1, 54 / 55 - 1, ...quiet];
    const mean = (x: number[]) => x.reduce((sum, v) => sum + v, 0) / x.length;
    const product = (x: number[], y: number[]) => mean(x.map((v, k) => (v - mean(x)) * (y[k] - mean(y))));
    expect(found.beta).toBeCloseTo(product(own, other) / product(other, other), 9);
    expect(found.correlation).toBeCloseTo(
      product(own, other) / Math.sqrt(product(own, own) * product(other, other)),
      9,
    );
  });

  test('is taken over every session of the calendar, however seldom there is a price', () => {
    // 23 sessions: 4 %, 5.769 %, −6.875 % and 20 of nothing, the first day's among them.
    const moves = [0.04, 1100 / 1040 - 1, 1490 / 1600 - 1, ...new Array<number>(20).fill(0)];
    const mean = moves.reduce((sum, move) => sum + move, 0) / moves.length;
    const squares = moves.reduce((sum, move) => sum + (move - mean) ** 2, 0);
    expect(riskOf().volatility).toBeCloseTo(Math.sqrt((squares / 22) * 252), 9);
  });

  test('of crypto alone is taken over every day, whatever the calendar of the account', () => {
    const instruments = [{ symbol: 'ACME', kind: 'crypto' as const }];
    const found = riskOf({}, { ...GROWN, instruments });
    expect(found.conventions).toMatchObject({ annualization: 365, calendars: ['24x7'] });
    // 32 days.
    const moves = [0.04, 1100 / 1040 - 1, 1490 / 1600 - 1, ...new Array<number>(29).fill(0)];
    const mean = moves.reduce((sum, move) => sum + move, 0) / moves.length;
    const squares = moves.reduce((sum, move) => sum + (move - mean) ** 2, 0);
    expect(found.volatility).toBeCloseTo(Math.sqrt((squares / 31) * 365), 9);
  });

  test('is the same as in the value report', () => {
    const { summary: found } = value(portfolioOf(GROWN), {}, TODAY);
    expect(riskOf()).toMatchObject({
      volatility: found.volatility,
      sharpe: found.sharpe,
      calmar: found.calmar,
    });
  });

  test('without a benchmark has nulls for the figures against one', () => {
    expect(riskOf({}, { ...GROWN, portfolio: {} })).toMatchObject({
      benchmark: null,
      beta: null,
      alpha: null,
    });
  });

  test('of an empty portfolio is unknown', () => {
    expect(riskOf({}, EMPTY)).toMatchObject({
      volatility: null,
      from: null,
      high_water_mark: null,
      drawdowns: [],
    });
  });
});

describe('attribution', () => {
  const attributionOf = (by: Parameters<typeof attribution>[1]['by'], stated = GROWN) =>
    answer('attribution', attribution(portfolioOf(stated), { by }, TODAY));

  test('sums to the result by whatever it is taken apart', () => {
    for (const by of ['symbol', 'account', 'currency', 'sector', 'source'] as const) {
      const { items, total_pnl } = attributionOf(by);
      expect(total_pnl).toBe(-10);
      expect(items.reduce((sum, { pnl }) => sum + pnl, 0)).toBeCloseTo(-10, 9);
    }
    expect(attributionOf('symbol').items[0]).toMatchObject({ name: 'ACME', pnl: -10, contribution: -0.01 });
    expect(attributionOf('source').items.find(({ name }) => name === 'unrealized_pnl')?.pnl).toBe(-10);
    expect(attributionOf('sector').items[0].name).toBe('Industry');
  });

  test('stands between the values of start and end, and what was paid in and out', () => {
    const withdrawn = { date: '2024-02-02', type: 'withdrawal' as const, amount: -40 };
    const stated = { ...GROWN, events: [...(GROWN.events ?? []), withdrawn] };
    const bridge = ({
      start_value,
      deposits,
      withdrawals,
      transfers,
      total_pnl,
      end_value,
    }: ReturnType<typeof attribution>) => [
      start_value,
      deposits,
      withdrawals,
      transfers,
      total_pnl,
      end_value,
    ];
    // 1,000 + 500 − 40 − 10 = 1,450; from February on 1,100 + 500 − 40 − 110 = 1,450.
    expect(bridge(attributionOf('source', stated))).toEqual([1000, 500, 40, 0, -10, 1450]);
    const february = attribution(portfolioOf(stated), { by: 'symbol', from: on('2024-02-01') }, TODAY);
    expect(bridge(february)).toEqual([1100, 500, 40, 0, -110, 1450]);
  });

  test('of an empty portfolio has no parts', () => {
    expect(attributionOf('symbol', EMPTY)).toMatchObject({ total_pnl: 0, items: [], capital: null });
  });
});

describe('explain', () => {
  const explainedOf = (more: Partial<Parameters<typeof explained>[1]> = {}, stated = GROWN) =>
    answer('explain', explained(portfolioOf(stated), { figure: 'equity', depth: 'day', ...more }, TODAY));

  test('gives the figure’s own value, from events that have ids', () => {
    const found = explainedOf({ date: on('2024-02-01') });
    expect(found.explanation.value).toBe('1600.00');
    expect(JSON.stringify(found)).toContain('"id":"e3"');
    expect(explainedOf({ figure: 'value', symbol: 'ACME' }).explanation.value).toBe('990.00');
  });

  test('refuses a figure, a day or an instrument that is not there, in the words of a query', () => {
    const refused = (more: Parameters<typeof explainedOf>[0], stated = GROWN) => {
      try {
        explainedOf(more, stated);
      } catch (error) {
        return error instanceof Refusal ? error.problems[0].source.field : error;
      }
      return null;
    };
    expect(refused({ figure: 'nothing' })).toBe('figure');
    expect(refused({ date: on('2023-01-01') })).toBe('date');
    expect(refused({ figure: 'value', symbol: 'NONE' })).toBe('symbol');
    expect(refused({}, EMPTY)).toBe('date');
  });
});
