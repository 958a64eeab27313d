import type { ValueKind } from '@tidemark/contract';
import { ChangeMark } from '../../parts/index.ts';
import { useText } from '../../text/index.ts';
import type { Point, Range } from './chart-points.ts';

const KINDS: Readonly<Record<ValueKind, string>> = {
  daily_eod: 'official close',
  intraday: 'taken during the session',
  reconstructed: "from the broker's history",
  computed: 'computed from the ledger',
  estimated: 'estimated',
};

/** Of the point under the pointer: when, value, change, flow, result, and what the figure is; else of the whole range. */
export function Readout({ range, index }: { readonly range: Range; readonly index: number | null }) {
  const text = useText();
  const point = index === null ? undefined : range.points[index];
  const { currency } = range;
  const [pnl, percent] = point === undefined ? [range.pnl, range.percent] : [point.pnl, point.percent];
  return (
    <div className="h-11 min-w-0 text-sm">
      <p className="flex items-baseline gap-x-2.5 overflow-hidden whitespace-nowrap">
        {point !== undefined && (
          <>
            <span className="font-medium">
              {range.isIntraday ? text.instant(point.at) : text.date(point.at)}
            </span>
            <span className="font-semibold">{text.money(point.value, currency)}</span>
          </>
        )}
        <ChangeMark figure={pnl} className="font-medium">
          {text.change(pnl, currency)} ({text.percent(percent, { signed: true })})
        </ChangeMark>
      </p>
      <p className="truncate text-faint">
        {point === undefined ? 'without flows' : aboutPoint(point, range, index ?? 0, text)}
      </p>
    </div>
  );
}

function aboutPoint(
  point: Point,
  { points, currency }: Range,
  index: number,
  text: ReturnType<typeof useText>,
): string {
  const before = points[index - 1];
  const parts = [
    before && `${text.change(point.pnl - before.pnl, currency)} since the point before`,
    point.flow !== 0 && `${text.change(point.flow, currency)} paid ${point.flow > 0 ? 'in' : 'out'}`,
    point.source === 'ledger' ? KINDS[point.kind] : `${KINDS[point.kind]}, ${point.source}`,
    point.stale > 0 && `${text.count(point.stale)} stale ${point.stale === 1 ? 'price' : 'prices'}`,
  ];
  return parts.filter(Boolean).join(' · ');
}
