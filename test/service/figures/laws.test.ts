import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  accountValue,
  attribution,
  complete,
  correlations,
  current,
  equityHistory,
  exposures,
  growth,
  lots,
  performance,
  positions,
  returns,
  risk,
  stress,
  summary,
  trade,
  trades,
  value,
  valueHistory,
} from '../../../app/service/figures/index.ts';
import type { OpenPortfolio } from '../../../app/service/portfolio/open-portfolio.ts';
import { type Day, formatDay, hasErrors } from '../../../engine/index.ts';
import { EngineLedger } from '../../properties/engine.ts';
import { ledgers } from '../../properties/ledgers.ts';
import { PATIENT, runs } from '../../properties/runs.ts';
import { portfolioOf } from '../portfolio.ts';
import { answer } from './answer.ts';

type Input = ConstructorParameters<typeof EngineLedger>[0];

const DAY_MS = 86_400_000;
const ALL = { limit: 10_000 } as const;

/** A random ledger as an open portfolio in dollars; prices are only in its history. */
function portfolioFrom(input: Input): OpenPortfolio {
  const ledger = new EngineLedger(input);
  const { history, book } = ledger;
  const stated = portfolioOf({
    accounts: history.accounts.map((id) => ({ id })),
    portfolio: { baseCurrency: history.base, fees: input.conventions.fees },
    today: formatDay(history.last),
  });
  return { ...stated, history, facts: { ...stated.facts, book }, conventions: input.conventions };
}

/** Minor units, of currencies with at most two decimals. */
const cents = (amount: number | null | undefined): number => Math.round((amount ?? Number.NaN) * 100);

function holds(law: (portfolio: OpenPortfolio, day: Day) => void, count: number): void {
  fc.assert(
    fc.property(ledgers(60), fc.nat(9999), (input, pick) => {
      const portfolio = portfolioFrom(input);
      const { history } = portfolio;
      fc.pre(history.last >= history.first && !hasErrors(history.problems));
      law(portfolio, (history.first + (pick % (history.last - history.first + 1))) as Day);
    }),
    { numRuns: runs(count) },
  );
}

test('equity rolls forward from row to row, and the P&L of all rows is that of the whole', PATIENT, () => {
  holds((portfolio, day) => {
    const { history } = portfolio;
    const found = equityHistory(portfolio, {}, day);
    const columns = history.columns();
    let before = cents(columns.opening / 10 ** history.decimals);
    for (const row of found.history) {
      expect(cents(row.equity_balance)).toBe(
        before + cents(row.equity_inflow) - cents(row.equity_outflow) + cents(row.daily_pnl),
      );
      expect(cents(row.gross_exposure)).toBe(cents(row.long_value) - cents(row.short_value));
      expect(row.num_positions).toBe(row.num_long_positions + row.num_short_positions);
      before = cents(row.equity_balance);
    }
    const held = positions(portfolio, { ...ALL, by: 'symbol', closed: false }, day).items;
    const last = found.history.at(-1);
    if (last?.date === formatDay(day)) {
      expect(last.num_positions).toBe(held.length);
      expect(last.num_short_positions).toBe(held.filter(({ quantity }) => quantity < 0).length);
    }
  }, 12);
});

test('an account value is its calculation, and its change the sum of its sources', PATIENT, () => {
  holds((portfolio, day) => {
    for (const basis of ['realized', 'market'] as const) {
      const found = growth(portfolio, { basis, by: 'week', date: day }, day);
      const gains = cents(found.realized_pnl) + (basis === 'market' ? cents(found.unrealized_pnl) : 0);
      const flows = cents(found.deposits_total) - cents(found.withdrawals_total);
      expect(cents(found.starting_balance) + gains + flows).toBe(cents(found.current_value));
      const sources = Object.values(found.sources).reduce((sum: number, part) => sum + cents(part), 0);
      expect(sources).toBe(cents(found.current_value) - cents(found.starting_balance));
      expect(found.rows?.at(-1)?.value).toBe(found.current_value);
      expect(accountValue(portfolio, { basis, date: day }, day).value).toBe(found.current_value);
    }
    const onMarket = growth(portfolio, { basis: 'market', date: day }, day);
    const assumed = onMarket.starting_balance_assumed ? 10_000 : 0;
    expect(cents(onMarket.current_value)).toBe(
      cents(summaryOn(portfolio, day).equity_balance) + cents(assumed),
    );
  }, 12);
});

const summaryOn = (portfolio: OpenPortfolio, day: Day) => summary(portfolio, nowOn(day));
const nowOn = (day: Day): number => day * DAY_MS + DAY_MS - 1;

test(
  'the chart of ALL returns what the value report does; the gain of any range is free of flows',
  PATIENT,
  () => {
    holds((portfolio, day) => {
      const all = performance(portfolio, { timeframe: 'ALL' }, nowOn(day));
      const { summary: whole } = value(portfolio, {}, day);
      expect(all.profit_loss_percent).toBe((whole.twr ?? Number.NaN) * 100);
      expect(cents(all.profit_loss)).toBe(cents(Number(whole.total_pnl)));
      for (const timeframe of ['1D', '1W', '1M', 'YTD'] as const) {
        const chart = performance(portfolio, { timeframe }, nowOn(day));
        expect(cents(chart.start_value) + cents(chart.net_flows) + cents(chart.profit_loss)).toBe(
          cents(chart.current_value),
        );
        const flows = chart.data_points.reduce((sum, point) => sum + cents(point.net_flow), 0);
        expect(flows).toBe(cents(chart.net_flows));
        expect(chart.data_points.at(-1)?.value).toBe(chart.current_value);
      }
    }, 12);
  },
);

test('open lots sum to the positions that they are of', PATIENT, () => {
  holds((portfolio, day) => {
    const futures = (symbol: string) => portfolio.facts.instruments(symbol)?.kind === 'future';
    const found = lots(portfolio, { ...ALL, status: 'open' }, day).items;
    for (const one of positions(portfolio, { ...ALL, by: 'symbol', closed: false }, day).items) {
      const own = found.filter(({ symbol }) => symbol === one.symbol);
      const sum = (figure: 'value' | 'unrealized_pnl') =>
        own.reduce((total, lot) => total + cents(lot.status === 'open' ? lot[figure] : 0), 0);
      if (futures(one.symbol) || own.some((lot) => lot.status === 'open' && lot.value === null)) continue;
      expect([sum('value'), sum('unrealized_pnl')], one.symbol).toEqual([
        cents(one.value),
        cents(one.unrealized_pnl),
      ]);
    }
  }, 12);
});

test('every document is as the contract describes it, of any ledger and on any day', PATIENT, () => {
  holds((portfolio, day) => {
    const now = nowOn(day);
    answer('growth', growth(portfolio, { basis: 'market', by: 'day' }, day));
    answer('accountValue', accountValue(portfolio, { basis: 'realized' }, day));
    answer('equityHistory', equityHistory(portfolio, {}, day));
    answer('current', current(portfolio, now));
    answer('performance', performance(portfolio, { timeframe: '1M' }, now));
    answer('history', valueHistory(portfolio, { period: 'ALL' }, now));
    answer('positions', positions(portfolio, { ...ALL, by: 'account', closed: true }, day));
    answer('lots', lots(portfolio, { ...ALL, status: 'open' }, day));
    answer('lots', lots(portfolio, { ...ALL, status: 'closed' }, day));
    const journal = answer('trades', trades(portfolio, { ...ALL, statistics: true }));
    for (const { id } of journal.items.slice(0, 5)) answer('trade', trade(portfolio, id));
    answer('returns', returns(portfolio, { by: 'week' }, day));
    answer('risk', risk(portfolio, { riskFree: 0.02, logReturns: true }, day));
    for (const by of ['symbol', 'account', 'currency', 'sector', 'source'] as const)
      answer('attribution', attribution(portfolio, { by }, day));
    answer('exposures', exposures(portfolio, {}, day));
    answer('correlations', correlations(portfolio, {}, day));
    answer('stress', stress(portfolio, { own: [] }, day));
    answer('summary', summary(portfolio, now));
    answer('complete', complete(portfolio, now));
  }, 8);
});
