import { describe, expect, test } from 'vitest';
import { parseDay } from '../../engine/calendar/index.ts';
import { annualizeOver, linkReturns, xirr } from '../../engine/returns/index.ts';

/** simonmichael/hledger@2b28a75dc, hledger/test/roi.test: the `roi` command; percentages to two digits. */
const TOLERANCE = 5.1e-5;

/**
 * These figures come out with a year of 365.25 days; ours has 365 (act/365). The factor turns a yearly rate
 * of the one into the same growth a day by the other.
 */
const YEAR = 365.25 / 365;

type RoiCase = {
  readonly id: string;
  readonly title: string;
  /** The report period; its end is excluded, and the date of the last receipt in hledger's IRR. */
  readonly begin: string;
  readonly end: string;
  readonly opening: number;
  /** Positive into the investment. */
  readonly flows: readonly (readonly [string, number])[];
  /** End-of-day values, the last on the last day of the period. */
  readonly valuations: readonly (readonly [string, number])[];
  readonly expected: { pnl: number; irr: number; twr: number; twrAnnual: number };
};

const CASES: readonly RoiCase[] = [
  {
    id: 'roi-1-no-growth',
    title: 'an investment that does not grow has no return',
    begin: '2017-01-01',
    end: '2018-01-01',
    opening: 0,
    flows: [
      ['2017-01-01', 100],
      ['2017-06-01', 100],
    ],
    valuations: [['2017-12-31', 200]],
    expected: { pnl: 0, irr: 0, twr: 0, twrAnnual: 0 },
  },
  {
    id: 'roi-5-big-loss',
    title: 'two payments of 100 that are worth 20 at the end of the year',
    begin: '2017-01-01',
    end: '2018-01-01',
    opening: 0,
    flows: [
      ['2017-01-01', 100],
      ['2017-06-01', 100],
    ],
    valuations: [['2017-12-31', 20]],
    expected: { pnl: -180, irr: -0.9574, twr: -0.9575, twrAnnual: -0.9576 },
  },
  {
    id: 'roi-7-part-of-history',
    title: 'a part of the history begins with the value brought in',
    begin: '2017-06-01',
    end: '2018-01-01',
    opening: 100,
    flows: [
      ['2017-07-01', 100],
      ['2017-10-01', -50],
    ],
    valuations: [
      ['2017-06-30', 110],
      ['2017-12-31', 155],
    ],
    expected: { pnl: 5, irr: 0.0524, twr: 0.0702, twrAnnual: 0.1228 },
  },
];

function day(text: string): number {
  const parsed = parseDay(text);
  if (parsed === null) throw new Error(text);
  return parsed;
}

/** The rate from a value brought in, through flows, to a value taken out. */
function rate(
  from: readonly [string, number],
  flows: RoiCase['flows'],
  to: readonly [string, number],
): number {
  const rows = [from, ...flows];
  const found = xirr({
    days: [...rows.map(([date]) => day(date)), day(to[0])],
    amounts: [...rows.map(([, amount]) => -amount), to[1]],
  }).rate;
  return found ?? Number.NaN;
}

/**
 * hledger lets the value between two valuations grow at a constant rate: the internal rates of the stretches
 * from one valuation to the next, each over its own length, linked (Bank Administration Institute, 1968).
 */
function linkedRates(one: RoiCase): number {
  let start: readonly [string, number] = [one.begin, one.opening];
  const totals = one.valuations.map((valuation) => {
    const within = one.flows.filter(([date]) => date >= start[0] && date <= valuation[0]);
    const yearly = rate(start, within, valuation);
    const total = (1 + yearly) ** ((day(valuation[0]) - day(start[0])) / 365) - 1;
    start = valuation;
    return total;
  });
  return linkReturns(totals);
}

describe('hledger roi', () => {
  test.each(CASES)('$id: $title', (one) => {
    const { pnl, irr, twr, twrAnnual } = one.expected;
    const closing = one.valuations[one.valuations.length - 1]?.[1] ?? Number.NaN;
    const net = one.flows.reduce((sum, [, amount]) => sum + amount, 0);
    expect(closing - one.opening - net).toBe(pnl);
    const found = rate([one.begin, one.opening], one.flows, [one.end, closing]);
    expect(Math.abs((1 + found) ** YEAR - 1 - irr)).toBeLessThanOrEqual(TOLERANCE);
    const total = linkedRates(one);
    expect(Math.abs(total - twr)).toBeLessThanOrEqual(TOLERANCE);
    const years = (day(one.end) - day(one.begin)) / 365.25;
    expect(Math.abs((annualizeOver(total, years) ?? Number.NaN) - twrAnnual)).toBeLessThanOrEqual(TOLERANCE);
  });
});

describe('hledger roi by a year of 365 days, which is our rule', () => {
  test('roi-5-big-loss is an internal rate of -95.73 %, not -95.74 %; so said roi.test@028e84fc8', () => {
    const flows = [['2017-06-01', 100]] as const;
    expect(rate(['2017-01-01', 100], flows, ['2018-01-01', 20])).toBeCloseTo(-0.957333149, 9);
  });

  test('roi-7-part-of-history is 12.27 % a year, not 12.28 %', () => {
    expect(annualizeOver(0.0702, 214 / 365)).toBeCloseTo(0.12268, 5);
  });
});

/**
 * Where no price says otherwise we hold a value as it is: 100 on the morning of 2017-06-01, 210 on that of
 * 2017-10-01. So did hledger before it let values grow between valuations: its roi.test@028e84fc8 gives
 * -90.00 % for the first and 11.45 % a year for the second.
 */
describe('hledger roi with values held between valuations, which is our rule', () => {
  test('200 that become 20 after the second payment are a loss of 90 %, not of 95.75 %', () => {
    expect(linkReturns([100 / 100 - 1, 20 / 200 - 1])).toBeCloseTo(-0.9, 12);
  });

  test('110/100 · 210/210 · 155/160 is 6.56 %, or 11.45 % a year, not 7.02 % and 12.28 %', () => {
    const total = linkReturns([110 / 100 - 1, 210 / 210 - 1, 155 / 160 - 1]);
    expect(total).toBeCloseTo(0.065625, 12);
    expect(annualizeOver(total, 214 / 365)).toBeCloseTo(0.1145, 4);
  });
});
