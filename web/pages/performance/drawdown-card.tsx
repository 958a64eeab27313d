import type { Risk } from '@tidemark/contract';
import { useCallback, useMemo, useState } from 'react';
import { BaselineChart } from '../../charts/index.ts';
import { Card, type Column, Empty, Table } from '../../parts/index.ts';
import { type Text, useText } from '../../text/index.ts';

type Drawdown = Risk['drawdowns'][number];

/** How far below its high the holdings were, day by day, and the deepest of these stretches. */
export function DrawdownCard({ risk }: { readonly risk: Risk }) {
  const text = useText();
  const [hovered, setHovered] = useState<number | null>(null);
  const points = useMemo(() => pointsOf(risk.series), [risk.series]);
  const axis = useCallback((value: number) => text.ratio(value, { digits: 0 }), [text]);
  const columns = useMemo(() => columnsFor(text), [text]);
  const point = points[hovered ?? points.length - 1];
  return (
    <Card
      title="Drawdowns"
      aside={
        point && (
          <p className="text-right text-sm">
            <span className="text-faint">{text.date(point.at.slice(0, 10))} · </span>
            <span className="font-medium">{text.ratio(point.value)}</span>
            <span className="text-faint max-sm:hidden"> below the high</span>
          </p>
        )
      }
    >
      {risk.drawdowns.length === 0 ? (
        <Empty icon="performance" title="No drawdown in this range">
          The holdings never stood below a high of theirs here. A longer range, such as ALL, looks further
          back.
        </Empty>
      ) : (
        <>
          <div className="mb-4 h-48">
            <BaselineChart
              points={points}
              text={text}
              axis={axis}
              isIntraday={false}
              isBelow
              onHover={setHovered}
              label={`Distance below the high-water mark, at most ${text.ratio(risk.max_drawdown.depth)}.`}
            />
          </div>
          <Table
            label="The deepest drawdowns"
            columns={columns}
            rows={risk.drawdowns}
            keyOf={({ peak }) => peak}
            height="max-h-none"
          />
        </>
      )}
    </Card>
  );
}

const pointsOf = (series: Risk['series']) =>
  (series?.date ?? []).map((day, at) => ({ at: `${day}T00:00:00Z`, value: series?.drawdown[at] ?? 0 }));

function columnsFor(text: Text): Column<Drawdown>[] {
  return [
    {
      id: 'depth',
      header: 'Depth',
      cell: ({ depth }) => <span className="font-medium text-loss">{text.ratio(depth)}</span>,
      sortBy: ({ depth }) => depth,
    },
    { id: 'peak', header: 'Since', cell: ({ peak }) => text.date(peak), sortBy: ({ peak }) => peak },
    { id: 'trough', header: 'Trough', from: 'md', cell: ({ trough }) => text.date(trough) },
    {
      id: 'recovered',
      header: 'Recovered',
      from: 'sm',
      cell: ({ recovered }) =>
        recovered === null ? <span className="text-faint">not yet</span> : text.date(recovered),
      sortBy: ({ recovered }) => recovered,
    },
    {
      id: 'down',
      header: 'Days down',
      align: 'end',
      from: 'md',
      cell: ({ days_to_trough: days }) => text.count(days),
      sortBy: ({ days_to_trough: days }) => days,
    },
    {
      id: 'up',
      header: 'Days up',
      align: 'end',
      from: 'md',
      cell: ({ days_to_recover: days }) => text.count(days),
      sortBy: ({ days_to_recover: days }) => days,
    },
    {
      id: 'days',
      header: 'Days',
      align: 'end',
      cell: ({ days }) => text.count(days),
      sortBy: ({ days }) => days,
    },
  ];
}
