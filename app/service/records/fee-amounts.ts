import {
  type Day,
  type Decimal,
  dec,
  decimal,
  divide,
  formatDecimal,
  formatFixed,
  type History,
  int,
  multiply,
  toNumber,
} from '@tidemark/engine';
import type { FeeScheduleRecord } from '../ports/index.ts';

/** Days that the rate of a year is spread over. */
const YEAR_DAYS = 365;

/** What is due for a period, and how it comes about, written out. */
export interface Due {
  readonly amount: Decimal;
  readonly calculation: string;
}

/** Of a fixed fee. */
export function fixedFee({ amount }: FeeScheduleRecord): Due {
  const value = dec(amount ?? '0');
  return { amount: value, calculation: formatDecimal(value) };
}

/**
 * The rate of a year over 365 days, on the equity at the end of each day, or of margin interest on the cash that is
 * borrowed then. A day below zero counts nothing.
 */
export function accrued(history: History, { kind, rate }: FeeScheduleRecord, from: Day, to: Day): Due {
  const { equity, cash } = history.columns();
  let sum = 0n;
  for (let day = from; day <= to; day++) {
    const at = day - history.first;
    const base = kind === 'margin_interest' ? -(cash[at] ?? 0) : (equity[at] ?? 0);
    if (base > 0) sum += BigInt(base);
  }
  const fraction = dec(rate ?? '0');
  const total = decimal(int.intOf(sum), history.decimals);
  const ofYear = multiply(total, fraction);
  const amount = divide(ofYear, decimal(YEAR_DAYS, 0), history.decimals, 'half-away-from-zero');
  const what = kind === 'margin_interest' ? 'borrowed cash' : 'equity';
  const days = to - from + 1;
  return {
    amount,
    calculation: `${what} of ${days} days, summed: ${money(total, history)} × ${percent(fraction)} / ${YEAR_DAYS} = ${money(amount, history)}`,
  };
}

/** A performance fee, and the mark that the next period is measured against. Minor units. */
export interface Gained {
  readonly due: Due;
  readonly highWaterMark: number;
}

/**
 * The rate of what equity at the end of a period is above its high-water mark: the highest that an earlier period
 * ended with, net of its fee where that is `recorded` (the amount of its event), plus what flowed in since and less
 * what flowed out. `mark` is null for the first period: it is measured against what was there before it.
 */
export function gained(
  history: History,
  { rate }: FeeScheduleRecord,
  { from, to }: { readonly from: Day; readonly to: Day },
  mark: number | null,
  recorded: string | null,
): Gained {
  const { equity, netFlow, opening } = history.columns();
  const [start, end] = [from - history.first, to - history.first];
  let highWaterMark = mark ?? (start === 0 ? opening : equity[start - 1]);
  for (let at = start; at <= end; at++) highWaterMark += netFlow[at];
  // The recorded fee went out of the account on the last day; the gain is before it.
  const paid = recorded === null ? 0 : Math.round(-toNumber(dec(recorded)) * 10 ** history.decimals);
  const before = equity[end] + paid;
  const fraction = dec(rate ?? '0');
  const gain = decimal(Math.max(0, before - highWaterMark), history.decimals);
  const share = multiply(gain, fraction);
  const amount = divide(share, decimal(1, 0), history.decimals, 'half-away-from-zero');
  const [value, against] = [before, highWaterMark].map((units) =>
    money(decimal(units, history.decimals), history),
  );
  return {
    due: {
      amount,
      calculation: `(equity ${value} - high-water mark ${against}) × ${percent(fraction)} = ${money(amount, history)}`,
    },
    highWaterMark: Math.max(highWaterMark, equity[end]),
  };
}

const money = (amount: Decimal, { decimals }: History): string => formatFixed(amount, decimals);

const percent = (fraction: Decimal): string => `${formatDecimal(multiply(fraction, decimal(100, 0)))} %`;
