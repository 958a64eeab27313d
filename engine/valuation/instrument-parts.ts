import { type Int, int } from '../amounts/index.ts';
import { EVENT_TYPES } from '../ledger/index.ts';
import type { Timeline } from '../lots/index.ts';

import type { Derivation } from './derivation.ts';
import { bookedDifference, inBase, kindFlowValue } from './group-effects.ts';
import type { GroupState } from './group-state.ts';
import { toWhole } from './minor-units.ts';

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
  const settle = (day: number, gain: Int): void => sink('realized', day, rate.toBase(toWhole(gain, digits), day));
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

const CASH_TYPES = new Map<number, Part | null>(
  (['dividend', 'interest'] as const).map((type) => [EVENT_TYPES.indexOf(type), 'income'] as const),
);
const FEE = EVENT_TYPES.indexOf('fee');
const TAX = EVENT_TYPES.indexOf('tax');
const TRADES = new Set([EVENT_TYPES.indexOf('buy'), EVENT_TYPES.indexOf('sell')]);

/** Cash income and costs that a row states for its symbol. */
export function cashParts(derivation: Derivation, row: number, sink: PartSink): void {
  const { world, input } = derivation;
  const { table } = world;
  if (!table.amount.has(row)) return;
  const type = table.type.values[row];
  const scale = Math.max(table.amount.scaleOf(row), table.fee.scaleOf(row), table.tax.scaleOf(row));
  const currency = table.settleCurrency.values[row];
  const day = table.day.values[row] - world.span.first;
  const rate = world.rateSeries(currency);
  const digits = scale - world.minorDigits(currency);
  const give = (part: Part, units: Int): void => {
    if (units !== 0) sink(part, day, rate.toBase(toWhole(units, digits), day));
  };
  const amount = table.amount.unitsAt(row, scale);
  const fee = table.fee.unitsAt(row, scale);
  const tax = table.tax.unitsAt(row, scale);
  if (TRADES.has(type) && input.conventions.fees === 'capitalize') return;
  if (type === FEE || type === TAX) {
    give(type === FEE ? 'fees' : 'taxes', int.neg(int.add(amount, type === FEE ? tax : fee)));
    give(type === FEE ? 'taxes' : 'fees', type === FEE ? tax : fee);
    return;
  }
  give('fees', fee);
  give('taxes', tax);
  const part = CASH_TYPES.get(type);
  if (part !== undefined && part !== null) give(part, int.add(int.add(amount, fee), tax));
}
