import { decimal, type Int, int } from '../amounts/index.ts';
import type { BookedGain, ClosedLot } from '../lots/index.ts';
import type { GroupState } from '../valuation/group-state.ts';
import { ifAmount, made, minus, taken } from './build.ts';
import { bookedLeaf, eventLabel, eventSource, fieldFact } from './event-nodes.ts';
import type { Explanation } from './explanation.ts';
import { lotCost } from './lot-nodes.ts';
import { bookedRate, tradeBrought } from './opened-cost.ts';
import { atRate, fractionNode, rateNode } from './rate-nodes.ts';
import type { TracedFold } from './traced-fold.ts';
import type { Workings } from './workings.ts';

/** What one row closed of one holding. */
export interface Closing {
  readonly state: GroupState;
  readonly fold: TracedFold;
  readonly symbol: number;
  readonly row: number;
  readonly lots: readonly ClosedLot[];
}

/** What the rows of a day closed, in an account or (null) in all, of one symbol or (null) of all. */
export function closingsOn(
  work: Workings,
  account: number | null,
  symbol: number | null,
  at: number,
): Closing[] {
  const day = work.day(at);
  const found = new Map<
    string,
    { state: GroupState; fold: TracedFold; symbol: number; row: number; lots: ClosedLot[] }
  >();
  for (const state of work.derivation.states.values()) {
    if (symbol !== null && !state.symbols.includes(symbol)) continue;
    if (!state.rows.some((row) => work.table.day.values[row] === day)) continue;
    const fold = work.trace(state);
    for (const closed of fold.closed) {
      if (
        closed.closed !== day ||
        (account !== null && closed.account !== account) ||
        (symbol !== null && closed.symbol !== symbol)
      )
        continue;
      const key = `${closed.row} ${closed.account} ${closed.symbol}`;
      const closing = found.get(key);
      if (closing === undefined)
        found.set(key, { state, fold, symbol: closed.symbol, row: closed.row, lots: [closed] });
      else closing.lots.push(closed);
    }
  }
  return [...found.values()];
}

/** What closing brought, less what the closed lots had cost; in the instrument's currency, unrounded. */
export function gainNode(work: Workings, closing: Closing): Explanation {
  const { row, symbol } = closing;
  const said = {
    label: eventLabel(work, row),
    unit: work.currency(work.currencyOf(symbol)),
    source: eventSource(work, row),
  };
  return made('sum', said, [
    proceedsNode(work, closing),
    ...closing.lots.map((lot) => minus(closedCost(work, closing, lot))),
  ]);
}

function proceedsNode(work: Workings, { fold, row, symbol, lots }: Closing): Explanation {
  const received = decimal(
    sumOf(lots, (lot) => lot.received),
    fold.scales.cost,
  );
  const unit = work.currency(work.currencyOf(symbol));
  const type = work.table.typeOf(row);
  const whole = type === 'buy' || type === 'sell' ? tradeBrought(work, row, fold.scales.cost) : null;
  const found =
    whole === null
      ? null
      : (ifAmount(whole, received) ?? ifAmount(firstShare(work, row, whole, lots, fold), received));
  return found ?? bookedLeaf(work, row, `brought by ${eventLabel(work, row)}`, unit, received);
}

/** Of a trade that closes more than there is, the closed units take their share first. */
function firstShare(
  work: Workings,
  row: number,
  whole: Explanation,
  lots: readonly ClosedLot[],
  { scales }: TracedFold,
): Explanation {
  const closed = decimal(int.abs(sumOf(lots, (lot) => lot.quantity)), scales.quantity);
  const part = bookedLeaf(work, row, 'closed', 'units', closed);
  const said = { label: `closed by ${eventLabel(work, row)}`, unit: whole.unit, digits: scales.cost };
  return made('share_in_turn', said, [
    whole,
    taken('units', fieldFact(work, row, 'quantity')),
    taken('part', part),
  ]);
}

function sumOf(lots: readonly ClosedLot[], figure: (lot: ClosedLot) => Int): Int {
  return lots.reduce<Int>((sum, lot) => int.add(sum, figure(lot)), 0);
}

function closedCost(work: Workings, { fold, symbol }: Closing, lot: ClosedLot): Explanation {
  const state = fold.closedStates.get(lot);
  if (state !== undefined) return lotCost(work, { fold, symbol, state });
  const unit = work.currency(work.currencyOf(symbol));
  return bookedLeaf(
    work,
    lot.lotRow,
    `cost of lot of ${eventLabel(work, lot.lotRow)}`,
    unit,
    decimal(lot.cost, fold.scales.cost),
  );
}

/** The gains that were booked at a rate of the broker's own. */
export function bookedGainsOn(
  work: Workings,
  account: number | null,
  symbol: number | null,
  at: number,
): { gain: BookedGain; state: GroupState }[] {
  const day = work.day(at);
  return [...work.derivation.states.values()].flatMap((state) =>
    state.lots.bookedGains
      .filter(
        (gain) =>
          gain.day === day &&
          (account === null || gain.account === account) &&
          (symbol === null || gain.symbol === symbol),
      )
      .map((gain) => ({ gain, state })),
  );
}

/** What the booked rate makes of a gain beyond the market's rate, in base. */
export function bookedGainNode(
  work: Workings,
  gain: BookedGain,
  closings: readonly Closing[],
  at: number,
): Explanation {
  const amount = decimal(gain.gain, gain.scale);
  const of = closings.filter(
    ({ symbol, lots }) =>
      symbol === gain.symbol && lots.every((lot) => lot.booked !== null && lot.account === gain.account),
  );
  const closing = of.find((one) => ifAmount(gainNode(work, one), amount) !== null);
  const unit = work.currency(gain.currency);
  const node = closing === undefined ? null : gainNode(work, closing);
  const found = node ?? bookedLeaf(work, of[0]?.row ?? 0, 'gain', unit, amount);
  const booked = closing === undefined ? null : bookedRate(work, closing.row, gain.symbol, gain.scale);
  const rate = booked ?? fractionNode('booked rate', `${work.base}/${unit}`, gain.booked);
  return made('sum', { label: 'gain at the booked rate, less at the market’s', unit: work.base }, [
    atRate(found, rate, work.base, work.decimals),
    minus(atRate(found, rateNode(work, gain.currency, at), work.base, work.decimals)),
  ]);
}
