import { divideInteger, type Int, int } from '../amounts/index.ts';
import type { BookedGain, KindFlow, TotalEntry } from '../lots/index.ts';
import type { AccountBooks } from './account-books.ts';
import { applyHolding } from './apply-holding.ts';
import type { Bucket } from './bucket.ts';
import type { GroupState } from './group-state.ts';
import { markTick } from './mark.ts';
import { toWhole } from './minor-units.ts';
import { markedTo, valuerOf } from './position-value.ts';
import type { World } from './world.ts';

/** Where an account's sums are kept. */
export interface Ledgers {
  books(account: number): AccountBooks;
  bucket(account: number, currency: number): Bucket;
}

/** Adds (`sign` 1) what a group gives to the accounts from a day index on, or takes it out again (-1). */
export function applyGroup(
  world: World,
  ledgers: Ledgers,
  group: GroupState,
  sign: 1 | -1,
  from: number,
): void {
  const { lots, marks } = group;
  const { first } = world.span;
  for (const holding of lots.timelines) {
    const terms = world.lotSettings.symbols[holding.symbol];
    const books = ledgers.books(holding.account);
    const bucket = ledgers.bucket(holding.account, terms.currency);
    applyHolding(
      books,
      bucket,
      { holding, scales: lots.scales, terms, mark: marks.get(holding.symbol) ?? null },
      first,
      sign,
      from,
    );
  }
  for (const entry of lots.entries) if (entry.day - first >= from) applyEntry(world, ledgers, entry, sign);
  for (const flow of lots.kindFlows)
    if (flow.day - first >= from) applyKindFlow(world, ledgers, group, flow, sign);
  for (const gain of lots.bookedGains)
    if (gain.day - first >= from) applyBookedGain(world, ledgers, gain, sign);
}

function applyEntry(world: World, ledgers: Ledgers, entry: TotalEntry, sign: 1 | -1): void {
  // A future's cost is never money spent: it counts in its value alone.
  if (entry.total === 'costInKind' && world.lotSettings.symbols[entry.symbol].isFuture) return;
  const day = entry.day - world.span.first;
  const total = ledgers.bucket(entry.account, entry.currency).total(entry.total);
  total.add(day, sign > 0 ? entry.units : int.neg(entry.units), entry.scale);
  ledgers.books(entry.account).touch(day);
}

function applyKindFlow(
  world: World,
  ledgers: Ledgers,
  group: GroupState,
  flow: KindFlow,
  sign: 1 | -1,
): void {
  const books = ledgers.books(flow.account);
  const day = flow.day - world.span.first;
  const value = sign * kindFlowValue(world, group, flow);
  books.touch(day);
  if (flow.opening && day === 0) books.openingInKind += value;
  else if (flow.own) {
    if (flow.quantity > 0) books.inKind.ownIn[day] += value;
    else books.inKind.ownOut[day] -= value;
  } else if (flow.quantity > 0) books.inKind.in[day] += value;
  else books.inKind.out[day] -= value;
}

/** What units that moved were worth that day, signed, in minor units of base; their cost where no price is known. */
export function kindFlowValue(world: World, { lots, marks }: GroupState, flow: KindFlow): number {
  const terms = world.lotSettings.symbols[flow.symbol];
  const rate = world.rateSeries(terms.currency);
  const decimals = world.minorDigits(terms.currency);
  const day = flow.day - world.span.first;
  const mark = marks.get(flow.symbol) ?? null;
  const cost = toWhole(flow.cost, lots.scales.cost - decimals);
  if (mark === null || day < mark.start) return rate.toBase(terms.isFuture ? 0 : cost, day);
  const value = markedTo(
    valuerOf(flow.quantity, lots.scales.quantity, terms.unitValue, mark.scale, decimals),
    markTick(mark, day),
  );
  return rate.toBase(terms.isFuture ? value - cost : value, day);
}

function applyBookedGain(world: World, ledgers: Ledgers, gain: BookedGain, sign: 1 | -1): void {
  const books = ledgers.books(gain.account);
  const day = gain.day - world.span.first;
  books.bookedGain[day] += sign * bookedDifference(world, gain);
  books.touch(day);
}

/** What the booked rate makes of a gain beyond the market's rate, in minor units of base. */
export function bookedDifference(world: World, { gain, scale, booked, currency, day }: BookedGain): number {
  const market = world.rate(currency, day);
  return inBase(gain, scale, booked, world.decimals) - inBase(gain, scale, market, world.decimals);
}

/** Units × 10^-scale at an exact rate, in minor units of base. */
export function inBase(
  units: Int,
  scale: number,
  rate: { numerator: Int; denominator: Int },
  decimals: number,
): number {
  const numerator = int.mul(int.mul(units, rate.numerator), int.pow10(decimals));
  return Number(divideInteger(numerator, int.mul(rate.denominator, int.pow10(scale)), 'half-away-from-zero'));
}
