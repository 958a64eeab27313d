import { decimal, int } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import type { ClosedLot } from '../lots/index.ts';
import type { Derivation } from './derivation.ts';
import type { Disposal } from './figures.ts';
import { inBase } from './group-effects.ts';
import type { GroupState } from './group-state.ts';
import { toWhole } from './minor-units.ts';
import type { World } from './world.ts';

/** A closed part and the group that it is of. */
interface Closing {
  readonly closed: ClosedLot;
  readonly state: GroupState;
}

/** Closed parts of lots of a period, in order of closing; each row is made when it is read. */
export function* disposalsOf(
  derivation: Derivation,
  from: Day,
  to: Day,
  account: number | null,
): Generator<Disposal, void> {
  const found: Closing[] = [];
  for (const state of derivation.states.values()) {
    for (const closed of state.lots.closed()) {
      if (closed.closed < from || closed.closed > to || (account !== null && closed.account !== account))
        continue;
      found.push({ closed, state });
    }
  }
  const { world, order } = derivation;
  for (const { closed, state } of inOrderOfRows(found, order, world.table.count))
    yield disposal(world, closed, state);
}

/** A counting sort by the place of the closing row in effective order. */
function inOrderOfRows(found: readonly Closing[], order: Int32Array, rowCount: number): Closing[] {
  const next = new Int32Array(rowCount);
  for (const { closed } of found) next[closed.row]++;
  let place = 0;
  for (let i = 0; i < order.length; i++) {
    const row = order[i];
    const own = next[row];
    next[row] = place;
    place += own;
  }
  const sorted = new Array<Closing>(found.length);
  for (const one of found) sorted[next[one.closed.row]++] = one;
  return sorted;
}

function disposal(world: World, closed: ClosedLot, { lots }: GroupState): Disposal {
  const { table } = world;
  const terms = world.lotSettings.symbols[closed.symbol];
  const inBaseCurrency = terms.currency === world.baseCurrency;
  const plain = inBaseCurrency && closed.booked === null;
  const rate = plain ? null : (closed.booked ?? world.rate(terms.currency, closed.closed));
  const costScale = lots.scales.cost;
  const base = (units: ClosedLot['cost']): number =>
    rate === null
      ? toWhole(units, costScale - world.decimals)
      : inBase(units, costScale, rate, world.decimals);
  const received = base(closed.received);
  // The rate that a closing was booked at says nothing of what opening had cost; of a future nothing was ever paid.
  const cost = terms.isFuture
    ? base(closed.cost)
    : inBaseCurrency
      ? toWhole(closed.cost, costScale - world.decimals)
      : toWhole(closed.costBase, lots.scales.base - world.decimals);
  // A long lot may have cost less than nothing: options that brought more than the stock then cost.
  const short = closed.quantity === 0 ? closed.cost < 0 : closed.quantity < 0;
  const gain = base(int.sub(closed.received, closed.cost));
  // What was paid and received is the other way round for a short, in time and in sign.
  const proceeds = short ? 0 - cost : received;
  const spent = short ? 0 - received : cost;
  const fx = plain || terms.isFuture ? 0 : proceeds - spent - gain;
  return {
    account: table.accounts.texts[closed.account],
    symbol: table.symbols.texts[closed.symbol],
    opened: closed.opened,
    closed: closed.closed,
    quantity: decimal(closed.quantity, lots.scales.quantity),
    proceeds,
    cost: spent,
    pnl: proceeds - spent - fx,
    fx,
    row: closed.row,
    lotRow: closed.lotRow,
  };
}
