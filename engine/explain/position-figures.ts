import { type Decimal, isZero } from '../amounts/index.ts';
import { EVENT_TYPES } from '../ledger/index.ts';
import { made, minus, taken } from './build.ts';
import { entryAmount } from './contributions.ts';
import { type FieldSigns, fieldSum, GROSS, unitValueNode } from './event-nodes.ts';
import type { Explanation } from './explanation.ts';
import type { PositionFigure } from './figures.ts';
import { bookedGainNode, bookedGainsOn, type Closing, closingsOn, gainNode } from './gain-nodes.ts';
import {
  costLeaf,
  costNode,
  heldLabel,
  openLots,
  quantityNode,
  roundedCostNode,
  unrealizedNode,
  valueNode,
} from './holding-nodes.ts';
import { lotCostBase } from './lot-nodes.ts';
import { priceNode } from './price-nodes.ts';
import { atRate, inBase, rateNode } from './rate-nodes.ts';
import type { Held, Workings } from './workings.ts';

/** Which position: one instrument in an account or (null) in all; amounts are those of the day indexes from…at. */
export interface PositionAsked {
  readonly symbol: number;
  readonly account: number | null;
  readonly from: number;
  readonly at: number;
}

/** A figure of a position; null where it cannot be known. */
export function positionNode(
  work: Workings,
  figure: PositionFigure,
  asked: PositionAsked,
): Explanation | null {
  const node = figureNode(work, figure, asked);
  return node === null ? null : { ...node, figure };
}

function figureNode(work: Workings, figure: PositionFigure, asked: PositionAsked): Explanation | null {
  const { symbol, account, at } = asked;
  const held = work.held(account, symbol);
  const each = (label: string, unit: string, node: (one: Held) => Explanation): Explanation => {
    const parts = held.filter((one) => work.levelOf(one, at) !== null).map(node);
    return parts.length === 1 ? { ...parts[0], label } : made('sum', { label, unit }, parts);
  };
  const name = work.symbol(symbol);
  switch (figure) {
    case 'quantity':
      return each(`quantity of ${name}`, 'units', (one) => quantityNode(work, one, at));
    case 'value':
      return each(`value of ${name}`, work.base, (one) => valueNode(work, one, at));
    case 'unrealized_pnl':
      return each(`unrealized pnl of ${name}`, work.base, (one) => unrealizedNode(work, one, at));
    case 'cost_basis':
      return each(`cost basis of ${name}`, work.base, (one) => costBasisNode(work, one, at));
    case 'price':
      return held.length === 0 ? null : priceNode(work, held[0].state, symbol, at);
    case 'average_cost':
      return averageCost(work, held, asked);
    case 'realized_pnl':
      return made(
        'sum',
        { label: `realized pnl of ${name}`, unit: work.base },
        eventDays(work, held, asked).flatMap((day) => realizedOn(work, held, day)),
      );
    case 'fx_pnl':
      return made(
        'sum',
        { label: `fx pnl of ${name}`, unit: work.base },
        held.flatMap((one) => [...rateEffects(work, one, asked), ...bookedEffects(work, one, asked)]),
      );
    default:
      return made(
        'sum',
        { label: `${figure} of ${name}`, unit: work.base },
        cashAmounts(work, figure, asked),
      );
  }
}

/** The days of the period on which some row of the holdings takes effect. */
function eventDays(work: Workings, held: readonly Held[], { from, at }: PositionAsked): number[] {
  const days = new Set<number>();
  for (const { state } of held)
    for (const row of state.rows) days.add(work.table.day.values[row] - work.world.span.first);
  return [...days].filter((day) => from <= day && day <= at).sort((a, b) => a - b);
}

/** Cost at the rates of purchase: priced in base the cost of the holding, else that of each lot in base. */
function costBasisNode(work: Workings, held: Held, at: number): Explanation {
  const { symbol } = held.holding;
  // Nothing is spent on a future: what it cost counts in its value.
  if (work.isFuture(symbol))
    return made('sum', { label: `cost basis of ${heldLabel(work, held)}`, unit: work.base }, []);
  if (work.isBase(work.currencyOf(symbol))) return roundedCostNode(work, held, at);
  const lots = openLots(work, held, at, work.traceOpen(held.state, at)).map((lot) => {
    const cost = lotCostBase(work, lot);
    return made('sum_rounded', { label: cost.label, unit: work.base, digits: work.decimals }, [cost]);
  });
  return made('sum', { label: `cost basis of ${heldLabel(work, held)}`, unit: work.base }, lots);
}

/** Digits of an average cost that does not divide evenly. */
const AVERAGE_DIGITS = 10;

function averageCost(
  work: Workings,
  held: readonly Held[],
  { symbol, at }: PositionAsked,
): Explanation | null {
  const open = held.filter((one) => work.levelOf(one, at) !== null);
  const unit = work.currency(work.currencyOf(symbol));
  const name = work.symbol(symbol);
  const quantity = made(
    'sum',
    { label: `quantity of ${name}`, unit: 'units' },
    open.map((one) => quantityNode(work, one, at)),
  );
  if (isZero(quantity.value as Decimal)) return null;
  const cost = made(
    'sum',
    { label: `cost of ${name}`, unit },
    open.map((one) => costNode(work, one, at)),
  );
  const over = [quantity, ...unitValueNode(work, symbol)].map((part) => taken('over', part));
  return made('product_rounded', { label: `average cost of ${name}`, unit, digits: AVERAGE_DIGITS }, [
    cost,
    ...over,
  ]);
}

/** The gains of each holding on a day, rounded together, at the day's rate; and what booked rates add. */
function realizedOn(work: Workings, held: readonly Held[], at: number): Explanation[] {
  return held.flatMap((one) => {
    const { account, symbol } = one.holding;
    const closings = closingsOn(work, account, symbol, at);
    const booked = bookedGainsOn(work, account, symbol, at).map(({ gain }) =>
      bookedGainNode(work, gain, closings, at),
    );
    return [...(closings.length === 0 ? [] : [gainsOf(work, closings, symbol, at)]), ...booked];
  });
}

function gainsOf(work: Workings, closings: readonly Closing[], symbol: number, at: number): Explanation {
  const currency = work.currencyOf(symbol);
  const said = {
    label: `gains of ${work.symbol(symbol)}`,
    unit: work.currency(currency),
    digits: work.minorDigits(currency),
  };
  return inBase(
    work,
    made(
      'sum_rounded',
      said,
      closings.map((closing) => gainNode(work, closing)),
    ),
    currency,
    at,
  );
}

/** What rates did to the cost of a holding, for each stretch of days on which it was the same. */
function rateEffects(work: Workings, held: Held, { from, at }: PositionAsked): Explanation[] {
  const { holding } = held;
  const currency = work.currencyOf(holding.symbol);
  if (work.isBase(currency) || work.isFuture(holding.symbol) || work.rates(currency) === null) return [];
  const first = work.world.span.first;
  return Array.from(holding.days, (day, i) => ({ day, next: holding.days[i + 1] })).flatMap(
    ({ day, next }) => {
      const start = Math.max(day - first, from - 1);
      const end = Math.min(next === undefined ? at : next - first, at);
      const cost = work.roundedCost(held, day - first);
      if (cost === 0 || start >= end) return [];
      const leaf = costLeaf(work, held, day - first);
      const label = `what the rate did to the ${leaf.label}`;
      return [
        made('sum', { label, unit: work.base }, [
          inBase(work, leaf, currency, end),
          minus(inBase(work, leaf, currency, Math.max(start, 0))),
        ]),
      ];
    },
  );
}

/** What trades that settled in another currency cost and brought beyond the market's rate, less what of it is gain. */
function bookedEffects(work: Workings, held: Held, asked: PositionAsked): Explanation[] {
  const { account, symbol } = held.holding;
  if (work.isBase(work.currencyOf(symbol)) || work.isFuture(symbol)) return [];
  const entries = held.state.lots.entries.filter((entry) => {
    const isTrade = ['buy', 'sell'].includes(work.table.typeOf(entry.row));
    return (
      isTrade &&
      entry.total === 'exchanged' &&
      entry.account === account &&
      entry.symbol === symbol &&
      isAsked(work, entry.row, asked)
    );
  });
  const amounts = entries.map((entry) => {
    const at = entry.day - work.world.span.first;
    return atRate(entryAmount(work, entry), rateNode(work, entry.currency, at), work.base, work.decimals);
  });
  const gains = eventDays(work, [held], asked).flatMap((at) => {
    const booked = bookedGainsOn(work, account, symbol, at);
    const closings = booked.length === 0 ? [] : closingsOn(work, account, symbol, at);
    return booked.map(({ gain }) => minus(bookedGainNode(work, gain, closings, at)));
  });
  return [...amounts, ...gains];
}

type CashFigure = 'income' | 'fees' | 'taxes';

/** Income and costs that events state for the symbol, each rounded and converted by itself. */
function cashAmounts(work: Workings, figure: CashFigure, asked: PositionAsked): Explanation[] {
  const { symbol, account } = asked;
  const stated = [...work.derivation.rowsOf(symbol)].filter(
    (row) => isAsked(work, row, asked) && (account === null || work.table.account.values[row] === account),
  );
  const cash = stated.flatMap((row) => statedAmount(work, row, figure));
  if (figure !== 'income') return cash;
  const inUnits = work
    .held(account, symbol)
    .flatMap(({ state, holding }) =>
      state.lots.entries.filter(
        (entry) =>
          entry.total === 'income' &&
          entry.symbol === symbol &&
          entry.account === holding.account &&
          isAsked(work, entry.row, asked),
      ),
    );
  return [
    ...cash,
    ...inUnits.map((entry) => rounded(work, entryAmount(work, entry), entry.currency, entry.row)),
  ];
}

function isAsked(work: Workings, row: number, { from, at }: PositionAsked): boolean {
  const day = work.table.day.values[row] - work.world.span.first;
  return from <= day && day <= at;
}

function rounded(work: Workings, amount: Explanation, currency: number, row: number): Explanation {
  const said = { label: amount.label, unit: amount.unit, digits: work.minorDigits(currency) };
  const at = work.table.day.values[row] - work.world.span.first;
  return inBase(work, made('sum_rounded', said, [amount]), currency, at);
}

/** Which fields of a row belong to a figure; by the rules of the instrument's share in the daily figures. */
function statedAmount(work: Workings, row: number, figure: CashFigure): Explanation[] {
  const { table } = work;
  const signs = table.amount.has(row) ? signsOf(EVENT_TYPES[table.type.values[row]], figure, work) : null;
  if (signs === null) return [];
  const amount = fieldSum(work, row, signs);
  const currency = table.settleCurrency.values[row];
  return isZero(amount.value as Decimal) ? [] : [rounded(work, amount, currency, row)];
}

function signsOf(type: (typeof EVENT_TYPES)[number], figure: CashFigure, work: Workings): FieldSigns | null {
  if ((type === 'buy' || type === 'sell') && work.world.lotSettings.fees === 'capitalize') return null;
  if (figure === 'income') return type === 'dividend' || type === 'interest' ? GROSS : null;
  if (type === 'fee')
    return figure === 'fees' ? { amount: -1, fee: 0, tax: -1 } : { amount: 0, fee: 0, tax: 1 };
  if (type === 'tax')
    return figure === 'taxes' ? { amount: -1, fee: -1, tax: 0 } : { amount: 0, fee: 1, tax: 0 };
  return figure === 'fees' ? { amount: 0, fee: 1, tax: 0 } : { amount: 0, fee: 0, tax: 1 };
}
