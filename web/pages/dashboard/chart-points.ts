import { type Growth, type Performance, TIMEFRAMES } from '@tidemark/contract';
import type { ValueMarker, ValuePoint } from '../../charts/index.ts';

export const RANGES = TIMEFRAMES;

/** What the chart draws of an answer: net deposits are counted back from those of now. */
export function chartPoints({ data_points: given }: Performance, growth: Growth): ValuePoint[] {
  let deposits = netDeposits(growth);
  const points = given.toReversed().map((point): ValuePoint => {
    const here = deposits;
    if (deposits !== null) deposits -= point.net_flow;
    return {
      at: point.timestamp,
      value: point.value,
      ...(here !== null && { deposits: here }),
      isEstimated: point.kind === 'estimated' || point.stale > 0,
    };
  });
  return points.reverse();
}

/** What was paid in up to now, less what was taken out; null where it is not known. */
function netDeposits({
  starting_balance: start,
  deposits_total: paid,
  withdrawals_total: taken,
}: Growth): number | null {
  return start === null || paid === null || taken === null ? null : start + paid - taken;
}

/** A mark at each point into which a deposit or withdrawal falls. */
export function flowMarkers({ data_points: points }: Performance): ValueMarker[] {
  return points
    .filter(({ net_flow: flow }) => flow !== 0)
    .map(({ timestamp: at, net_flow: flow }) => ({ at, kind: flow > 0 ? 'deposit' : 'withdrawal' }));
}
