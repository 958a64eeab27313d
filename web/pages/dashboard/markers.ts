import type { Transaction } from '@tidemark/contract';
import type { ValueMarker } from '../../charts/index.ts';
import type { Point } from './chart-points.ts';

/** More marks of a kind than these would hide the line: then the weightiest stand for them. */
const OF_A_KIND_MAX = 20;

type Kind = ValueMarker['kind'];

const KINDS: Readonly<Record<string, Kind>> = {
  buy: 'trade',
  sell: 'trade',
  option_exercise: 'trade',
  dividend: 'dividend',
  interest: 'dividend',
};

/** Marks at the points into which flows, trades and dividends fall: one of a kind at a point. */
export function markersOf(points: readonly Point[], events: readonly Transaction[]): ValueMarker[] {
  const flows = points
    .filter(({ flow }) => flow !== 0)
    .map(({ at, flow }) => ({
      at,
      kind: flow > 0 ? ('deposit' as const) : ('withdrawal' as const),
      weight: Math.abs(flow),
    }));
  const others = new Map<string, { at: string; kind: Kind; weight: number }>();
  for (const { date, type, amount } of events) {
    const kind = KINDS[type];
    const at = kind && pointOf(points, date);
    if (kind === undefined || at === undefined) continue;
    const key = `${kind} ${at}`;
    const weight = Math.abs(Number(amount ?? 0)) + (others.get(key)?.weight ?? 0);
    others.set(key, { at, kind, weight });
  }
  const all = [...flows, ...others.values()];
  return (['deposit', 'withdrawal', 'trade', 'dividend'] as const)
    .flatMap((kind) =>
      all
        .filter((one) => one.kind === kind)
        .sort((a, b) => b.weight - a.weight)
        .slice(0, OF_A_KIND_MAX),
    )
    .map(({ at, kind }) => ({ at, kind }))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The last point of the day; of a day without one the next point. */
function pointOf(points: readonly Point[], day: string): string | undefined {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.at.slice(0, 10) ?? '') < day) low = middle + 1;
    else high = middle;
  }
  while (points[low + 1]?.at.slice(0, 10) === day) low += 1;
  const found = points[low]?.at;
  // What was before the first point is not of this range.
  return low === 0 && found !== undefined && found.slice(0, 10) > day ? undefined : found;
}
