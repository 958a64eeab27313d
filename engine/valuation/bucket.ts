import { minorUnits } from '../amounts/index.ts';
import { ExactColumn } from './exact-column.ts';
import type { RateSeries } from './rate-series.ts';

/** The running totals of an account in one currency; see "How the figures are made". */
export const TOTALS = [
  'cash',
  'opening',
  'deposits',
  'withdrawals',
  'transferredIn',
  'transferredOut',
  'ownIn',
  'ownOut',
  'income',
  'fees',
  'taxes',
  'adjustments',
  'exchanged',
  'costInKind',
] as const;

export type Total = (typeof TOTALS)[number];

/** One currency of one account: its running totals and the cost of the holdings that are priced in it. */
export class Bucket {
  readonly currency: string;
  rate: RateSeries;
  readonly decimals: number;
  readonly days: number;
  /** Change of Σ R(cost) of each day, futures excepted, in minor units. */
  readonly costChange: Float64Array;
  readonly cash: ExactColumn;
  private readonly totals: { [name in Total]?: ExactColumn } = {};
  /** Rounded totals, made by `settle`. */
  private readonly rounded = new Map<Total, Float64Array>();

  constructor(currency: string, rate: RateSeries, days: number) {
    this.currency = currency;
    this.rate = rate;
    this.decimals = minorUnits(currency);
    this.days = days;
    this.costChange = new Float64Array(days);
    this.cash = this.total('cash');
  }

  get fees(): ExactColumn {
    this.totals.fees ??= new ExactColumn(this.days, this.decimals);
    return this.totals.fees;
  }

  total(name: Total): ExactColumn {
    const column = this.totals[name] ?? new ExactColumn(this.days, this.decimals);
    this.totals[name] = column;
    return column;
  }

  /** Brings all totals up to date and rounds what changed; answers the first day that did. */
  settle(): number {
    let from = this.days;
    for (const name of TOTALS) {
      const column = this.totals[name];
      if (column === undefined) continue;
      const changed = column.settle();
      const rounded = this.rounded.get(name) ?? new Float64Array(this.days);
      this.rounded.set(name, rounded);
      if (changed < this.days) column.roundInto(rounded, changed, this.decimals);
      from = Math.min(from, changed);
    }
    return from;
  }

  /** A total's rounded levels, or null where nothing was ever added to it. */
  levels(name: Total): Float64Array | null {
    return this.rounded.get(name) ?? null;
  }
}
