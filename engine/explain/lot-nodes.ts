import { absolute, type Decimal, decimal, equals, type Int, int } from '../amounts/index.ts';
import { formatDay } from '../calendar/index.ts';
import type { LotScales } from '../lots/index.ts';
import { given, ifAmount, made, taken } from './build.ts';
import { bookedLeaf, eventLabel, eventSource, fieldFact } from './event-nodes.ts';
import type { Explanation } from './explanation.ts';
import { chainOf, type LotState } from './lot-state.ts';
import { openedCost, openedCostBase } from './opened-cost.ts';
import { splitNode } from './price-nodes.ts';
import { atRate, rateNode } from './rate-nodes.ts';
import type { TracedLot } from './traced-fold.ts';
import type { Workings } from './workings.ts';

const scalesOf = ({ fold }: TracedLot): LotScales => fold.scales;

/** `lot of 2024-01-02, buy 10 ACME`: when it was opened, and by what. */
function lotLabel(work: Workings, { state }: TracedLot): string {
  return `lot of ${formatDay(state.opened)}, ${eventLabel(work, state.lotRow)}`;
}

/** Units of a lot: those it was opened with, less what closed, times splits. */
export function lotQuantity(work: Workings, lot: TracedLot): Explanation {
  const quantity = decimal(lot.state.quantity, scalesOf(lot).quantity);
  const said = { label: lotLabel(work, lot), unit: 'units', source: eventSource(work, lot.state.lotRow) };
  const node = ifAmount(made('in_turn', said, quantityParts(work, lot)), quantity);
  return (
    node ??
    bookedLeaf(
      work,
      lot.state.step.row < 0 ? lot.state.lotRow : lot.state.step.row,
      said.label,
      'units',
      quantity,
    )
  );
}

function quantityParts(work: Workings, lot: TracedLot): Explanation[] {
  const carried = carriedOf(work, lot);
  return shownChain(work, lot).flatMap((at) => {
    const { step } = at;
    if (at.before === null || at === carried) return [openedUnits(work, lot, at)];
    switch (step.kind) {
      case 'rest':
        return [taken('minus', unitsTaken(work, lot, step.row, step.part))];
      case 'taken':
        return takenPart(work, lot, at);
      case 'split':
        return [taken('times', splitNode(work, lot.symbol, step.day, step.ratio))];
      case 'pooled':
        return [lotQuantity(work, { ...lot, state: step.added })];
      default:
        return at.quantity === at.before.quantity ? [] : exchangedUnits(work, at);
    }
  });
}

/** Units in a merger: new ones for each old one. */
function exchangedUnits(work: Workings, { step }: LotState): Explanation[] {
  const ratio = work.table.rare.ratio.get(step.row);
  return ratio === undefined
    ? []
    : [
        taken(
          'times',
          given(
            'fact',
            { label: eventLabel(work, step.row), unit: 'ratio', source: eventSource(work, step.row) },
            ratio,
          ),
        ),
      ];
}

/** The units with which a lot begins: as stated, or what an event left of them. */
function openedUnits(work: Workings, lot: TracedLot, state: LotState): Explanation {
  const quantity = decimal(state.quantity, scalesOf(lot).quantity);
  const { row } = state.step;
  if (state.before !== null && state.step.kind !== 'arrived')
    return carriedLeaf(work, lot, state, 'units', quantity);
  const stated = work.table.quantity.get(row);
  const label = `units of ${eventLabel(work, row)}`;
  if (stated !== null && equals(stated, quantity)) return fieldFact(work, row, 'quantity', label);
  if (stated !== null && equals(absolute(stated), absolute(quantity)))
    return taken('minus', fieldFact(work, row, 'quantity', label));
  return bookedLeaf(work, row, label, 'units', quantity);
}

/** Units of a lot that an event took: all that it states, or as many as the lot method gives it. */
function unitsTaken(work: Workings, { fold }: TracedLot, row: number, units: Int): Explanation {
  const quantity = decimal(units, fold.scales.quantity);
  const stated = work.table.quantity.get(row);
  const isFact = stated !== null && equals(absolute(stated), absolute(quantity));
  const said = {
    label: `units taken by ${eventLabel(work, row)}`,
    unit: 'units',
    source: eventSource(work, row),
  };
  return given(isFact ? 'fact' : 'booked', said, quantity);
}

/** Cost of a lot in the instrument's currency, or of the part of it that was taken. */
export function lotCost(work: Workings, lot: TracedLot): Explanation {
  const { state } = lot;
  const unit = work.currency(work.currencyOf(lot.symbol));
  const digits = scalesOf(lot).cost;
  const cost = decimal(state.cost, digits);
  const said = {
    label: `cost of ${lotLabel(work, lot)}`,
    unit,
    digits,
    source: eventSource(work, state.lotRow),
  };
  const begin = (at: LotState): Explanation =>
    at.before === null
      ? openedCost(work, lot, at)
      : carriedLeaf(work, lot, at, unit, decimal(at.cost, digits));
  const change = (at: LotState): Explanation | null => difference(work, at, 'cost', unit, digits);
  const added = (state: LotState): Explanation => lotCost(work, { ...lot, state });
  const parts = costParts(work, lot, shownChain(work, lot), { begin, change, added });
  return (
    ifAmount(made('cost_in_turn', said, parts), cost) ??
    bookedLeaf(work, rowOf(state), said.label, unit, cost)
  );
}

/** Cost in base, at the rates of purchase, of a lot whose instrument is not priced in base. */
export function lotCostBase(work: Workings, lot: TracedLot): Explanation {
  const { state } = lot;
  const digits = scalesOf(lot).base;
  const cost = decimal(state.costBase, digits);
  const said = {
    label: `cost of ${lotLabel(work, lot)}, in ${work.base}`,
    unit: work.base,
    digits,
    source: eventSource(work, state.lotRow),
  };
  const chain = shownChain(work, lot);
  // A lot that moved between accounts carries the rate of the day it moved: its story in base begins there.
  const moved = chain.findLastIndex((at) => at.step.kind === 'arrived');
  const begin = (at: LotState): Explanation => {
    if (at.step.kind === 'arrived') return movedCostBase(work, lot, at);
    return at.before === null
      ? openedCostBase(work, lot, at)
      : carriedLeaf(work, lot, at, work.base, decimal(at.costBase, digits));
  };
  const change = (at: LotState): Explanation | null => difference(work, at, 'costBase', work.base, digits);
  const added = (state: LotState): Explanation => lotCostBase(work, { ...lot, state });
  const parts = costParts(work, lot, chain.slice(Math.max(0, moved)), { begin, change, added });
  return (
    ifAmount(made('cost_in_turn', said, parts), cost) ??
    bookedLeaf(work, rowOf(state), said.label, work.base, cost)
  );
}

/** What an event changed a lot's cost by without closing any of it; null for nothing. */
function difference(
  work: Workings,
  at: LotState,
  figure: 'cost' | 'costBase',
  unit: string,
  digits: number,
): Explanation | null {
  const units = int.sub(at[figure], at.before?.[figure] ?? 0);
  return units === 0
    ? null
    : bookedLeaf(work, at.step.row, eventLabel(work, at.step.row), unit, decimal(units, digits));
}

function movedCostBase(work: Workings, lot: TracedLot, at: LotState): Explanation {
  const index = at.step.day - work.world.span.first;
  const cost = lotCost(work, { ...lot, state: at });
  const digits = scalesOf(lot).base;
  const node = atRate(cost, rateNode(work, work.currencyOf(lot.symbol), index), work.base, digits);
  const booked = decimal(at.costBase, digits);
  return ifAmount(node, booked) ?? bookedLeaf(work, at.step.row, node.label, work.base, booked);
}

/** How the states of a lot become amounts: of its cost in one currency or the other. */
interface Amounts {
  /** What it cost in its first state. */
  readonly begin: (at: LotState) => Explanation;
  /** What an event changed the cost by without closing any of it. */
  readonly change: (at: LotState) => Explanation | null;
  /** The cost of units that join a pool. */
  readonly added: (state: LotState) => Explanation;
}

/** The parts of `cost_in_turn`. */
function costParts(
  work: Workings,
  lot: TracedLot,
  chain: readonly LotState[],
  amounts: Amounts,
): Explanation[] {
  return chain.flatMap((at, i) => {
    if (i === 0) return [amounts.begin(at), taken('units', signed(openedUnits(work, lot, at)))];
    return stepParts(work, lot, at, amounts);
  });
}

function stepParts(work: Workings, lot: TracedLot, at: LotState, { change, added }: Amounts): Explanation[] {
  const { step } = at;
  switch (step.kind) {
    case 'rest':
      return [taken('part', unitsTaken(work, lot, step.row, step.part))];
    case 'taken':
      return takenPart(work, lot, at);
    case 'split':
      return [taken('times', splitNode(work, lot.symbol, step.day, step.ratio))];
    case 'pooled':
      return [added(step.added), taken('units', lotQuantity(work, { ...lot, state: step.added }))];
    default: {
      const units = at.quantity === at.before?.quantity ? [] : exchangedUnits(work, at);
      const changed = change(at);
      return changed === null ? units : [...units, changed];
    }
  }
}

/** A whole lot leaves with all its cost; a part with its share. */
function takenPart(work: Workings, lot: TracedLot, at: LotState): Explanation[] {
  const whole = (at.before as LotState).quantity === at.quantity;
  return whole ? [] : [taken('value', unitsTaken(work, lot, at.step.row, at.quantity))];
}

/** Units that count against the sign they are stated with become a sum of their own, so that their role is free. */
function signed(units: Explanation): Explanation {
  return units.as === 'minus' ? made('sum', { label: units.label, unit: units.unit }, [units]) : units;
}

/**
 * The states that a tree shows: by default those of the day, for a pool or a part that was taken, after what it was
 * the day before; of an open lot all of them.
 */
function shownChain(work: Workings, lot: TracedLot): LotState[] {
  const chain = chainOf(lot.state);
  const carried = carriedOf(work, lot);
  return carried === null ? chain : chain.slice(chain.indexOf(carried));
}

function carriedOf(work: Workings, { state }: TracedLot): LotState | null {
  if (work.isAll) return null;
  const chain = chainOf(state);
  const isLong =
    state.step.kind === 'taken' ? chain.length > 2 : chain.some(({ step }) => step.kind === 'pooled');
  if (!isLong) return null;
  const before = chain.findLastIndex(({ step }) => step.day < state.step.day);
  return before <= 0 ? null : chain[before];
}

function carriedLeaf(
  work: Workings,
  lot: TracedLot,
  at: LotState,
  unit: string,
  value: Decimal,
): Explanation {
  return given(
    'as_of',
    { label: `${lotLabel(work, lot)} before`, unit, source: eventSource(work, at.lotRow) },
    value,
  );
}

const rowOf = ({ step, lotRow }: LotState): number => (step.row < 0 ? lotRow : step.row);
