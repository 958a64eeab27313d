import { type Int, int } from '../amounts/index.ts';
import { ABSENT, EVENT_TYPES } from '../ledger/index.ts';
import type { Timeline } from '../lots/index.ts';
import type { Derivation } from './derivation.ts';
import { bookedDifference, inBase, kindFlowValue } from './group-effects.ts';
import type { GroupState } from './group-state.ts';
import { toWhole } from './minor-units.ts';
import type { World } from './world.ts';

/** A column that an instrument's daily amounts belong to. */
export type Part =
  | 'realized'
  | 'income'
  | 'fees'
  | 'taxes'
  | 'unexplained'
  | 'transferredGain'
  | 'transfersIn'
  | 'transfersOut'
  | 'ownIn'
  | 'ownOut'
  | 'fx'
  | 'opening';

/** Takes what an instrument contributed to a column on a day index, in minor units of base. */
export type PartSink = (part: Part, day: number, amount: number) => void;

/**
 * What one holding gave day by day, from its own events: gains of closed lots, income, costs, flows in kind, and for
 * instruments that are not priced in base what rates did to their cost.
 */
export function holdingParts(
  derivation: Derivation,
  state: GroupState,
  holding: Timeline,
  sink: PartSink,
): void {
  gains(derivation, state, holding, sink);
  kindFlows(derivation, state, holding, sink);
  adjustments(derivation, state, holding, sink);
  rateEffect(derivation, state, holding, sink);
  bookedRates(derivation, state, holding, sink);
}

function isOf(holding: Timeline) {
  return (other: { readonly account: number; readonly symbol: number }): boolean =>
    other.account === holding.account && other.symbol === holding.symbol;
}

function gains({ world }: Derivation, { lots }: GroupState, holding: Timeline, sink: PartSink): void {
  const { currency } = world.lotSettings.symbols[holding.symbol];
  const digits = lots.scales.cost - world.minorDigits(currency);
  const rate = world.rateSeries(currency);
  const settle = (day: number, gain: Int): void =>
    sink('realized', day, rate.toBase(toWhole(gain, digits), day));
  const { account, symbol } = holding;
  let day = 0;
  let gain: Int = 0;
  // In order of closing: the parts closed on one day follow one another.
  for (const closed of lots.closed()) {
    if (closed.account !== account || closed.symbol !== symbol) continue;
    const on = closed.closed - world.span.first;
    if (on !== day && gain !== 0) settle(day, gain);
    gain = int.add(on === day ? gain : 0, int.sub(closed.received, closed.cost));
    day = on;
  }
  if (gain !== 0) settle(day, gain);
  for (const gain of lots.bookedGains.filter(isOf(holding)))
    sink('realized', gain.day - world.span.first, bookedDifference(world, gain));
}

function kindFlows({ world }: Derivation, state: GroupState, holding: Timeline, sink: PartSink): void {
  const terms = world.lotSettings.symbols[holding.symbol];
  const rate = world.rateSeries(terms.currency);
  const digits = state.lots.scales.cost - world.minorDigits(terms.currency);
  for (const flow of state.lots.kindFlows.filter(isOf(holding))) {
    const day = flow.day - world.span.first;
    const value = kindFlowValue(world, state, flow);
    const cost = terms.isFuture ? 0 : rate.toBase(toWhole(flow.cost, digits), day);
    sink('transferredGain', day, value - cost);
    if (flow.opening && day === 0) sink('opening', day, value);
    else if (flow.quantity > 0) sink(flow.own ? 'ownIn' : 'transfersIn', day, value);
    else sink(flow.own ? 'ownOut' : 'transfersOut', day, 0 - value);
  }
}

function adjustments({ world }: Derivation, { lots }: GroupState, holding: Timeline, sink: PartSink): void {
  for (const entry of lots.entries.filter(isOf(holding))) {
    if (entry.total !== 'adjustments' && entry.total !== 'income') continue;
    const day = entry.day - world.span.first;
    const amount = toWhole(entry.units, entry.scale - world.minorDigits(entry.currency));
    sink(
      entry.total === 'income' ? 'income' : 'unexplained',
      day,
      world.rateSeries(entry.currency).toBase(amount, day),
    );
  }
}

/** Cost at the rate of the day less cost at the rate of the day before. */
function rateEffect({ world }: Derivation, { lots }: GroupState, holding: Timeline, sink: PartSink): void {
  const terms = world.lotSettings.symbols[holding.symbol];
  const rate = world.rateSeries(terms.currency);
  if (rate.isBase || terms.isFuture) return;
  const digits = lots.scales.cost - world.minorDigits(terms.currency);
  for (let i = 0; i < holding.days.length; i++) {
    const cost = toWhole(holding.costs[i], digits);
    const from = holding.days[i] - world.span.first;
    const to = i + 1 < holding.days.length ? holding.days[i + 1] - world.span.first : world.days - 1;
    for (let day = from + 1; cost !== 0 && day <= to; day++) {
      const effect = rate.toBase(cost, day) - rate.toBase(cost, day - 1);
      if (effect !== 0) sink('fx', day, effect);
    }
  }
}

/**
 * A trade that settled in another currency costs and brings what was booked, not what the market's rate makes of it:
 * the difference is what rates did, less the share of it that counts in the gain.
 */
function bookedRates({ world }: Derivation, { lots }: GroupState, holding: Timeline, sink: PartSink): void {
  const terms = world.lotSettings.symbols[holding.symbol];
  if (world.rateSeries(terms.currency).isBase || terms.isFuture) return;
  for (const { total, account, symbol, currency, day, units, scale, row } of lots.entries) {
    if (total !== 'exchanged' || account !== holding.account || symbol !== holding.symbol) continue;
    if (!TRADES.has(world.table.type.values[row])) continue;
    sink('fx', day - world.span.first, inBase(units, scale, world.rate(currency, day), world.decimals));
  }
  for (const gain of lots.bookedGains.filter(isOf(holding)))
    sink('fx', gain.day - world.span.first, -bookedDifference(world, gain));
}

const INCOMES = new Set([EVENT_TYPES.indexOf('dividend'), EVENT_TYPES.indexOf('interest')]);
const FEE = EVENT_TYPES.indexOf('fee');
const TAX = EVENT_TYPES.indexOf('tax');
const TRADES = new Set([EVENT_TYPES.indexOf('buy'), EVENT_TYPES.indexOf('sell')]);

/** Cash income and costs that a row states for its symbol. */
export function cashParts({ world, input }: Derivation, row: number, sink: PartSink): void {
  const { amount, fee, tax, type } = world.table;
  if (amount.scales[row] === ABSENT) return;
  const kind = type.values[row];
  if (TRADES.has(kind) && input.conventions.fees === 'capitalize') return;
  const isCost = kind === FEE || kind === TAX;
  if (!isCost) {
    if (fee.scales[row] !== ABSENT) give(world, 'fees', fee.unitsOf(row), fee.scales[row], row, sink);
    if (tax.scales[row] !== ABSENT) give(world, 'taxes', tax.unitsOf(row), tax.scales[row], row, sink);
    if (!INCOMES.has(kind)) return;
  }
  const scale = Math.max(amount.scales[row], fee.scaleOf(row), tax.scaleOf(row));
  const paid = amount.unitsAt(row, scale);
  const fees = fee.unitsAt(row, scale);
  const taxes = tax.unitsAt(row, scale);
  if (!isCost) return give(world, 'income', int.add(int.add(paid, fees), taxes), scale, row, sink);
  // Of what a fee paid, its tax is a tax; and the other way round.
  const other = kind === FEE ? taxes : fees;
  give(world, kind === FEE ? 'fees' : 'taxes', int.neg(int.add(paid, other)), scale, row, sink);
  give(world, kind === FEE ? 'taxes' : 'fees', other, scale, row, sink);
}

/** Gives units × 10^-scale of a row's settlement currency, in base. */
function give(world: World, part: Part, units: Int, scale: number, row: number, sink: PartSink): void {
  if (units === 0) return;
  const currency = world.table.settleCurrency.values[row];
  const day = world.table.day.values[row] - world.span.first;
  sink(
    part,
    day,
    world.rateSeries(currency).toBase(toWhole(units, scale - world.minorDigits(currency)), day),
  );
}
