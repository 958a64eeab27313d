import type { Day } from '../../engine/calendar/day.ts';
import type { Book, Closing } from './book.ts';
import { dayFigures, type Figures, type Levels, levelsOf, noLevels, sumOfAccounts } from './day.ts';
import { applyEvent, multiplyUnits, type OptionCosts } from './events.ts';
import { dayFrom, type Fact, type PlainInput } from './input.ts';
import type { Lot } from './lots.ts';
import { withCausesFirst } from './order.ts';
import { IN_TRANSIT, World } from './world.ts';

export type OpenLots = { readonly account: string; readonly symbol: string; readonly lots: readonly Lot[] };

export type NaiveHistory = {
  readonly first: Day;
  readonly last: Day;
  /** Figures of each day, by account; `(in transit)` is one of them where anything ever was. */
  readonly accounts: ReadonlyMap<string, readonly Figures[]>;
  readonly portfolio: readonly Figures[];
  readonly closings: readonly Closing[];
  /** At the end of each day. */
  readonly open: readonly (readonly OpenLots[])[];
  readonly world: World;
};

/**
 * The whole valuation, the obvious slow way: every calendar day, every account, every holding, from the beginning,
 * with exact fractions. The rules are those of docs/accounting.md.
 */
export function naiveHistory(input: PlainInput): NaiveHistory {
  const world = new World(input);
  const first = world.firstDay;
  const last = lastDay(world);
  const accounts = new Map<string, Figures[]>([...world.books.keys()].map((name) => [name, []]));
  const before = new Map<string, Levels>();
  const open: OpenLots[][] = [];
  for (let day = first; day <= last; day++) {
    for (const book of world.books.values()) book.startDay();
    applyDay(world, day as Day);
    for (const [name, book] of world.books) {
      const levels = levelsOf(world, book, day as Day);
      const past = before.get(name) ?? noLevels();
      accounts.get(name)?.push(dayFigures(world, book, levels, past, day as Day));
      before.set(name, levels);
    }
    open.push(openLots(world));
  }
  const portfolio = Array.from({ length: last - first + 1 }, (_, n) =>
    sumOfAccounts([...accounts.values()].map((days) => days[n])),
  );
  const closings = [...world.books.values()].flatMap((book) => book.closings);
  return { first, last, accounts, portfolio, closings, open, world };
}

/** The later of the last event, the last price of an instrument of the ledger, and `to`. */
function lastDay(world: World): Day {
  const { input, ledger } = world;
  const symbols = new Set(ledger.flatMap((event) => [event.symbol, event.plain.to_symbol ?? '']));
  const priced = input.prices.filter((row) => symbols.has(row.symbol)).map((row) => dayFrom(row.date));
  const to = input.to === undefined ? [] : [dayFrom(input.to)];
  return Math.max(...ledger.map((event) => event.day), ...priced, ...to) as Day;
}

function applyDay(world: World, day: Day): void {
  const optionCosts: OptionCosts = new Map();
  const events: Fact[] = [];
  for (const book of world.books.values()) {
    const own = world.ledger.filter((event) => event.day === day && event.account === book.account);
    events.push(...fileSplits(world, book, day), ...own);
  }
  for (const event of withCausesFirst(events, world.moves)) {
    if (event.row >= 0) applyEvent(world, event, optionCosts);
    else multiplyUnits(world.book(event.account), event.symbol, event.quantity);
  }
}

/** Splits of the splits file as events without a row, their ratio as the quantity. */
function fileSplits(world: World, book: Book, day: Day): Fact[] {
  const split = (symbol: string) =>
    world.market
      .fileSplits(symbol)
      .filter((row) => row.day === day)
      .map(({ ratio }) => ({
        ...world.ledger[0],
        row: -1,
        type: 'split' as const,
        day,
        symbol,
        quantity: ratio,
      }));
  const symbols = new Set(world.input.splits.map((row) => row.symbol));
  return [...symbols].flatMap(split).map((event) => ({ ...event, account: book.account, plain: BLANK }));
}

const BLANK = { date: '', type: 'split' } as const;

function openLots(world: World): OpenLots[] {
  return [...world.books.values()].flatMap((book) =>
    book
      .symbols()
      .map((symbol) => ({ account: book.account, symbol, lots: book.holding(symbol) }))
      .filter(({ lots }) => lots.length > 0),
  );
}

export { IN_TRANSIT };
