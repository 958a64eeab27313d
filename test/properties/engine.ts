import { type Decimal, dec, fxRate, quotedCurrency, ratio, unitPrice } from '../../engine/amounts/index.ts';
import type { Day } from '../../engine/calendar/day.ts';
import {
  type Account,
  type EventInput,
  EventTable,
  type Instrument,
  LedgerBook,
  type LedgerContext,
} from '../../engine/ledger/index.ts';
import {
  type PriceBook,
  PriceBookBuilder,
  PUT,
  pairName,
  RateBook,
  readPair,
} from '../../engine/prices/index.ts';
import type { Problem } from '../../engine/problems/index.ts';
import { History } from '../../engine/valuation/history.ts';
import type { HistoryInput } from '../../engine/valuation/history-input.ts';
import {
  dayFrom,
  type PlainEvent,
  type PlainInput,
  type PlainPrice,
  type PlainRate,
} from '../naive/input.ts';
import type { Change } from '../scenarios/language.ts';

const SOURCE = 'test';

/** A ledger with its history in the engine, changed the way an application changes it. */
export class EngineLedger {
  readonly book: LedgerBook;
  readonly history: History;
  /** Of reading the events. */
  readonly ledgerProblems: Problem[] = [];
  private readonly rows = new Map<string, number>();

  constructor(input: PlainInput) {
    const table = new EventTable();
    for (const { name } of input.accounts) table.accounts.numberOf(name);
    this.book = new LedgerBook(contextOf(input), table);
    this.append(input.events);
    this.history = History.open(historyInput(input, this.book));
  }

  /** Changes the facts, and the history by the incremental way. Answers the first day whose figures may differ. */
  apply(change: Change): { from: Day } {
    switch (change.kind) {
      case 'event':
        return this.edit(this.append([change.event]));
      case 'correct': {
        const corrected = this.book.correct(this.rowOf(change.id), eventInput(change.event), 0);
        if (corrected.row < 0) throw refused(corrected.problems);
        this.rows.set(change.id, corrected.row);
        this.note(corrected.problems);
        return this.edit(corrected.edit);
      }
      case 'void':
        return this.edit(this.book.voidEvent(this.rowOf(change.id), 0, 'release-id').edit);
      case 'price': {
        const { symbol, date, price } = change.row;
        const { shift } = quotedCurrency(('currency' in change.row && change.row.currency) || 'USD');
        const whole = (quoted: Decimal): Decimal => ({ units: quoted.units, scale: quoted.scale + shift });
        const value = price === null ? null : unitPrice(whole(dec(price)));
        return this.history.apply({
          kind: 'price',
          symbol,
          day: dayFrom(date),
          price: value,
          source: SOURCE,
        });
      }
      case 'rate': {
        const { pair, date, rate } = change.row;
        const value = rate === null ? null : fxRate(dec(rate));
        return this.history.apply({ kind: 'rate', pair, day: dayFrom(date), rate: value, source: SOURCE });
      }
    }
  }

  private append(events: readonly PlainEvent[]) {
    const appended = this.book.append(events.map(eventInput), 0, 'all-or-nothing');
    if (appended.outcomes.includes('refused')) throw refused(appended.problems);
    this.note(appended.problems);
    events.forEach((event, n) => {
      if (event.id !== undefined) this.rows.set(event.id, appended.rows[n]);
    });
    return appended.edit;
  }

  private note(problems: readonly Problem[]): void {
    this.ledgerProblems.push(...problems);
  }

  private edit({ removed, added }: { removed: Int32Array; added: Int32Array }): { from: Day } {
    const order = this.book.inForce();
    return this.history.apply({ kind: 'events', order, removed: [...removed], added: [...added] });
  }

  private rowOf(id: string): number {
    const row = this.rows.get(id);
    if (row === undefined) throw new Error(`no event has the id ${id}`);
    return row;
  }
}

const refused = (problems: readonly Problem[]): Error =>
  new Error(
    `the ledger refused an event: ${problems.map((one) => `${one.code}: ${one.message}`).join('; ')}`,
  );

/** The columns of a file as the engine's plain objects have them. */
export function eventInput(event: PlainEvent): EventInput {
  const camel = (name: string) => name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const columns = Object.fromEntries(Object.entries(event).map(([name, value]) => [camel(name), value]));
  return { ...columns, date: event.date, type: event.type };
}

export function contextOf(input: PlainInput): LedgerContext {
  const { accounts, instruments } = lookups(input);
  return { baseCurrency: input.conventions.base, accounts, instruments };
}

function lookups(input: PlainInput) {
  const accounts = new Map(input.accounts.map((one) => [one.name, accountOf(one, input)]));
  const instruments = new Map(input.instruments.map((one) => [one.symbol, instrumentOf(one)]));
  return {
    accounts: (name: string) => accounts.get(name) ?? accountOf({ name }, input),
    instruments: (symbol: string) => instruments.get(symbol),
  };
}

function accountOf(plain: PlainInput['accounts'][number], input: PlainInput): Account {
  return {
    name: plain.name,
    type: 'margin',
    currency: plain.currency ?? input.conventions.base,
    timeZone: 'America/New_York',
    calendar: 'XNYS',
    lotMethod: plain.lot_method ?? null,
    allowShort: plain.allow_short ?? true,
  };
}

function instrumentOf(plain: PlainInput['instruments'][number]): Instrument {
  const factor = (text: string | undefined) => (text === undefined ? null : ratio(dec(text)));
  return {
    symbol: plain.symbol,
    kind: plain.kind,
    currency: plain.currency === undefined ? null : quotedCurrency(plain.currency).currency,
    multiplier: factor(plain.multiplier),
    priceFactor: factor(plain.price_factor),
    sector: null,
    underlying: null,
    expiry: null,
    strike: null,
    right: null,
  };
}

function historyInput(input: PlainInput, book: LedgerBook): HistoryInput {
  return {
    table: book.table,
    order: book.inForce(),
    prices: priceBook(input.prices),
    rates: rateBook(input.rates),
    splits: input.splits.map((row) => ({
      day: dayFrom(row.date),
      symbol: row.symbol,
      ratio: ratio(dec(row.ratio)),
      source: {},
    })),
    ...lookups(input),
    conventions: input.conventions,
    ...(input.to === undefined ? {} : { to: dayFrom(input.to) }),
    observations: input.reports.map((row) => ({
      account: row.account,
      day: dayFrom(row.date),
      equity: dec(row.equity),
    })),
  };
}

function priceBook(rows: readonly PlainPrice[]): PriceBook {
  const builder = new PriceBookBuilder();
  const source = builder.source(SOURCE);
  for (const row of rows) {
    const symbol = builder.symbol(row.symbol);
    if (row.currency !== undefined) builder.stateCurrency(symbol, builder.currency(row.currency));
    if (builder.putPrice(symbol, dayFrom(row.date), dec(row.price), source) !== PUT.stored) {
      throw new Error(`the price of ${row.symbol} on ${row.date} was not stored`);
    }
  }
  return builder.finish().book;
}

function rateBook(rows: readonly PlainRate[]): RateBook {
  const builder = new PriceBookBuilder();
  const source = builder.source(SOURCE);
  for (const row of rows) {
    const pair = readPair(row.pair);
    if (pair === null) throw new Error(`${row.pair} is no pair`);
    builder.putPrice(builder.symbol(pairName(pair)), dayFrom(row.date), dec(row.rate), source);
  }
  return new RateBook(builder.finish().book);
}
