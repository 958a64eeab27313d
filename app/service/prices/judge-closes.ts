import { type Day, dec, equals, parseDecimal } from '@tidemark/engine';
import type { DailyBar, HeldBackReason, OwnerReads } from '../ports/index.ts';
import { Believed } from './believed.ts';
import { type BelievedPrice, outlierOf } from './outliers.ts';

const DAY_MS = 86_400_000;

export interface JudgedCloses {
  readonly good: readonly DailyBar[];
  readonly bad: readonly {
    readonly bar: DailyBar;
    readonly known: BelievedPrice | null;
    readonly reason: HeldBackReason;
  }[];
}

/**
 * Which closes are believed: each against the one before it, be it stored or of the same answer. One that the store
 * has already, of the same source, is believed: somebody may have released it.
 */
export async function judgeCloses(
  tx: OwnerReads,
  bars: readonly DailyBar[],
  futures: ReadonlySet<string>,
  now: number,
): Promise<JudgedCloses> {
  if (bars.length === 0) return { good: [], bad: [] };
  const days = bars.map(({ day }) => day);
  const symbols = bars.map(({ symbol }) => symbol);
  const believed = await Believed.read(tx, symbols, Math.min(...days), Math.max(...days));
  const good: DailyBar[] = [];
  const bad: JudgedCloses['bad'][number][] = [];
  for (const [symbol, own] of Map.groupBy(bars, (bar) => bar.symbol)) {
    let last: DailyBar | null = null;
    for (const bar of own.toSorted((a, b) => a.day - b.day)) {
      const known: BelievedPrice | null = knownBefore(believed, symbol, last, bar.day);
      const isStored = isSame(believed.said(symbol, bar.source, bar.day), bar.close);
      const offered = { price: bar.close, at: bar.day * DAY_MS, currency: bar.currency };
      const rules = { now, mayBeNegative: futures.has(symbol), inOrder: false };
      const reason = isStored ? null : outlierOf(offered, known, rules);
      if (reason === null) {
        good.push(bar);
        last = bar;
      } else bad.push({ bar, known, reason });
    }
  }
  return { good, bad };
}

/** The later of what is stored before a day and of what the same answer has before it. */
function knownBefore(
  believed: Believed,
  symbol: string,
  last: DailyBar | null,
  day: Day,
): BelievedPrice | null {
  const stored = believed.closeOf(symbol, day);
  if (last === null || (stored !== null && stored.at > last.day * DAY_MS)) return stored;
  const { close, currency, source } = last;
  return believed.onBasis(
    symbol,
    { price: dec(close), currency, at: last.day * DAY_MS, day: last.day, source },
    day,
  );
}

function isSame(stored: ReturnType<Believed['said']>, close: string): boolean {
  const said = parseDecimal(close);
  return stored !== null && said !== null && equals(stored, said);
}
