import { absolute, type Decimal, decimal, equals, isZero } from '../amounts/index.ts';
import type { Day } from '../calendar/index.ts';
import { ifAmount, made, minus, negated, taken } from './build.ts';
import {
  bookedLeaf,
  eventLabel,
  exchanged,
  fieldFact,
  fieldSum,
  GROSS,
  NET,
  pricedFact,
  statedValue,
  unitValueNode,
} from './event-nodes.ts';
import type { Explanation } from './explanation.ts';
import type { LotState } from './lot-state.ts';
import { priceNode } from './price-nodes.ts';
import { atRate, rateNode } from './rate-nodes.ts';
import type { TracedLot } from './traced-fold.ts';
import type { Workings } from './workings.ts';

/** What a lot cost when an event opened it, in the instrument's currency. */
export function openedCost(work: Workings, { fold, symbol }: TracedLot, state: LotState): Explanation {
  const { row } = state.step;
  const unit = work.currency(work.currencyOf(symbol));
  const cost = decimal(state.cost, fold.scales.cost);
  const node = row === state.lotRow ? costOf(work, row, state, fold.scales) : null;
  return (
    (node === null ? null : ifAmount(node, cost)) ??
    bookedLeaf(work, row, `cost by ${eventLabel(work, row)}`, unit, cost)
  );
}

type Scales = TracedLot['fold']['scales'];

function costOf(work: Workings, row: number, state: LotState, scales: Scales): Explanation | null {
  switch (work.table.typeOf(row)) {
    case 'buy':
    case 'sell':
      return tradeCost(work, row, state, scales);
    case 'opening':
    case 'transfer_in':
    case 'dividend':
    case 'adjustment':
    case 'unclassified':
      return valueOfUnits(work, row, scales.cost);
    default:
      return null;
  }
}

/** What the trade cost (of a sale, minus what it brought); of one that first closed what was open, what is left of it. */
function tradeCost(work: Workings, row: number, state: LotState, scales: Scales): Explanation | null {
  const worth = tradeWorth(work, row, scales.cost);
  if (worth === null) return null;
  const said = { label: `cost of ${eventLabel(work, row)}`, unit: worth.unit };
  const isBuy = work.table.typeOf(row) === 'buy';
  const cost = (node: Explanation): Explanation =>
    isBuy ? { ...node, label: said.label } : negated(node, said);
  const quantity = fieldFact(work, row, 'quantity');
  const opened = absolute(decimal(state.quantity, scales.quantity));
  if (equals(quantity.value as Decimal, opened)) return cost(worth);
  const left = bookedLeaf(work, row, 'opened', 'units', opened);
  const closed = made('sum', { label: 'closed before', unit: 'units' }, [quantity, minus(left)]);
  const shares = [worth, taken('units', quantity), taken('part', closed), taken('part', left)];
  return cost(made('share_in_turn', { ...said, digits: scales.cost }, shares));
}

/** What a buy (negative) or sell brought before its costs, in the instrument's currency; null where options end in it. */
export function tradeBrought(work: Workings, row: number, digits: number): Explanation | null {
  const worth = tradeWorth(work, row, digits);
  if (worth === null || work.table.typeOf(row) === 'sell') return worth;
  return negated(worth, { label: worth.label, unit: worth.unit });
}

/** The same without a sign: what was paid, or received. */
function tradeWorth(work: Workings, row: number, digits: number): Explanation | null {
  const { table, world } = work;
  if (world.links.optionsOf(row).length > 0) return null;
  const symbol = table.symbol.values[row];
  const [settle, currency] = [table.settleCurrency.values[row], work.currencyOf(symbol)];
  const priced = statedValue(work, row, digits);
  if (work.isFuture(symbol)) return priced;
  const paid = tradeCash(work, row, capitalizes(work) ? NET : GROSS);
  if (settle === currency) return sameValueBetter(work, row, paid, priced);
  const at = table.day.values[row] - world.span.first;
  if (priced === null) return exchanged(work, paid, settle, currency, at, digits);
  const gross = tradeCash(work, row, GROSS);
  if (isZero(gross.value as Decimal) || equals(gross.value as Decimal, paid.value as Decimal)) return priced;
  return made('product_rounded', { label: priced.label, unit: priced.unit, digits }, [
    priced,
    paid,
    taken('over', gross),
  ]);
}

const capitalizes = ({ world }: Workings): boolean => world.lotSettings.fees === 'capitalize';

/** The cash of a trade, as a size. */
function tradeCash(work: Workings, row: number, signs: typeof GROSS): Explanation {
  const cash = fieldSum(work, row, signs);
  return work.table.typeOf(row) === 'sell' ? cash : negated(cash, { label: cash.label, unit: cash.unit });
}

/** Quantity × price says more than an amount that comes to the same. */
function sameValueBetter(
  work: Workings,
  row: number,
  paid: Explanation,
  priced: Explanation | null,
): Explanation {
  if (priced === null || work.table.currency.values[row] !== work.table.settleCurrency.values[row])
    return paid;
  return ifAmount(priced, paid.value as Decimal) ?? paid;
}

/** Units that come in at a stated price, else at the market's. */
export function valueOfUnits(work: Workings, row: number, digits: number): Explanation | null {
  const { table, world, derivation } = work;
  const symbol = table.symbol.values[row];
  const stated = statedValue(work, row, digits);
  if (stated !== null) return stated;
  const state = derivation.states.get(derivation.groups.of(symbol));
  const price =
    state === undefined ? null : priceNode(work, state, symbol, table.day.values[row] - world.span.first);
  if (price === null || pricedFact(work, row) !== null) return null;
  const said = { label: eventLabel(work, row), unit: work.currency(work.currencyOf(symbol)), digits };
  return made('product_rounded', said, [
    fieldFact(work, row, 'quantity'),
    price,
    ...unitValueNode(work, symbol),
  ]);
}

/** What a lot cost in base when an event opened it: at the rate of the day, or at the one that the broker booked. */
export function openedCostBase(work: Workings, lot: TracedLot, state: LotState): Explanation {
  const { row, day } = state.step;
  const { base } = lot.fold.scales;
  const booked = decimal(state.costBase, base);
  const cost = openedCost(work, lot, state);
  const currency = work.currencyOf(lot.symbol);
  const rate =
    bookedRate(work, row, lot.symbol, lot.fold.scales.cost) ?? rateNode(work, currency, indexOf(work, day));
  const node = atRate(cost, rate, work.base, base);
  return ifAmount(node, booked) ?? bookedLeaf(work, row, node.label, work.base, booked);
}

const indexOf = (work: Workings, day: Day): number => day - work.world.span.first;

/** What a trade that settled in another currency came to in base, per unit of the instrument's; null for any other. */
export function bookedRate(work: Workings, row: number, symbol: number, digits: number): Explanation | null {
  const { table } = work;
  const type = table.typeOf(row);
  if (type !== 'buy' && type !== 'sell') return null;
  const [settle, currency] = [table.settleCurrency.values[row], work.currencyOf(symbol)];
  if (settle === currency || work.isFuture(symbol)) return null;
  const brought = tradeBrought(work, row, digits);
  if (brought === null || isZero(brought.value as Decimal)) return null;
  const paid = fieldSum(work, row, capitalizes(work) ? NET : GROSS);
  const rate = rateNode(work, settle, indexOf(work, table.day.values[row] as Day));
  const unit = `${work.base}/${work.currency(currency)}`;
  return made('booked_rate', { label: 'booked rate', unit }, [
    paid,
    ...(rate === null ? [] : [rate]),
    taken('over', brought),
  ]);
}
