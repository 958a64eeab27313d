import { type Decimal, equals } from '../amounts/index.ts';
import { type Day, formatDay } from '../calendar/day.ts';
import type { EventTable } from '../ledger/index.ts';
import { EVENT_TYPES } from '../ledger/index.ts';
import type { OuterSplit } from '../lots/index.ts';
import type { SplitRow } from '../prices/index.ts';
import { type Problem, problem } from '../problems/index.ts';
import { rowSource } from './row-source.ts';

/** The same ratio within so many days is the same split. */
const SAME_SPLIT_DAYS = 7;
const SPLIT = EVENT_TYPES.indexOf('split');

interface LedgerSplit {
  readonly row: number;
  readonly account: number;
  readonly day: Day;
  readonly ratio: Decimal;
}

/** All splits of one symbol: those that apply to holdings from outside, and those that restate its prices. */
export interface KnownSplits {
  readonly outer: readonly OuterSplit[];
  readonly ofPrices: readonly { readonly day: Day; readonly ratio: Decimal }[];
  readonly problems: readonly Problem[];
}

const NO_SPLITS: KnownSplits = { outer: [], ofPrices: [], problems: [] };

/** `rows` are the symbol's events in force, in effective order. */
export function knownSplits(
  table: EventTable,
  symbol: number,
  rows: Iterable<number>,
  fromFile: readonly SplitRow[],
): KnownSplits {
  if (table.rare.ratio.size === 0 && fromFile.length === 0) return NO_SPLITS;
  const ledger: LedgerSplit[] = [];
  for (const row of rows) {
    const ratio =
      table.type.values[row] === SPLIT && table.symbol.values[row] === symbol
        ? table.rare.ratio.get(row)
        : undefined;
    if (ratio !== undefined)
      ledger.push({ row, account: table.account.values[row], day: table.day.values[row] as Day, ratio });
  }
  const name = table.symbols.texts[symbol];
  const problems: Problem[] = [];
  const outer = fromFile
    .map((split) => {
      const twins = ledger.filter((own) => isSameSplit(own, split));
      if (twins.length > 0) problems.push(twice(table, name, twins[0]));
      return { symbol, day: split.day, ratio: split.ratio };
    })
    .sort((a, b) => a.day - b.day);
  const ofPrices: { day: Day; ratio: Decimal }[] = fromFile.map(({ day, ratio }) => ({ day, ratio }));
  for (const own of ledger)
    if (!ofPrices.some((split) => isSameSplit(own, split))) ofPrices.push({ day: own.day, ratio: own.ratio });
  const apart = ledger.filter((own) => !fromFile.some((split) => isSameSplit(own, split)));
  problems.push(...onOtherDays(table, name, apart));
  return { outer, ofPrices: ofPrices.sort((a, b) => a.day - b.day), problems };
}

/** Whether two splits of one symbol are the same one, booked on days that are near each other. */
export function isSameSplit(a: { day: Day; ratio: Decimal }, b: { day: Day; ratio: Decimal }): boolean {
  return Math.abs(a.day - b.day) <= SAME_SPLIT_DAYS && equals(a.ratio, b.ratio);
}

function twice(table: EventTable, symbol: string, own: LedgerSplit): Problem {
  return problem(
    'split_twice',
    rowSource(table, own.row, 'ratio'),
    `The split of ${symbol} is in the ledger and in the splits file; it applies once.`,
    { symbol },
  );
}

/** One split that accounts have booked on different days: in between, prices and some of the units are on two bases. */
function onOtherDays(table: EventTable, symbol: string, ledger: readonly LedgerSplit[]): Problem[] {
  return ledger.flatMap((own, i) => {
    const earlier = ledger
      .slice(0, i)
      .find((other) => other.account !== own.account && other.day !== own.day && isSameSplit(other, own));
    if (earlier === undefined) return [];
    const message = `${symbol}: an account has this split on ${formatDay(own.day)}, another on ${formatDay(earlier.day)}.`;
    return [problem('split_days_differ', rowSource(table, own.row, 'date'), message, { symbol })];
  });
}
