/**
 * The JavaScript baseline that Tidemark is measured against: the same task in plain loops over typed arrays, with
 * no rounding, no lots and no checks. Daily equity, time-weighted return with flows at the end of the day, XIRR.
 *
 * `node bench/baseline.ts FOLDER` reads prices.csv and transactions.csv and prints the figures as JSON.
 */
import path from 'node:path';
import { type Prices, readPrices } from './baseline-prices.ts';
import { type Rows, readRows } from './baseline-rows.ts';
import { isMain } from './main-module.ts';

export interface Figures {
  /** Equity of the last day. */
  readonly final: number;
  readonly twr: number;
  readonly xirr: number;
}

export interface BaselineInput {
  readonly prices: Prices;
  readonly rows: Rows;
}

export function readBaseline(folder: string): BaselineInput {
  const prices = readPrices(path.join(folder, 'prices.csv'));
  return { prices, rows: readRows(path.join(folder, 'transactions.csv'), prices) };
}

/** The whole computation, in arrays that are made once. */
export class Baseline {
  private readonly prices: Prices;
  private readonly rows: Rows;
  private readonly equity: Float64Array;
  private readonly flow: Float64Array;
  private readonly index: Float64Array;
  /** Where the trades of a symbol begin in the two arrays that follow. */
  private readonly starts: Int32Array;
  private readonly days: Int32Array;
  private readonly quantities: Float64Array;

  constructor({ prices, rows }: BaselineInput) {
    const days = prices.dates.length;
    this.prices = prices;
    this.rows = rows;
    this.equity = new Float64Array(days);
    this.flow = new Float64Array(days);
    this.index = new Float64Array(days);
    this.starts = new Int32Array(prices.symbols.size + 2);
    this.days = new Int32Array(rows.tradeCount);
    this.quantities = new Float64Array(rows.tradeCount);
  }

  run(): Figures {
    const { prices, rows, equity, flow, index, starts, days, quantities } = this;
    addCash(rows, equity, flow);
    sortTrades(rows, starts, days, quantities);
    addHoldings(starts, days, quantities, prices, equity);
    linkReturns(equity, flow, index);
    const last = equity.length - 1;
    return {
      final: equity[last] / 10_000,
      twr: index[last] - 1,
      xirr: internalRate(equity, flow, prices.dates),
    };
  }
}

function addCash(rows: Rows, equity: Float64Array, flow: Float64Array): void {
  const { count, days, amounts, flowCount, flowDays, flowAmounts } = rows;
  equity.fill(0);
  flow.fill(0);
  for (let k = 0; k < count; k++) equity[days[k]] += amounts[k];
  for (let k = 0; k < flowCount; k++) flow[flowDays[k]] += flowAmounts[k];
  let cash = 0;
  for (let day = 0; day < equity.length; day++) {
    cash += equity[day];
    equity[day] = cash;
  }
}

/** Counting sort of the trades by symbol, each symbol's in file order. */
function sortTrades(rows: Rows, starts: Int32Array, days: Int32Array, quantities: Float64Array): void {
  const { tradeCount, tradeDays, tradeSymbols, tradeQuantities } = rows;
  starts.fill(0);
  for (let k = 0; k < tradeCount; k++) starts[tradeSymbols[k] + 2]++;
  for (let symbol = 1; symbol < starts.length; symbol++) starts[symbol] += starts[symbol - 1];
  for (let k = 0; k < tradeCount; k++) {
    const at = starts[tradeSymbols[k] + 1]++;
    days[at] = tradeDays[k];
    quantities[at] = tradeQuantities[k];
  }
}

/** Symbol by symbol, and of each only the days on which it is held. */
function addHoldings(
  starts: Int32Array,
  days: Int32Array,
  quantities: Float64Array,
  { ticks, stride }: Prices,
  equity: Float64Array,
): void {
  const last = equity.length;
  for (let symbol = 0; symbol + 2 < starts.length; symbol++) {
    const column = symbol * stride;
    const end = starts[symbol + 1];
    let quantity = 0;
    for (let k = starts[symbol]; k < end; k++) {
      quantity += quantities[k];
      const to = k + 1 < end ? days[k + 1] : last;
      if (quantity !== 0)
        for (let day = days[k]; day < to; day++) equity[day] += quantity * ticks[column + day];
    }
  }
}

function linkReturns(equity: Float64Array, flow: Float64Array, index: Float64Array): void {
  let level = 1;
  index[0] = 1;
  for (let day = 1; day < equity.length; day++) {
    if (equity[day - 1] > 0) level *= (equity[day] - flow[day]) / equity[day - 1];
    index[day] = level;
  }
}

/** Newton's method in the discount of one day; powers of it come from a table, for flows lie close together. */
function internalRate(equity: Float64Array, flow: Float64Array, dates: Int32Array): number {
  const last = equity.length - 1;
  const powers = new Float64Array(64);
  let discount = 1.1 ** (-1 / 365);
  for (let step = 0; step < 100; step++) {
    powers[0] = 1;
    for (let n = 1; n < 64; n++) powers[n] = powers[n - 1] * discount;
    let value = equity[last];
    let slope = 0;
    let date = dates[last];
    for (let day = last; day >= 0; day--) {
      if (flow[day] === 0) continue;
      const gap = date - dates[day];
      date = dates[day];
      if (gap > 0) {
        slope = slope * power(powers, discount, gap) + value * gap * power(powers, discount, gap - 1);
        value *= power(powers, discount, gap);
      }
      value -= flow[day];
    }
    const change = value / slope;
    discount -= change;
    if (Math.abs(change) < 1e-14) break;
  }
  return discount ** -365 - 1;
}

function power(powers: Float64Array, discount: number, n: number): number {
  return n < 64 ? powers[n] : discount ** n;
}

if (isMain(import.meta.url)) {
  const figures = new Baseline(readBaseline(process.argv[2])).run();
  process.stdout.write(`${JSON.stringify(figures)}\n`);
}
