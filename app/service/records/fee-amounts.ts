import {
  type Day,
  type Decimal,
  dec,
  decimal,
  divide,
  formatDecimal,
  formatFixed,
  int,
  multiply,
  round,
} from '@tidemark/engine';
import type { FeeScheduleRecord } from '../ports/index.ts';
import type { FeeDays } from './fee-days.ts';

/** Days that the rate of a year is spread over, by day count convention (ISDA 2006, section 4.16(d) and (e)). */
const YEAR_DAYS = { 'act/365': 365, 'act/360': 360 } as const;

export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** What is due for a period, to the minor unit, and how it comes about, written out. */
export interface Due {
  readonly amount: Decimal;
  readonly calculation: string;
}

/** Of a fixed fee. */
export function fixedFee({ decimals }: FeeDays, { amount }: FeeScheduleRecord): Due {
  const stated = dec(amount ?? '0');
  return { amount: round(stated, decimals, 'half-away-from-zero'), calculation: formatDecimal(stated) };
}

/**
 * The rate of a year, over the days of a year by the schedule's day count, on the equity at the end of each day, or of
 * margin interest on the cash that is owed then. A day below zero counts nothing; the sum is rounded, not its days.
 */
export function accrued(days: FeeDays, schedule: FeeScheduleRecord, { from, to }: Period): Due {
  const isInterest = schedule.kind === 'margin_interest';
  let sum = 0n;
  for (let day = from; day <= to; day++) {
    const base = isInterest ? days.borrowed(day) : days.equity(day);
    if (base > 0) sum += BigInt(base);
  }
  const fraction = dec(schedule.rate ?? '0');
  const yearDays = YEAR_DAYS[schedule.dayCount ?? 'act/365'];
  const total = decimal(int.intOf(sum), days.decimals);
  const ofYear = multiply(total, fraction);
  const amount = divide(ofYear, decimal(yearDays, 0), days.decimals, 'half-away-from-zero');
  const what = isInterest ? 'borrowed cash' : 'equity';
  const [summed, result] = [total, amount].map((one) => formatFixed(one, days.decimals));
  return {
    amount,
    calculation: `${what} of ${to - from + 1} days, summed: ${summed} × ${percent(fraction)} / ${yearDays} = ${result}`,
  };
}

/** What a period is measured against, and what there was at its end before the fee. Minor units. */
export interface Measured {
  readonly due: Due;
  readonly mark: number;
  readonly value: number;
}

/**
 * The rate of what the equity at the end of a period is above the high-water mark: `before`, the mark of the period
 * before (null: the equity that the first period began with), plus what flowed in since and less what flowed out. So
 * no deposit is charged, and a loss is made good before a gain is.
 */
export function gained(
  days: FeeDays,
  { rate }: FeeScheduleRecord,
  { from, to }: Period,
  before: number | null,
): Measured {
  let mark = before ?? (from <= days.first ? days.opening : days.equity((from - 1) as Day));
  for (let day = from; day <= to; day++) mark += days.netFlow(day);
  const value = days.equity(to);
  const fraction = dec(rate ?? '0');
  const gain = decimal(Math.max(0, value - mark), days.decimals);
  const amount = round(multiply(gain, fraction), days.decimals, 'half-away-from-zero');
  const [equity, highWater] = [value, mark].map((units) =>
    formatFixed(decimal(units, days.decimals), days.decimals),
  );
  const result = formatFixed(amount, days.decimals);
  return {
    due: {
      amount,
      calculation: `(equity ${equity} - high-water mark ${highWater}) × ${percent(fraction)} = ${result}`,
    },
    mark,
    value,
  };
}

const percent = (fraction: Decimal): string => `${formatDecimal(multiply(fraction, decimal(100, 0)))} %`;
