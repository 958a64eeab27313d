import { minorUnits } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import type { AccountLookup } from '../ledger/index.ts';
import { type LotSettings, type Market, OptionLinks, type OuterSplit } from '../lots/index.ts';
import type { Derivation } from './derivation.ts';
import type { HistoryInput } from './history-input.ts';
import type { Mark } from './mark.ts';

/** What a history folds its lots from, for whoever folds the same events to another end. */
export interface FoldSource {
  readonly settings: LotSettings;
  readonly market: Market;
  readonly links: OptionLinks;
  /** Linked instruments: their rows that change units or costs, in effective order, and splits from outside. */
  readonly groups: readonly { readonly rows: Int32Array; readonly splits: readonly OuterSplit[] }[];
  /** Rows in force, in effective order. */
  readonly order: Int32Array;
  readonly accounts: AccountLookup;
  readonly marks: {
    readonly first: Day;
    readonly last: Day;
    readonly markOf: (symbol: number) => Mark | null;
  };
}

export function foldSource(derivation: Derivation, last: Day): FoldSource {
  const { world, states, order, input } = derivation;
  return {
    settings: world.lotSettings,
    market: world,
    links: world.links,
    groups: Array.from(states.values(), ({ rows, splits }) => ({
      rows,
      splits: [...splits.values()].flatMap(({ outer }) => outer).sort((a, b) => a.day - b.day),
    })),
    order,
    accounts: input.accounts,
    marks: { first: world.span.first, last, markOf: (symbol) => world.marks[symbol] ?? null },
  };
}

/** Of a ledger without events. */
export function emptyFoldSource(
  { table, order, accounts, conventions }: HistoryInput,
  first: Day,
  last: Day,
): FoldSource {
  const settings: LotSettings = {
    table,
    symbols: [],
    accounts: [],
    fees: conventions.fees,
    baseCurrency: table.currencies.numberOf(conventions.base),
    baseDecimals: minorUnits(conventions.base),
    transitAccount: 0,
    partner: () => -1,
    isOuterSplit: () => false,
  };
  const market: Market = { price: () => null, rate: () => ({ numerator: 1, denominator: 1 }) };
  const marks = { first, last, markOf: () => null };
  return { settings, market, links: new OptionLinks(table, order), groups: [], order, accounts, marks };
}
