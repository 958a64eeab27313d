import { civil, type Day, dec, decimal, multiply, ONE } from '@tidemark/engine';
import type { LatestPriceRecord, OwnerReads, QuoteSegment, SplitRecord } from '../ports/index.ts';
import type { BelievedPrice } from './outliers.ts';

const DAY_MS = 86_400_000;
/** Closes older than this many years say nothing of a price of today. */
const YEARS_BACK = 1;

type Known = Omit<BelievedPrice, 'splitRatio'> & { readonly day: number };

/** What is believed of symbols, read once for a round: last prices, closes, splits of the shared owner. */
export class Believed {
  private readonly latest: ReadonlyMap<string, LatestPriceRecord>;
  private readonly segments: ReadonlyMap<string, readonly QuoteSegment[]>;
  private readonly splits: ReadonlyMap<string, readonly SplitRecord[]>;

  private constructor(
    latest: readonly LatestPriceRecord[],
    segments: readonly QuoteSegment[],
    splits: readonly SplitRecord[],
  ) {
    this.latest = new Map(latest.map((one) => [one.symbol, one]));
    this.segments = Map.groupBy(segments, ({ name }) => name);
    this.splits = Map.groupBy(splits, ({ symbol }) => symbol);
  }

  /** `from`, `to`: the days of the prices that will be judged. */
  static async read(tx: OwnerReads, symbols: readonly string[], from: number, to: number): Promise<Believed> {
    const fromYear = civil(from as Day).year - YEARS_BACK;
    const toYear = civil(to as Day).year;
    return new Believed(
      await tx.latestPrices.list(symbols),
      await tx.prices.segments({ names: symbols, fromYear, toYear }),
      await tx.splits.list(symbols),
    );
  }

  /** For a price of now: the last price, or the last close where that is of a later day or there is no other. */
  latestOf(symbol: string, day: number): BelievedPrice | null {
    const latest = this.latest.get(symbol);
    const close = this.closeBefore(symbol, day + 1);
    if (latest === undefined || (close !== null && close.day > latest.day))
      return this.onBasis(symbol, close, day);
    return this.onBasis(symbol, { ...latest, price: dec(latest.price) }, day);
  }

  /** For a close of a day: the one before it. */
  closeOf(symbol: string, day: number): BelievedPrice | null {
    return this.onBasis(symbol, this.closeBefore(symbol, day), day);
  }

  /** What a source has said of a day; null where nothing. */
  said(symbol: string, source: string, day: number): ReturnType<typeof decimal> | null {
    for (const segment of this.segments.get(symbol) ?? []) {
      const n = segment.source === source ? segment.days.indexOf(day) : -1;
      if (n >= 0) return decimal(segment.units[n], segment.scales[n]);
    }
    return null;
  }

  onBasis(symbol: string, known: Known | null, day: number): BelievedPrice | null {
    if (known === null) return null;
    const between = (this.splits.get(symbol) ?? []).filter(
      (split) => split.day > known.day && split.day <= day,
    );
    return { ...known, splitRatio: between.reduce((ratio, split) => multiply(ratio, dec(split.ratio)), ONE) };
  }

  private closeBefore(symbol: string, day: number): Known | null {
    let found: Known | null = null;
    for (const { days, units, scales, currency, source } of this.segments.get(symbol) ?? []) {
      const n = days.findLastIndex((one) => one < day);
      if (n < 0 || (found !== null && days[n] <= found.day)) continue;
      found = { day: days[n], price: decimal(units[n], scales[n]), currency, at: days[n] * DAY_MS, source };
    }
    return found;
  }
}
