import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type Day, formatDay } from '../../engine/calendar/day.ts';
import {
  AMOUNT_FIGURES,
  COLUMN_OF,
  type ExplainRequest,
  type ExplanationValue,
  explain,
  PERIOD_FIGURES,
} from '../../engine/explain/index.ts';
import { accountValueAt, growthPercents, Journal, startingBalance } from '../../engine/journal/index.ts';
import { seriesDates } from '../../engine/report/dates.ts';
import { type ValueReport, valueReport } from '../../engine/report/value-report.ts';
import type { History } from '../../engine/valuation/history.ts';
import { EngineLedger } from './engine.ts';
import { faults } from './explained.ts';
import { ledgers } from './ledgers.ts';
import { runs } from './runs.ts';

const USUAL = {
  every: 'day',
  positionsBy: 'symbol',
  flows: 'in-start-out-end',
  calendar: 'auto',
  riskFree: 0,
  volatilityOf: 'simple',
  benchmark: null,
} as const;

interface Asked {
  readonly from: Day | null;
  readonly to: Day;
  readonly account: string | null;
}

/** The report of a period, and the days that it was made over. */
function reportOf(history: History, asked: Asked): ValueReport {
  const { input } = history.workings?.world ?? {};
  if (input === undefined) throw new Error('no events');
  const { report, problems } = valueReport(history, input, { ...USUAL, ...asked });
  if (report === null) throw new Error(JSON.stringify(problems));
  return report;
}

function daysOf(history: History, report: ValueReport) {
  const { input } = history.workings?.world ?? {};
  if (input === undefined) throw new Error('no events');
  const sources = { table: input.table, order: input.order, prices: input.prices, symbols: history.symbols };
  const dates = seriesDates(sources, report.from, report.to, 'auto', 'day');
  const dayAt = (index: number): Day => addDays(report.from, index);
  return {
    days: Array.from(dates.days, dayAt),
    risk: { days: Array.from(dates.risk, dayAt), periodsPerYear: report.annualization },
  };
}

/** What the report, and the journal, say of a period. */
function figuresOf(history: History, report: ValueReport): Record<string, ExplanationValue | null> {
  const amount = (units: number): ExplanationValue => ({ units: units + 0, scale: history.decimals });
  const { performance, risk, summary, period } = report;
  const found: Record<string, ExplanationValue | null> = {
    twr: performance.twr,
    twr_annualized: performance.twrAnnualized,
    xirr: performance.xirr,
    modified_dietz: performance.modifiedDietz,
    volatility: risk.volatility,
    max_drawdown: performance.drawdowns.depth,
    equity: amount(summary.equity),
  };
  for (const figure of AMOUNT_FIGURES) {
    const column = period.columns[COLUMN_OF[figure]].subarray(period.start, period.end + 1);
    found[figure] = amount(column.reduce((sum, one) => sum + one, 0));
  }
  return found;
}

function grownOf(history: History, { to, account }: Asked, basis: 'realized' | 'market') {
  const totals = Journal.of(history).valueTotals(account);
  const value = accountValueAt(totals, to, basis, startingBalance(totals, basis, null));
  if (value === null) throw new Error('no value');
  const { trading, total } = growthPercents(value.startingBalance, value.result, value.netFlow);
  return {
    account_value: { units: value.value, scale: history.decimals },
    trading_growth_percent: trading,
    total_growth_percent: total,
  };
}

function faultsOf(history: History, asked: Asked): string[] {
  const report = reportOf(history, asked);
  const who = `${formatDay(report.from)}…${formatDay(asked.to)} ${asked.account ?? 'portfolio'}`;
  const request: Omit<ExplainRequest, 'figure'> = {
    day: asked.to,
    from: report.from,
    ...(asked.account !== null && { account: asked.account }),
    ...daysOf(history, report),
  };
  const told = (name: string, value: ExplanationValue | null, more: Partial<ExplainRequest> = {}) =>
    faults(
      `${who} ${name}`,
      value,
      () => explain(history, { ...request, ...more, figure: name }).explanation,
    );
  return [
    ...Object.entries(figuresOf(history, report)).flatMap(([name, value]) => told(name, value)),
    ...(['realized', 'market'] as const).flatMap((basis) =>
      Object.entries(grownOf(history, asked, basis)).flatMap(([name, value]) => told(name, value, { basis })),
    ),
  ];
}

test('every figure of a period is what its leaves make, and what the report says', {
  timeout: 300_000,
}, () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(ledgers(40), fc.nat(9_999), fc.nat(9_999), (input, begin, end) => {
      const { history } = new EngineLedger(input);
      const length = history.last - history.first + 1;
      const days = [begin % length, end % length]
        .sort((a, b) => a - b)
        .map((at) => addDays(history.first, at));
      const accounts = [null, ...history.accounts];
      const periods = [
        { from: null, to: history.last },
        { from: days[0], to: days[1] },
      ];
      const asked = periods.flatMap((period) => accounts.map((account) => ({ ...period, account })));
      for (const one of asked)
        for (const [name, value] of Object.entries(figuresOf(history, reportOf(history, one))))
          if (value !== null) seen.add(name);
      expect(asked.flatMap((one) => faultsOf(history, one)).slice(0, 8)).toEqual([]);
    }),
    { numRuns: runs(12) },
  );
  // A figure that is never known would be right without a tree.
  const growth = ['account_value', 'trading_growth_percent', 'total_growth_percent'];
  expect([...PERIOD_FIGURES].filter((name) => !seen.has(name) && !growth.includes(name))).toEqual([]);
});
