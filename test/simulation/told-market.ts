import type { Session } from '../../engine/index.ts';
import type { EURO_RATES, StandInInstrument, Told } from '../stand-ins/market.ts';
import { dateOf, type PlannedInstrument, type PlannedMarket } from './market.ts';

/** Rates of a day come out in the afternoon. */
const RATES_AFTER_MS = 15 * 3_600_000;
const DAY_MS = 86_400_000;
/** Rates within 90 days. */
const RECENT_RATES = 64;
const PAGE_ROWS = 1_000;

/** What providers know of a market at an instant: what has been paid by then. A session that goes on has a bar too. */
export function toldOf({ sessions, instruments, dollarsForEuro }: PlannedMarket, now: () => number): Told {
  const rates = [...dollarsForEuro]
    .map(([day, rate]) => ({ from: day * DAY_MS + RATES_AFTER_MS, date: dateOf(day), rate }))
    .reverse();
  return {
    market: new Map(instruments.map((one) => [one.symbol, new ToldInstrument(one, sessions, now)])),
    euroRates: (): typeof EURO_RATES =>
      rates
        .filter(({ from }) => from <= now())
        .map(({ date, rate }) => ({ date, rates: { USD: (rate / 10_000).toFixed(4) } })),
    recentRates: RECENT_RATES,
    now,
    pageRows: PAGE_ROWS,
  };
}

interface Row {
  readonly date: string;
  readonly from: number;
  readonly to: number;
  /** Cents before and at the close; null where there was no trade. */
  readonly before: number;
  readonly close: number | null;
}

class ToldInstrument implements StandInInstrument {
  readonly currency = 'USD';
  readonly minutes = [];
  readonly dividends = [];
  readonly splits: StandInInstrument['splits'];
  private readonly rows: readonly Row[];
  private readonly now: () => number;

  constructor({ closes, splits }: PlannedInstrument, sessions: readonly Session[], now: () => number) {
    this.now = now;
    this.splits = splits.map(({ day, newUnits, oldUnits }) => ({ date: dateOf(day), newUnits, oldUnits }));
    let last = closes.get(sessions[0].day) ?? 0;
    this.rows = sessions.map(({ day, openUtc, closeUtc }) => {
      const split = splits.find((one) => one.day === day);
      const before = split === undefined ? last : Math.round((last * split.oldUnits) / split.newUnits);
      const close = closes.get(day) ?? null;
      last = close ?? before;
      return { date: dateOf(day), from: openUtc * 1000, to: closeUtc * 1000, before, close };
    });
  }

  get days(): StandInInstrument['days'] {
    const now = this.now();
    return this.begun(now).map((row) => {
      const paid = paidBy(row, now);
      return { date: row.date, prices: paid === null ? null : [paid, paid, paid, paid] };
    });
  }

  get latest(): StandInInstrument['latest'] {
    const now = this.now();
    const row = this.begun(now).findLast(({ close }) => close !== null) as Row;
    const at = Math.min(now - 1_000, row.to - 1_000);
    return { price: paidBy(row, now) as number, at: new Date(at).toISOString() };
  }

  private begun(now: number): readonly Row[] {
    const next = this.rows.findIndex(({ from }) => from >= now - 2_000);
    return next < 0 ? this.rows : this.rows.slice(0, next);
  }
}

/** On the straight way from the close before to its own. */
function paidBy({ from, to, before, close }: Row, now: number): number | null {
  if (close === null) return null;
  const share = Math.min(1, (now - from) / (to - from));
  return Math.round(before + (close - before) * share) / 100;
}
