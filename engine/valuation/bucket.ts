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

/** Signs by which a currency's totals leave its realized gain: what came in for any other reason is taken off. */
export const REALIZED: readonly [Total, 1 | -1][] = [
  ['cash', 1],
  ['opening', -1],
  ['deposits', -1],
  ['withdrawals', 1],
  ['transferredIn', -1],
  ['transferredOut', 1],
  ['ownIn', -1],
  ['ownOut', 1],
  ['income', -1],
  ['fees', 1],
  ['taxes', 1],
  ['adjustments', -1],
  ['exchanged', -1],
  ['costInKind', -1],
];

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
  /** Rounded totals and the first day of each that the last `settle` changed. */
  private readonly rounded: { [name in Total]?: Float64Array } = {};
  private readonly changes: { [name in Total]?: number } = {};
  /** By day, in minor units: what leaves the realized gain besides the changes of cash and cost. */
  readonly otherGains: Float64Array;

  constructor(currency: string, rate: RateSeries, days: number) {
    this.currency = currency;
    this.rate = rate;
    this.decimals = minorUnits(currency);
    this.days = days;
    this.costChange = new Float64Array(days);
    this.otherGains = new Float64Array(days);
    this.rounded.cash = new Float64Array(days);
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
    let others = this.days;
    for (const name of TOTALS) {
      const column = this.totals[name];
      if (column === undefined) continue;
      const changed = column.settle();
      this.changes[name] = changed;
      if (changed === this.days) continue;
      this.rounded[name] ??= new Float64Array(this.days);
      column.roundInto(this.rounded[name], changed, this.decimals);
      from = Math.min(from, changed);
      if (name !== 'cash') others = Math.min(others, changed);
    }
    if (others < this.days) this.takeOffOthers(others);
    return from;
  }

  private takeOffOthers(from: number): void {
    const { otherGains, days } = this;
    otherGains.fill(0, from);
    for (const [name, sign] of REALIZED) {
      const levels = this.levels(name);
      if (name === 'cash' || levels === null) continue;
      let before = from > 0 ? levels[from - 1] : 0;
      for (let day = from; day < days; day++) {
        const level = levels[day];
        if (level !== before) {
          otherGains[day] += sign * (level - before);
          before = level;
        }
      }
    }
  }

  /** The first day of a total that the last `settle` changed, or the number of days. */
  changedFrom(name: Total): number {
    return this.changes[name] ?? this.days;
  }

  /** A total's rounded levels, or null where nothing was ever added to it. */
  levels(name: 'cash'): Float64Array;
  levels(name: Total): Float64Array | null;
  levels(name: Total): Float64Array | null {
    return this.rounded[name] ?? null;
  }
}
