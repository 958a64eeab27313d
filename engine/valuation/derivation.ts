import type { Day } from '../calendar/day.ts';
import { EVENT_TYPES, type EventTable, pairTransfers, type Transfers } from '../ledger/index.ts';
import type { Problem } from '../problems/index.ts';
import { AccountBooks } from './account-books.ts';
import { type AccountColumns, assemble, emptyColumns } from './assemble.ts';
import type { Bucket } from './bucket.ts';
import { addCashOf, type CashContext } from './cash-flows.ts';
import { applyGroup, type Ledgers } from './group-effects.ts';
import { deriveGroup, type GroupState } from './group-state.ts';
import type { HistoryInput } from './history-input.ts';
import { toWhole } from './minor-units.ts';
import type { Span } from './span.ts';
import { SymbolGroups } from './symbol-groups.ts';
import { World } from './world.ts';

const TRANSFER_OUT = EVENT_TYPES.indexOf('transfer_out');

const TRANSFER_IN = EVENT_TYPES.indexOf('transfer_in');

const NO_TRANSFERS: Transfers = { partner: new Int32Array(0), problems: [] };

/** The own transfers among rows in effective order. */
export function pairsOf(table: EventTable, order: Int32Array): Transfers {
  const { values } = table.type;
  const transfers: number[] = [];
  for (let i = 0; i < order.length; i++) {
    const type = values[order[i]];
    if (type === TRANSFER_OUT || type === TRANSFER_IN) transfers.push(order[i]);
  }
  if (transfers.length === 0) return NO_TRANSFERS;
  return pairTransfers(table, Int32Array.from(transfers).sort(), null);
}

/** Everything derived from one state of the facts, kept so that a change re-derives only what it touches. */
export class Derivation implements Ledgers {
  readonly input: HistoryInput;
  readonly world: World;
  readonly span: Span;
  order: Int32Array;
  /** By row: the other end of an own transfer, or -1. */
  partners: Int32Array;
  transferProblems: readonly Problem[];
  readonly groups: SymbolGroups;
  readonly states = new Map<number, GroupState>();
  private bySymbol: RowsBySymbol | null = null;
  private readonly allBooks: (AccountBooks | undefined)[] = [];
  private readonly allColumns: (AccountColumns | undefined)[] = [];

  constructor(input: HistoryInput, span: Span) {
    this.input = input;
    this.span = span;
    this.order = input.order;
    const pairs = pairsOf(input.table, input.order);
    this.partners = pairs.partner;
    this.transferProblems = pairs.problems;
    this.world = new World(input, { first: span.first, last: span.end }, (row) => this.partnerOf(row));
    this.groups = new SymbolGroups(this.world.lotSettings, input.order, this.world.links);
    const plain = this.groups.plainRows();
    for (const [group, rows] of this.groups.entries())
      this.states.set(group, deriveGroup(this.world, this.groups.symbolsOf(group), rows, plain.of(group)));
    for (const state of this.states.values()) applyGroup(this.world, this, state, 1, 0);
    const context = this.cashContext();
    for (const row of this.order) addCashOf(context, row, 1);
    for (const account of input.table.accounts.texts.keys()) this.books(account);
    this.observe();
    this.settle();
  }

  /** Notes what brokers reported; the difference to the ledger is taken when the account is assembled. */
  private observe(): void {
    const { input, world } = this;
    for (const { account, day, equity, begins } of input.observations ?? []) {
      const number = world.table.accounts.find(account);
      const index = this.dayIndex(day);
      if (number < 0 || index < 0 || index >= world.days) continue;
      const books = this.books(number);
      books.observed.set(
        index,
        equity === null ? null : toWhole(equity.units, equity.scale - world.decimals),
      );
      if (begins === true) books.begunOn = index;
    }
  }

  /** The other row of an own transfer, or -1. */
  partnerOf(row: number): number {
    return row < this.partners.length ? this.partners[row] : -1;
  }

  cashContext(): CashContext {
    return {
      table: this.world.table,
      capitalizesFees: this.input.conventions.fees === 'capitalize',
      firstDay: this.span.first,
      transitAccount: this.world.lotSettings.transitAccount,
      partner: (row) => this.partnerOf(row),
      bucket: rememberingLast((account, currency) => this.bucket(account, currency)),
    };
  }

  books(account: number): AccountBooks {
    const books = this.allBooks[account] ?? new AccountBooks(this.world.days);
    this.allBooks[account] = books;
    return books;
  }

  bucket(account: number, currency: number): Bucket {
    const books = this.books(account);
    return (
      books.buckets.get(currency) ??
      books.bucket(currency, this.world.table.currencies.texts[currency], this.world.rateSeries(currency))
    );
  }

  /** Numbers of the accounts that have books, the one in transit last. */
  accounts(): number[] {
    return [...this.allBooks.keys()].filter((account) => this.allBooks[account] !== undefined);
  }

  columns(account: number): AccountColumns | undefined {
    return this.allColumns[account];
  }

  /** Assembles what has changed; answers the first day index that did, or the number of days. */
  settle(): number {
    let earliest = this.world.days;
    for (const account of this.accounts()) {
      const books = this.books(account);
      for (const bucket of books.buckets.values()) books.touch(bucket.settle());
      const columns = this.allColumns[account] ?? emptyColumns(this.span.first, this.world.days);
      this.allColumns[account] = columns;
      if (books.dirtyFrom < books.days) assemble(books, columns, books.dirtyFrom);
      earliest = Math.min(earliest, books.dirtyFrom);
      books.dirtyFrom = books.days;
    }
    return earliest;
  }

  setPairs(pairs: Transfers): void {
    this.partners = pairs.partner;
    this.transferProblems = pairs.problems;
  }

  setOrder(order: Int32Array): void {
    this.order = order;
    this.bySymbol = null;
  }

  /** Rows that name a symbol, in effective order. */
  rowsOf(symbol: number): Int32Array {
    this.bySymbol ??= rowsBySymbol(this.world.table, this.order);
    const { rows, starts } = this.bySymbol;
    return rows.subarray(starts[symbol], starts[symbol + 1]);
  }

  dayIndex(day: Day): number {
    return day - this.span.first;
  }
}

/** Rows sorted by their symbol; those of symbol s begin at starts[s]. */
interface RowsBySymbol {
  readonly rows: Int32Array;
  readonly starts: Int32Array;
}

/** A counting sort: the rows of a symbol stay in effective order; those without one come first. */
/** Most rows have the account and currency of the row before. */
function rememberingLast(
  bucketOf: (account: number, currency: number) => Bucket,
): (account: number, currency: number) => Bucket {
  let last: Bucket | null = null;
  let lastAccount = -1;
  let lastCurrency = -1;
  return (account, currency) => {
    if (last === null || account !== lastAccount || currency !== lastCurrency) {
      last = bucketOf(account, currency);
      lastAccount = account;
      lastCurrency = currency;
    }
    return last;
  };
}

function rowsBySymbol({ symbol, symbols }: EventTable, order: Int32Array): RowsBySymbol {
  const { values } = symbol;
  const starts = new Int32Array(symbols.texts.length + 1);
  for (let i = 0; i < order.length; i++) starts[values[order[i]] + 1]++;
  for (let s = 1; s < starts.length; s++) starts[s] += starts[s - 1];
  const rows = new Int32Array(order.length);
  // Filled from behind, the end of each symbol's rows moves to their start.
  for (let i = order.length - 1; i >= 0; i--) rows[--starts[values[order[i]] + 1]] = order[i];
  starts.copyWithin(0, 1);
  starts[starts.length - 1] = order.length;
  return { rows, starts };
}
