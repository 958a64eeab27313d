import { type Day, dayOf, marketCalendar } from '@tidemark/engine';
import { type Random, seeded } from '../seeded-random.ts';

/** A quote of each session, as text with the decimals of the market. */
export interface Quotes {
  readonly symbol: string;
  readonly days: readonly Day[];
  readonly prices: readonly number[];
}

export interface Market {
  /** The last day that has happened. */
  readonly last: Day;
  readonly quotes: ReadonlyMap<string, Quotes>;
  /** Dollars per euro. */
  readonly euro: Quotes;
}

/** A fictional company or fund: where its price starts, what drives it, and how it is counted. */
interface Listing {
  readonly symbol: string;
  readonly exchange: 'XNYS' | 'XETR';
  readonly from: Day;
  readonly start: number;
  /** Share of the market's move that it takes. */
  readonly beta: number;
  /** Yearly drift and volatility of its own. */
  readonly drift: number;
  readonly noise: number;
  readonly split?: { readonly day: Day; readonly ratio: number };
}

export const FIRST = date(2016, 1, 4);
/** The last day of the demonstration in the terminal, whose figures are the same for ever. */
export const LAST = date(2025, 12, 31);

export const SPLIT = { symbol: 'BOLT', day: date(2021, 7, 19), ratio: 4 };

const LISTINGS: readonly Listing[] = [
  { symbol: 'ACME', exchange: 'XNYS', from: FIRST, start: 62, beta: 1, drift: -0.01, noise: 0.14 },
  {
    symbol: 'BOLT',
    exchange: 'XNYS',
    from: FIRST,
    start: 38,
    beta: 1.35,
    drift: 0.05,
    noise: 0.28,
    split: SPLIT,
  },
  { symbol: 'CORAL', exchange: 'XNYS', from: FIRST, start: 84, beta: 1.3, drift: -0.12, noise: 0.22 },
  { symbol: 'DUNE', exchange: 'XNYS', from: FIRST, start: 27, beta: 0.9, drift: -0.14, noise: 0.24 },
  { symbol: 'TIDE', exchange: 'XNYS', from: FIRST, start: 51, beta: 0.95, drift: 0, noise: 0.02 },
  {
    symbol: 'EURX',
    exchange: 'XETR',
    from: date(2018, 1, 2),
    start: 40,
    beta: 0.9,
    drift: -0.01,
    noise: 0.08,
  },
];

/** The market's mood: from a day on, the yearly drift and volatility that all listings share. */
const MOODS: readonly { readonly from: Day; readonly drift: number; readonly volatility: number }[] = [
  { from: FIRST, drift: 0.1, volatility: 0.1 },
  { from: date(2018, 9, 24), drift: -0.75, volatility: 0.19 },
  { from: date(2018, 12, 26), drift: 0.26, volatility: 0.11 },
  { from: date(2020, 2, 20), drift: -5.2, volatility: 0.55 },
  { from: date(2020, 3, 24), drift: 0.85, volatility: 0.24 },
  { from: date(2020, 9, 1), drift: 0.2, volatility: 0.13 },
  { from: date(2022, 1, 4), drift: -0.31, volatility: 0.2 },
  { from: date(2022, 10, 13), drift: 0.15, volatility: 0.12 },
  { from: date(2025, 2, 19), drift: -1.3, volatility: 0.28 },
  { from: date(2025, 4, 9), drift: 0.3, volatility: 0.15 },
];

const TRADING_DAYS = 252;

/** Prices that never were, up to a day. The same seed gives the same ones, and a later last day only adds to them. */
export function market(seed: number, last: Day): Market {
  const shared = moves(seed, last);
  const quotes = LISTINGS.map(
    (listing, i) => [listing.symbol, quotesOf(listing, shared, last, seeded(seed + 101 * (i + 1)))] as const,
  );
  return { last, quotes: new Map(quotes), euro: euroRate(seeded(seed + 7), last) };
}

/** The quote on a day or the last one before it. */
export function priceOn({ days, prices }: Quotes, day: Day): number {
  const i = days.findLastIndex((quoted) => quoted <= day);
  return prices[Math.max(0, i)];
}

/** The market's logarithmic move of each day; a day that is a session anywhere has one. */
function moves(seed: number, last: Day): Map<Day, number> {
  const random = seeded(seed);
  const days = new Map<Day, number>();
  for (let n: number = FIRST; n <= last; n++) {
    const mood = MOODS.findLast(({ from }) => from <= n) ?? MOODS[0];
    days.set(
      n as Day,
      mood.drift / TRADING_DAYS + (mood.volatility / Math.sqrt(TRADING_DAYS)) * random.normal(),
    );
  }
  return days;
}

function quotesOf(listing: Listing, shared: Map<Day, number>, last: Day, random: Random): Quotes {
  const days = marketCalendar(listing.exchange).sessionDays(listing.from, last);
  let level = listing.start;
  const prices = days.map((day) => {
    const own = listing.drift / TRADING_DAYS + (listing.noise / Math.sqrt(TRADING_DAYS)) * random.normal();
    level *= Math.exp(listing.beta * (shared.get(day) ?? 0) + own);
    return cents(
      listing.split !== undefined && day >= listing.split.day ? level / listing.split.ratio : level,
    );
  });
  return { symbol: listing.symbol, days, prices };
}

/** The euro wanders about 1.12 dollars and is drawn back to it. */
function euroRate(random: Random, last: Day): Quotes {
  const days = marketCalendar('XETR').sessionDays(FIRST, last);
  let rate = 1.09;
  const prices = days.map(() => {
    rate *= Math.exp(0.004 * Math.log(1.12 / rate) + 0.0045 * random.normal());
    return Math.round(rate * 1e4) / 1e4;
  });
  return { symbol: 'EURUSD', days, prices };
}

export function cents(value: number): number {
  return Math.round(value * 100) / 100;
}

export function date(year: number, month: number, day: number): Day {
  const found = dayOf(year, month, day);
  if (found === null) throw new RangeError(`no such day: ${year}-${month}-${day}`);
  return found;
}
