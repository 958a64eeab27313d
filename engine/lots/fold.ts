import { type Decimal, divideInteger, type Int, int, rescale } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import { EVENT_TYPES } from '../ledger/event.ts';
import type { EventTable } from '../ledger/table.ts';
import { type Problem, type ProblemCode, problem } from '../problems/index.ts';
import type { ClosedLot, Rate } from './disposal.ts';
import type { BookedGain, GroupLots, KindFlow, LotTotal, Market, TotalEntry } from './effects.ts';
import { Holding } from './holding.ts';
import type { OptionLinks } from './links.ts';
import type { Lot, LotScales } from './lot.ts';
import type { LotQueue } from './lot-queue.ts';
import { queueFor } from './methods/index.ts';
import type { LotSettings } from './settings.ts';
import { timelineOf } from './timeline.ts';
import type { UkPlan } from './uk-plan.ts';

/** The state of folding one group of linked instruments, and the words its event handlers are written in. */
export class Fold {
  readonly settings: LotSettings;
  readonly table: EventTable;
  readonly market: Market;
  readonly scales: LotScales;
  readonly uk: UkPlan | null;
  readonly links: OptionLinks;

  readonly holdings: Holding[] = [];
  readonly closed: ClosedLot[] = [];
  readonly entries: TotalEntry[] = [];
  readonly kindFlows: KindFlow[] = [];
  readonly bookedGains: BookedGain[] = [];
  readonly problems: Problem[] = [];
  /** Lots on their way between two accounts, by the row that sent them. */
  readonly inTransit = new Map<number, Lot[]>();
  /** Rows whose effect was taken early by a linked row of the same day. */
  readonly done = new Set<number>();
  private readonly lotIds = new Map<string, number>();
  private readonly byKey = new Map<number, Holding>();

  constructor(
    settings: LotSettings,
    market: Market,
    scales: LotScales,
    uk: UkPlan | null,
    links: OptionLinks,
  ) {
    this.links = links;
    this.settings = settings;
    this.table = settings.table;
    this.market = market;
    this.scales = scales;
    this.uk = uk;
  }

  result(): GroupLots {
    const { scales, holdings, closed, entries, kindFlows, bookedGains, problems } = this;
    const timelines = holdings.filter((holding) => holding.days.length > 0).map(timelineOf);
    return {
      scales,
      timelines,
      entries,
      kindFlows,
      bookedGains,
      problems,
      closed: () => closed,
      holdings: () => holdings,
    };
  }

  holding(account: number, symbol: number): Holding {
    const key = account * 0x1000000 + symbol;
    let holding = this.byKey.get(key);
    if (holding === undefined) {
      holding = this.newHolding(account, symbol);
      this.byKey.set(key, holding);
      this.holdings.push(holding);
    }
    return holding;
  }

  /** Where a watcher of holdings puts its own kind. */
  protected newHolding(account: number, symbol: number): Holding {
    return new Holding(account, symbol, this.newQueue(account));
  }

  protected newQueue(account: number): LotQueue {
    return queueFor(this.settings.accounts[account].method, (row) => this.lotNamed(row));
  }

  holdingsOf(symbol: number): Holding[] {
    return this.holdings.filter((holding) => holding.symbol === symbol);
  }

  /** The row of the lot that a sale names by its id, or -1. */
  lotNamed(row: number): number {
    const id = this.table.rare.lot.get(row);
    if (id === undefined) return -1;
    return this.lotIds.get(lotKey(this.table.account.values[row], id)) ?? -1;
  }

  /** A row that opens a lot can be named by its id. */
  name(row: number): void {
    const id = this.table.rare.id.size > 0 ? this.table.rare.id.get(row) : undefined;
    if (id !== undefined) this.lotIds.set(lotKey(this.table.account.values[row], id), row);
  }

  dayOf(row: number): Day {
    return this.table.day.values[row] as Day;
  }

  typeIs(row: number, type: (typeof EVENT_TYPES)[number]): boolean {
    return EVENT_TYPES[this.table.type.values[row]] === type;
  }

  currencyOf(symbol: number): number {
    return this.settings.symbols[symbol].currency;
  }

  quantityOf(row: number): Int {
    return this.table.quantity.unitsAt(row, this.scales.quantity);
  }

  /** What `amount` says a row brought before its costs, at the cost scale, in the settlement currency. */
  grossAmount(row: number): Int {
    const { table } = this;
    const scale = this.scales.cost;
    let gross = table.amount.unitsAt(row, scale);
    if (table.fee.has(row)) gross = int.add(gross, table.fee.unitsAt(row, scale));
    if (table.tax.has(row)) gross = int.add(gross, table.tax.unitsAt(row, scale));
    return gross;
  }

  /** quantity × price × multiplier × price factor of a row, at the cost scale, in the currency of the price. */
  pricedValue(row: number): Int | null {
    const { table } = this;
    const price = table.price.get(row);
    if (price === null) return null;
    return this.valueAt(this.quantityOf(row), price, table.symbol.values[row]);
  }

  /** The value of units at a price, at the cost scale. */
  valueAt(quantity: Int, price: Decimal, symbol: number): Int {
    const { unitValue } = this.settings.symbols[symbol];
    const units = int.mul(int.mul(quantity, price.units), unitValue.units);
    return rescale(
      units,
      this.scales.quantity + price.scale + unitValue.scale,
      this.scales.cost,
      'half-away-from-zero',
    );
  }

  /** A cost-scale amount in another currency at a day's rates, rounded to the cost scale. */
  convert(amount: Int, from: number, to: number, day: Day): Int {
    if (from === to) return amount;
    const source = this.market.rate(from, day);
    const target = this.market.rate(to, day);
    const numerator = int.mul(amount, int.mul(source.numerator, target.denominator));
    return divideInteger(numerator, int.mul(source.denominator, target.numerator), 'half-away-from-zero');
  }

  /** A cost-scale amount at a rate into base, at the base-cost scale. */
  toBase(amount: Int, rate: Rate): Int {
    const numerator = int.mul(int.mul(amount, rate.numerator), int.pow10(this.scales.base));
    const denominator = int.mul(rate.denominator, int.pow10(this.scales.cost));
    return divideInteger(numerator, denominator, 'half-away-from-zero');
  }

  entry(total: LotTotal, account: number, symbol: number, currency: number, units: Int, row: number): void {
    if (units === 0) return;
    this.entries.push({
      total,
      account,
      symbol,
      currency,
      day: this.dayOf(row),
      units,
      scale: this.scales.cost,
      row,
    });
  }

  report(code: ProblemCode, row: number, field: string, message: string): void {
    const { table } = this;
    const file = table.files.texts[table.file.values[row]];
    const line = table.line.values[row];
    const id = table.rare.id.get(row);
    const symbol = table.symbols.texts[table.symbol.values[row]];
    const source = {
      ...(file === undefined ? {} : { file }),
      ...(line < 0 ? {} : { line }),
      field,
      ...(id === undefined ? {} : { eventId: id }),
    };
    this.problems.push(problem(code, source, message, symbol === undefined ? {} : { symbol }));
  }
}

const lotKey = (account: number, id: string): string => `${account}\n${id}`;
