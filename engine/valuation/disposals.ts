import { decimal, int } from '../amounts/index.ts';
import type { Day } from '../calendar/day.ts';
import type { ClosedLot, Rate } from '../lots/index.ts';
import type { Derivation } from './derivation.ts';
import type { Disposal } from './figures.ts';
import type { GroupState } from './group-state.ts';
import { inBase } from './group-effects.ts';
import { toWhole } from './minor-units.ts';
import type { World } from './world.ts';

/** Closed parts of lots of a period, in order of closing. */
export function disposalsOf(derivation: Derivation, from: Day, to: Day, account: number | null): Disposal[] {
  const { world } = derivation;
  const found: { closed: ClosedLot; state: GroupState }[] = [];
  for (const state of derivation.states.values()) {
    for (const closed of state.lots.details().closed) {
      if (closed.closed >= from && closed.closed <= to && (account === null || closed.account === account)) found.push({ closed, state });
    }
  }
  const rank = rankOf(derivation.order, found.map(({ closed }) => closed.row));
  found.sort((a, b) => (rank.get(a.closed.row) as number) - (rank.get(b.closed.row) as number));
  return found.map(({ closed, state }) => disposal(world, closed, state));
}

/** Places of rows in effective order. */
function rankOf(order: Int32Array, rows: readonly number[]): Map<number, number> {
  const wanted = new Set(rows);
  const rank = new Map<number, number>();
  for (let i = 0; i < order.length; i++) if (wanted.has(order[i])) rank.set(order[i], i);
  return rank;
}

function disposal(world: World, closed: ClosedLot, { lots }: GroupState): Disposal {
  const { table } = world;
  const terms = world.lotSettings.symbols[closed.symbol];
  const inBaseCurrency = terms.currency === world.baseCurrency;
  const rate = closed.booked ?? world.rate(terms.currency, closed.closed);
  const costScale = lots.scales.cost;
  const base = (units: ClosedLot['cost'], at: Rate): number => inBase(units, costScale, at, world.decimals);
  const received = base(closed.received, rate);
  const cost = inBaseCurrency ? base(closed.cost, rate) : toWhole(closed.costBase, lots.scales.base - world.decimals);
  const short = closed.cost < 0 || closed.quantity < 0;
  const gain = base(int.sub(closed.received, closed.cost), rate);
  // What was paid and received is the other way round for a short, in time and in sign.
  const proceeds = short ? 0 - cost : received;
  const spent = short ? 0 - received : cost;
  const fx = inBaseCurrency ? 0 : proceeds - spent - gain;
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
