import { decimal } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import { foldEvents, type Lot } from '../lots/index.ts';
import type { Derivation } from './derivation.ts';
import type { OpenLot } from './figures.ts';
import { inBase } from './group-effects.ts';
import type { GroupState } from './group-state.ts';
import { toWhole } from './minor-units.ts';
import type { World } from './world.ts';

/** Lots open at the end of a day, by account, symbol and age. Folds anew each group of which something lies after that day. */
export function openLotsOn(derivation: Derivation, day: Day): OpenLot[] {
  const { world } = derivation;
  const lots: OpenLot[] = [];
  for (const state of derivation.states.values()) {
    const rows = state.rows.filter((row) => world.table.day.values[row] <= day);
    const known = [...state.splits.values()].flatMap(({ outer }) => outer);
    const splits = known.filter((split) => split.day <= day).sort((a, b) => a.day - b.day);
    // The splits file may name splits of days that have yet to come.
    const isAll = rows.length === state.rows.length && splits.length === known.length;
    const folded = isAll ? state.lots : foldEvents(world.lotSettings, world, rows, splits, world.links);
    for (const holding of folded.holdings()) {
      for (const lot of holding.queue.all())
        lots.push(openLot(world, holding.account, holding.symbol, lot, folded.scales));
    }
  }
  return lots.sort(
    (a, b) => compareText(a.account, b.account) || compareText(a.symbol, b.symbol) || a.opened - b.opened,
  );
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

type Folded = GroupState['lots'];

function openLot(world: World, account: number, symbol: number, lot: Lot, scales: Folded['scales']): OpenLot {
  const { table } = world;
  const { currency } = world.lotSettings.symbols[symbol];
  const atPar = { numerator: 1, denominator: 1 };
  return {
    account: table.accounts.texts[account] ?? '',
    symbol: table.symbols.texts[symbol],
    opened: lot.opened,
    quantity: decimal(lot.quantity, scales.quantity),
    cost: decimal(lot.cost, scales.cost),
    currency: table.currencies.texts[currency],
    costBase:
      currency === world.baseCurrency
        ? inBase(lot.cost, scales.cost, atPar, world.decimals)
        : toWhole(lot.costBase, scales.base - world.decimals),
    id: table.rare.id.get(lot.row) ?? null,
  };
}
