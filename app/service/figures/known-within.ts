import { type Decimal, decimal } from '@tidemark/engine';
import type { IntradayPrices, SealRecord } from '../ports/index.ts';

/** What was recorded within the days of a chart. */
export interface RecordedWithin {
  readonly prices: readonly IntradayPrices[];
  /** Of the portfolio's accounts, within sessions. */
  readonly seals: readonly SealRecord[];
}

interface PricesOfSymbol {
  /** Milliseconds since 1970, ascending. */
  readonly instants: number[];
  readonly prices: Decimal[];
  readonly currencies: (string | null)[];
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** What was recorded within sessions, by instant. */
export class KnownWithin {
  /** Values of all accounts together that were sealed as such, in minor units, by instant (ms since 1970). */
  readonly sealed = new Map<number, number>();
  private readonly bySymbol = new Map<string, PricesOfSymbol>();

  constructor({ prices, seals }: RecordedWithin) {
    for (const one of [...prices].sort((a, b) => a.day - b.day)) this.take(one);
    for (const { at, kind, equity } of seals)
      if (at !== null && kind === 'intraday') this.sealed.set(at, (this.sealed.get(at) ?? 0) + equity);
  }

  private take({ symbol, currency, day, minutes, units, scales }: IntradayPrices): void {
    const known = this.bySymbol.get(symbol) ?? { instants: [], prices: [], currencies: [] };
    this.bySymbol.set(symbol, known);
    for (const [n, minute] of minutes.entries()) {
      known.instants.push(day * DAY_MS + minute * MINUTE_MS);
      known.prices.push(decimal(units[n], scales[n]));
      known.currencies.push(currency);
    }
  }

  /** When a price of a symbol was recorded, from…to, both included. */
  instantsOf(symbol: string, from: number, to: number): readonly number[] {
    const { instants } = this.bySymbol.get(symbol) ?? { instants: [] };
    return instants.slice(upTo(instants, from - 1), upTo(instants, to));
  }

  /** The last price of from…to, both included; null where there is none in this currency. */
  price(symbol: string, currency: string, from: number, to: number): Decimal | null {
    const known = this.bySymbol.get(symbol);
    if (known === undefined) return null;
    const n = upTo(known.instants, to) - 1;
    if (n < 0 || known.instants[n] < from) return null;
    return (known.currencies[n] ?? currency) === currency ? known.prices[n] : null;
  }
}

/** How many of ascending instants are not after another. */
function upTo(instants: readonly number[], instant: number): number {
  let [low, high] = [0, instants.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle] <= instant) low = middle + 1;
    else high = middle;
  }
  return low;
}
