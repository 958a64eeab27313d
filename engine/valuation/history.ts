import { type Decimal, minorUnits } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import { symbolCycles } from '../ledger/index.ts';
import { priceOn, quoteDay } from '../prices/index.ts';
import type { Problem } from '../problems/index.ts';
import { type AccountColumns, emptyColumns } from './assemble.ts';
import { type CashBalance, cashBalancesOn } from './cash-balances.ts';
import { cashByCurrencyOf } from './cash-by-currency.ts';
import type { DailyColumns } from './daily-columns.ts';
import { Derivation } from './derivation.ts';
import { disposalsOf } from './disposals.ts';
import { applyEdit } from './edits.ts';
import type { Disposal, OpenLot, Position } from './figures.ts';
import { emptyFoldSource, type FoldSource, foldSource } from './fold-source.ts';
import type { Edit, HistoryInput } from './history-input.ts';
import { type HoldingsState, holdingsStateOn } from './holdings-state.ts';
import { cashColumns, instrumentColumns } from './instrument-columns.ts';
import { type NamesInForce, namesInForce } from './names-in-force.ts';
import { openLotsOn } from './open-lots.ts';
import { accountView, emptyPortfolio, portfolioView, sumAccounts } from './portfolio.ts';
import { type PositionCounts, positionCounts } from './position-counts.ts';
import { positionsOn, type UnitsOnDay, unitsOn } from './positions.ts';
import { priceProblems } from './price-problems.ts';
import { profitsOf } from './profits.ts';
import { rateProblems } from './rate-problems.ts';
import { sizeProblems } from './size-problems.ts';
import { type Span, spanOf, spanProblem } from './span.ts';

/**
 * The daily history of a set of accounts, derived from ledger, prices and rates. It can be asked for any figure of
 * any day, and changed by edits at the cost of what they touch; the result is what deriving it anew would give,
 * bit for bit.
 */
export class History {
  private input: HistoryInput;
  private span: Span | null;
  private derivation: Derivation | null;
  private total: AccountColumns;
  private totalFrom = 0;
  private edits = 0;
  private named: { readonly order: Int32Array; readonly names: NamesInForce } | null = null;

  private constructor(input: HistoryInput) {
    this.input = input;
    this.span = spanOf(input);
    this.derivation = this.span === null ? null : new Derivation(input, this.span);
    this.total = this.emptyTotal();
  }

  /** Throws only where our own code is wrong; what is wrong with the facts is in `problems`. */
  static open(input: HistoryInput): History {
    return new History(input);
  }

  get base(): string {
    return this.input.conventions.base;
  }

  /** Minor digits of base. */
  get decimals(): number {
    return minorUnits(this.base);
  }

  /** How often it was changed: what was derived from it holds while this stays. */
  get revision(): number {
    return this.edits;
  }

  /** First and last day; of an empty ledger the day before `to` and `to`, or an empty span. */
  get first(): Day {
    return this.span?.first ?? this.input.to ?? (0 as Day);
  }

  get last(): Day {
    return this.span?.last ?? (((this.input.to ?? 0) - 1) as Day);
  }

  /** That events in force are of; a corrected one may have been of another. */
  get accounts(): readonly string[] {
    return this.names().accounts;
  }

  /** That events in force name. */
  get symbols(): readonly string[] {
    return this.names().symbols;
  }

  private names(): NamesInForce {
    if (this.derivation === null) return { accounts: [], symbols: [] };
    const { order } = this.derivation;
    if (this.named?.order !== order) this.named = { order, names: namesInForce(this.input.table, order) };
    return this.named.names;
  }

  get problems(): readonly Problem[] {
    const { derivation } = this;
    const tooLong = spanProblem(this.input);
    if (derivation === null) return tooLong === null ? [] : [tooLong];
    const ofGroups = [...derivation.states.values()].flatMap((state) => state.problems);
    return [
      ...symbolCycles(this.input.table, derivation.order),
      ...derivation.world.problems,
      ...derivation.transferProblems,
      ...ofGroups,
      ...priceProblems(derivation),
      ...rateProblems(derivation),
      ...sizeProblems(derivation),
    ];
  }

  /** Daily figures of one account, or of all as one. The arrays are the history's own: read, never write. */
  columns(account?: string): DailyColumns {
    const { derivation } = this;
    const length = this.last - this.first + 1;
    if (derivation === null) return portfolioView(emptyColumns(this.first, 0), 0);
    if (account === undefined) return portfolioView(this.portfolio(derivation), length);
    const number = derivation.world.table.accounts.find(account);
    const columns = number < 0 ? undefined : derivation.columns(number);
    return accountView(columns ?? emptyColumns(this.first, derivation.world.days), length);
  }

  /**
   * What one instrument, or (null) cash and what belongs to no instrument, gave to `columns`. The parts add up to
   * the whole exactly.
   */
  instrumentColumns(symbol: string | null, account?: string): DailyColumns {
    const { derivation } = this;
    const length = this.last - this.first + 1;
    if (derivation === null) return portfolioView(emptyColumns(this.first, 0), 0);
    const { table } = derivation.world;
    const owner = account === undefined ? null : table.accounts.find(account);
    const view = owner === null ? portfolioView : accountView;
    if (symbol !== null)
      return view(instrumentColumns(derivation, table.symbols.find(symbol), owner), length);
    const parts = [...table.symbols.texts.keys()].map((number) =>
      instrumentColumns(derivation, number, owner),
    );
    const whole = owner === null ? this.portfolio(derivation) : derivation.columns(owner);
    return view(cashColumns(whole ?? emptyColumns(this.first, derivation.world.days), parts), length);
  }

  /** P&L of each symbol over the days from…to: the sums of `instrumentColumns`, without its columns. */
  profits(from: Day, to: Day, account?: string): Map<string, number> {
    const { derivation } = this;
    if (derivation === null) return new Map();
    const { table } = derivation.world;
    const number = account === undefined ? null : table.accounts.find(account);
    const found = profitsOf(derivation, from, to, number);
    return new Map(Array.from(found, ([symbol, amount]) => [table.symbols.texts[symbol], amount]));
  }

  /** Positions at the end of a day; realized, income and the like are those of from…day. */
  positions(
    day: Day,
    from: Day = this.first,
    scope: { account?: string; by?: 'symbol' | 'account' } = {},
  ): Position[] {
    if (this.derivation === null) return [];
    const account =
      scope.account === undefined ? null : this.derivation.world.table.accounts.find(scope.account);
    return positionsOn(this.derivation, day, from, scope.by ?? 'symbol', account);
  }

  /** What an account has of one instrument at the end of a day; null where it never had any by then. */
  units(symbol: string, account: string, day: Day): UnitsOnDay | null {
    if (this.derivation === null) return null;
    const { symbols, accounts } = this.derivation.world.table;
    return unitsOn(this.derivation, symbols.find(symbol), accounts.find(account), day);
  }

  /** How many instruments are held long and short at the end of each day, accounts taken together unless one is named. */
  positionCounts(account?: string): PositionCounts {
    const { derivation } = this;
    const length = Math.max(0, this.last - this.first + 1);
    if (derivation === null) return positionCounts([], this.first, 0);
    const number = account === undefined ? null : derivation.world.table.accounts.find(account);
    const holdings = [...derivation.states.values()].flatMap(({ lots }) => lots.timelines);
    const included = number === null ? holdings : holdings.filter((holding) => holding.account === number);
    return positionCounts(included, this.first, length);
  }

  /** The currency that a symbol is priced in; base for a symbol that the ledger does not name. */
  currencyOf(symbol: string): string {
    const { derivation } = this;
    const number = derivation === null ? -1 : derivation.world.table.symbols.find(symbol);
    if (derivation === null || number < 0) return this.base;
    const { world } = derivation;
    return world.table.currencies.texts[world.lotSettings.symbols[number].currency];
  }

  /** The price quoted for a symbol on that very day, in its currency; null where there is no quote. */
  quotedPrice(symbol: string, day: Day): Decimal | null {
    const column = this.input.prices.find(symbol);
    return column === undefined || quoteDay(column, day) !== day ? null : priceOn(column, day);
  }

  /** The splits that prices of a symbol are restated by, in order of days. */
  splitsOfPrices(symbol: string): readonly { readonly day: Day; readonly ratio: Decimal }[] {
    const { derivation } = this;
    const number = derivation === null ? -1 : derivation.world.table.symbols.find(symbol);
    if (derivation === null || number < 0) return [];
    for (const state of derivation.states.values()) {
      const known = state.splits.get(number);
      if (known !== undefined) return known.ofPrices;
    }
    return [];
  }

  /** Cash at the end of a day by currency, with its value in minor units of base. */
  cashBalances(day: Day, account?: string): CashBalance[] {
    return this.derivation === null ? [] : cashBalancesOn(this.derivation, day, account);
  }

  /** Cash of an account at the end of each day by currency, in minor units of base; none for one without events. */
  cashByCurrency(account: string): Map<string, Float64Array> {
    const { derivation } = this;
    const number = derivation === null ? -1 : derivation.world.table.accounts.find(account);
    return derivation === null || number < 0 ? new Map() : cashByCurrencyOf(derivation, number);
  }

  /** What every account held at the end of a day, to be valued at other prices; null for an empty ledger. */
  holdingsState(day: Day): HoldingsState | null {
    return this.derivation === null ? null : holdingsStateOn(this.derivation, day);
  }

  openLots(day: Day): OpenLot[] {
    return this.derivation === null ? [] : openLotsOn(this.derivation, day);
  }

  /** Closed parts of lots, in order of closing. */
  disposals(from: Day, to: Day, account?: string): Disposal[] {
    return [...this.eachDisposal(from, to, account)];
  }

  /** The same, each made when it is read: there may be many. To be read before the history changes. */
  eachDisposal(from: Day, to: Day, account?: string): Iterable<Disposal> {
    const { derivation } = this;
    if (derivation === null) return [];
    const number = account === undefined ? null : derivation.world.table.accounts.find(account);
    return { [Symbol.iterator]: () => disposalsOf(derivation, from, to, number) };
  }

  /** Everything that the figures are made from, for whoever explains them; null for a ledger without events. */
  get workings(): Derivation | null {
    return this.derivation;
  }

  /** What lots are folded from, as of now. */
  get foldSource(): FoldSource {
    if (this.derivation === null) return emptyFoldSource(this.input, this.first, this.last);
    return foldSource(this.derivation, this.last);
  }

  /** Changes the facts and re-derives what depends on them. Answers the first day whose figures may differ. */
  apply(edit: Edit): { from: Day } {
    this.edits++;
    const changed = this.derivation === null ? null : applyEdit(this.derivation, this.input, edit);
    if (changed === null || this.derivation === null || this.span === null) {
      const before = this.span?.first ?? null;
      this.deriveAnew(edit);
      return { from: before === null || before > this.first ? this.first : before };
    }
    const { last } = this.span;
    this.input = changed.input;
    this.span = { ...this.span, last: changed.last };
    this.totalFrom = Math.min(this.totalFrom, changed.from);
    // Days that are there now and were not, or the other way round, differ as well.
    const atEnd = last === changed.last ? Number.POSITIVE_INFINITY : Math.min(last, changed.last) + 1;
    return { from: Math.min(this.first + changed.from, atEnd) as Day };
  }

  private deriveAnew(edit: Edit): void {
    if (edit.kind === 'events') this.input = { ...this.input, order: edit.order };
    this.span = spanOf(this.input);
    this.derivation = this.span === null ? null : new Derivation(this.input, this.span);
    this.total = this.emptyTotal();
    this.totalFrom = 0;
  }

  private emptyTotal(): AccountColumns {
    return emptyColumns(this.first, 0);
  }

  /** All accounts as one; a single account is its own portfolio. */
  private portfolio(derivation: Derivation): AccountColumns {
    const accounts = derivation.accounts().map((account) => derivation.columns(account) as AccountColumns);
    if (accounts.length === 1) return accounts[0];
    if (this.total.length === 0) {
      this.total = emptyPortfolio(accounts[0]);
      this.totalFrom = 0;
    }
    if (this.totalFrom < this.total.length) sumAccounts(accounts, this.total, this.totalFrom);
    this.totalFrom = this.total.length;
    return this.total;
  }
}
