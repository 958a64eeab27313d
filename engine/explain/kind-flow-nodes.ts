import { absolute, decimal, equals } from '../amounts/index.ts';
import type { KindFlow } from '../lots/index.ts';
import { kindFlowValue } from '../valuation/group-effects.ts';
import type { GroupState } from '../valuation/group-state.ts';
import { made, negated, taken } from './build.ts';
import { bookedLeaf, eventLabel, fieldFact, unitValueNode } from './event-nodes.ts';
import type { Explanation } from './explanation.ts';
import { priceNode } from './price-nodes.ts';
import { inBase } from './rate-nodes.ts';
import type { Workings } from './workings.ts';

/** Units that came or went, with the group that they belong to. */
export interface FlowInKind {
  readonly state: GroupState;
  readonly flow: KindFlow;
  /** Signed, in minor units of base. */
  readonly value: number;
}

/** The flows in kind of an account on a day index. */
export function flowsInKind(work: Workings, account: number, at: number): FlowInKind[] {
  const day = work.day(at);
  const found: FlowInKind[] = [];
  for (const state of work.derivation.states.values()) {
    for (const flow of state.lots.kindFlows) {
      if (flow.account === account && flow.day === day)
        found.push({ state, flow, value: kindFlowValue(work.world, state, flow) });
    }
  }
  return found;
}

/** Market value of the units on the day they moved, their cost where no price is known; signed, in base. */
export function flowNode(work: Workings, { state, flow }: FlowInKind, at: number): Explanation {
  const { symbol, row } = flow;
  const currency = work.currencyOf(symbol);
  const said = {
    label: eventLabel(work, row),
    unit: work.currency(currency),
    digits: work.minorDigits(currency),
  };
  const cost = bookedLeaf(
    work,
    row,
    `cost of ${eventLabel(work, row)}`,
    said.unit,
    decimal(flow.cost, state.lots.scales.cost),
  );
  const price = priceNode(work, state, symbol, at);
  const roundedCost = made('sum_rounded', said, [cost]);
  const market =
    price === null
      ? made('at_cost', said, [cost])
      : made('product_rounded', said, [
          units(work, flow, state),
          taken('times', price),
          ...unitValueNode(work, symbol),
        ]);
  const local = work.isFuture(symbol) ? made('sum', said, [market, taken('minus', roundedCost)]) : market;
  return inBase(work, local, currency, at);
}

function units(work: Workings, flow: KindFlow, { lots }: GroupState): Explanation {
  const quantity = decimal(flow.quantity, lots.scales.quantity);
  const stated = work.table.quantity.get(flow.row);
  const label = eventLabel(work, flow.row);
  if (stated === null || !equals(absolute(stated), absolute(quantity)))
    return bookedLeaf(work, flow.row, label, 'units', quantity);
  const fact = fieldFact(work, flow.row, 'quantity');
  return equals(stated, quantity) ? fact : negated(fact, { label, unit: 'units' });
}
