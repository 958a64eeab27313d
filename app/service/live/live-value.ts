import {
  type Day,
  type Decimal,
  type HoldingsState,
  type Instant,
  minorUnitsToNumber,
  valueOfState,
} from '@tidemark/engine';
import type { ValueHistoryDocument } from '../figures/documents.ts';
import { freshnessOf, type HeldPrice, heldPositions, lastEvent } from '../figures/held-prices.ts';
import { scopeOf } from '../figures/scope.ts';
import { dayOfInstant } from '../figures/sessions.ts';
import type { OpenPortfolio } from '../portfolio/open-portfolio.ts';
import type { Versions } from '../ports/index.ts';
import type { LivePrice } from './latest-prices.ts';

type LiveDocument = NonNullable<ValueHistoryDocument['live']>;

/**
 * What a portfolio is worth while prices move: what it holds as plain data, so that a price costs what it takes to
 * multiply, and no history is derived. It holds nothing of the open portfolio that it was made from.
 */
export class LiveValue {
  versions: Versions;
  /** The day that it is of. */
  readonly day: Day;
  /** The `seq` of the latest prices that it was made with. */
  readonly openedAt: number;
  /** What any account of it holds. */
  readonly symbols: ReadonlySet<string>;
  private readonly state: HoldingsState | null;
  private readonly decimals: number;
  /** Whether a broker has reported the equity of the day: no price moves that. */
  private readonly reported: boolean;
  private readonly held: Map<string, HeldPrice>;
  private readonly latest: Map<string, LivePrice>;
  /** Those that the state does not have yet. */
  private readonly moved = new Map<string, Decimal>();
  private readonly otherwise: Instant;

  /** Throws Refusal `invalid` where the facts contradict each other. `now`: ms since 1970. */
  constructor(portfolio: OpenPortfolio, now: number) {
    const scope = scopeOf(portfolio, dayOfInstant(now));
    const { facts, history, versions } = portfolio;
    this.versions = versions;
    this.openedAt = facts.view.seq;
    this.day = portfolio.to;
    this.state = scope.at < 0 ? null : scope.history.holdingsState(scope.day);
    const holdings = this.state?.accounts.flatMap((account) => account.holdings) ?? [];
    this.symbols = new Set(holdings.map(({ symbol }) => symbol));
    this.decimals = history.decimals;
    this.reported = facts.observations.some(({ day, equity }) => day === scope.day && equity !== null);
    this.held = new Map(heldPositions(scope).map(({ price }) => [price.symbol, price]));
    this.latest = new Map([...facts.live].filter(([symbol]) => this.symbols.has(symbol)));
    this.otherwise = lastEvent(scope, now);
  }

  /** The latest prices that count of what is held, in the order in which they came. */
  pricesAfter(seq: number): LivePrice[] {
    return [...this.latest.values()].filter((price) => price.seq > seq).sort((a, b) => a.seq - b.seq);
  }

  /** The greatest `seq` of a latest price that counts; -1 where none does. */
  get seq(): number {
    let seq = -1;
    for (const price of this.latest.values()) if (price.seq > seq) seq = price.seq;
    return seq;
  }

  /**
   * Takes a price that has moved. False where it is not only another price of the same day: then the portfolio has to
   * be opened again to know what counts.
   */
  take(price: LivePrice): boolean {
    const known = this.latest.get(price.symbol);
    if (known === undefined || known.day !== price.day || known.currency !== price.currency) return false;
    // A split after its day, and a report of the day, make more of it than a product.
    if (price.day < this.day || this.reported) return false;
    this.latest.set(price.symbol, price);
    this.moved.set(price.symbol, price.price);
    const held = this.held.get(price.symbol);
    if (held !== undefined) this.held.set(price.symbol, { ...held, live: price });
    return true;
  }

  /** Whether every price of what is held is fresh. */
  isFresh(now: number): boolean {
    return freshnessOf(this.held.values(), now, this.otherwise).price_fresh;
  }

  /** The value of now, as `current` answers it. */
  at(now: number): LiveDocument {
    const { last_updated, price_fresh } = freshnessOf(this.held.values(), now, this.otherwise);
    const price = (symbol: string): Decimal | undefined => this.moved.get(symbol);
    const units = this.state === null ? 0 : valueOfState(this.state, { price }).equity;
    return { timestamp: last_updated, value: minorUnitsToNumber(units, this.decimals), price_fresh };
  }
}
