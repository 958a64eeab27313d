import { type Decimal, decimal, ONE, quotedCurrency } from '../amounts/index.ts';
import { type Day, formatDay } from '../calendar/index.ts';
import type { EventTable } from '../ledger/index.ts';
import type { Timeline } from '../lots/index.ts';
import type { RateColumn } from '../prices/index.ts';
import type { DailyColumns } from '../valuation/daily-columns.ts';
import type { Derivation } from '../valuation/derivation.ts';
import type { GroupState } from '../valuation/group-state.ts';
import type { History } from '../valuation/history.ts';
import { toWhole } from '../valuation/minor-units.ts';
import type { World } from '../valuation/world.ts';
import type { Question } from './explanation.ts';
import type { FigureName } from './figures.ts';
import { traceGroup, traceOpenLots } from './trace-group.ts';
import type { TracedFold } from './traced-fold.ts';

/**
 * How far down a tree goes. `day`: what the day's events and prices did to what stood the day before. `all`: levels
 * come from every event since the beginning.
 */
export type Depth = 'day' | 'all';

/** One instrument in one account, with all that its figures are made from. */
export interface Held {
  readonly state: GroupState;
  readonly holding: Timeline;
}

/** What the nodes of one tree are made from, with what several of them need. */
export class Workings {
  readonly derivation: Derivation;
  readonly world: World;
  readonly table: EventTable;
  readonly depth: Depth;
  /** Whether quantities and costs go down to lots. */
  readonly showsLots: boolean;
  private readonly traces = new Map<string, TracedFold>();
  private readonly rateColumns = new Map<number, RateColumn | null>();

  /** Index of the day that the tree is of. */
  readonly at: number;
  private readonly history: History;
  private readonly allColumns = new Map<number | null, DailyColumns>();

  constructor(
    history: History,
    derivation: Derivation,
    asked: { day: Day; depth: Depth; showsLots: boolean },
  ) {
    const { day, depth, showsLots } = asked;
    this.history = history;
    this.at = day - derivation.world.span.first;
    this.derivation = derivation;
    this.world = derivation.world;
    this.table = derivation.world.table;
    this.depth = depth;
    this.showsLots = showsLots || depth === 'all';
  }

  get base(): string {
    return this.world.input.conventions.base;
  }

  get decimals(): number {
    return this.world.decimals;
  }

  get isAll(): boolean {
    return this.depth === 'all';
  }

  /** The daily columns of an account, or (null) of all as one. */
  columns(account: number | null): DailyColumns {
    let columns = this.allColumns.get(account);
    if (columns === undefined) {
      columns = this.history.columns(account === null ? undefined : this.account(account));
      this.allColumns.set(account, columns);
    }
    return columns;
  }

  /** How to ask for a figure of a day by itself. What is in transit is a part of the whole. */
  ask(figure: FigureName, at: number, account: number | null, symbol: number | null = null): Question {
    const name = account === null ? undefined : this.table.accounts.texts[account];
    return {
      figure,
      day: this.day(at),
      account: name ?? null,
      symbol: symbol === null ? null : this.symbol(symbol),
    };
  }

  /** The day of an index of the history. */
  day(at: number): Day {
    return (this.world.span.first + at) as Day;
  }

  /** The index of a day. */
  index(day: Day): number {
    return day - this.world.span.first;
  }

  dayText(at: number): string {
    return formatDay(this.day(at));
  }

  /** The first day with an event, of an account or of all. */
  firstEvent(account: number | null): Day {
    const { table } = this;
    const { order } = this.world.input;
    if (account === null) return this.world.span.first;
    const row = order.find((one) => table.account.values[one] === account);
    return (row === undefined ? this.world.span.last : table.day.values[row]) as Day;
  }

  /** Whole minor units of base. */
  inBase(units: number): Decimal {
    return decimal(units, this.decimals);
  }

  currency(number: number): string {
    return this.table.currencies.texts[number];
  }

  symbol(number: number): string {
    return this.table.symbols.texts[number];
  }

  /** What an account is called; between the two days of an own transfer, units and money are in transit. */
  account(number: number): string {
    return this.table.accounts.texts[number] ?? 'in transit';
  }

  /** Holdings of an account, or (null) of all, in order of the ledger. */
  held(account: number | null, symbol: number | null = null): Held[] {
    const all: Held[] = [];
    for (const state of this.derivation.states.values()) {
      for (const holding of state.lots.timelines) {
        if (account !== null && holding.account !== account) continue;
        if (symbol === null || holding.symbol === symbol) all.push({ state, holding });
      }
    }
    return all;
  }

  /** Quantity and cost at the end of a day index; null before the first event. */
  levelOf({ state, holding }: Held, at: number): { quantity: Decimal; cost: Decimal; since: Day } | null {
    const { days, quantities, costs } = holding;
    const day = this.day(at);
    let last = days.length - 1;
    while (last >= 0 && days[last] > day) last--;
    if (last < 0) return null;
    const { scales } = state.lots;
    return {
      quantity: decimal(quantities[last], scales.quantity),
      cost: decimal(costs[last], scales.cost),
      since: days[last] as Day,
    };
  }

  /** Cost of a holding, rounded to the minor unit of its currency. */
  roundedCost(held: Held, at: number): number {
    const level = this.levelOf(held, at);
    if (level === null) return 0;
    return toWhole(
      level.cost.units,
      level.cost.scale - this.minorDigits(this.currencyOf(held.holding.symbol)),
    );
  }

  currencyOf(symbol: number): number {
    return this.world.lotSettings.symbols[symbol].currency;
  }

  isFuture(symbol: number): boolean {
    return this.world.lotSettings.symbols[symbol].isFuture;
  }

  /** Multiplier × price factor; null where it is 1. */
  unitValue(symbol: number): Decimal | null {
    const { unitValue } = this.world.lotSettings.symbols[symbol];
    return unitValue.units === ONE.units && unitValue.scale === ONE.scale ? null : unitValue;
  }

  minorDigits(currency: number): number {
    return this.world.minorDigits(currency);
  }

  isBase(currency: number): boolean {
    return currency === this.world.baseCurrency;
  }

  /** The rate column of a currency into base; null where no rate is known. */
  rates(currency: number): RateColumn | null {
    let column = this.rateColumns.get(currency);
    if (column === undefined) {
      column = this.world.input.rates.rate(this.currency(currency), this.base);
      this.rateColumns.set(currency, column);
    }
    return column;
  }

  /** The story of a group's lots up to the end of a day index; for what happened on earlier days any will do. */
  trace(state: GroupState, at = this.at): TracedFold {
    return this.traced(`${state.symbols[0]} ${at}`, () => traceGroup(this.world, state, this.day(at)));
  }

  /** Likewise, as the cost of open lots in base is taken. */
  traceOpen(state: GroupState, at: number): TracedFold {
    if (this.day(at) >= this.derivation.span.last) return this.trace(state, at);
    return this.traced(`${state.symbols[0]} ${at} open`, () =>
      traceOpenLots(this.world, state, this.day(at)),
    );
  }

  private traced(key: string, make: () => TracedFold): TracedFold {
    let trace = this.traces.get(key);
    if (trace === undefined) {
      trace = make();
      this.traces.set(key, trace);
    }
    return trace;
  }
}

/** By how many digits a rate of two quoted currencies is that of the whole ones. */
export function hundredthsShift(currency: string, base: string): number {
  return quotedCurrency(currency).shift - quotedCurrency(base).shift;
}
