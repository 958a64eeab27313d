import type { Day } from '../calendar/day.ts';
import { isDividendInUnits } from '../ledger/dividend.ts';
import { EVENT_TYPES } from '../ledger/event.ts';
import type { EventTable } from '../ledger/table.ts';
import { merger, rename, returnOfCapital, spinoff } from './corporate.ts';
import type { ClosedLot } from './disposal.ts';
import type { GroupLots, Market } from './effects.ts';
import { Fold } from './fold.ts';
import { closePlain, foldPlain } from './fold-plain.ts';
import type { Holding } from './holding.ts';
import type { OptionLinks } from './links.ts';
import { optionEnds } from './options.ts';
import type { PlainTrades } from './plain-rows.ts';
import { planUk } from './plan-uk.ts';
import { scalesOf } from './scales.ts';
import type { LotSettings, OuterSplit } from './settings.ts';
import { ledgerSplit, outerSplit } from './splits.ts';
import { trade } from './trades.ts';
import { bringIn, transferIn, transferOut } from './transfers.ts';
import { adjustUnits, dividendInUnits } from './units.ts';

type Handler = (fold: Fold, row: number) => void;

const HANDLERS: Partial<Record<(typeof EVENT_TYPES)[number], Handler>> = {
  buy: (fold, row) => trade(fold, row, 1),
  sell: (fold, row) => trade(fold, row, -1),
  opening: (fold, row) => bringIn(fold, row, true),
  transfer_in: transferIn,
  transfer_out: transferOut,
  dividend: dividendInUnits,
  split: ledgerSplit,
  spinoff,
  merger,
  rename,
  return_of_capital: returnOfCapital,
  option_expire: optionEnds,
  option_assign: optionEnds,
  option_exercise: optionEnds,
  adjustment: adjustUnits,
  unclassified: adjustUnits,
};

const BY_TYPE = EVENT_TYPES.map((type) => HANDLERS[type]);
const DIVIDEND = EVENT_TYPES.indexOf('dividend');
const CASH_ONLY = 0;
const UNITS = 1;
/** With a quantity only: cash otherwise. */
const UNITS_IF_STATED = 2;
const MAY_BE_CASH = new Set<string>([
  'opening',
  'transfer_in',
  'transfer_out',
  'dividend',
  'adjustment',
  'unclassified',
]);
const CHANGES = Uint8Array.from(EVENT_TYPES, (type) =>
  HANDLERS[type] === undefined ? CASH_ONLY : MAY_BE_CASH.has(type) ? UNITS_IF_STATED : UNITS,
);

/** True for rows that change units or costs; the rest is cash alone. */
export function changesUnits(table: EventTable, row: number): boolean {
  const type = table.type.values[row];
  if (CHANGES[type] !== UNITS_IF_STATED) return CHANGES[type] === UNITS;
  if (table.symbol.values[row] < 0 || !table.quantity.has(row)) return false;
  return type !== DIVIDEND || isDividendInUnits(table, row);
}

/** Books one row that changes units or costs. */
export function foldRow(fold: Fold, row: number): void {
  fold.name(row);
  (BY_TYPE[fold.table.type.values[row]] as Handler)(fold, row);
}

/**
 * Folds the rows of one group of linked instruments, in effective order, into lots and what follows from them.
 * `trades` are the same rows as plain trades, if that is what they are.
 */
export function foldGroup(
  settings: LotSettings,
  market: Market,
  rows: Int32Array,
  splits: readonly OuterSplit[],
  links: OptionLinks,
  trades: PlainTrades | null,
): GroupLots {
  const general = (): GroupLots => foldEvents(settings, market, rows, splits, links);
  const plain =
    trades !== null && splits.length === 0
      ? foldPlain(trades, settings.accounts[trades.account].allowShort)
      : null;
  if (trades === null || plain === null) return general();
  let closed: readonly ClosedLot[] | null = null;
  let holdings: readonly Holding[] | null = null;
  return {
    scales: trades.scales,
    timelines: [plain],
    entries: [],
    kindFlows: [],
    bookedGains: [],
    problems: [],
    closed: () => {
      closed ??= closePlain(trades, rows);
      return closed;
    },
    holdings: () => {
      holdings ??= general().holdings();
      return holdings;
    },
  };
}

/** The general fold: every event type, every method. */
export function foldEvents(
  settings: LotSettings,
  market: Market,
  rows: Int32Array,
  splits: readonly OuterSplit[],
  links: OptionLinks,
): GroupLots {
  const scales = scalesOf(settings, rows, splits);
  const usesUk = settings.accounts.some((account) => account.method === 'uk');
  const uk = usesUk ? planUk(new Fold(settings, market, scales, null, links), rows, splits) : null;
  const fold = new Fold(settings, market, scales, uk, links);
  const { table } = settings;
  let next = 0;
  const splitUpTo = (day: Day): void => {
    while (next < splits.length && splits[next].day <= day) outerSplit(fold, splits[next++]);
  };
  for (const row of rows) {
    if (next < splits.length) splitUpTo(table.day.values[row] as Day);
    foldRow(fold, row);
  }
  if (splits.length > 0) splitUpTo(splits[splits.length - 1].day);
  return fold.result();
}
