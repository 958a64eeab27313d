import { Bucket } from './bucket.ts';
import type { RateSeries } from './rate-series.ts';

/** Flows in kind of each day, in minor units of base; own ones are between two accounts of the ledger. */
export interface KindFlowColumns {
  readonly in: Float64Array;
  readonly out: Float64Array;
  readonly ownIn: Float64Array;
  readonly ownOut: Float64Array;
}

/** All that an account's daily figures are made of: sums that can be added to and taken from in any order. */
export class AccountBooks {
  readonly buckets = new Map<number, Bucket>();
  readonly longValue: Float64Array;
  readonly shortValue: Float64Array;
  /** Of futures and of what is not priced in base: value and unrealized gain. For the rest, gain is value less cost. */
  readonly otherValue: Float64Array;
  readonly otherUnrealized: Float64Array;
  readonly inKind: KindFlowColumns;
  /** Value of the first day's opening events in units. */
  openingInKind = 0;
  /** What booked rates add to realized gains. */
  readonly bookedGain: Float64Array;
  readonly stale: Float64Array;
  readonly estimated: Float64Array;
  /** Broker-reported equity by day index, in minor units of base; null: the ledger's own counts from then on. */
  readonly observed = new Map<number, number | null>();
  /** The day index of the report that the account begins with: its difference is part of the opening. -1: of none. */
  begunOn = -1;
  /** First day that must be assembled anew. */
  dirtyFrom = 0;
  readonly days: number;

  constructor(days: number) {
    const column = () => new Float64Array(days);
    this.days = days;
    this.longValue = column();
    this.shortValue = column();
    this.otherValue = column();
    this.otherUnrealized = column();
    this.inKind = { in: column(), out: column(), ownIn: column(), ownOut: column() };
    this.bookedGain = column();
    this.stale = column();
    this.estimated = column();
  }

  bucket(currency: number, name: string, rate: RateSeries): Bucket {
    let bucket = this.buckets.get(currency);
    if (bucket === undefined) {
      bucket = new Bucket(name, rate, this.days);
      this.buckets.set(currency, bucket);
    }
    return bucket;
  }

  touch(day: number): void {
    if (day < this.dirtyFrom) this.dirtyFrom = day;
  }
}
